// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/statistics.h"

#include "core/scenario/server_kinds.h"
#include "core/trace/growth.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <vector>

namespace tickscope {

namespace {

struct Span
{
    std::int64_t fromNs;
    std::int64_t toNs;

    bool holds(std::int64_t timeNs) const { return fromNs <= timeNs && timeNs <= toNs; }
    /// @param endNs  noTime: still going on
    std::int64_t part(std::int64_t startNs, std::int64_t endNs) const
    {
        const std::int64_t lastNs = endNs == noTime ? toNs : std::min(endNs, toNs);
        return std::max<std::int64_t>(0, lastNs - std::max(startNs, fromNs));
    }
};

class DurationSum
{
public:
    void add(std::int64_t ns)
    {
        m_min = m_count == 0 ? ns : std::min(m_min, ns);
        m_max = m_count == 0 ? ns : std::max(m_max, ns);
        m_sum += ns;
        ++m_count;
    }
    DurationSummary summary() const
    {
        if (m_count == 0)
            return {};
        return { m_count, m_sum / static_cast<std::int64_t>(m_count), m_min, m_max };
    }

private:
    std::uint64_t m_count = 0;
    std::int64_t m_sum = 0, m_min = 0, m_max = 0;
};

/// Nearest rank: the ceil(perMille / 1000 * n)-th smallest. Called with ascending shares of one
/// list, it looks only at the values that are not yet in order.
class Ranks
{
public:
    /// @pre !values.empty()
    explicit Ranks(std::vector<std::int64_t>& values)
        : m_values(values)
    {
    }
    std::int64_t at(std::size_t perMille)
    {
        const std::size_t rank = (m_values.size() * perMille + 999) / 1000;
        const auto place = m_values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        const auto from = m_values.begin() + static_cast<std::ptrdiff_t>(m_inOrder);
        if (rank > m_inOrder)
            std::nth_element(from, place, m_values.end());
        m_inOrder = std::max(m_inOrder, rank);
        return *place;
    }

private:
    std::vector<std::int64_t>& m_values;
    std::size_t m_inOrder = 0; // so many stand where they would in a sorted list, at their ends
};

DurationPercentiles percentiles(std::vector<std::int64_t>& values)
{
    if (values.empty())
        return {};
    Ranks ranks(values);
    DurationPercentiles of;
    of.p50Ns = ranks.at(500);
    of.p90Ns = ranks.at(900);
    of.p95Ns = ranks.at(950);
    of.p99Ns = ranks.at(990);
    of.p999Ns = ranks.at(999);
    return of;
}

/// The interval in the state when the last timer up to `toNs` was armed. A restart forgets the
/// edits before it, so the marks are read back to the latest start.
std::int64_t nominalInterval(const ServerLog& log, const ServerSpec& spec, std::int64_t toNs)
{
    const auto after = std::partition_point(log.timers.begin(), log.timers.end(),
        [&](const TimerEntry& timer) { return timer.armedNs <= toNs; });
    const std::uint64_t armedSeq = after == log.timers.begin() ? 0 : std::prev(after)->seq;
    for (auto mark = log.marks.rbegin(); mark != log.marks.rend(); ++mark) {
        if (mark->seq > armedSeq)
            continue;
        if (mark->kind == LaneMark::Kind::SetIntervalHandled)
            return mark->value;
        if (isStart(*mark))
            break;
    }
    return spec.interval.count();
}

/// Ticks that started in the span, their periods, works and lateness, and what all messages waited.
void measureTicks(
    const ServerLog& log, Span span, MeasureMemory& memory, ServerStatistics& statistics)
{
    memory.lateness.clear();
    memory.periods.clear();
    DurationSum periods;
    DurationSum works;
    DurationSum waits;
    DurationSum lateness;
    const MessageEntry* before = nullptr;
    for (std::size_t i = firstTakenFrom(log, span.fromNs); i < log.taken.size(); ++i) {
        const MessageEntry& tick = log.messages[log.taken[i]];
        if (tick.startedNs > span.toNs)
            break;
        waits.add(tick.startedNs - tick.deliveredNs);
        if (!isTick(tick.kind))
            continue;
        ++statistics.ticks;
        if (before && before->incarnation == tick.incarnation) {
            periods.add(tick.startedNs - before->startedNs);
            memory.periods.push_back(tick.startedNs - before->startedNs);
        }
        before = &tick;
        if (tick.dueNs != noTime) {
            lateness.add(tick.startedNs - tick.dueNs);
            memory.lateness.push_back(tick.startedNs - tick.dueNs);
        }
        if (const std::int64_t workNs = workOf(tick, span.toNs); workNs != noTime)
            works.add(workNs);
        if (tick.finishedNs == noTime || tick.finishedNs > span.toNs)
            continue;
        statistics.ok += tick.outcome == TickOutcome::Ok;
        statistics.errors += tick.outcome == TickOutcome::Error;
        statistics.crashes += tick.outcome == TickOutcome::Crash;
        statistics.killed += tick.outcome == TickOutcome::Killed;
    }
    statistics.period = periods.summary();
    statistics.work = works.summary();
    statistics.wait = waits.summary();
    statistics.latenessCount = memory.lateness.size();
    statistics.latenessMeanNs = lateness.summary().meanNs;
    statistics.latenessMaxNs = lateness.summary().maxNs;
    statistics.latenessPercentiles = percentiles(memory.lateness);
    statistics.periodPercentiles = percentiles(memory.periods);
}

/// The interval in the state of an incarnation as the message at `place` of log.taken was taken.
std::int64_t intervalAt(const ServerLog& log, const ServerSpec& spec, std::size_t place)
{
    const MessageEntry& first = log.messages[log.taken[place]];
    for (std::size_t i = place; i-- > 0;) {
        const MessageEntry& message = log.messages[log.taken[i]];
        if (message.incarnation != first.incarnation)
            break;
        if (message.kind == MessageKind::SetInterval)
            return message.argument;
    }
    return spec.interval.count();
}

/// What the next timer of a chain is armed with in the mean, in ns.
class ExpectedGap
{
public:
    ExpectedGap(const ServerSpec& spec, std::int64_t intervalNs)
        : m_spec(spec)
        , m_intervalNs(static_cast<double>(intervalNs))
    {
    }
    void setInterval(std::int64_t ns) { m_intervalNs = static_cast<double>(ns); }
    void tickEnded(TickOutcome outcome)
    {
        m_errorsInRow = outcome == TickOutcome::Error ? m_errorsInRow + 1 : 0;
    }
    double ns() const
    {
        const double jitterNs = static_cast<double>((m_spec.jitterLow + m_spec.jitter).count()) / 2;
        if (!rowOf(m_spec.kind).backsOff)
            return m_intervalNs + jitterNs;
        const bool isHalved = m_errorsInRow > 0 && m_spec.backoffJitter == BackoffJitter::Full;
        return (isHalved ? 0.5 : 1) * backedOffNs() + jitterNs;
    }

private:
    double backedOffNs() const
    {
        if (m_errorsInRow == 0)
            return m_intervalNs;
        const int steps = m_spec.growth == Growth::Exponential ? std::min(m_errorsInRow, 200) : 1;
        const double backedOff = m_intervalNs * std::pow(static_cast<double>(m_spec.factor), steps);
        return m_spec.maxInterval
            ? std::min(backedOff, static_cast<double>(m_spec.maxInterval->count()))
            : backedOff;
    }

    const ServerSpec& m_spec;
    double m_intervalNs;
    int m_errorsInRow = 0;
};

/// Whether a message makes the due times that follow start anew.
bool beginsPhase(MessageKind kind, Schedule schedule)
{
    return kind == MessageKind::Cancel || kind == MessageKind::Resume
        || (kind == MessageKind::SetInterval && schedule == Schedule::SendInterval);
}

/// The latest tick that a timer sent and that started in the span: its place in log.taken.
std::optional<std::size_t> lastTimedTick(const ServerLog& log, Span span)
{
    for (std::size_t i = firstTakenFrom(log, span.toNs + 1); i-- > 0;) {
        const MessageEntry& tick = log.messages[log.taken[i]];
        if (tick.startedNs < span.fromNs)
            break;
        if (isTick(tick.kind) && tick.dueNs != noTime)
            return i;
    }
    return std::nullopt;
}

std::int64_t drift(const ServerLog& log, const ServerSpec& spec, Span span)
{
    const auto end = lastTimedTick(log, span);
    if (!end)
        return 0;
    const MessageEntry& last = log.messages[log.taken[*end]];
    const auto isOfChain = [&last](const MessageEntry& message) {
        return isTick(message.kind) && message.dueNs != noTime && message.chain == last.chain;
    };
    std::size_t place = firstTakenFrom(log, span.fromNs);
    while (log.messages[log.taken[place]].incarnation != last.incarnation
        || !isOfChain(log.messages[log.taken[place]]))
        ++place;
    ExpectedGap gap(spec, intervalAt(log, spec, place));
    // Whether a tick arms the next one before it knows its own outcome.
    const bool isArmedFirst
        = spec.schedule != Schedule::AfterWork && spec.schedule != Schedule::IdleTimeout;
    const MessageEntry* before = nullptr;
    bool isNewPhase = false;
    double gained = 0; // by due times that came later than expected
    double expectedNs = 0;
    for (; place <= *end; ++place) {
        const MessageEntry& message = log.messages[log.taken[place]];
        if (message.kind == MessageKind::SetInterval)
            gap.setInterval(message.argument);
        isNewPhase = isNewPhase || beginsPhase(message.kind, spec.schedule);
        if (!isOfChain(message))
            continue;
        if (before && !isNewPhase)
            gained += static_cast<double>(message.dueNs - before->dueNs) - expectedNs;
        isNewPhase = false;
        before = &message;
        if (isArmedFirst)
            expectedNs = gap.ns();
        gap.tickEnded(message.outcome);
        if (!isArmedFirst)
            expectedNs = gap.ns();
    }
    return last.startedNs - last.dueNs + std::llround(gained);
}

double utilisation(const ServerLog& log, Span span)
{
    std::int64_t busyNs = 0;
    std::size_t i = firstTakenFrom(log, span.fromNs);
    if (i > 0)
        --i; // may have been at work when the span began
    for (; i < log.taken.size(); ++i) {
        const MessageEntry& message = log.messages[log.taken[i]];
        if (message.startedNs > span.toNs)
            break;
        const bool hasWork = message.workEndNs != noTime;
        busyNs += span.part(message.startedNs, hasWork ? message.workEndNs : message.finishedNs);
    }
    for (const LoadSpan& load : log.loads)
        busyNs += span.part(load.startNs, load.endNs);
    const std::int64_t spanNs = span.toNs - span.fromNs;
    return spanNs == 0 ? 0 : static_cast<double>(busyNs) / static_cast<double>(spanNs);
}

void measureDepth(const ServerLog& log, Span span, ServerStatistics& statistics)
{
    const auto after = std::partition_point(log.depth.begin(), log.depth.end(),
        [&](const DepthSample& sample) { return sample.timeNs <= span.fromNs; });
    std::uint32_t depth = after == log.depth.begin() ? 0 : std::prev(after)->depth;
    std::int64_t sinceNs = span.fromNs;
    double area = 0; // messages times nanoseconds
    statistics.depthMax = depth;
    for (auto sample = after; sample != log.depth.end() && sample->timeNs <= span.toNs; ++sample) {
        area += static_cast<double>(sample->timeNs - sinceNs) * depth;
        sinceNs = sample->timeNs;
        depth = sample->depth;
        statistics.depthMax = std::max(statistics.depthMax, depth);
    }
    area += static_cast<double>(span.toNs - sinceNs) * depth;
    statistics.depthLast = depth;
    const std::int64_t spanNs = span.toNs - span.fromNs;
    statistics.depthMean = spanNs == 0 ? depth : area / static_cast<double>(spanNs);
}

DurationSummary unitWaits(const ServerLog& log, Span span)
{
    DurationSum waits;
    for (const UnitWait& wait : log.unitWaits) {
        if (wait.endNs != noTime && span.holds(wait.endNs))
            waits.add(wait.endNs - wait.startNs);
    }
    return waits.summary();
}

void countMarks(const ServerLog& log, Span span, ServerStatistics& statistics)
{
    const auto first = std::partition_point(log.marks.begin(), log.marks.end(),
        [&](const LaneMark& mark) { return mark.timeNs < span.fromNs; });
    for (auto mark = first; mark != log.marks.end() && mark->timeNs <= span.toNs; ++mark) {
        statistics.restarts += mark->kind == LaneMark::Kind::Restarted;
        statistics.dropped += mark->kind == LaneMark::Kind::Dropped;
        if (mark->kind == LaneMark::Kind::Dropped && mark->message == MessageKind::Call) {
            ++statistics.calls.made;
            ++statistics.calls.failed;
        }
        statistics.missedBeats += mark->kind == LaneMark::Kind::MissedBeat;
        if (mark->kind == LaneMark::Kind::Exited)
            statistics.lost += static_cast<std::uint32_t>(mark->value);
    }
}

void countCalls(
    const ServerLog& log, Span span, std::vector<std::int64_t>& answers, CallStatistics& calls)
{
    answers.clear();
    for (const std::uint32_t index : log.calls) {
        const MessageEntry& call = log.messages[index];
        if (!span.holds(call.deliveredNs))
            continue;
        ++calls.made;
        const bool hasEnded = call.finishedNs != noTime && call.finishedNs <= span.toNs;
        if (call.callerGaveUp && call.gaveUpNs <= span.toNs)
            ++calls.timedOut;
        else if (hasEnded && call.outcome == TickOutcome::Ok)
            answers.push_back(call.finishedNs - call.deliveredNs);
        else if (hasEnded)
            ++calls.failed;
    }
    calls.answered = answers.size();
    if (answers.empty())
        return;
    Ranks ranks(answers);
    calls.answerP50Ns = ranks.at(500);
    calls.answerP99Ns = ranks.at(990);
    calls.answerMaxNs = *std::max_element(answers.begin(), answers.end());
}

} // namespace

std::vector<IntervalStep> intervalSteps(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs)
{
    std::vector<IntervalStep> steps { { fromNs, spec.interval.count() } };
    for (const LaneMark& mark : log.marks) {
        const bool isEdit = mark.kind == LaneMark::Kind::SetIntervalHandled;
        if (mark.timeNs > toNs)
            break;
        if (!isEdit && !isStart(mark))
            continue;
        const std::int64_t intervalNs = isEdit ? mark.value : spec.interval.count();
        const std::int64_t atNs = std::max(mark.timeNs, fromNs);
        if (steps.back().fromNs == atNs)
            steps.back().intervalNs = intervalNs;
        else if (steps.back().intervalNs != intervalNs)
            steps.push_back({ atNs, intervalNs });
    }
    return steps;
}

ServerStatistics measure(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs)
{
    MeasureMemory memory;
    return measure(log, spec, fromNs, toNs, memory);
}

ServerStatistics measure(const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs,
    std::int64_t toNs, MeasureMemory& memory)
{
    assert(fromNs >= 0 && fromNs <= toNs);
    const Span span { fromNs, toNs };
    ServerStatistics statistics;
    measureTicks(log, span, memory, statistics);
    measureDepth(log, span, statistics);
    countMarks(log, span, statistics);
    countCalls(log, span, memory.answers, statistics.calls);
    statistics.resourceWait = unitWaits(log, span);
    statistics.nominalNs = nominalInterval(log, spec, toNs);
    statistics.driftNs = drift(log, spec, span);
    statistics.utilisation = utilisation(log, span);
    statistics.growth = judgeGrowth(log, spec, statistics, fromNs, toNs);
    statistics.state = judgeState(log, spec, fromNs, toNs, statistics.missedBeats);
    return statistics;
}

} // namespace tickscope

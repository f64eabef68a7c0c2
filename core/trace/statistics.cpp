// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/statistics.h"

#include "core/trace/growth.h"

#include <algorithm>
#include <cassert>
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

/// Nearest rank: the ceil(percent / 100 * n)-th smallest.
/// @pre !values.empty()
std::int64_t percentile(std::vector<std::int64_t>& values, std::size_t percent)
{
    const std::size_t rank = (values.size() * percent + 99) / 100;
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

bool isStart(const LaneMark& mark)
{
    return mark.kind == LaneMark::Kind::Spawned || mark.kind == LaneMark::Kind::Restarted;
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

/// Ticks that started in the span, their periods, works and lateness.
void measureTicks(const ServerLog& log, Span span, std::vector<std::int64_t>& lateness,
    ServerStatistics& statistics)
{
    lateness.clear();
    DurationSum periods;
    DurationSum works;
    const MessageEntry* before = nullptr;
    for (std::size_t i = firstTakenFrom(log, span.fromNs); i < log.taken.size(); ++i) {
        const MessageEntry& tick = log.messages[log.taken[i]];
        if (tick.startedNs > span.toNs)
            break;
        if (!isTick(tick.kind))
            continue;
        ++statistics.ticks;
        if (before && before->incarnation == tick.incarnation)
            periods.add(tick.startedNs - before->startedNs);
        before = &tick;
        if (tick.dueNs != noTime)
            lateness.push_back(tick.startedNs - tick.dueNs);
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
    statistics.latenessCount = lateness.size();
    if (lateness.empty())
        return;
    statistics.latenessP50Ns = percentile(lateness, 50);
    statistics.latenessP99Ns = percentile(lateness, 99);
    statistics.latenessMaxNs = *std::max_element(lateness.begin(), lateness.end());
}

/// From where on the grid of the last ticks holds: the latest start or set_interval.
std::int64_t gridStart(const ServerLog& log, Span span)
{
    for (auto mark = log.marks.rbegin(); mark != log.marks.rend(); ++mark) {
        if (mark->timeNs < span.fromNs)
            break;
        const bool isNewGrid = mark->kind == LaneMark::Kind::SetIntervalHandled || isStart(*mark);
        if (mark->timeNs <= span.toNs && isNewGrid)
            return mark->timeNs;
    }
    return span.fromNs;
}

std::int64_t drift(const ServerLog& log, Span span, std::int64_t nominalNs)
{
    const std::int64_t gridNs = gridStart(log, span);
    const MessageEntry* first = nullptr;
    const MessageEntry* last = nullptr;
    for (std::size_t i = firstTakenFrom(log, gridNs); i < log.taken.size(); ++i) {
        const MessageEntry& tick = log.messages[log.taken[i]];
        if (tick.startedNs > span.toNs)
            break;
        // Ticks that were due before the edit belong to the grid before it.
        if (!isTick(tick.kind) || tick.dueNs == noTime || tick.dueNs < gridNs)
            continue;
        first = first ? first : &tick;
        last = &tick;
    }
    if (!first || first->incarnation != last->incarnation)
        return 0;
    return last->startedNs - first->dueNs - std::int64_t { last->tick - first->tick } * nominalNs;
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

void countMarks(const ServerLog& log, Span span, ServerStatistics& statistics)
{
    const auto first = std::partition_point(log.marks.begin(), log.marks.end(),
        [&](const LaneMark& mark) { return mark.timeNs < span.fromNs; });
    for (auto mark = first; mark != log.marks.end() && mark->timeNs <= span.toNs; ++mark) {
        statistics.restarts += mark->kind == LaneMark::Kind::Restarted;
        statistics.dropped += mark->kind == LaneMark::Kind::Dropped;
        statistics.missedBeats += mark->kind == LaneMark::Kind::MissedBeat;
        if (mark->kind == LaneMark::Kind::Exited)
            statistics.lost += static_cast<std::uint32_t>(mark->value);
    }
}

} // namespace

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
    measureTicks(log, span, memory.lateness, statistics);
    measureDepth(log, span, statistics);
    countMarks(log, span, statistics);
    statistics.nominalNs = nominalInterval(log, spec, toNs);
    statistics.driftNs = drift(log, span, statistics.nominalNs);
    statistics.utilisation = utilisation(log, span);
    statistics.growth = judgeGrowth(log, spec, statistics, fromNs, toNs);
    return statistics;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/growth.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tickscope {

namespace {

constexpr double nsPerSecond = 1e9;
constexpr std::uint64_t worksToLookAt = 1000;

/// A forecast beyond this says nothing to anybody.
constexpr double farthestNs = 10.0 * 365 * 86400 * nsPerSecond;

std::optional<std::int64_t> forecast(std::int64_t nowNs, double messages, double perSecond)
{
    const double spanNs = messages / perSecond * nsPerSecond;
    if (!(spanNs >= 0 && spanNs < farthestNs))
        return std::nullopt;
    return nowNs + std::llround(spanNs);
}

double arrivalsPerSecond(const ServerLog& log, std::int64_t toNs)
{
    double rate = 0;
    const auto add = [&](const TimerEntry& timer) {
        if (timer.intervalNs > 0 && isArmedAt(timer, toNs))
            rate += nsPerSecond / static_cast<double>(timer.intervalNs);
    };
    if (toNs >= log.lastNs) { // the present: the log keeps a list
        for (const std::uint32_t index : log.armed)
            add(log.timers[index]);
    } else {
        for (const TimerEntry& timer : log.timers)
            add(timer);
    }
    return rate;
}

/// Works of the last ticks that ended.
struct RecentWorks
{
    std::size_t count = 0;
    std::int64_t sum = 0;
    std::array<std::int64_t, 3> latest {}; ///< the latest first

    void add(std::int64_t workNs)
    {
        if (count < latest.size())
            latest[count] = workNs;
        ++count;
        sum += workNs;
    }
    std::int64_t mean() const
    {
        if (count == 0)
            return 0;
        if (count >= 3 && latest[0] == latest[1] && latest[0] == latest[2])
            return latest[0];
        return sum / static_cast<std::int64_t>(count);
    }
};

RecentWorks recentWorks(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs)
{
    RecentWorks works;
    for (std::size_t i = firstTakenFrom(log, toNs + 1); i-- > 0 && works.count < worksToLookAt;) {
        const MessageEntry& message = log.messages[log.taken[i]];
        if (message.startedNs < fromNs)
            break;
        const std::int64_t workNs = isTick(message.kind) ? workOf(message, toNs) : noTime;
        if (workNs != noTime)
            works.add(workNs);
    }
    return works;
}

/// Whether each of the last three ticks that started left somebody behind.
bool hasBacklog(const ServerLog& log, std::int64_t toNs)
{
    int seen = 0;
    for (std::size_t i = firstTakenFrom(log, toNs + 1); i-- > 0 && seen < 3;) {
        const MessageEntry& message = log.messages[log.taken[i]];
        if (!isTick(message.kind))
            continue;
        if (message.depthAtStart == 0)
            return false;
        ++seen;
    }
    return seen == 3;
}

} // namespace

std::size_t firstTakenFrom(const ServerLog& log, std::int64_t timeNs)
{
    const auto first = std::partition_point(log.taken.begin(), log.taken.end(),
        [&](std::uint32_t index) { return log.messages[index].startedNs < timeNs; });
    return static_cast<std::size_t>(first - log.taken.begin());
}

bool isArmedAt(const TimerEntry& timer, std::int64_t timeNs)
{
    return timer.armedNs <= timeNs && (timer.endNs == noTime || timer.endNs > timeNs);
}

bool isStart(const LaneMark& mark)
{
    return mark.kind == LaneMark::Kind::Spawned || mark.kind == LaneMark::Kind::Restarted;
}

std::int64_t workOf(const MessageEntry& tick, std::int64_t toNs)
{
    const bool isKilled = tick.outcome == TickOutcome::Killed && tick.workEndNs == noTime;
    const std::int64_t endNs = tick.workEndNs != noTime ? tick.workEndNs : tick.finishedNs;
    if (isKilled || endNs == noTime || endNs > toNs)
        return noTime;
    return endNs - tick.startedNs;
}

GrowthVerdict judgeGrowth(const ServerLog& log, const ServerSpec& spec,
    const ServerStatistics& statistics, std::int64_t fromNs, std::int64_t toNs)
{
    using Kind = GrowthVerdict::Kind;
    GrowthVerdict verdict;
    verdict.ticks = statistics.ticks;
    verdict.utilisation = statistics.utilisation;
    verdict.waiting = statistics.depthLast;
    const RecentWorks works = recentWorks(log, fromNs, toNs);
    verdict.meanWorkNs = works.mean();
    if (statistics.ticks < verdict.ticksNeeded || works.count == 0)
        return verdict;
    verdict.kind = Kind::Stable;
    if (verdict.meanWorkNs == 0 || spec.schedule != Schedule::SendInterval)
        return verdict;

    const double arrivals = arrivalsPerSecond(log, toNs);
    const double rate = arrivals - nsPerSecond / static_cast<double>(verdict.meanWorkNs);
    const double waiting = verdict.waiting;
    // Rates that differ by less than a rounding error are equal.
    if (rate > 1e-9 * arrivals && verdict.waiting > 0) {
        verdict.kind = Kind::Grows;
        verdict.messagesPerSecond = rate;
        if (waiting < 1000)
            verdict.thousandAtNs = forecast(toNs, 1000 - waiting, rate);
    } else if (rate < -1e-9 * arrivals && verdict.waiting > 0
        && (arrivals == 0 || hasBacklog(log, toNs))) {
        verdict.kind = Kind::Drains;
        verdict.messagesPerSecond = rate;
        verdict.emptyAtNs = forecast(toNs, waiting, -rate);
    }
    return verdict;
}

} // namespace tickscope

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

/// What comes from outside: messages that no timer sent, but for live edits.
struct OutsideTraffic
{
    double perSecond = 0;
    double meanWorkNs = 0;
    double scatter = 0; ///< of perSecond * meanWorkNs, relative: two standard errors
    MessageKind kind = MessageKind::None; ///< of most

    double demand() const { return perSecond * meanWorkNs / nsPerSecond; }
};

bool isFromOutside(const MessageEntry& message)
{
    return message.kind == MessageKind::Call || message.kind == MessageKind::Cast
        || (isTick(message.kind) && message.timer == 0);
}

/// Mean and variance, one value at a time.
struct Moments
{
    double count = 0, sum = 0, sumOfSquares = 0;

    void add(double value)
    {
        ++count;
        sum += value;
        sumOfSquares += value * value;
    }
    double mean() const { return count > 0 ? sum / count : 0; }
    /// The squared relative standard error of the mean.
    double relativeError() const
    {
        if (count < 2 || sum <= 0)
            return 0;
        const double variance = std::max(0.0, sumOfSquares / count - mean() * mean());
        return variance / count / (mean() * mean());
    }
};

constexpr std::size_t farthestBack = 5000; ///< messages of any kind

/// What handling the latest messages from outside took.
Moments outsideWorks(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs)
{
    Moments works;
    const std::size_t end = firstTakenFrom(log, toNs + 1);
    const std::size_t first = end - std::min(end, farthestBack);
    for (std::size_t i = end; i-- > first && works.count < worksToLookAt;) {
        const MessageEntry& message = log.messages[log.taken[i]];
        if (message.startedNs < fromNs)
            break;
        const std::int64_t workNs = isFromOutside(message) ? workOf(message, toNs) : noTime;
        if (workNs != noTime)
            works.add(static_cast<double>(workNs));
    }
    return works;
}

OutsideTraffic outsideTraffic(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs)
{
    constexpr double fewestGaps = 2;
    constexpr double gapsOfSilence = 5;
    const auto end = std::ranges::upper_bound(log.messages, toNs, {}, &MessageEntry::deliveredNs);
    const auto first = end - std::min<std::ptrdiff_t>(end - log.messages.begin(), farthestBack);
    Moments gaps;
    std::array<std::size_t, 256> ofKind {};
    std::int64_t nextNs = noTime;
    std::int64_t lastNs = noTime;
    for (auto message = end; message != first && gaps.count < worksToLookAt;) {
        --message;
        if (message->deliveredNs < fromNs)
            break;
        if (!isFromOutside(*message))
            continue;
        if (nextNs == noTime)
            lastNs = message->deliveredNs;
        else
            gaps.add(static_cast<double>(nextNs - message->deliveredNs));
        nextNs = message->deliveredNs;
        ++ofKind[static_cast<std::size_t>(message->kind)];
    }
    const Moments works = outsideWorks(log, fromNs, toNs);
    if (gaps.count < fewestGaps || works.count < 1 || gaps.mean() <= 0
        || static_cast<double>(toNs - lastNs) > gapsOfSilence * gaps.mean())
        return {};
    const auto most = std::ranges::max_element(ofKind) - ofKind.begin();
    return { nsPerSecond / gaps.mean(), works.mean(),
        2 * std::sqrt(gaps.relativeError() + works.relativeError()),
        static_cast<MessageKind>(most) };
}

/// The verdict on a mailbox into which not only its own timers send.
/// @param ticksPerSecond  of timers that do not wait for the handler
/// @param mayDrain  the ticks left somebody behind, and all of them are in ticksPerSecond
void judgeWithOutside(
    GrowthVerdict& verdict, const OutsideTraffic& outside, double ticksPerSecond, bool mayDrain)
{
    const double demandOfTicks
        = ticksPerSecond * static_cast<double>(verdict.meanWorkNs) / nsPerSecond;
    const double demand = demandOfTicks + outside.demand();
    const double margin = outside.scatter * outside.demand();
    if (verdict.waiting == 0 || demand <= 0)
        return;
    // First come, first served: of each kind of message the same part is handled.
    const double rate = (ticksPerSecond + outside.perSecond) * (1 - 1 / demand);
    if (demand > 1 + margin) {
        verdict.kind = GrowthVerdict::Kind::Grows;
        verdict.fedBy = demandOfTicks > 1 ? MessageKind::None : outside.kind;
        verdict.messagesPerSecond = rate;
    } else if (demand < 1 - margin && mayDrain) {
        verdict.kind = GrowthVerdict::Kind::Drains;
        verdict.messagesPerSecond = rate;
    }
}

/// When 1,000 wait, or none.
void addForecast(GrowthVerdict& verdict, std::int64_t toNs)
{
    const double waiting = verdict.waiting;
    if (verdict.kind == GrowthVerdict::Kind::Grows && waiting < 1000)
        verdict.thousandAtNs = forecast(toNs, 1000 - waiting, verdict.messagesPerSecond);
    else if (verdict.kind == GrowthVerdict::Kind::Drains)
        verdict.emptyAtNs = forecast(toNs, waiting, -verdict.messagesPerSecond);
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
    const OutsideTraffic outside = outsideTraffic(log, fromNs, toNs);
    verdict.meanWorkNs = works.mean();
    const bool isFed = outside.kind != MessageKind::None;
    if ((statistics.ticks < verdict.ticksNeeded || works.count == 0) && !isFed)
        return verdict;
    verdict.kind = Kind::Stable;
    const bool waitsForHandler = spec.schedule != Schedule::SendInterval;
    const double arrivals = waitsForHandler ? 0 : arrivalsPerSecond(log, toNs);
    if (isFed) {
        judgeWithOutside(verdict, outside, arrivals, !waitsForHandler && hasBacklog(log, toNs));
        addForecast(verdict, toNs);
        return verdict;
    }
    if (verdict.meanWorkNs == 0 || waitsForHandler)
        return verdict;

    const double rate = arrivals - nsPerSecond / static_cast<double>(verdict.meanWorkNs);
    // Rates that differ by less than a rounding error are equal.
    if (rate > 1e-9 * arrivals && verdict.waiting > 0)
        verdict.kind = Kind::Grows;
    else if (rate < -1e-9 * arrivals && verdict.waiting > 0
        && (arrivals == 0 || hasBacklog(log, toNs)))
        verdict.kind = Kind::Drains;
    if (verdict.kind != Kind::Stable)
        verdict.messagesPerSecond = rate;
    addForecast(verdict, toNs);
    return verdict;
}

} // namespace tickscope

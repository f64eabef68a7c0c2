// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/live_value.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <ranges>
#include <set>

namespace tickscope {

namespace {

using Kind = LiveValue::Kind;

LiveValue number(std::int64_t value)
{
    return { Kind::Number, value };
}

LiveValue timeSpan(std::int64_t ns)
{
    return { Kind::TimeSpan, ns };
}

LiveValue word(std::string_view word)
{
    return { Kind::Word, 0, word };
}

/// How many messages had been taken from the mailbox.
std::size_t takenBy(const ServerLog& log, std::int64_t ns)
{
    const auto end = std::ranges::partition_point(
        log.taken, [&](std::uint32_t index) { return log.messages[index].startedNs <= ns; });
    return static_cast<std::size_t>(std::distance(log.taken.begin(), end));
}

bool isOpen(std::int64_t endNs, std::int64_t ns)
{
    return endNs == noTime || endNs > ns;
}

/// Whether one of some spans, which follow each other, goes on at an instant.
template <typename Span>
bool goesOn(const std::vector<Span>& spans, std::int64_t ns)
{
    const auto next = std::ranges::partition_point(
        spans, [ns](const Span& span) { return span.startNs <= ns; });
    return next != spans.begin() && isOpen(std::prev(next)->endNs, ns);
}

bool isAlive(const ServerLog& log, std::int64_t ns)
{
    const auto end = std::ranges::partition_point(
        log.marks, [ns](const LaneMark& mark) { return mark.timeNs <= ns; });
    for (auto mark = end; mark != log.marks.begin();) {
        --mark;
        if (mark->kind == LaneMark::Kind::Exited)
            return false;
        if (mark->kind == LaneMark::Kind::Spawned || mark->kind == LaneMark::Kind::Restarted)
            return true;
    }
    return false;
}

LiveValue depth(const ServerLog& log, std::int64_t ns)
{
    const auto next = std::ranges::partition_point(
        log.depth, [ns](const DepthSample& sample) { return sample.timeNs <= ns; });
    return number(next == log.depth.begin() ? 0 : std::prev(next)->depth);
}

LiveValue state(const ServerLog& log, std::int64_t ns)
{
    if (!isAlive(log, ns))
        return word("dead");
    if (goesOn(log.loads, ns))
        return word("loading");
    if (goesOn(log.unitWaits, ns))
        return word("waiting");
    const std::size_t taken = takenBy(log, ns);
    const bool isAtWork = taken > 0 && isOpen(log.messages[log.taken[taken - 1]].finishedNs, ns);
    return word(isAtWork ? "working" : "idle");
}

LiveValue lateness(const ServerLog& log, std::int64_t ns)
{
    for (std::size_t taken = takenBy(log, ns); taken > 0; --taken) {
        const MessageEntry& message = log.messages[log.taken[taken - 1]];
        if (isTick(message.kind) && message.dueNs != noTime)
            return timeSpan(message.startedNs - message.dueNs);
    }
    return {};
}

LiveValue waitingFor(const ServerLog& log, std::int64_t ns)
{
    const MessageEntry* oldest = oldestWaiting(log, ns);
    return timeSpan(oldest == nullptr ? 0 : ns - oldest->deliveredNs);
}

LiveValue waits(const ServerLog& log, std::int64_t ns)
{
    return number(std::ranges::count_if(log.messages, [ns](const MessageEntry& message) {
        return isTick(message.kind) && message.deliveredNs <= ns
            && message.startedNs != message.deliveredNs;
    }));
}

/// Ticks are numbered by delivery and taken in that order, so in each incarnation the number of the
/// last one that was taken counts them.
LiveValue ticks(const ServerLog& log, std::int64_t ns)
{
    std::int64_t count = 0;
    std::size_t taken = takenBy(log, ns);
    while (taken > 0) {
        const MessageEntry& message = log.messages[log.taken[--taken]];
        if (!isTick(message.kind))
            continue;
        count += message.tick;
        const auto incarnation = std::ranges::partition_point(log.taken, [&](std::uint32_t index) {
            return log.messages[index].incarnation < message.incarnation;
        });
        taken = static_cast<std::size_t>(std::distance(log.taken.begin(), incarnation));
    }
    return number(count);
}

LiveValue restarts(const ServerLog& log, std::int64_t ns)
{
    return number(std::ranges::count_if(log.marks, [ns](const LaneMark& mark) {
        return mark.kind == LaneMark::Kind::Restarted && !mark.isTakenAlong && mark.timeNs <= ns;
    }));
}

/// By number: on a BEAM's clock a send_interval timer fires a little after the due time from which
/// its next entry counts.
LiveValue timers(const ServerLog& log, std::int64_t ns)
{
    std::set<std::uint32_t> armed;
    const auto add = [&](const TimerEntry& timer) {
        if (isTick(timer.kind) && timer.armedNs <= ns && isOpen(timer.endNs, ns))
            armed.insert(timer.number);
    };
    if (ns >= log.lastNs) { // now: the log knows which are armed
        for (const std::uint32_t index : log.armed)
            add(log.timers[index]);
    } else {
        std::ranges::for_each(log.timers, add);
    }
    return number(static_cast<std::int64_t>(armed.size()));
}

LiveValue cancelResult(const ServerLog& log, std::int64_t ns)
{
    for (const LaneMark& mark : log.marks | std::views::reverse) {
        if (mark.kind != LaneMark::Kind::CancelHandled || mark.timeNs > ns)
            continue;
        if (mark.value >= 0)
            return number(mark.value);
        if (mark.value == cancelledFalse)
            return word("false");
        return mark.value == cancelledOk ? word("ok") : LiveValue {};
    }
    return {};
}

constexpr std::array paths {
    LivePath { "depth", "number", "how many messages wait now", Kind::Number, false, depth },
    LivePath { "state", "idle, working, loading, waiting, dead",
        "what it does now; waiting is for a unit of a resource", Kind::Word, false, state },
    LivePath { "lateness", "duration", "how late the last tick started that a timer sent",
        Kind::TimeSpan, false, lateness },
    LivePath { "waiting_for", "duration",
        "how long the oldest message has waited; 0s when none does", Kind::TimeSpan, false,
        waitingFor },
    LivePath { "ticks", "number", "ticks that started", Kind::Number, true, ticks },
    LivePath {
        "waits", "number", "ticks that had to wait in the mailbox", Kind::Number, true, waits },
    LivePath { "restarts", "number", "how often the supervisor started it again", Kind::Number,
        true, restarts },
    LivePath {
        "timers", "number", "timers that are armed for a tick", Kind::Number, false, timers },
    LivePath { "cancel_result", "number, false, ok",
        "what the last cancel returned: the ms that were left, false, or the ok of :timer.cancel",
        Kind::None, false, cancelResult },
};

} // namespace

std::span<const LivePath> livePaths()
{
    return paths;
}

const LivePath* findLivePath(std::string_view name)
{
    const auto found = std::ranges::find(paths, name, &LivePath::name);
    return found == paths.end() ? nullptr : &*found;
}

const MessageEntry* oldestWaiting(const ServerLog& log, std::int64_t ns)
{
    const std::size_t taken = takenBy(log, ns);
    std::size_t index = taken > 0 ? log.taken[taken - 1] + std::size_t { 1 } : 0;
    for (; index < log.messages.size() && log.messages[index].deliveredNs <= ns; ++index) {
        const MessageEntry& message = log.messages[index];
        const bool isLost = message.outcome == TickOutcome::Lost && message.finishedNs <= ns;
        if (!isLost)
            return &message;
    }
    return nullptr;
}

} // namespace tickscope

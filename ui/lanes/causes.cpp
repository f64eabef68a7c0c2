// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/causes.h"

#include "ui/text/trace_text.h"

#include <algorithm>

namespace tickscope {

namespace {

// Timers that were armed while one waited are few, but for a flood nobody reads.
constexpr int mostLooks = 4'096;

/// The message at work at a moment; of several that were handled at it, the last one.
const MessageEntry* atWork(const ServerLog& log, std::int64_t ns)
{
    const auto after = std::upper_bound(
        log.taken.begin(), log.taken.end(), ns, [&log](std::int64_t time, std::uint32_t message) {
            return time < log.messages[message].startedNs;
        });
    int looks = 0;
    for (auto taken = after; taken != log.taken.begin() && looks < 64; ++looks) {
        const auto& message = log.messages[*--taken];
        if (message.finishedNs == noTime || message.finishedNs >= ns)
            return &message;
    }
    return nullptr;
}

std::vector<TimerEntry>::const_iterator armedFrom(const ServerLog& log, std::int64_t ns)
{
    return std::lower_bound(log.timers.begin(), log.timers.end(), ns,
        [](const TimerEntry& timer, std::int64_t time) { return timer.armedNs < time; });
}

} // namespace

const TimerEntry* timerOf(const ServerLog& log, const MessageEntry& message)
{
    if (message.timer == 0)
        return nullptr;
    auto timer = armedFrom(log, message.deliveredNs + 1);
    for (int looks = 0; timer != log.timers.begin() && looks < mostLooks; ++looks) {
        --timer;
        if (timer->message == message.number && !timer->dropped)
            return &*timer;
    }
    return nullptr;
}

const MessageEntry* causeOf(const ServerLog& log, const MessageEntry& message)
{
    const auto* timer = timerOf(log, message);
    if (!timer)
        return nullptr;
    if (timer->isInterval) {
        // An entry a tick, all of them with the number of the timer.
        auto before = armedFrom(log, timer->armedNs + 1);
        for (int looks = 0; before != log.timers.begin() && looks < mostLooks; ++looks) {
            --before;
            if (before->number == timer->number && before->dueNs == timer->armedNs
                && before->message != 0)
                return findMessage(log, before->message);
        }
    }
    const auto* handler = atWork(log, timer->armedNs);
    return handler && handler->number < message.number
            && handler->incarnation == message.incarnation
        ? handler
        : nullptr;
}

const MessageEntry* effectOf(const ServerLog& log, const MessageEntry& message)
{
    const auto* own = timerOf(log, message);
    const auto from = own && own->isInterval ? own->dueNs : message.startedNs;
    if (from == noTime)
        return nullptr;
    auto timer = armedFrom(log, from);
    for (int looks = 0; timer != log.timers.end() && looks < mostLooks; ++timer, ++looks) {
        if (message.finishedNs != noTime && timer->armedNs > std::max(from, message.finishedNs))
            break;
        const auto* sent = timer->message == 0 ? nullptr : findMessage(log, timer->message);
        if (sent && sent->number > message.number && causeOf(log, *sent) == &message)
            return sent;
    }
    return nullptr;
}

} // namespace tickscope

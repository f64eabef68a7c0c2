// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_drag.h"

#include "ui/lanes/causes.h"
#include "ui/text/trace_text.h"

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

/// The timers of ticks that were armed since its interval came into force, itself included.
std::int64_t intervalsUpTo(const ServerLog& log, const TimerEntry& timer)
{
    std::int64_t since = 0;
    for (const auto& message : log.messages)
        if (message.kind == MessageKind::SetInterval && message.startedNs != noTime
            && message.startedNs <= timer.armedNs)
            since = message.startedNs;
    const auto count = std::count_if(log.timers.begin(), log.timers.end(), [&](const auto& other) {
        return isTick(other.kind) && other.armedNs >= since && other.dueNs <= timer.dueNs;
    });
    return std::max<std::int64_t>(1, count);
}

/// 1, 2 or 5 times a power of ten, at least a millisecond: timers and sleeps count those.
std::int64_t roundStep(double least)
{
    for (std::int64_t power = 1'000'000; power <= 1'000'000'000'000'000; power *= 10)
        for (const std::int64_t factor : { 1, 2, 5 })
            if (double(factor * power) >= least)
                return factor * power;
    return 1'000'000'000'000'000'000;
}

} // namespace

std::optional<TimelineDrag> dragOf(const TimelineHit& hit, const ServerLog& log)
{
    TimelineDrag drag;
    drag.server = hit.lane;
    if (hit.part == TimelineHit::Part::WorkEnd) {
        const auto* message = findMessage(log, hit.number);
        if (!message || !isTick(message->kind) || message->workEndNs == noTime)
            return {};
        drag.kind = TimelineDrag::Kind::Work;
        drag.incarnation = message->incarnation;
        drag.tick = message->tick;
        drag.fromNs = message->startedNs;
        drag.placeNs = message->workEndNs;
        return drag;
    }
    if (hit.part != TimelineHit::Part::DueMark)
        return {};
    const TimerEntry* timer = nullptr;
    if (hit.kind == TimelineHit::Kind::Timer) {
        timer = &log.timers[hit.number];
    } else if (const auto* message = findMessage(log, hit.number)) {
        timer = timerOf(log, *message);
        drag.tick = message->tick;
        drag.incarnation = message->incarnation;
    }
    if (!timer)
        return {};
    drag.kind = TimelineDrag::Kind::Due;
    drag.fromNs = timer->armedNs;
    drag.placeNs = timer->dueNs;
    drag.intervals = intervalsUpTo(log, *timer);
    return drag;
}

std::int64_t roundedDrag(const TimelineDrag& drag, std::int64_t byNs, double nsPerPixel)
{
    if (drag.intervals > 1) {
        const auto step = drag.intervals * roundStep(nsPerPixel / double(drag.intervals));
        return std::llround(double(byNs) / double(step)) * step;
    }
    const auto step = roundStep(nsPerPixel);
    const auto length = drag.lengthNs();
    const auto wanted = std::max<std::int64_t>(0, length + byNs);
    const auto round = (wanted + step / 2) / step * step;
    return std::max(round, step) - length;
}

} // namespace tickscope

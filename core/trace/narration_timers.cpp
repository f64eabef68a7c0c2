// SPDX-License-Identifier: GPL-3.0-only
// How Narration follows timers.
#include "core/trace/narration_impl.h"

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

constexpr std::int64_t nsPerMs = 1'000'000;

} // namespace

void Narration::Impl::armed(NarratedLane& lane, const Record& record)
{
    NarratedTimer timer;
    timer.number = record.ref;
    timer.incarnation = lane.incarnation;
    timer.isInterval = record.event == Event::SendInterval;
    timer.toName = static_cast<Address>(record.detail) == Address::Name;
    timer.armedNs = nowNs;
    timer.dueNs = record.value;
    timer.lengthNs = record.value - nowNs;
    if (timer.isInterval && isBeamClock) // it counts from a whole millisecond
        timer.lengthNs = record.value - (nowNs + nsPerMs - 1) / nsPerMs * nsPerMs;
    lane.armed.push_back(timer);
    tellArmed(lane, timer);
}

void Narration::Impl::idleArmed(NarratedLane& lane, const Record& record)
{
    NarratedTimer timer;
    timer.number = record.ref;
    timer.incarnation = lane.incarnation;
    timer.isIdle = true;
    timer.armedNs = nowNs;
    timer.dueNs = record.value;
    timer.lengthNs = record.value - nowNs;
    lane.armed.push_back(timer);
    tellArmed(lane, timer);
}

void Narration::Impl::tellArmed(NarratedLane& lane, const NarratedTimer& timer)
{
    Telling telling = about(lane, Matter::TimerArmed);
    telling.dueNs = timer.dueNs;
    telling.lengthNs = timer.lengthNs;
    telling.isInterval = timer.isInterval;
    telling.isFirst = lane.busy == Busy::Init || lane.busy == Busy::Continue;
    telling.busy = lane.busy;
    telling.tick = lane.isHandling() ? lane.now.tick : 0;
    telling.kind = lane.isHandling() ? lane.now.kind : MessageKind::None;
    telling.message = lane.isHandling() ? lane.now.number : 0;
    telling.nextTick = lane.armed.size() == 1 && lane.mailbox.empty() ? lane.ticks + 1 : 0;
    tell(telling);
    if (Telling* edit = told(lane.edited))
        edit->dueNs = timer.dueNs;
    if (Telling* failed = told(lane.failed))
        failed->dueNs = timer.dueNs;
    if (Telling* start = told(lane.exited); start && start->matter != Matter::Exit)
        start->dueNs = timer.dueNs;
}

void Narration::Impl::timerFired(NarratedLane& lane, const Record& record)
{
    const auto found = std::find_if(lane.armed.begin(), lane.armed.end(),
        [&](const NarratedTimer& timer) { return timer.number == record.ref; });
    if (found == lane.armed.end())
        return;
    lane.fired = *found;
    lane.fired->dueNs = record.value;
    if (!lane.fired->isInterval) {
        lane.last = *found;
        lane.lastEndNs = nowNs;
        lane.isLastCancelled = false;
        lane.armed.erase(found);
        return;
    }
    found->armedNs = record.value;
    found->dueNs = record.value + found->lengthNs;
}

void Narration::Impl::cancelled(NarratedLane& lane, const Record& record)
{
    const bool isByEdit = lane.isHandling() && lane.now.kind == MessageKind::Cancel;
    const bool isFound = record.value >= 0 || record.value == cancelledOk;
    const NarratedTimer last = lane.last;
    const std::int64_t lastEndNs = lane.lastEndNs;
    const bool wasCancelled = lane.isLastCancelled;
    const auto found = std::find_if(lane.armed.begin(), lane.armed.end(),
        [&](const NarratedTimer& timer) { return timer.number == record.ref; });
    std::int64_t dueNs = noTime;
    if (isFound && found != lane.armed.end()) {
        lane.last = *found;
        lane.lastEndNs = nowNs;
        lane.isLastCancelled = true;
        dueNs = found->dueNs;
        lane.armed.erase(found);
    }
    Telling* edit = told(lane.edited);
    if (!isByEdit || !edit)
        return;
    edit->value = record.value;
    edit->dueNs = dueNs;
    edit->ahead = static_cast<std::uint32_t>(lane.armed.size());
    if (isFound)
        return;
    edit->matter = Matter::CancelFalse;
    const bool isKnown = record.ref != 0 && last.number == record.ref;
    edit->sinceNs = isKnown ? lastEndNs : noTime;
    edit->isOfBefore = isKnown && wasCancelled;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// How Narration follows messages, and the work on them.
#include "core/trace/narration_impl.h"

#include <algorithm>
#include <utility>

namespace tickscope {

void Narration::Impl::received(NarratedLane& lane, const Record& record)
{
    NarratedMessage message;
    message.number = record.ref;
    message.kind = record.message;
    message.deliveredNs = nowNs;
    message.ahead = static_cast<std::uint32_t>(lane.mailbox.size());
    if (isTick(record.message)) {
        message.tick = ++lane.ticks;
        message.dueNs = record.value;
    } else {
        message.argument = record.value;
    }
    if (const auto timer = std::exchange(lane.fired, std::nullopt)) {
        message.armedNs = timer->armedNs;
        message.lengthNs = timer->lengthNs;
        message.isInterval = timer->isInterval;
        message.isOfBefore = timer->incarnation != lane.incarnation;
    }
    lane.lastNumber = record.ref;
    lane.mailbox.push_back(message);
    if (message.isOfBefore) {
        Telling telling = about(lane, Matter::SecondChain);
        telling.tick = message.tick;
        telling.message = message.number;
        telling.dueNs = message.dueNs;
        telling.sinceNs = message.armedNs;
        telling.isOfBefore = true;
        telling.count = static_cast<std::uint32_t>(lane.armed.size()) + 1;
        tell(telling);
    }
}

void Narration::Impl::dequeued(NarratedLane& lane, const Record& record)
{
    std::erase_if(lane.armed, [](const NarratedTimer& timer) { return timer.isIdle; });
    if (lane.mailbox.empty() || lane.mailbox.front().number != record.ref)
        return;
    lane.now = lane.mailbox.front();
    lane.mailbox.pop_front();
    lane.busy = Busy::Message;
    lane.workFromNs = nowNs;
    lane.workUntilNs = noTime;
    if (isTick(lane.now.kind))
        tickTaken(lane, lane.now);
}

void Narration::Impl::tickTaken(NarratedLane& lane, const NarratedMessage& tick)
{
    const bool hasWaited = tick.deliveredNs < nowNs;
    Matter matter = hasWaited ? Matter::TickLate : Matter::TickOnTime;
    if (!hasWaited && tick.dueNs == noTime && !lane.hasClients)
        matter = Matter::EditHandled;
    Telling telling = about(lane, matter);
    telling.tick = tick.tick;
    telling.message = tick.number;
    telling.kind = tick.kind;
    telling.dueNs = tick.dueNs;
    telling.sinceNs = hasWaited ? tick.deliveredNs : tick.armedNs;
    telling.lengthNs = tick.lengthNs;
    telling.isInterval = tick.isInterval;
    telling.isByHand = tick.dueNs == noTime;
    telling.ahead = tick.ahead;
    telling.otherKind = lane.before.kind;
    telling.otherTick = lane.before.tick;
    telling.count = static_cast<std::uint32_t>(lane.mailbox.size());
    lane.started = tell(telling);
    if (lane.cancelledNs == noTime)
        return;
    telling.matter = Matter::TickAfterCancel;
    telling.value = std::exchange(lane.cancelledNs, noTime);
    telling.sinceNs = tick.deliveredNs;
    tell(telling);
}

void Narration::Impl::castHandled(NarratedLane& lane, const Record& record)
{
    if (!isEdit(record.message)) {
        requestHandled(lane, record);
        return;
    }
    Telling telling = about(lane, Matter::EditHandled);
    telling.kind = record.message;
    telling.message = record.ref;
    telling.value = record.message == MessageKind::Cancel ? noDue : record.value;
    telling.sinceNs = lane.now.deliveredNs;
    telling.lengthNs = lane.intervalNs;
    telling.count = static_cast<std::uint32_t>(lane.mailbox.size());
    if (!lane.armed.empty())
        telling.dueNs = lane.armed.front().dueNs;
    for (const NarratedMessage& waiting : lane.mailbox) {
        if (telling.nextTick == 0 && isTick(waiting.kind))
            telling.nextTick = waiting.tick;
    }
    if (record.message == MessageKind::SetInterval)
        lane.intervalNs = record.value;
    lane.cancelledNs = record.message == MessageKind::Cancel ? nowNs : noTime;
    lane.edited = tell(telling);
}

/// A call is answered, a cast of a client is taken.
void Narration::Impl::requestHandled(NarratedLane& lane, const Record& record)
{
    Telling telling = about(lane, lane.hasClients ? Matter::Request : Matter::EditHandled);
    telling.kind = record.message;
    telling.message = record.ref;
    telling.sinceNs = lane.now.number == record.ref ? lane.now.deliveredNs : nowNs;
    telling.untilNs = lane.now.number == record.ref ? lane.now.gaveUpNs : noTime;
    telling.count = static_cast<std::uint32_t>(lane.mailbox.size());
    if (!lane.armed.empty() && lane.armed.back().isIdle)
        telling.dueNs = lane.armed.back().dueNs;
    lane.edited = tell(telling);
}

void Narration::Impl::callTimedOut(NarratedLane& lane, const Record& record)
{
    Telling telling = about(lane, Matter::CallTimeout);
    telling.kind = record.message;
    telling.message = record.ref;
    telling.lengthNs = record.value;
    telling.busy = lane.busy;
    telling.untilNs = lane.busy == Busy::Unit ? noTime : lane.workUntilNs;
    if (lane.isHandling()) {
        telling.otherKind = lane.now.kind;
        telling.otherTick = lane.now.tick;
        telling.isFirst = lane.now.number == record.ref; // at work on this very call
    }
    const auto found = std::find_if(lane.mailbox.begin(), lane.mailbox.end(),
        [&](const NarratedMessage& waiting) { return waiting.number == record.ref; });
    if (found != lane.mailbox.end())
        found->gaveUpNs = nowNs;
    telling.ahead = static_cast<std::uint32_t>(found - lane.mailbox.begin());
    telling.isNever = found == lane.mailbox.end() && !telling.isFirst;
    tell(telling);
}

void Narration::Impl::workStarted(NarratedLane& lane, const Record& record)
{
    lane.workFromNs = nowNs;
    lane.workUntilNs = nowNs + record.value;
    if (lane.busy == Busy::Unit)
        lane.busy = Busy::Message;
    if (Telling* start = told(lane.started))
        start->untilNs = lane.workUntilNs;
    if (record.ref != 0 || record.value == 0)
        return;
    Telling telling = about(lane, Matter::Load);
    telling.busy = lane.busy;
    telling.untilNs = lane.workUntilNs;
    telling.lengthNs = record.value;
    tell(telling);
}

void Narration::Impl::workEnded(NarratedLane& lane, const Record& record)
{
    const auto outcome = static_cast<TickOutcome>(record.detail);
    if (record.ref == 0 || !isTick(lane.now.kind))
        return;
    const std::uint32_t errors = lane.errorsInARow;
    if (outcome == TickOutcome::Error)
        ++lane.errorsInARow;
    else
        lane.errorsInARow = 0;
    const bool isBackAgain
        = lane.kind == ServerKind::BackoffPoller && errors > 0 && outcome == TickOutcome::Ok;
    if (outcome != TickOutcome::Error && !isBackAgain)
        return;
    Telling telling = about(lane, isBackAgain ? Matter::BackoffStep : Matter::Error);
    telling.tick = lane.now.tick;
    telling.message = lane.now.number;
    telling.count = isBackAgain ? errors : lane.errorsInARow;
    telling.lengthNs = record.value;
    telling.sinceNs = lane.intervalNs;
    if (!lane.armed.empty())
        telling.dueNs = lane.armed.back().dueNs;
    lane.failed = tell(telling);
}

void Narration::Impl::unitAwaited(NarratedLane& lane, const Record& record)
{
    lane.busy = Busy::Unit;
    Telling telling = about(lane, Matter::UnitWait);
    telling.message = record.ref;
    telling.kind = lane.now.kind;
    telling.tick = lane.now.tick;
    telling.ahead = record.extra;
    tell(telling);
}

void Narration::Impl::returned(NarratedLane& lane, const Record& record)
{
    if (record.ref != 0)
        idleArmed(lane, record);
    if (Telling* failed = told(lane.failed)) {
        if (lane.armed.empty())
            failed->isNever = true;
        else
            failed->dueNs = lane.armed.back().dueNs;
    }
    const bool isStart = lane.busy == Busy::Init || lane.busy == Busy::Continue;
    if (isStart && lane.armed.empty() && record.detail == 0 && lane.mailbox.empty()) {
        Telling telling = about(lane, Matter::NoTimer);
        telling.busy = lane.busy;
        lane.silent = tell(telling);
    }
    if (lane.isHandling())
        lane.before = lane.now;
    if (lane.busy != Busy::No && record.detail == 0) {
        lane.busy = Busy::No;
        lane.workFromNs = lane.workUntilNs = noTime;
    }
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// How Narration follows processes and their supervisor.
#include "core/trace/narration_impl.h"

#include <algorithm>
#include <utility>

namespace tickscope {

void Narration::Impl::spawned(NarratedLane& lane, const Record& record)
{
    const bool isFirst = !lane.wasAlive;
    const bool isRestarting = std::exchange(lane.isRestarting, false);
    const bool isAsked = std::exchange(lane.isAsked, false);
    if (!isRestarting && (isAsked || nowNs > 0)) {
        Telling telling = about(lane, Matter::Start);
        telling.isByHand = isAsked;
        telling.isFirst = isFirst;
        telling.sinceNs = lane.endedNs;
        lane.exited = tell(telling); // its timer completes it
    }
    lane.isAlive = lane.wasAlive = true;
    lane.incarnation = record.extra;
    lane.ticks = lane.errorsInARow = 0;
    lane.intervalNs = lane.givenIntervalNs;
    lane.cancelledNs = noTime;
    lane.hasToldDrop = false;
    lane.before = {};
    lane.workFromNs = lane.workUntilNs = noTime;
}

void Narration::Impl::exited(NarratedLane& lane, const Record& record)
{
    Telling telling = about(lane, Matter::Exit);
    telling.reason = static_cast<Reason>(record.detail);
    telling.count = record.extra;
    telling.busy = lane.busy;
    if (lane.isHandling()) {
        telling.tick = lane.now.tick;
        telling.kind = lane.now.kind;
        telling.message = lane.now.number;
        telling.sinceNs = lane.workFromNs;
    }
    telling.isNever = lane.restart == RestartKind::Temporary
        || (lane.restart == RestartKind::Transient
            && (telling.reason == Reason::Normal || telling.reason == Reason::Shutdown));
    const bool hadTimer = !lane.armed.empty();
    std::erase_if(lane.armed, [](const NarratedTimer& timer) {
        return timer.isInterval || timer.isIdle || !timer.toName;
    });
    if (!lane.armed.empty())
        telling.dueNs = lane.armed.front().dueNs;
    telling.isOfBefore = hadTimer && lane.armed.empty();
    lane.exited = tell(telling);
    lane.isAlive = false;
    lane.endedNs = nowNs;
    lane.mailbox.clear();
    lane.busy = Busy::No;
    lane.now = {};
    lane.cancelledNs = noTime;
    if (telling.reason != Reason::Shutdown)
        lastExited = telling.server;
}

void Narration::Impl::restarted(NarratedLane& lane, const Record& record)
{
    lane.isRestarting = true;
    const bool isCounted = record.detail == 0;
    if (isCounted)
        restartsNs.push_back(nowNs);
    if (Telling* exit = told(lane.exited); exit && exit->matter == Matter::Exit) {
        exit->isRestarted = true;
        exit->isNever = false;
        return;
    }
    Telling telling = about(lane, Matter::Restart);
    telling.count = record.extra;
    telling.sinceNs = lane.endedNs;
    telling.isOfBefore = !isCounted;
    lane.exited = tell(telling);
}

void Narration::Impl::gaveUp(const Record& record)
{
    if (lanes.empty())
        return;
    const std::size_t monitor = record.server - lanes.size();
    Telling telling = about(lanes[lastExited], Matter::SupervisorGaveUp);
    telling.isOfBefore = monitor > 0 && monitorOf[monitor - 1] == noServer; // its parent
    // Both ends of the window count, in whole seconds.
    const auto secondOf = [](std::int64_t ns) { return ns / 1'000'000'000; };
    const std::int64_t from = secondOf(nowNs) - std::int64_t { limits.maxSeconds };
    std::erase_if(restartsNs, [&](std::int64_t ns) { return secondOf(ns) < from; });
    const bool areAllUp = std::all_of(
        lanes.begin(), lanes.end(), [](const NarratedLane& lane) { return lane.wasAlive; });
    telling.isFirst = restartsNs.size() < limits.maxRestarts || !areAllUp;
    if (!telling.isFirst && !restartsNs.empty())
        telling.sinceNs = restartsNs.front();
    telling.count = limits.maxRestarts;
    tell(telling);
}

void Narration::Impl::dropped(NarratedLane& lane, const Record& record)
{
    const std::optional<NarratedTimer> timer = std::exchange(lane.fired, std::nullopt);
    const bool isNew = record.ref > lane.lastNumber;
    lane.lastNumber = std::max(lane.lastNumber, record.ref);
    if (!isNew || static_cast<Reason>(record.detail) != Reason::NoProcess)
        return;
    if (lane.hasClients && !timer && std::exchange(lane.hasToldDrop, true))
        return;
    Telling telling = about(lane, Matter::Drop);
    telling.message = record.ref;
    telling.kind = record.message;
    telling.sinceNs = lane.endedNs;
    if (timer) {
        telling.dueNs = timer->dueNs;
        telling.isInterval = timer->isInterval;
    }
    telling.value = record.value;
    tell(telling);
}

} // namespace tickscope

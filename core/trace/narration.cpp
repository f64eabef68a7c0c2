// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/narration.h"

#include "core/trace/narration_lane.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

namespace {

constexpr std::size_t nowhere = NarratedLane::nowhere;
constexpr std::uint32_t noServer = UINT32_MAX;

/// How long a sentence holds against those of other lanes.
enum class Level : std::uint8_t { Story, Late, Plain };

Level levelOf(Matter matter)
{
    if (matter < Matter::TickLate)
        return Level::Story;
    return matter == Matter::TickLate ? Level::Late : Level::Plain;
}

bool isEdit(MessageKind kind)
{
    return kind >= MessageKind::SetInterval && kind <= MessageKind::Stop;
}

} // namespace

int importanceOf(Matter matter)
{
    switch (matter) {
    case Matter::SupervisorGaveUp:
        return 0;
    case Matter::Exit:
    case Matter::Restart:
        return 1;
    case Matter::Drop:
        return 2;
    case Matter::CancelFalse:
    case Matter::TickAfterCancel:
        return 3;
    case Matter::SecondChain:
        return 4;
    case Matter::NewDepth:
        return 5;
    case Matter::CallTimeout:
    case Matter::MissedBeat:
        return 6;
    case Matter::EditAsked:
    case Matter::EditHandled:
    case Matter::Start:
    case Matter::Stall:
        return 7;
    case Matter::FirstWait:
    case Matter::UnitWait:
    case Matter::EmptyAgain:
        return 8;
    case Matter::Error:
    case Matter::BackoffStep:
    case Matter::CountdownEnds:
    case Matter::NoTimer:
    case Matter::Load:
        return 9;
    case Matter::TickLate:
        return 10;
    case Matter::Request:
        return 11;
    case Matter::TickOnTime:
        return 12;
    case Matter::TimerArmed:
        return 13;
    case Matter::Nothing:
        break;
    }
    return 14;
}

struct Narration::Impl
{
    Impl(const Scenario& scenario, std::vector<std::uint32_t> watched);

    void take(const Record& record);
    void takeServer(NarratedLane& lane, const Record& record);
    void takeMonitor(const Record& record);

    // The process
    void spawned(NarratedLane& lane, const Record& record);
    void exited(NarratedLane& lane, const Record& record);
    void restarted(NarratedLane& lane, const Record& record);
    void gaveUp(const Record& record);
    void dropped(NarratedLane& lane, const Record& record);

    // Messages and work
    void received(NarratedLane& lane, const Record& record);
    void dequeued(NarratedLane& lane, const Record& record);
    void tickTaken(NarratedLane& lane, const NarratedMessage& tick);
    void requestHandled(NarratedLane& lane, const Record& record);
    void castHandled(NarratedLane& lane, const Record& record);
    void workStarted(NarratedLane& lane, const Record& record);
    void workEnded(NarratedLane& lane, const Record& record);
    void unitAwaited(NarratedLane& lane, const Record& record);
    void returned(NarratedLane& lane, const Record& record);
    void callTimedOut(NarratedLane& lane, const Record& record);

    // Timers
    void armed(NarratedLane& lane, const Record& record);
    void timerFired(NarratedLane& lane, const Record& record);
    void cancelled(NarratedLane& lane, const Record& record);
    void idleArmed(NarratedLane& lane, const Record& record);
    void tellArmed(NarratedLane& lane, const NarratedTimer& timer);

    Telling about(const NarratedLane& lane, Matter matter) const;
    Telling waits(const NarratedLane& lane, Matter matter, const NarratedMessage& message) const;
    std::size_t tell(Telling telling);
    Telling* told(std::size_t place);

    void touch(NarratedLane& lane);
    void closeInstant();
    std::optional<Telling> ofMailbox(const NarratedLane& lane) const;
    std::optional<Telling> choice() const;
    bool hides(const Telling& best, bool hasGoneOn) const;
    Narrated words(const Telling& telling) const;

    std::vector<NarratedLane> lanes;
    std::vector<std::uint32_t> monitorOf;
    SupervisorSpec limits;
    bool isBeamClock = false;
    std::vector<std::int64_t> restartsNs; ///< that the supervisor counts
    std::uint32_t lastExited = 0;

    std::uint64_t consumed = 0;
    std::int64_t nowNs = 0;
    std::vector<Telling> pending; ///< of the present instant
    std::vector<std::uint32_t> touched;
    std::vector<Telling> story; ///< by time, one an instant at most
};

Narration::Impl::Impl(const Scenario& scenario, std::vector<std::uint32_t> watched)
    : monitorOf(std::move(watched))
    , limits(scenario.supervisor)
    , isBeamClock(scenario.clock == ClockKind::Beam)
{
    for (const ServerInstance& instance : expandServers(scenario)) {
        const ServerSpec& spec = scenario.servers[instance.spec];
        NarratedLane lane;
        lane.kind = spec.kind;
        lane.schedule = spec.schedule;
        lane.restart = spec.restart;
        lane.givenIntervalNs = lane.intervalNs = spec.interval.count();
        lane.resource = spec.uses;
        for (const ClientSpec& client : scenario.clients)
            lane.hasClients |= client.server == instance.name || client.server == spec.name;
        lanes.push_back(std::move(lane));
    }
}

// --- The instant ----------------------------------------------------------------------------

void Narration::Impl::touch(NarratedLane& lane)
{
    if (std::exchange(lane.isTouched, true))
        return;
    lane.depthBefore = lane.mailbox.size();
    touched.push_back(static_cast<std::uint32_t>(&lane - lanes.data()));
}

std::size_t Narration::Impl::tell(Telling telling)
{
    pending.push_back(telling);
    return pending.size() - 1;
}

Telling* Narration::Impl::told(std::size_t place)
{
    return place == nowhere ? nullptr : &pending[place];
}

Telling Narration::Impl::about(const NarratedLane& lane, Matter matter) const
{
    Telling telling;
    telling.timeNs = nowNs;
    telling.seq = consumed;
    telling.server = static_cast<ServerIndex>(&lane - lanes.data());
    telling.matter = matter;
    telling.schedule = lane.schedule;
    telling.kindOfServer = lane.kind;
    telling.isBeamClock = isBeamClock;
    return telling;
}

/// The same, of a message that waits: for what, and behind what.
Telling Narration::Impl::waits(
    const NarratedLane& lane, Matter matter, const NarratedMessage& message) const
{
    Telling telling = about(lane, matter);
    telling.message = message.number;
    telling.tick = message.tick;
    telling.kind = message.kind;
    telling.value = message.argument;
    telling.dueNs = message.dueNs;
    telling.sinceNs = message.armedNs;
    telling.lengthNs = message.lengthNs;
    telling.isInterval = message.isInterval;
    telling.isByHand = isTick(message.kind) && message.dueNs == noTime;
    telling.count = static_cast<std::uint32_t>(lane.mailbox.size());
    while (lane.mailbox[telling.ahead].number != message.number)
        ++telling.ahead;
    if (telling.ahead == 1 && isTick(lane.mailbox.front().kind))
        telling.nextTick = lane.mailbox.front().tick;
    telling.busy = lane.busy;
    if (lane.isHandling()) {
        telling.otherKind = lane.now.kind;
        telling.otherTick = lane.now.tick;
    }
    if (lane.busy != Busy::Unit)
        telling.untilNs = lane.workUntilNs;
    return telling;
}

/// What the mailbox is at the end of the instant, where that is news.
std::optional<Telling> Narration::Impl::ofMailbox(const NarratedLane& lane) const
{
    const std::size_t depth = lane.mailbox.size();
    const bool hasCome = depth > 0 && lane.mailbox.back().deliveredNs == nowNs;
    if (hasCome && depth >= lane.nextDepth)
        return waits(lane, Matter::NewDepth, lane.mailbox.back());
    const auto edit = std::find_if(
        lane.mailbox.rbegin(), lane.mailbox.rend(), [&](const NarratedMessage& waiting) {
            return waiting.deliveredNs < nowNs || isEdit(waiting.kind);
        });
    if (hasCome && edit != lane.mailbox.rend() && edit->deliveredNs == nowNs)
        return waits(lane, Matter::EditAsked, *edit);
    if (hasCome && lane.depthBefore == 0)
        return waits(lane, Matter::FirstWait, lane.mailbox.back());
    if (depth > 0 || lane.depthBefore == 0 || lane.mostWaiting < 2 || !lane.isAlive)
        return std::nullopt;
    Telling telling = about(lane, Matter::EmptyAgain);
    telling.count = lane.mostWaiting;
    telling.sinceNs = lane.waitingSinceNs;
    if (lane.isHandling()) {
        telling.tick = lane.now.tick;
        telling.kind = lane.now.kind;
        telling.message = lane.now.number;
    }
    return telling;
}

/// Whether what is told now takes the place of what was told before.
bool Narration::Impl::hides(const Telling& best, bool hasGoneOn) const
{
    if (story.empty() || hasGoneOn || levelOf(best.matter) == Level::Story)
        return true;
    const Telling& shown = story.back();
    const std::int64_t heldNs = 2 * lanes[shown.server].givenIntervalNs;
    return nowNs - shown.timeNs > heldNs || levelOf(best.matter) <= levelOf(shown.matter);
}

/// What the present instant tells, as far as its records have come.
std::optional<Telling> Narration::Impl::choice() const
{
    const Telling* best = nullptr;
    bool hasGoneOn = false;
    std::uint32_t alike = 0;
    std::vector<Telling> mailboxes;
    for (const std::uint32_t server : touched) {
        if (const std::optional<Telling> told = ofMailbox(lanes[server]))
            mailboxes.push_back(*told);
    }
    for (const std::vector<Telling>* list : { &pending, &std::as_const(mailboxes) }) {
        for (const Telling& telling : *list) {
            if (telling.matter == Matter::Nothing)
                continue;
            hasGoneOn |= !story.empty() && telling.server == story.back().server;
            alike += telling.matter == Matter::TickOnTime ? 1 : 0;
            if (!best || importanceOf(telling.matter) < importanceOf(best->matter))
                best = &telling;
        }
    }
    if (!best || !hides(*best, hasGoneOn))
        return std::nullopt;
    Telling chosen = *best;
    if (chosen.matter == Matter::TickOnTime)
        chosen.count = alike - 1;
    return chosen;
}

void Narration::Impl::closeInstant()
{
    if (touched.empty() && pending.empty())
        return;
    if (const std::optional<Telling> chosen = choice())
        story.push_back(*chosen);
    for (const std::uint32_t server : touched) {
        NarratedLane& lane = lanes[server];
        const auto depth = static_cast<std::uint32_t>(lane.mailbox.size());
        if (depth >= lane.nextDepth)
            lane.nextDepth = NarratedLane::depthAfter(depth);
        if (depth > 0 && lane.waitingSinceNs == noTime)
            lane.waitingSinceNs = nowNs;
        lane.mostWaiting = depth == 0 ? 0 : std::max(lane.mostWaiting, depth);
        if (depth == 0)
            lane.waitingSinceNs = noTime;
        lane.isTouched = false;
        lane.started = lane.edited = lane.failed = lane.exited = lane.silent = nowhere;
    }
    touched.clear();
    pending.clear();
}

void Narration::Impl::take(const Record& record)
{
    if (record.timeNs > nowNs) {
        closeInstant();
        nowNs = record.timeNs;
    }
    if (record.server < lanes.size()) {
        touch(lanes[record.server]);
        takeServer(lanes[record.server], record);
    } else {
        takeMonitor(record);
    }
    ++consumed;
}

void Narration::Impl::takeServer(NarratedLane& lane, const Record& record)
{
    switch (record.event) {
    case Event::Spawn:
        return spawned(lane, record);
    case Event::Init:
        lane.busy = Busy::Init;
        return;
    case Event::HandleContinue:
        lane.busy = Busy::Continue;
        if (Telling* silent = told(lane.silent)) // init has returned, but not to wait
            silent->matter = Matter::Nothing;
        return;
    case Event::Exit:
        return exited(lane, record);
    case Event::Restart:
        return restarted(lane, record);
    case Event::StartChild:
        lane.isAsked = static_cast<StartResult>(record.detail) == StartResult::Started;
        return;
    case Event::Receive:
        return received(lane, record);
    case Event::Dequeue:
        return dequeued(lane, record);
    case Event::Drop:
        return dropped(lane, record);
    case Event::HandleCast:
        return castHandled(lane, record);
    case Event::CallReply:
        return requestHandled(lane, record);
    case Event::CallTimeout:
        return callTimedOut(lane, record);
    case Event::Wait:
        return unitAwaited(lane, record);
    case Event::WorkStart:
        return workStarted(lane, record);
    case Event::WorkEnd:
        return workEnded(lane, record);
    case Event::Return:
        return returned(lane, record);
    case Event::SendAfter:
    case Event::SendInterval:
        return armed(lane, record);
    case Event::Timeout:
        return timerFired(lane, record);
    case Event::CancelTimer:
        return cancelled(lane, record);
    case Event::DoubleChain: {
        Telling telling = about(lane, Matter::SecondChain);
        telling.count = record.extra;
        telling.dueNs = lane.armed.empty() ? noTime : lane.armed.back().dueNs;
        telling.otherKind = lane.isHandling() ? lane.now.kind : MessageKind::None;
        for (const NarratedTimer& timer : lane.armed) {
            if (timer.number != record.ref)
                telling.sinceNs = timer.dueNs;
        }
        tell(telling);
        return;
    }
    case Event::Notify:
        if (record.message == MessageKind::Complete) {
            Telling telling = about(lane, Matter::CountdownEnds);
            telling.tick = lane.now.tick;
            telling.message = lane.now.number;
            tell(telling);
        }
        return;
    case Event::SetWork:
    case Event::SetOutcomes: {
        Telling telling = about(lane, Matter::EditHandled);
        telling.kind = record.event == Event::SetWork ? MessageKind::None : MessageKind::Load;
        tell(telling);
        return;
    }
    case Event::HandleCall:
        if (lane.now.gaveUpNs != noTime)
            requestHandled(lane, record);
        return;
    case Event::HandleInfo:
    case Event::SupervisorExit:
    case Event::Stall:
        return;
    }
}

void Narration::Impl::takeMonitor(const Record& record)
{
    const std::size_t monitor = record.server - lanes.size();
    const std::uint32_t watched = monitor < monitorOf.size() ? monitorOf[monitor] : noServer;
    if (watched < lanes.size()) {
        NarratedLane& lane = lanes[watched];
        if (record.event == Event::Receive && record.message == MessageKind::Beat) {
            lane.beatBeforeNs = lane.beatNs == nowNs ? lane.beatBeforeNs : lane.beatNs;
            lane.beatNs = nowNs;
        }
        if (record.event == Event::Notify && record.message == MessageKind::MissedBeat) {
            Telling telling = about(lane, Matter::MissedBeat);
            telling.sinceNs = lane.beatNs == nowNs ? lane.beatBeforeNs : lane.beatNs;
            telling.busy = lane.busy;
            telling.otherTick = lane.isHandling() ? lane.now.tick : 0;
            telling.untilNs = lane.workUntilNs;
            telling.isNever = !lane.isAlive;
            tell(telling);
        }
        return;
    }
    if (record.event == Event::SupervisorExit)
        gaveUp(record);
    if (record.event == Event::Restart)
        restartsNs.clear(); // a successor counts anew
    if (record.event == Event::Stall && !lanes.empty()) {
        Telling telling = about(lanes[0], Matter::Stall);
        telling.lengthNs = record.value;
        tell(telling);
    }
}

// --- The process ----------------------------------------------------------------------------

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

// --- Messages and work ----------------------------------------------------------------------

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

// --- Timers ---------------------------------------------------------------------------------

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
    if (timer.isInterval && lane.kind != ServerKind::BackoffPoller)
        timer.lengthNs = lane.intervalNs;
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

// --- Asking ---------------------------------------------------------------------------------

Narrated Narration::Impl::words(const Telling& telling) const
{
    return inWords(telling, lanes[telling.server].resource, limits);
}

Narration::Narration(const Scenario& scenario, std::vector<std::uint32_t> monitorOf)
    : m_impl(std::make_unique<Impl>(scenario, std::move(monitorOf)))
{
}

Narration::~Narration() = default;
Narration::Narration(Narration&&) noexcept = default;
Narration& Narration::operator=(Narration&&) noexcept = default;

void Narration::consume(const Recorder& trace)
{
    assert(m_impl->consumed >= trace.begin());
    while (m_impl->consumed < trace.size())
        m_impl->take(trace[m_impl->consumed]);
}

void Narration::take(const Record& record)
{
    m_impl->take(record);
}

std::optional<Narrated> Narration::at(std::int64_t ns) const
{
    if (ns >= m_impl->nowNs) {
        if (const std::optional<Telling> now = m_impl->choice())
            return m_impl->words(*now);
    }
    const std::vector<Telling>& story = m_impl->story;
    const auto after = std::upper_bound(story.begin(), story.end(), ns,
        [](std::int64_t time, const Telling& telling) { return time < telling.timeNs; });
    if (after == story.begin())
        return std::nullopt;
    return m_impl->words(*std::prev(after));
}

std::vector<Narrated> Narration::between(std::int64_t fromNs, std::int64_t untilNs) const
{
    std::vector<std::uint32_t> plainTold(m_impl->lanes.size()); // a bit for each plain matter
    std::vector<Narrated> list;
    const auto add = [&](const Telling& telling) {
        if (telling.timeNs < fromNs || telling.timeNs > untilNs)
            return;
        const std::uint32_t bit = 1U << static_cast<unsigned>(telling.matter);
        std::uint32_t& told = plainTold[telling.server];
        const bool isStory = levelOf(telling.matter) == Level::Story;
        if (!isStory && (told & bit) != 0)
            return;
        told = isStory ? 0 : told | bit;
        list.push_back(m_impl->words(telling));
    };
    for (const Telling& telling : m_impl->story)
        add(telling);
    if (const std::optional<Telling> now = m_impl->choice())
        add(*now);
    return list;
}

std::optional<Narrated> Narration::most(std::int64_t untilNs) const
{
    std::optional<Telling> most;
    const auto add = [&](const Telling& telling) {
        if (telling.timeNs > untilNs)
            return;
        if (!most || importanceOf(telling.matter) <= importanceOf(most->matter))
            most = telling;
    };
    for (const Telling& telling : m_impl->story)
        add(telling);
    if (const std::optional<Telling> now = m_impl->choice())
        add(*now);
    return most ? std::optional(m_impl->words(*most)) : std::nullopt;
}

std::optional<Narrated> narrate(const Scenario& scenario,
    const std::vector<std::uint32_t>& monitorOf, const Recorder& trace, std::int64_t ns)
{
    Narration narration(scenario, monitorOf);
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        if (trace[seq].timeNs > ns)
            break;
        narration.take(trace[seq]);
    }
    return narration.at(ns);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/narration.h"

#include "core/trace/narration_impl.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

namespace {

/// How long a sentence holds against those of other lanes.
enum class Level : std::uint8_t { Story, Late, Plain };

Level levelOf(Matter matter)
{
    if (matter < Matter::TickLate)
        return Level::Story;
    return matter == Matter::TickLate ? Level::Late : Level::Plain;
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
    return place == NarratedLane::nowhere ? nullptr : &pending[place];
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
        lane.started = lane.edited = lane.failed = lane.exited = lane.silent
            = NarratedLane::nowhere;
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

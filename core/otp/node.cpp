// SPDX-License-Identifier: GPL-3.0-only
// The event loop: which event comes next, and what ends a run.
#include "core/otp/node_hot.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

namespace tickscope {

Node::Node(NodeHost& host, Config config)
    : Timers(config.clock, config.processes, config.serverBytes, config.keep)
    , m_guard(config.limits, host, m_trace)
    , m_supervisor(*this, std::move(config.children), config.strategy, config.intensity)
    , m_host(host)
    , m_resources(std::move(config.resources))
{
    if (config.parent)
        m_parent.emplace(*config.parent);
}

Node::~Node()
{
    for (std::uint32_t index = 0; index < m_processes.size(); ++index) {
        Process& process = m_processes[index];
        if (process.state == Process::State::Working)
            std::coroutine_handle<>::from_address(process.frame).destroy();
        if (process.isAlive())
            ProcessTable::serverOf(process).~GenServer();
    }
}

void Node::start()
{
    endEvent();
}

std::uint64_t Node::run(VirtualTime until, std::uint64_t most)
{
    std::uint64_t count = isInstantOpen() ? runInstant(until, most) : 0;
    QueuedEvent event;
    while (count < most && !m_guard.hasReached() && m_queue.popUntil(until, event)) {
        lookAhead();
        if (m_queue.mayHaveMore(event.due) && !isDue(event)) {
            forgetEvent(event);
        } else if (m_queue.mayHaveMore(event.due) && !isLastOf(event.due)) {
            count += openInstant(event, most - count);
        } else if (happen(event)) {
            endEvent();
            ++count;
        }
    }
    return count;
}

/// @return whether it still meant something
bool Node::happen(const QueuedEvent& event)
{
    if (event.eventClass != EventClass::Timer) {
        moveTo(event.due);
        m_freshAt = never;
        event.eventClass == EventClass::Action ? m_host.act(event.id)
                                               : m_host.clientComes(event.id);
        return true;
    }
    if (isWorkEnd(event.id)) {
        Process& process = m_processes[workerOf(event.id)];
        if (!isWorkDone(process, event.due))
            return false;
        moveTo(event.due);
        if (m_isTriggering)
            wake(process);
        else
            resume(process);
        return true;
    }
    if (!isOwn(event.id))
        return firePooled(event.id, event.due);
    Process& process = m_processes[event.id];
    const bool isArmed = process.timer.state == Timer::State::Armed;
    process.timer.state = Timer::State::Free;
    if (!isArmed)
        return false;
    moveTo(event.due);
    fire(process);
    return true;
}

// --- Several events at one instant ------------------------------------------------------------

// A BEAM bumps its whole timer wheel before it runs any process that a timer wakes
// (erts_bump_timers in erl_time_sup.c and time.c). So all events of the instant are triggered, and
// then those that they woke have their turns. What a turn arms for the same instant is triggered
// when all have had theirs.

/// Whether nothing more is due at that time. Entries that came to nothing do not count: else how
/// far a step goes would depend on whether somebody had looked at the next event before.
bool Node::isLastOf(VirtualTime instant)
{
    for (const QueuedEvent* next = m_queue.peek(); next != nullptr && next->due <= instant;
         next = m_queue.peek()) {
        if (isDue(*next))
            return false;
        QueuedEvent stale;
        m_queue.pop(stale);
        forgetEvent(stale);
    }
    return true;
}

std::uint64_t Node::openInstant(const QueuedEvent& event, std::uint64_t most)
{
    m_instant = event.due;
    m_isTriggering = true;
    const std::uint64_t count = happen(event) ? 1 : 0;
    return count + runInstant(event.due, most - count);
}

std::uint64_t Node::runInstant(VirtualTime until, std::uint64_t most)
{
    std::uint64_t count = 0;
    if (m_instant > until)
        return count;
    noticeSupervisor();
    for (QueuedEvent event; m_isTriggering && count < most && !m_guard.hasReached();) {
        m_isTriggering = m_queue.popUntil(m_instant, event);
        if (!m_isTriggering)
            break;
        lookAhead();
        count += happen(event) ? 1 : 0;
        noticeSupervisor();
        m_guard.checkEvents(m_trace.size(), m_now);
    }
    while (
        !m_isTriggering && m_nextTurn < m_turns.size() && count < most && !m_guard.hasReached()) {
        if (m_nextTurn + turnsAhead < m_turns.size())
            fetchTurn(m_turns[m_nextTurn + turnsAhead]);
        runTurn(m_turns[m_nextTurn++]);
        ++count;
        noticeSupervisor();
        m_guard.checkEvents(m_trace.size(), m_now);
    }
    if (m_nextTurn == m_turns.size()) {
        m_turns.clear();
        m_nextTurn = 0;
    }
    return count;
}

void Node::runTurns()
{
    noticeSupervisor();
    while (m_nextTurn < m_turns.size()) { // may grow on the way
        runTurn(m_turns[m_nextTurn++]);
        noticeSupervisor();
    }
    m_turns.clear();
    m_nextTurn = 0;
}

// The supervisor is a process like the others: it waits for its turn.
void Node::noticeSupervisor()
{
    if (!m_supervisor.hasWork() || m_isSupervisorReady)
        return;
    m_isSupervisorReady = true;
    m_turns.push_back(supervisorTurn());
}

void Node::runTurn(std::uint32_t turn)
{
    if (turn == supervisorTurn()) {
        m_isSupervisorReady = false;
        m_supervisor.run();
    } else if (turn > supervisorTurn()) {
        giveUpCall(callerSlot(turn));
    } else {
        Process& process = m_processes[turn];
        process.isReady = false;
        if (isWorkDone(process, m_now))
            resume(process);
        else
            takeMessages(process);
    }
}

void Node::fetchTurn(std::uint32_t turn) const
{
    if (turn < m_processes.size())
        m_processes.prefetch(turn);
}

// With many processes most of an event's time would go into waiting for memory. So a process is
// fetched a little before its time; and once it is here, what it points to.
void Node::lookAhead()
{
    m_queue.lookAhead([this](std::uint32_t event) {
        const std::uint32_t id = workerOf(event);
        if (id >= m_processes.size()) // one of the few timers that are not beside their process
            return;
        m_processes.prefetch(id);
        const Process& near
            = m_processes[std::exchange(m_fetched[m_fetchedPlace++ % m_fetched.size()], id)];
        __builtin_prefetch(near.frame, 1);
    });
}

const GenServer* Node::server(std::uint32_t process) const
{
    return m_processes[process].isAlive() ? &ProcessTable::serverOf(m_processes[process]) : nullptr;
}

VirtualTime Node::workSince(std::uint32_t process) const
{
    return Handler::promise_type::of(m_processes[process]).workSince;
}

std::optional<Node::NextEvent> Node::nextEvent()
{
    const bool hasTurn = m_nextTurn < m_turns.size();
    if (hasTurn && !m_isTriggering)
        return nextTurn();
    for (const QueuedEvent* next = m_queue.peek(); next != nullptr; next = m_queue.peek()) {
        if (hasTurn && next->due > m_instant)
            break;
        if (isDue(*next))
            return nextOf(*next);
        QueuedEvent stale;
        m_queue.pop(stale);
        forgetEvent(stale);
    }
    return hasTurn ? std::optional(nextTurn()) : std::nullopt;
}

Node::NextEvent Node::nextOf(const QueuedEvent& event)
{
    if (event.eventClass == EventClass::Action)
        return { NextEvent::Kind::Action, event.due, event.id };
    if (event.eventClass == EventClass::Client)
        return { NextEvent::Kind::Client, event.due, event.id };
    if (isWorkEnd(event.id))
        return { NextEvent::Kind::WorkEnd, event.due, workerOf(event.id) };
    return { NextEvent::Kind::Timer, event.due, event.id };
}

/// @pre somebody has yet to run
Node::NextEvent Node::nextTurn() const
{
    const std::uint32_t turn = m_turns[m_nextTurn];
    if (turn == supervisorTurn())
        return { NextEvent::Kind::Supervisor, m_now, turn };
    if (turn > supervisorTurn())
        return { NextEvent::Kind::CallTimeout, m_now, timerTarget(callerSlot(turn)) };
    const bool isAtWork = m_processes[turn].state == Process::State::Working;
    return { isAtWork ? NextEvent::Kind::WorkEnd : NextEvent::Kind::Message, m_now, turn };
}

bool Node::isDue(const QueuedEvent& event) const
{
    if (event.eventClass != EventClass::Timer)
        return true;
    if (isWorkEnd(event.id))
        return isWorkDone(m_processes[workerOf(event.id)], event.due);
    return isOwn(event.id) ? timer(event.id).state == Timer::State::Armed
                           : isLive(pooledAt(event.id));
}

/// @pre it is not due
void Node::forgetEvent(const QueuedEvent& event)
{
    if (isWorkEnd(event.id))
        return;
    if (isOwn(event.id))
        m_processes[event.id].timer.state = Timer::State::Free;
    else
        releasePooled(event.id);
}

// --- Standing still ---------------------------------------------------------------------------

// As for a machine that was suspended, or a node that a signal stopped: its clock goes on. What is
// overdue when it wakes is triggered then, in the order of its due times.
void Node::stall(Duration time)
{
    m_trace.append({ toNs(m_now), time.count(), static_cast<std::uint32_t>(m_processes.size()), 0,
        0, Event::Stall });
    const VirtualTime end = addSaturated(m_now, time);
    m_standsUntil = end;
    std::vector<QueuedEvent> overdue;
    for (QueuedEvent event; m_queue.popUntil(end, event);)
        overdue.push_back(event);
    for (const QueuedEvent& event : overdue)
        putOff(event, end);
}

void Node::putOff(const QueuedEvent& event, VirtualTime until)
{
    if (!isDue(event)) {
        forgetEvent(event);
        return;
    }
    if (event.eventClass == EventClass::Timer && isWorkEnd(event.id))
        m_processes[workerOf(event.id)].workUntil = until;
    m_queue.push(until, event.eventClass, event.id);
}

void Node::guardInstant(std::uint32_t process, const char* how)
{
    m_freshAt = never;
    m_guard.countAtInstant(process, how, m_now);
}

// A restart comes of no event of the queue: it looks at the limits itself.
void Node::guardRestart(std::uint32_t process)
{
    guardInstant(process, "is restarted");
    m_guard.checkEvents(m_trace.size(), m_now);
}

void Node::scheduleAction(VirtualTime at, std::uint32_t action)
{
    m_queue.push(at, EventClass::Action, action);
}

void Node::scheduleClient(VirtualTime at, std::uint32_t client)
{
    m_queue.push(std::max(at, m_now), EventClass::Client, client);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// The event loop: which event comes next, and what ends a run.
#include "core/otp/node_hot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

namespace tickscope {

Node::Node(NodeHost& host, Config config)
    : m_clock(config.clock)
    , m_processes(config.processes, config.serverBytes)
    , m_trace(config.keep)
    , m_limits(config.limits)
    , m_supervisor(*this, std::move(config.children), config.intensity)
    , m_host(host)
    , m_histories(config.processes)
    , m_pids(config.processes)
{
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
    std::uint64_t count = 0;
    QueuedEvent event;
    while (count < most && !m_limitReached && m_queue.popUntil(until, event)) {
        lookAhead();
        count += runEvent(event) ? 1 : 0;
    }
    return count;
}

/// @return whether it still meant something
bool Node::runEvent(const QueuedEvent& event)
{
    switch (event.eventClass) {
    case EventClass::Completion: {
        Process& process = m_processes[event.id];
        if (!isWorkDone(process, event.due))
            return false;
        standAt(event.due);
        resume(process);
        break;
    }
    case EventClass::Timer: {
        if (!isOwn(event.id)) {
            if (!fireOther(event.id, event.due))
                return false;
            break;
        }
        Process& process = m_processes[event.id];
        const bool isArmed = process.timer.state == Timer::State::Armed;
        process.timer.state = Timer::State::Free;
        if (!isArmed)
            return false;
        standAt(event.due);
        fire(process);
        break;
    }
    case EventClass::Action:
        standAt(event.due);
        m_host.act(event.id);
        break;
    }
    endEvent();
    return true;
}

// With many processes most of an event's time would go into waiting for memory. So a process is
// fetched a little before its time; and once it is here, what it points to.
void Node::lookAhead()
{
    m_queue.lookAhead([this](std::uint32_t id) {
        if (id >= m_processes.size()) // one of the few timers in m_otherTimers
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

void Node::standAt(VirtualTime time)
{
    assert(time >= m_now);
    m_now = time;
}

const QueuedEvent* Node::nextEvent()
{
    for (const QueuedEvent* next = m_queue.peek(); next != nullptr; next = m_queue.peek()) {
        if (isDue(*next))
            return next;
        QueuedEvent stale;
        m_queue.pop(stale);
        forgetEvent(stale);
    }
    return nullptr;
}

bool Node::isDue(const QueuedEvent& event) const
{
    switch (event.eventClass) {
    case EventClass::Completion:
        return isWorkDone(m_processes[event.id], event.due);
    case EventClass::Timer:
        return isOwn(event.id) ? timer(event.id).state == Timer::State::Armed
                               : isLive(m_otherTimers[otherPlace(event.id)]);
    case EventClass::Action:
        return true;
    }
    return false;
}

void Node::forgetEvent(const QueuedEvent& event)
{
    if (event.eventClass != EventClass::Timer)
        return;
    if (isOwn(event.id))
        m_processes[event.id].timer.state = Timer::State::Free;
    else
        releaseOther(event.id);
}

// Many servers may be due at one instant. What never ends is an event that arms the next one for
// the same instant, over and over (Zeno's paradox).
void Node::guardInstant(const Process& process)
{
    if (m_guardedInstant != m_now)
        m_eventsAtInstant = 0;
    m_guardedInstant = m_now;
    if (++m_eventsAtInstant >= m_limits.instant)
        instantLimitReached(process);
}

void Node::instantLimitReached(const Process& process)
{
    LimitReached reached;
    reached.kind = LimitKind::Instant;
    reached.at = m_now;
    reached.server = m_host.nameOf(process.index);
    reached.message = fmt::format(
        "{} events at {:.3f} s and no time passes: {} arms a timer of 0 ms again and again.\n"
        "Its last events:\n{}",
        m_eventsAtInstant, static_cast<double>(toNs(m_now)) / 1e9, reached.server, lastEvents(10));
    m_limitReached = std::move(reached);
}

void Node::mailboxLimitReached(const Process& process, std::uint32_t depth)
{
    if (m_limitReached)
        return;
    const std::string name = m_host.nameOf(process.index);
    m_limitReached = LimitReached { LimitKind::Mailbox, m_now, name,
        fmt::format("{} messages wait in the mailbox of {} at {:.3f} s, the limit of a mailbox",
            depth, name, static_cast<double>(toNs(m_now)) / 1e9) };
}

void Node::eventLimitReached()
{
    if (m_limitReached)
        return;
    LimitReached reached;
    reached.kind = LimitKind::Events;
    reached.at = m_now;
    reached.message = fmt::format("{} events were recorded by {:.3f} s, the limit of a run",
        m_trace.size(), static_cast<double>(toNs(m_now)) / 1e9);
    m_limitReached = std::move(reached);
}

std::string Node::lastEvents(std::size_t count) const
{
    std::string text;
    const std::uint64_t size = m_trace.size();
    if (m_trace.keep() == Recorder::Keep::Fingerprint)
        return text;
    for (std::uint64_t seq = std::max(m_trace.begin(), size - std::min<std::uint64_t>(size, count));
         seq < size; ++seq) {
        const Record& entry = m_trace[seq];
        text += fmt::format("  #{} {} {} {}\n", seq, m_host.nameOf(entry.server),
            toText(entry.event), entry.message == MessageKind::None ? "" : toText(entry.message));
    }
    return text;
}

void Node::scheduleAction(VirtualTime at, std::uint32_t action)
{
    m_queue.push(at, EventClass::Action, action);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// The event loop: which event comes next, and what ends a run.
#include "core/otp/node_hot.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <utility>

namespace tickscope {

namespace {

// A number, since there may be no object.
const void* secondLineOf(const void* object)
{
    return reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(object) + 64);
}

} // namespace

Node::Node(NodeHost& host, Config config)
    : m_clock(config.clock)
    , m_processes(config.processes)
    , m_trace(config.keep)
    , m_limits(config.limits)
    , m_supervisor(*this, std::move(config.children), config.intensity)
    , m_host(host)
    , m_histories(config.processes)
{
    for (std::uint32_t index = 0; index < config.processes; ++index)
        m_processes[index].timer.target = index;
}

Node::~Node()
{
    for (Process& process : m_processes) {
        if (process.state == Process::State::Working)
            process.frame.destroy();
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
        Timer& timer = timerAt(event.id);
        if (!isLive(timer)) {
            releaseTimer(event.id);
            return false;
        }
        standAt(event.due);
        fire(timer, event.id);
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
        const Process& far = m_processes[id];
        __builtin_prefetch(&far, 1);
        __builtin_prefetch(&far.mailbox, 1);
        const Process& near
            = m_processes[std::exchange(m_fetched[m_fetchedPlace++ % m_fetched.size()], id)];
        __builtin_prefetch(near.server, 1);
        __builtin_prefetch(secondLineOf(near.server), 1);
        __builtin_prefetch(near.frame.address(), 1);
    });
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
        return isLive(timer(event.id));
    case EventClass::Action:
        return true;
    }
    return false;
}

void Node::forgetEvent(const QueuedEvent& event)
{
    if (event.eventClass == EventClass::Timer)
        releaseTimer(event.id);
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
    reached.server = m_host.nameOf(process.index());
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
    const std::string name = m_host.nameOf(process.index());
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

// SPDX-License-Identifier: GPL-3.0-only
// The event loop: which event comes next, and what ends a run.
#include "core/otp/node.h"

#include <fmt/format.h>

#include <cassert>

namespace tickscope {

Node::Node(NodeHost& host, Config config)
    : m_host(host)
    , m_clock(config.clock)
    , m_limits(config.limits)
    , m_names(std::move(config.names))
    , m_processes(m_names.size() - 1)
    , m_supervisor(*this, std::move(config.children), config.intensity)
    , m_trace(config.keep)
{
}

Node::~Node()
{
    for (Process& process : m_processes) {
        if (process.state == Process::State::Working)
            process.server->m_frame.destroy();
    }
}

void Node::start()
{
    runReady();
    checkEventLimit();
}

bool Node::runNext(VirtualTime until)
{
    if (m_limitReached)
        return false;
    QueuedEvent event;
    do {
        if (!m_queue.popUntil(until, event))
            return false;
        if (event.eventClass == EventClass::Timer && !isLive(m_timers[event.id])) {
            m_timers.release(event.id);
            continue;
        }
    } while (!isLive(event));
    assert(event.due >= m_now);
    if (event.due > m_now)
        m_eventsAtInstant = 0;
    m_now = event.due;
    guardInstant(event);
    runEvent(event);
    runReady();
    checkEventLimit();
    return true;
}

void Node::standAt(VirtualTime time)
{
    assert(time >= m_now);
    m_now = time;
}

const QueuedEvent* Node::nextEvent()
{
    for (const QueuedEvent* next = m_queue.peek(); next != nullptr; next = m_queue.peek()) {
        if (isLive(*next))
            return next;
        if (next->eventClass == EventClass::Timer)
            m_timers.release(next->id);
        QueuedEvent stale;
        m_queue.pop(stale);
    }
    return nullptr;
}

bool Node::isLive(const QueuedEvent& event) const
{
    switch (event.eventClass) {
    case EventClass::Completion: {
        const Process& process = m_processes[event.id];
        return process.state == Process::State::Working && process.workUntil == event.due;
    }
    case EventClass::Timer:
        return isLive(m_timers[event.id]);
    case EventClass::Action:
        return true;
    }
    return false;
}

void Node::runEvent(const QueuedEvent& event)
{
    switch (event.eventClass) {
    case EventClass::Completion:
        resume(event.id);
        break;
    case EventClass::Timer:
        fire(event.id);
        break;
    case EventClass::Action:
        m_host.act(event.id);
        break;
    }
}

bool Node::wasArmedNow(const QueuedEvent& event) const
{
    switch (event.eventClass) {
    case EventClass::Completion:
        return m_processes[event.id].workSince == m_now;
    case EventClass::Timer:
        return m_timers[event.id].armedAt == m_now;
    case EventClass::Action:
        return false;
    }
    return false;
}

// Many servers may be due at one instant. What never ends is an event that arms the next one for
// the same instant, over and over (Zeno's paradox).
void Node::guardInstant(const QueuedEvent& event)
{
    if (!wasArmedNow(event) || ++m_eventsAtInstant < m_limits.instant)
        return;
    const std::uint32_t process
        = event.eventClass == EventClass::Timer ? m_timers[event.id].target : event.id;
    LimitReached reached;
    reached.kind = LimitKind::Instant;
    reached.at = m_now;
    reached.server = m_names[process];
    reached.message = fmt::format(
        "{} events at {:.3f} s and no time passes: {} arms a timer of 0 ms again and again.\n"
        "Its last events:\n{}",
        m_eventsAtInstant, static_cast<double>(toNs(m_now)) / 1e9, m_names[process],
        lastEvents(10));
    m_limitReached = std::move(reached);
}

void Node::checkEventLimit()
{
    if (m_limitReached || m_trace.size() < m_limits.events)
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
        text += fmt::format("  #{} {} {} {}\n", seq, m_names[entry.server], toText(entry.event),
            entry.message == MessageKind::None ? "" : toText(entry.message));
    }
    return text;
}

void Node::scheduleAction(VirtualTime at, std::uint32_t action)
{
    m_queue.push(at, EventClass::Action, action);
}

} // namespace tickscope

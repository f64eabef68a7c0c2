// SPDX-License-Identifier: GPL-3.0-only
// What every tick runs through, for the sources of Node and for what servers call.
#pragma once

#include "core/otp/node.h"
#include "core/otp/timers_hot.h"

namespace tickscope {

// --- Events -----------------------------------------------------------------------------------

// The work of a process that was killed stays in the queue until its time has come.
bool Node::isWorkDone(const Process& process, VirtualTime at)
{
    return process.state == Process::State::Working && process.workUntil == at;
}

// What an event that is alone at its instant has set going is done before the next one.
void Node::endEvent()
{
    if (!m_turns.empty() || m_supervisor.hasWork())
        runTurns();
    m_guard.checkEvents(m_trace.size(), m_now);
}

// --- Messages ---------------------------------------------------------------------------------

/// @return how many wait then
std::uint32_t Node::enqueue(Process& process, Message message)
{
    process.mailbox.push(m_memory, { message, toNs(m_now) });
    const std::uint32_t depth = process.mailbox.size();
    m_guard.checkMailbox(process.index, depth, m_now);
    return depth;
}

// A free process begins to handle a message that is no longer in its mailbox.
void Node::begin(Process& process, Message message)
{
    if (process.isIdling)
        disarmIdleTimer(process);
    process.setCurrent(message);
    process.state = Process::State::Busy;
    process.callback = Process::Callback::Message;
    process.tick += isTick(message.kind) ? 1 : 0;
}

// A callback has run as far as it could: it returned, it works, or it raised.
void Node::settle(Process& process)
{
    if (process.state == Process::State::Returned) {
        callbackReturned(process);
        return;
    }
    const bool raises = process.state == Process::State::Raising;
    process.state = Process::State::Working;
    if (raises)
        callbackRaises(process);
}

void Node::callbackReturned(Process& process)
{
    const Return::Next next = m_returned.next;
    m_returned.next = Return::Next::Receive;
    endFrame(process);
    process.state = Process::State::Receiving;
    if (next >= Return::Next::Stop) [[unlikely]] {
        callbackEnds(process, next);
        return;
    }
    if (next == Return::Next::Timeout) {
        rememberTimeout(process, m_returned.timeout);
        if (process.mailbox.isEmpty())
            return waitWithin(process, m_returned.timeout);
    }
    record(process, Event::Return, noDue);
    if (process.callback != Process::Callback::Message)
        startupReturned(process, next);
    else if (isAnswered(process.currentKind))
        reply(process);
}

// --- Work -------------------------------------------------------------------------------------

bool Node::startWork(Process& process, Duration duration, Outcome outcome)
{
    const bool isTickWork = process.callback == Process::Callback::Message;
    const std::uint32_t message = isTickWork ? process.currentNumber : 0;
    const MessageKind kind = isTickWork ? process.currentKind : MessageKind::Load;
    process.outcome = tickOutcomeOf(outcome);
    record(process, Event::WorkStart, duration.count(), message, 0, kind);
    if (duration > Duration::zero()) {
        Handler::promise_type::of(process).workSince = m_now;
        process.workUntil = m_clock.relative(m_now, duration).at;
        m_queue.push(process.workUntil, EventClass::Timer, process.index | workEndBit);
        return false;
    }
    record(
        process, Event::WorkEnd, 0, message, 0, kind, static_cast<std::uint8_t>(process.outcome));
    if (outcome == Outcome::Crash)
        process.state = Process::State::Raising;
    return outcome != Outcome::Crash;
}

// --- What comes due ---------------------------------------------------------------------------

// A free process takes the message of a timer that is alone at its instant at once: there is no
// need to put it away first.
void Node::handleAtOnce(Process& process, const Record& timeout, Message message)
{
    assert(process.mailbox.isEmpty());
    begin(process, message);
    m_trace.append(timeout,
        recordOf(process, Event::Receive, timeout.value, message.number, 1, message.kind),
        recordOf(process, Event::Dequeue, 0, message.number, 0, message.kind),
        recordOf(process, Event::HandleInfo, tickOf(process), message.number, 0, message.kind));
    m_guard.checkMailbox(process.index, 1, m_now);
    ProcessTable::serverOf(process).handleInfo(message);
    settle(process);
    if (!process.mailbox.isEmpty())
        takeMessages(process);
}

// One that is busy takes it later.
void Node::putAway(Process& process, const Record& timeout, Message message)
{
    const std::uint32_t depth = enqueue(process, message);
    m_trace.append(timeout,
        recordOf(process, Event::Receive, timeout.value, message.number, depth, message.kind));
}

// A free process takes it at once, or when its turn comes; one that is busy later.
void Node::arrive(Process& process, const Record& timeout, Message message)
{
    if (process.state == Process::State::Receiving && !m_isTriggering) {
        handleAtOnce(process, timeout, message);
    } else if (process.isAlive()) {
        putAway(process, timeout, message);
        makeReady(process);
    } else {
        m_trace.append(timeout);
        drop(process, message, timeout.value, Reason::NoProcess);
    }
}

/// @pre its own timer has come, and its slot is free again
void Node::fire(Process& process)
{
    const Timer& timer = process.timer;
    if (timer.armedAt == m_now)
        guardInstant(process);
    if (m_isTriggering)
        timeOutFirst(process);
    arrive(process,
        recordOf(process, Event::Timeout, toNs(timer.due), timer.number, timer.chain, timer.kind),
        { ++m_messages, timer.kind, timer.chain });
}

void Node::resume(Process& process)
{
    const VirtualTime since = Handler::promise_type::of(process).workSince;
    if (since == m_now)
        guardInstant(process);
    const bool isTickWork = process.callback == Process::Callback::Message;
    record(process, Event::WorkEnd, (m_now - since).count(), isTickWork ? process.currentNumber : 0,
        0, isTickWork ? process.currentKind : MessageKind::Load,
        static_cast<std::uint8_t>(process.outcome));
    if (process.outcome == TickOutcome::Crash) {
        callbackRaises(process);
        return;
    }
    process.state = Process::State::Busy;
    std::coroutine_handle<>::from_address(process.frame).resume();
    settle(process);
    if (!process.mailbox.isEmpty())
        takeMessages(process);
}

} // namespace tickscope

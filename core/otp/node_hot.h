// SPDX-License-Identifier: GPL-3.0-only
// What every tick runs through, for the sources of Node alone.
#pragma once

#include "core/otp/node.h"

namespace tickscope {

// --- Events -----------------------------------------------------------------------------------

// The work of a process that was killed stays in the queue until its time has come.
bool Node::isWorkDone(const Process& process, VirtualTime at)
{
    return process.state == Process::State::Working && process.workUntil == at;
}

// What an event has set going is done before the next one.
void Node::endEvent()
{
    if (!m_ready.empty() || m_supervisor.hasWork())
        runReady();
    if (m_trace.size() >= m_limits.events)
        eventLimitReached();
}

// --- Messages ---------------------------------------------------------------------------------

/// @return how many wait then
std::uint32_t Node::enqueue(Process& process, Message message)
{
    process.mailbox.push(m_memory, { message, toNs(m_now) });
    const std::uint32_t depth = process.mailbox.size();
    if (depth >= m_limits.mailbox)
        mailboxLimitReached(process, depth);
    return depth;
}

// A free process begins to handle a message that is no longer in its mailbox.
void Node::begin(Process& process, Message message)
{
    if (process.isIdling)
        disarmIdleTimer(process);
    process.current = message;
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
    if (raises) {
        process.server->terminate();
        exitProcess(process, Reason::Crash);
    }
}

void Node::callbackReturned(Process& process)
{
    const Return::Next next = m_returned.next;
    m_returned.next = Return::Next::Receive;
    process.state = Process::State::Receiving;
    if (next == Return::Next::Timeout && process.mailbox.isEmpty())
        armIdleTimer(process, m_returned.timeout);
    else
        record(process, Event::Return, noDue);
    if (process.callback != Process::Callback::Message)
        startupReturned(process, next);
    else if (isAnswered(process.current.kind))
        reply(process);
}

// --- Timers -----------------------------------------------------------------------------------

bool Node::isLive(const Timer& timer) const
{
    return timer.state == Timer::State::Armed
        && (timer.targetPid == 0 || m_processes[timer.target].pid == timer.targetPid);
}

Node::NewTimer Node::makeTimer(
    Process& process, Timer::Purpose purpose, MessageKind kind, VirtualTime due, VirtualTime edge)
{
    Timer* timer = &process.timer;
    std::uint32_t slot = process.index();
    if (timer->state != Timer::State::Free) {
        slot = allocateOther();
        timer = &timerAt(slot);
    }
    timer->armedAt = m_now;
    timer->due = due;
    timer->edge = edge;
    timer->number = ++m_timerNumbers;
    timer->target = process.index();
    timer->targetPid = process.pid;
    timer->kind = kind;
    timer->purpose = purpose;
    timer->chain = 0;
    timer->state = Timer::State::Armed;
    return { *timer, slot };
}

TimerRef Node::arm(NewTimer made, VirtualTime at)
{
    const TimerRef ref { made.slot, made.timer.number };
    m_queue.push(at, EventClass::Timer, made.slot);
    return ref;
}

void Node::releaseTimer(std::uint32_t slot)
{
    if (slot < m_processes.size())
        m_processes[slot].timer.state = Timer::State::Free;
    else
        m_otherTimers.release(otherPlace(slot));
}

TimerRef Node::armMessage(Process& process, MessageKind message, Address address, VirtualTime due,
    TimerClock::Firing firing)
{
    const NewTimer made = makeTimer(process, Timer::Purpose::Send, message, due, firing.edge);
    made.timer.chain = chainOf(process);
    if (address == Address::Name)
        made.timer.targetPid = 0;
    recordArming(process, made.timer, address);
    return arm(made, firing.at);
}

void Node::recordArming(Process& process, const Timer& timer, Address address)
{
    const Event event = timer.isInterval() ? Event::SendInterval : Event::SendAfter;
    record(process, event, toNs(timer.due), timer.number, timer.chain, timer.kind,
        static_cast<std::uint8_t>(address));
    if (isTick(timer.kind))
        watchChains(process, timer);
}

// A tick armed while a tick is handled continues its chain; any other one continues the only chain
// there can be, or begins a new one.
std::uint8_t Node::chainOf(Process& process)
{
    if (process.callback == Process::Callback::Message && isTick(process.current.kind))
        return process.current.chain;
    return newChain(process);
}

void Node::watchChains(Process& process, const Timer& timer)
{
    ++(timer.targetPid == 0 ? process.armedByName : process.armedByPid);
    const std::uint32_t armed = process.armedTicks();
    if (armed <= 1 || armed <= history(process).reportedChains)
        return;
    history(process).reportedChains = static_cast<std::uint16_t>(armed);
    record(process, Event::DoubleChain, 0, timer.number, armed, timer.kind);
}

void Node::forgetArmedTick(const Timer& timer)
{
    if (!isTick(timer.kind) || timer.purpose == Timer::Purpose::Idle)
        return;
    Process& process = m_processes[timer.target];
    --(timer.targetPid == 0 ? process.armedByName : process.armedByPid);
}

} // namespace tickscope

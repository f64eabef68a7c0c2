// SPDX-License-Identifier: GPL-3.0-only
// Timers of a node: arming, cancelling, firing, and the chains that ticks form.
#include "core/otp/node.h"

#include <algorithm>

namespace tickscope {

bool Node::isLive(const Timer& timer) const
{
    if (!timer.isArmed)
        return false;
    return timer.targetPid == 0 || m_processes[timer.target].pid == timer.targetPid;
}

TimerRef Node::arm(Timer timer, TimerClock::Firing firing)
{
    timer.armedAt = m_now;
    timer.edge = firing.edge;
    timer.number = ++m_timerNumbers;
    timer.isArmed = true;
    const std::uint32_t slot = m_timers.allocate();
    m_timers[slot] = timer;
    m_queue.push(firing.at, EventClass::Timer, slot);
    return { slot, timer.number };
}

TimerRef Node::sendAfter(std::uint32_t process, MessageKind message, Duration time, Address address)
{
    Timer timer;
    timer.due = addSaturated(m_now, time);
    timer.target = process;
    timer.targetPid = address == Address::Pid ? m_processes[process].pid : 0;
    timer.kind = message;
    timer.chain = chainOf(process);
    const TimerRef ref = arm(timer, m_clock.relative(m_now, time));
    recordArming(m_timers[ref.slot], address);
    return ref;
}

TimerRef Node::sendAfterAbsolute(
    std::uint32_t process, MessageKind message, VirtualTime due, Address address)
{
    Timer timer;
    timer.due = due;
    timer.target = process;
    timer.targetPid = address == Address::Pid ? m_processes[process].pid : 0;
    timer.kind = message;
    timer.chain = chainOf(process);
    const TimerRef ref = arm(timer, m_clock.absolute(m_now, due));
    recordArming(m_timers[ref.slot], address);
    return ref;
}

// The timer server monitors the target, name or pid, and ends the timer with the process that it
// found: so here even a name is held by its pid.
TimerRef Node::sendInterval(
    std::uint32_t process, MessageKind message, Duration interval, Duration first, Address address)
{
    Timer timer;
    timer.due = addSaturated(m_clock.intervalStart(m_now), first);
    timer.interval = interval;
    timer.target = process;
    timer.targetPid = m_processes[process].pid;
    timer.kind = message;
    timer.chain = chainOf(process);
    timer.isInterval = true;
    const TimerRef ref = arm(timer, m_clock.firstOfInterval(m_now, first));
    recordArming(m_timers[ref.slot], address);
    return ref;
}

void Node::recordArming(const Timer& timer, Address address)
{
    const Event event = timer.isInterval ? Event::SendInterval : Event::SendAfter;
    record(timer.target, event, toNs(timer.due), timer.number, timer.chain, timer.kind,
        static_cast<std::uint8_t>(address));
    if (isTick(timer.kind))
        watchChains(timer);
}

// A tick armed while a tick is handled continues its chain; any other one continues the only chain
// there can be, or begins a new one.
std::uint8_t Node::chainOf(std::uint32_t index)
{
    Process& process = m_processes[index];
    if (process.callback == Process::Callback::Message && isTick(process.current.kind))
        return process.current.chain;
    return process.armedTicks() == 0 ? 0 : process.chains++;
}

void Node::watchChains(const Timer& timer)
{
    Process& process = m_processes[timer.target];
    ++(timer.targetPid == 0 ? process.armedByName : process.armedByPid);
    const std::uint32_t armed = process.armedTicks();
    if (armed <= process.reportedChains)
        return;
    process.reportedChains = static_cast<std::uint16_t>(armed);
    record(timer.target, Event::DoubleChain, 0, timer.number, armed, timer.kind);
}

void Node::forgetArmedTick(const Timer& timer)
{
    if (!isTick(timer.kind) || timer.purpose != TimerPurpose::Send)
        return;
    Process& process = m_processes[timer.target];
    --(timer.targetPid == 0 ? process.armedByName : process.armedByPid);
}

void Node::disarm(Timer& timer)
{
    timer.isArmed = false;
    forgetArmedTick(timer);
    Process& process = m_processes[timer.target];
    process.reportedChains
        = static_cast<std::uint16_t>(std::max<std::uint32_t>(1, process.armedTicks()));
}

std::optional<std::int64_t> Node::cancelTimer(std::uint32_t process, TimerRef ref)
{
    Timer* timer = m_timers.find(ref);
    std::optional<std::int64_t> msLeft;
    if (timer != nullptr && isLive(*timer)) {
        msLeft = TimerClock::msLeft(m_now, timer->edge);
        disarm(*timer);
    }
    const std::int64_t result = msLeft.value_or(cancelledFalse);
    record(process, Event::CancelTimer, result, ref.number);
    const auto answer = m_answers.find(m_processes[process].current.number);
    if (answer != m_answers.end())
        answer->second.value = result;
    return msLeft;
}

void Node::cancelInterval(std::uint32_t process, TimerRef ref)
{
    Timer* timer = m_timers.find(ref);
    if (timer != nullptr && isLive(*timer))
        disarm(*timer);
    record(process, Event::CancelTimer, cancelledOk, ref.number);
    const auto answer = m_answers.find(m_processes[process].current.number);
    if (answer != m_answers.end())
        answer->second.value = cancelledOk;
}

void Node::armIdleTimer(std::uint32_t index, Duration timeout)
{
    Timer timer;
    timer.due = addSaturated(m_now, timeout);
    timer.target = index;
    timer.targetPid = m_processes[index].pid;
    timer.kind = MessageKind::Timeout;
    timer.purpose = TimerPurpose::Idle;
    m_processes[index].idleTimer = arm(timer, m_clock.relative(m_now, timeout));
}

bool Node::fire(std::uint32_t slot)
{
    const Timer timer = m_timers[slot];
    if (timer.isInterval) {
        Timer& next = m_timers[slot];
        const TimerClock::Firing firing = m_clock.nextOfInterval(timer.edge, timer.interval);
        next.armedAt = m_now;
        next.due = addSaturated(timer.due, timer.interval);
        next.edge = firing.edge;
        m_queue.push(firing.at, EventClass::Timer, slot);
    } else {
        m_timers.release(slot);
        forgetArmedTick(timer);
    }
    if (timer.purpose == TimerPurpose::CallTimeout) {
        giveUpCall(timer);
        return true;
    }
    record(timer.target, Event::Timeout, toNs(timer.due), timer.number, timer.chain, timer.kind);
    deliver(timer.target, { toNs(m_now), ++m_messages, timer.kind, timer.chain }, toNs(timer.due));
    return true;
}

void Node::giveUpCall(const Timer& timer)
{
    Answer& answer = m_answers.at(timer.message);
    answer.callerGaveUp = true;
    answer.at = m_now;
    answer.value = (m_now - timer.armedAt).count();
    m_callTimers.erase(timer.message);
    record(timer.target, Event::CallTimeout, answer.value, timer.message, 0, MessageKind::Call);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// Timers of a node: arming, cancelling, firing, and the chains that ticks form.
#include "core/otp/node_hot.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

// --- Slots ------------------------------------------------------------------------------------

Timer* Node::findTimer(TimerRef ref)
{
    if (ref.number == 0)
        return nullptr;
    Timer& found = timerAt(ref.slot);
    return found.state == Timer::State::Armed && found.number == ref.number ? &found : nullptr;
}

std::vector<Timer> Node::liveTimers(std::uint32_t process) const
{
    std::vector<Timer> timers;
    const auto add = [&](const Timer& timer) {
        if (timer.target == process && isLive(timer))
            timers.push_back(timer);
    };
    add(m_processes[process].timer);
    std::for_each(m_otherTimers.all().begin(), m_otherTimers.all().end(), add);
    return timers;
}

// --- send_after and send_interval -------------------------------------------------------------

TimerRef Node::sendAfter(Process& process, MessageKind message, Duration time, Address address)
{
    return armMessage(
        process, message, address, addSaturated(m_now, time), m_clock.relative(m_now, time));
}

TimerRef Node::sendAfterAbsolute(
    Process& process, MessageKind message, VirtualTime due, Address address)
{
    return armMessage(process, message, address, due, m_clock.absolute(m_now, due));
}

// The timer server monitors the target, name or pid, and ends the timer with the process that it
// found: so here even a name is held by its pid.
TimerRef Node::sendInterval(
    Process& process, MessageKind message, Duration interval, Duration first, Address address)
{
    const TimerClock::Firing firing = m_clock.firstOfInterval(m_now, first);
    const NewTimer made = makeTimer(process, Timer::Purpose::SendAgain, message,
        addSaturated(m_clock.intervalStart(m_now), first), firing.edge);
    made.timer.interval = interval;
    made.timer.chain = chainOf(process);
    recordArming(process, made.timer, address);
    return arm(made, firing.at);
}

// --- Chains -----------------------------------------------------------------------------------

std::uint8_t Node::newChain(Process& process)
{
    return process.armedTicks() == 0 ? std::uint8_t { 0 } : history(process).chains++;
}

// With fewer chains than before, one more is news again.
void Node::forgetChains(Process& process)
{
    history(process).reportedChains
        = static_cast<std::uint16_t>(std::max<std::uint32_t>(1, process.armedTicks()));
}

// --- Cancelling -------------------------------------------------------------------------------

void Node::disarm(Timer& timer)
{
    timer.state = Timer::State::Cancelled;
    forgetArmedTick(timer);
    forgetChains(m_processes[timer.target]);
}

std::optional<std::int64_t> Node::cancelTimer(Process& process, TimerRef ref)
{
    Timer* timer = findTimer(ref);
    std::optional<std::int64_t> msLeft;
    if (timer != nullptr && isLive(*timer)) {
        msLeft = TimerClock::msLeft(m_now, timer->edge);
        disarm(*timer);
    }
    const std::int64_t result = msLeft.value_or(cancelledFalse);
    record(process, Event::CancelTimer, result, ref.number);
    if (isAnswered(process.current.kind))
        m_answers.at(process.current.number).value = result;
    return msLeft;
}

void Node::cancelInterval(Process& process, TimerRef ref)
{
    Timer* timer = findTimer(ref);
    if (timer != nullptr && isLive(*timer))
        disarm(*timer);
    record(process, Event::CancelTimer, cancelledOk, ref.number);
    if (isAnswered(process.current.kind))
        m_answers.at(process.current.number).value = cancelledOk;
}

// --- {:noreply, state, timeout} ---------------------------------------------------------------

void Node::armIdleTimer(Process& process, Duration timeout)
{
    const VirtualTime due = addSaturated(m_now, timeout);
    const TimerClock::Firing firing = m_clock.relative(m_now, timeout);
    const TimerRef ref
        = arm(makeTimer(process, Timer::Purpose::Idle, MessageKind::Timeout, due, firing.edge),
            firing.at);
    process.isIdling = true;
    history(process).idleTimer = ref;
    record(process, Event::Return, toNs(due), ref.number);
}

void Node::disarmIdleTimer(Process& process)
{
    if (Timer* idle = findTimer(history(process).idleTimer))
        idle->state = Timer::State::Cancelled;
    process.isIdling = false;
}

// --- Firing -----------------------------------------------------------------------------------

// A free process takes the message of a timer in the instant in which it comes: there is no need to
// put it away first.
void Node::handleAtOnce(Process& process, const Record& timeout, Message message)
{
    assert(process.mailbox.isEmpty());
    begin(process, message);
    m_trace.append(timeout,
        recordOf(process, Event::Receive, timeout.value, message.number, 1, message.kind),
        recordOf(process, Event::Dequeue, 0, message.number, 0, message.kind),
        recordOf(process, Event::HandleInfo, tickOf(process), message.number, 0, message.kind));
    if (m_limits.mailbox <= 1)
        mailboxLimitReached(process, 1);
    process.server->handleInfo(message);
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

void Node::fire(Timer& timer, std::uint32_t slot)
{
    Process& target = m_processes[timer.target];
    if (timer.armedAt == m_now)
        guardInstant(target);
    if (timer.purpose == Timer::Purpose::CallTimeout) {
        giveUpCall(slot);
        return;
    }
    const Record timeout
        = recordOf(target, Event::Timeout, toNs(timer.due), timer.number, timer.chain, timer.kind);
    const Message message { ++m_messages, timer.kind, timer.chain };
    if (timer.isInterval()) {
        rearm(timer, slot);
    } else {
        forgetArmedTick(timer);
        releaseTimer(slot);
    }
    if (target.state == Process::State::Receiving) {
        handleAtOnce(target, timeout, message);
    } else if (target.isAlive()) {
        putAway(target, timeout, message);
    } else {
        m_trace.append(timeout);
        drop(target, message, timeout.value, Reason::NoProcess);
    }
}

void Node::rearm(Timer& timer, std::uint32_t slot)
{
    const TimerClock::Firing firing = m_clock.nextOfInterval(timer.edge, timer.interval);
    timer.armedAt = m_now;
    timer.due = addSaturated(timer.due, timer.interval);
    timer.edge = firing.edge;
    m_queue.push(firing.at, EventClass::Timer, slot);
}

void Node::giveUpCall(std::uint32_t slot)
{
    const Timer timer = timerAt(slot);
    releaseTimer(slot);
    const auto call = m_calls.find(timer.number);
    Answer& answer = m_answers.at(call->second);
    answer.callerGaveUp = true;
    answer.at = m_now;
    answer.value = (m_now - timer.armedAt).count();
    record(m_processes[timer.target], Event::CallTimeout, answer.value, call->second, 0,
        MessageKind::Call);
    m_calls.erase(call);
}

} // namespace tickscope

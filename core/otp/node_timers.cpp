// SPDX-License-Identifier: GPL-3.0-only
// What a node does when timers are cancelled and fire, and with return timeouts.
#include "core/otp/node_hot.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

// --- Cancelling -------------------------------------------------------------------------------

std::optional<std::int64_t> Node::cancelTimer(Process& process, TimerRef ref)
{
    const std::int64_t result = cancelOnce(process, ref);
    noteCancelled(process, result);
    return result == cancelledFalse ? std::nullopt : std::optional(result);
}

void Node::cancelInterval(Process& process, TimerRef ref)
{
    noteCancelled(process, cancelRepeating(process, ref));
}

// The message has been handled as far as it ever will be.
Return Node::cancelNil(Process& process)
{
    record(process, Event::CancelTimer, cancelledRaised);
    noteCancelled(process, cancelledRaised);
    if (isAnswered(process.currentKind)) {
        Answer& answer = m_requests.answer(process.currentNumber);
        answer.state = Answer::State::Done;
        answer.at = m_now;
    }
    return { Return::Next::Raise, {} };
}

// Whoever sent the edit that cancels may want to know.
void Node::noteCancelled(const Process& process, std::int64_t result)
{
    if (isAnswered(process.currentKind))
        m_requests.answer(process.currentNumber).value = result;
}

// --- {:noreply, state, timeout} ---------------------------------------------------------------

void Node::rememberTimeout(const Process& process, Duration timeout)
{
    ProcessHistory& kept = history(process);
    kept.idleTimeout = timeout;
    kept.idleSince = process.currentNumber;
}

void Node::armIdleTimer(Process& process, Duration timeout)
{
    const VirtualTime due = addSaturated(m_now, timeout);
    const VirtualTime at = m_clock.relative(m_now, timeout).at;
    const Arming arming { Timer::Purpose::Idle, MessageKind::Timeout, due };
    TimerRef ref;
    if (process.timer.state == Timer::State::Free) {
        setUp(process.timer, arming);
        ref = push(process.index, process.timer, at);
    } else {
        ref = pushPooled(setUpPooled(process, arming), at);
    }
    process.isIdling = true;
    history(process).idleTimer = ref;
    record(process, Event::Return, toNs(due), ref.number);
}

// {:noreply, state, timeout} with an empty mailbox, and what follows a return.
void Node::waitWithin(Process& process, Duration timeout)
{
    const bool isTooLong = timeout > longestReceive;
    if (isTooLong)
        record(process, Event::Return, noDue);
    else
        startWait(process, timeout);
    if (process.callback != Process::Callback::Message)
        startupReturned(process, Return::Next::Timeout);
    else if (isAnswered(process.currentKind))
        reply(process);
    if (isTooLong)
        exitProcess(process, Reason::TimeoutValue);
}

void Node::startWait(Process& process, Duration timeout)
{
    if (timeout <= Duration::zero())
        timeOutAtOnce(process);
    else
        armIdleTimer(process, timeout);
}

// `after 0` waits for no edge of the clock: with no message there, the timeout is handled at once.
void Node::timeOutAtOnce(Process& process)
{
    const std::uint32_t number = ++m_timerNumbers;
    record(process, Event::Return, toNs(m_now), number);
    guardInstant(process);
    if (m_guard.hasReached())
        return; // a server that only ever times out would never come to an end
    const Message message { ++m_messages, MessageKind::Timeout, 0 };
    putAway(process,
        recordOf(process, Event::Timeout, toNs(m_now), number, 0U, MessageKind::Timeout), message);
}

// A `receive ... after` that runs out marks its process as timed out, whatever else arrives at the
// same instant: so before a message comes to it, a return timeout of this instant does.
/// @pre events of one instant are being triggered
void Node::timeOutFirst(Process& process)
{
    if (!process.isIdling)
        return;
    Timer* const idle = findTimer(m_histories[process.index].idleTimer);
    if (idle == nullptr || m_clock.relative(idle->armedAt, idle->due - idle->armedAt).at != m_now)
        return;
    idle->state = Timer::State::Cancelled; // its own event comes to nothing
    arrive(process,
        recordOf(process, Event::Timeout, toNs(idle->due), idle->number, idle->chain, idle->kind),
        { ++m_messages, idle->kind, idle->chain });
}

void Node::disarmIdleTimer(Process& process)
{
    if (Timer* idle = findTimer(m_histories[process.index].idleTimer))
        idle->state = Timer::State::Cancelled;
    process.isIdling = false;
}

// --- Firing -----------------------------------------------------------------------------------

/// @return whether it still meant something
bool Node::firePooled(std::uint32_t slot, VirtualTime at)
{
    PooledTimer& pooled = pooledAt(slot);
    if (!isLive(pooled)) {
        releasePooled(slot);
        return false;
    }
    moveTo(at);
    const Timer timer = pooled.timer;
    Process& target = m_processes[pooled.target];
    if (timer.armedAt == m_now)
        guardInstant(target);
    if (timer.purpose == Timer::Purpose::CallTimeout) {
        if (m_isTriggering)
            m_turns.push_back(callerTurn(slot));
        else
            giveUpCall(slot);
        return true;
    }
    if (timer.purpose > Timer::Purpose::CallTimeout) {
        releasePooled(slot);
        unitTimerFires(target, timer.purpose);
        return true;
    }
    if (timer.isInterval()) {
        rearm(pooled, slot);
    } else {
        forgetPooled(pooled);
        releasePooled(slot);
    }
    if (m_isTriggering)
        timeOutFirst(target);
    arrive(target,
        recordOf(target, Event::Timeout, toNs(timer.due), timer.number, timer.chain, timer.kind),
        { ++m_messages, timer.kind, timer.chain });
    return true;
}

// The caller's timeout has run out, and now it runs. It looks once more into its mailbox: whoever
// answered before its turn came was in time.
// @see gen:call/4 and erlang:demonitor/2 with [flush]
void Node::giveUpCall(std::uint32_t slot)
{
    const PooledTimer given = pooledAt(slot);
    releasePooled(slot);
    if (given.timer.state != Timer::State::Armed)
        return;
    const std::uint32_t message = m_requests.callerWaitsNoMore(given.timer.number);
    Answer& answer = m_requests.answer(message);
    answer.callerGaveUp = true;
    answer.at = m_now;
    answer.value = (m_now - given.timer.armedAt).count();
    record(m_processes[given.target], Event::CallTimeout, answer.value, message, 0, answer.kind);
}

} // namespace tickscope

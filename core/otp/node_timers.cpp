// SPDX-License-Identifier: GPL-3.0-only
// Timers of a node: arming, cancelling, firing, and the chains that ticks form.
#include "core/otp/node_hot.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

// --- Slots ------------------------------------------------------------------------------------

Timer* Node::findTimer(TimerRef ref)
{
    if (ref.number == 0)
        return nullptr;
    Timer* found = nullptr;
    if (isOwn(ref.slot)) {
        found = &m_processes[ref.slot].timer;
        if (found->state != Timer::State::Armed)
            return nullptr;
    } else {
        OtherTimer& other = m_otherTimers[otherPlace(ref.slot)];
        if (!isLive(other))
            return nullptr;
        found = &other.timer;
    }
    return found->number == ref.number ? found : nullptr;
}

bool Node::isLive(const OtherTimer& other) const
{
    if (other.timer.state != Timer::State::Armed)
        return false;
    return other.targetPid == 0
        || (m_pids[other.target] == other.targetPid && m_processes[other.target].isAlive());
}

std::uint32_t Node::slotOf(const OtherTimer& timer) const
{
    return m_processes.size() + static_cast<std::uint32_t>(&timer - m_otherTimers.all().data());
}

OtherTimer& Node::setUpOther(const Process& process, const Arming& arming)
{
    const std::uint32_t place = m_otherTimers.allocate();
    OtherTimer& other = m_otherTimers[place];
    setUp(other.timer, arming);
    other.target = process.index;
    other.previous = OtherTimer::none;
    other.next = std::exchange(history(process).firstOther, place);
    if (other.next != OtherTimer::none)
        m_otherTimers[other.next].previous = place;
    other.targetPid = arming.address == Address::Name ? 0 : m_pids[process.index];
    return other;
}

/// @pre its entry in the event queue has been popped
void Node::releaseOther(std::uint32_t slot)
{
    const OtherTimer& other = m_otherTimers[otherPlace(slot)];
    if (other.previous == OtherTimer::none)
        history(m_processes[other.target]).firstOther = other.next;
    else
        m_otherTimers[other.previous].next = other.next;
    if (other.next != OtherTimer::none)
        m_otherTimers[other.next].previous = other.previous;
    m_otherTimers.release(otherPlace(slot));
}

TimerRef Node::pushOther(const OtherTimer& timer, VirtualTime at)
{
    return push(slotOf(timer), timer.timer, at);
}

std::vector<Timer> Node::liveTimers(std::uint32_t process) const
{
    std::vector<Timer> timers;
    if (m_processes[process].timer.state == Timer::State::Armed)
        timers.push_back(m_processes[process].timer);
    std::uint32_t next = m_histories[process].firstOther;
    while (next != OtherTimer::none) {
        const OtherTimer& other = m_otherTimers[next];
        if (isLive(other))
            timers.push_back(other.timer);
        next = other.next;
    }
    return timers;
}

// --- send_after and send_interval -------------------------------------------------------------

TimerRef Node::sendAfterAbsolute(
    Process& process, MessageKind message, VirtualTime due, Address address)
{
    return armMessage(process,
        { Timer::Purpose::Send, message, due, address, Timer::Count::Absolute },
        m_clock.absolute(m_now, due).at);
}

// One more while another is armed, or cancelled and not yet popped.
TimerRef Node::armOtherMessage(Process& process, const Arming& arming, VirtualTime at)
{
    const std::uint8_t chain = chainOf(process);
    OtherTimer& other = setUpOther(process, arming);
    other.timer.chain = chain;
    recordOther(process, other, arming.address);
    return pushOther(other, at);
}

// The timer server monitors the target, name or pid, and ends the timer with the process that it
// found: so here even a name is held by its pid.
TimerRef Node::sendInterval(
    Process& process, MessageKind message, Duration interval, Duration first, Address address)
{
    interval = m_clock.timerTime(interval);
    first = m_clock.timerTime(first);
    const TimerClock::Firing firing = m_clock.firstOfInterval(m_now, first);
    const std::uint8_t chain = chainOf(process);
    OtherTimer& other = setUpOther(process,
        { Timer::Purpose::SendAgain, message, addSaturated(m_clock.intervalStart(m_now), first) });
    other.edge = firing.edge;
    other.interval = interval;
    other.timer.chain = chain;
    recordOther(process, other, address);
    return pushOther(other, firing.at);
}

void Node::recordOther(Process& process, OtherTimer& other, Address address)
{
    const Timer& timer = other.timer;
    record(process, timer.isInterval() ? Event::SendInterval : Event::SendAfter, toNs(timer.due),
        timer.number, timer.chain, timer.kind, static_cast<std::uint8_t>(address));
    if (!timer.isTickTimer())
        return;
    ++(other.targetPid == 0 ? history(process).otherByName : history(process).otherByPid);
    process.hasOtherTicks = true;
    watchChains(process, timer);
}

// --- Chains -----------------------------------------------------------------------------------

std::uint32_t Node::armedTicks(const Process& process) const
{
    const bool isOwnArmed
        = process.timer.state == Timer::State::Armed && process.timer.isTickTimer();
    return (isOwnArmed ? 1 : 0)
        + (process.hasOtherTicks ? m_histories[process.index].otherTicks() : 0);
}

std::uint8_t Node::newChain(Process& process)
{
    return armedTicks(process) == 0 ? std::uint8_t { 0 } : history(process).chains++;
}

void Node::watchChains(Process& process, const Timer& timer)
{
    const std::uint32_t armed = armedTicks(process);
    if (!timer.isTickTimer() || armed <= 1 || armed <= history(process).reportedChains)
        return;
    history(process).reportedChains = static_cast<std::uint16_t>(armed);
    record(process, Event::DoubleChain, 0, timer.number, armed, timer.kind);
}

// With fewer chains than before, one more is news again.
void Node::forgetChains(Process& process)
{
    const auto armed = static_cast<std::uint16_t>(std::max<std::uint32_t>(1, armedTicks(process)));
    if (m_histories[process.index].reportedChains != armed)
        history(process).reportedChains = armed;
}

// A tick timer is armed no longer.
void Node::forgetOther(const OtherTimer& other)
{
    if (!other.timer.isTickTimer())
        return;
    Process& process = m_processes[other.target];
    ProcessHistory& past = history(process);
    --(other.targetPid == 0 ? past.otherByName : past.otherByPid);
    process.hasOtherTicks = past.otherTicks() > 0;
}

// --- Cancelling -------------------------------------------------------------------------------

/// @pre findTimer(ref) finds it
void Node::disarm(TimerRef ref)
{
    findTimer(ref)->state = Timer::State::Cancelled;
    if (!isOwn(ref.slot))
        forgetOther(m_otherTimers[otherPlace(ref.slot)]);
    forgetChains(m_processes[timerTarget(ref.slot)]);
}

std::optional<std::int64_t> Node::cancelTimer(Process& process, TimerRef ref)
{
    const Timer* timer = findTimer(ref);
    std::optional<std::int64_t> msLeft;
    if (timer != nullptr) {
        const bool isAbsolute = timer->count == Timer::Count::Absolute;
        const VirtualTime edge = m_clock.edgeOf(timer->armedAt, timer->due, isAbsolute);
        msLeft = TimerClock::msLeft(m_now, edge);
        disarm(ref);
    }
    const std::int64_t result = msLeft.value_or(cancelledFalse);
    record(process, Event::CancelTimer, result, ref.number);
    if (isAnswered(process.currentKind))
        m_answers.at(process.currentNumber).value = result;
    return msLeft;
}

void Node::cancelInterval(Process& process, TimerRef ref)
{
    if (findTimer(ref) != nullptr)
        disarm(ref);
    const std::int64_t result = ref.number == 0 ? cancelledBadarg : cancelledOk;
    record(process, Event::CancelTimer, result, ref.number);
    if (isAnswered(process.currentKind))
        m_answers.at(process.currentNumber).value = result;
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
        ref = pushOther(setUpOther(process, arming), at);
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
    if (m_limitReached)
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
bool Node::fireOther(std::uint32_t slot, VirtualTime at)
{
    OtherTimer& other = m_otherTimers[otherPlace(slot)];
    if (!isLive(other)) {
        releaseOther(slot);
        return false;
    }
    moveTo(at);
    const Timer timer = other.timer;
    Process& target = m_processes[other.target];
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
        releaseOther(slot);
        unitTimerFires(target, timer.purpose);
        return true;
    }
    if (timer.isInterval()) {
        rearm(other, slot);
    } else {
        forgetOther(other);
        releaseOther(slot);
    }
    if (m_isTriggering)
        timeOutFirst(target);
    arrive(target,
        recordOf(target, Event::Timeout, toNs(timer.due), timer.number, timer.chain, timer.kind),
        { ++m_messages, timer.kind, timer.chain });
    return true;
}

void Node::rearm(OtherTimer& other, std::uint32_t slot)
{
    const TimerClock::Firing firing = m_clock.nextOfInterval(other.edge, other.interval);
    const VirtualTime at
        = std::max(firing.at, m_now); // after a stall it makes up for what it missed
    other.timer.armedAt = m_now;
    other.timer.due = addSaturated(other.timer.due, other.interval);
    other.edge = firing.edge;
    m_queue.push(at, EventClass::Timer, slot);
}

// The caller's timeout has run out, and now it runs. It looks once more into its mailbox: whoever
// answered before its turn came was in time.
// @see gen:call/4 and erlang:demonitor/2 with [flush]
void Node::giveUpCall(std::uint32_t slot)
{
    const OtherTimer given = m_otherTimers[otherPlace(slot)];
    releaseOther(slot);
    if (given.timer.state != Timer::State::Armed)
        return;
    const auto call = m_calls.find(given.timer.number);
    Answer& answer = m_answers.at(call->second);
    answer.callerGaveUp = true;
    answer.at = m_now;
    answer.value = (m_now - given.timer.armedAt).count();
    record(
        m_processes[given.target], Event::CallTimeout, answer.value, call->second, 0, answer.kind);
    m_calls.erase(call);
}

} // namespace tickscope

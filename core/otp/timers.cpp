// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/timers_hot.h"

#include <algorithm>
#include <cstdint>

namespace tickscope {

// --- Slots ------------------------------------------------------------------------------------

std::vector<Timer> Timers::liveTimers(std::uint32_t process) const
{
    std::vector<Timer> timers;
    if (m_processes[process].timer.state == Timer::State::Armed)
        timers.push_back(m_processes[process].timer);
    std::uint32_t next = m_histories[process].firstPooled;
    while (next != PooledTimer::none) {
        const PooledTimer& pooled = m_pool[next];
        if (isLive(pooled))
            timers.push_back(pooled.timer);
        next = pooled.next;
    }
    return timers;
}

// --- send_after and send_interval -------------------------------------------------------------

TimerRef Timers::sendAfterAbsolute(
    Process& process, MessageKind message, VirtualTime due, Address address)
{
    return armMessage(process,
        { Timer::Purpose::Send, message, due, address, Timer::Count::Absolute },
        m_clock.absolute(m_now, due).at);
}

// One more while another is armed, or cancelled and not yet popped.
TimerRef Timers::armPooledMessage(Process& process, const Arming& arming, VirtualTime at)
{
    const std::uint8_t chain = chainOf(process);
    PooledTimer& pooled = setUpPooled(process, arming);
    pooled.timer.chain = chain;
    recordPooled(process, pooled, arming.address);
    return pushPooled(pooled, at);
}

// The timer server monitors the target, name or pid, and ends the timer with the process that it
// found: so here even a name is held by its pid.
TimerRef Timers::sendInterval(
    Process& process, MessageKind message, Duration interval, Duration first, Address address)
{
    interval = m_clock.timerTime(interval);
    first = m_clock.timerTime(first);
    const TimerClock::Firing firing = m_clock.firstOfInterval(m_now, first);
    const std::uint8_t chain = chainOf(process);
    PooledTimer& pooled = setUpPooled(process,
        { Timer::Purpose::SendAgain, message, addSaturated(m_clock.intervalStart(m_now), first) });
    pooled.edge = firing.edge;
    pooled.interval = interval;
    pooled.timer.chain = chain;
    recordPooled(process, pooled, address);
    return pushPooled(pooled, firing.at);
}

void Timers::recordPooled(Process& process, PooledTimer& pooled, Address address)
{
    const Timer& timer = pooled.timer;
    record(process, timer.isInterval() ? Event::SendInterval : Event::SendAfter, toNs(timer.due),
        timer.number, timer.chain, timer.kind, static_cast<std::uint8_t>(address));
    if (!timer.isTickTimer())
        return;
    ++(pooled.targetPid == 0 ? history(process).pooledByName : history(process).pooledByPid);
    process.hasPooledTicks = true;
    watchChains(process, timer);
}

// --- Chains -----------------------------------------------------------------------------------

std::uint32_t Timers::armedTicks(const Process& process) const
{
    const bool isOwnArmed
        = process.timer.state == Timer::State::Armed && process.timer.isTickTimer();
    return (isOwnArmed ? 1 : 0)
        + (process.hasPooledTicks ? m_histories[process.index].pooledTicks() : 0);
}

std::uint8_t Timers::newChain(Process& process)
{
    return armedTicks(process) == 0 ? std::uint8_t { 0 } : history(process).chains++;
}

void Timers::watchChains(Process& process, const Timer& timer)
{
    const std::uint32_t armed = armedTicks(process);
    if (!timer.isTickTimer() || armed <= 1 || armed <= history(process).reportedChains)
        return;
    history(process).reportedChains = static_cast<std::uint16_t>(armed);
    record(process, Event::DoubleChain, 0, timer.number, armed, timer.kind);
}

// With fewer chains than before, one more is news again.
void Timers::forgetChains(Process& process)
{
    const auto armed = static_cast<std::uint16_t>(std::max<std::uint32_t>(1, armedTicks(process)));
    if (m_histories[process.index].reportedChains != armed)
        history(process).reportedChains = armed;
}

// --- Cancelling and ending ----------------------------------------------------------------------

/// @pre findTimer(ref) finds it
void Timers::disarm(TimerRef ref)
{
    findTimer(ref)->state = Timer::State::Cancelled;
    if (!isOwn(ref.slot))
        forgetPooled(m_pool[poolPlace(ref.slot)]);
    forgetChains(m_processes[timerTarget(ref.slot)]);
}

std::int64_t Timers::cancelOnce(Process& process, TimerRef ref)
{
    std::int64_t result = cancelledFalse;
    if (const Timer* timer = findTimer(ref)) {
        const bool isAbsolute = timer->count == Timer::Count::Absolute;
        const VirtualTime edge = m_clock.edgeOf(timer->armedAt, timer->due, isAbsolute);
        result = TimerClock::msLeft(m_now, edge);
        disarm(ref);
    }
    record(process, Event::CancelTimer, result, ref.number);
    return result;
}

std::int64_t Timers::cancelRepeating(Process& process, TimerRef ref)
{
    if (findTimer(ref) != nullptr)
        disarm(ref);
    const std::int64_t result = ref.number == 0 ? cancelledBadarg : cancelledOk;
    record(process, Event::CancelTimer, result, ref.number);
    return result;
}

// Those that were addressed to its pid; nobody will have that pid again. One to its name goes on,
// and its message is a ghost tick: the successor gets what its predecessor armed, and has a second
// chain of ticks from then on.
void Timers::endTimers(Process& process)
{
    process.isIdling = false;
    Timer& timer = process.timer;
    if (timer.state == Timer::State::Armed && !timer.isToName)
        timer.state = Timer::State::Cancelled;
    if (!process.hasPooledTicks)
        return;
    history(process).pooledByPid = 0;
    process.hasPooledTicks = history(process).pooledByName > 0;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// What nearly every tick runs through of the timers, for the sources of Node and for what servers
// call.
#pragma once

#include "core/otp/timers.h"

#include <algorithm>
#include <utility>

namespace tickscope {

// --- Slots ------------------------------------------------------------------------------------

inline Timer* Timers::findTimer(TimerRef ref)
{
    if (ref.number == 0)
        return nullptr;
    Timer* found = nullptr;
    if (isOwn(ref.slot)) {
        found = &m_processes[ref.slot].timer;
        if (found->state != Timer::State::Armed)
            return nullptr;
    } else {
        PooledTimer& pooled = m_pool[poolPlace(ref.slot)];
        if (!isLive(pooled))
            return nullptr;
        found = &pooled.timer;
    }
    return found->number == ref.number ? found : nullptr;
}

inline bool Timers::isLive(const PooledTimer& pooled) const
{
    if (pooled.timer.state != Timer::State::Armed)
        return false;
    return pooled.targetPid == 0
        || (m_pids[pooled.target] == pooled.targetPid && m_processes[pooled.target].isAlive());
}

inline std::uint32_t Timers::slotOf(const PooledTimer& timer) const
{
    return m_processes.size() + static_cast<std::uint32_t>(&timer - m_pool.all().data());
}

/// @pre its entry in the event queue has been popped
inline void Timers::releasePooled(std::uint32_t slot)
{
    const PooledTimer& pooled = m_pool[poolPlace(slot)];
    if (pooled.previous == PooledTimer::none)
        history(m_processes[pooled.target]).firstPooled = pooled.next;
    else
        m_pool[pooled.previous].next = pooled.next;
    if (pooled.next != PooledTimer::none)
        m_pool[pooled.next].previous = pooled.previous;
    m_pool.release(poolPlace(slot));
}

// --- Arming -----------------------------------------------------------------------------------

void Timers::setUp(Timer& timer, const Arming& arming)
{
    timer.armedAt = m_now;
    timer.due = arming.due;
    timer.number = ++m_timerNumbers;
    timer.kind = arming.kind;
    timer.chain = 0;
    timer.state = Timer::State::Armed;
    timer.purpose = arming.purpose;
    timer.count = arming.count;
    timer.isToName = arming.address == Address::Name;
}

TimerRef Timers::push(std::uint32_t slot, const Timer& timer, VirtualTime at)
{
    m_queue.push(at, EventClass::Timer, slot);
    return { slot, timer.number };
}

TimerRef Timers::armMessage(Process& process, const Arming& arming, VirtualTime at)
{
    Timer& timer = process.timer;
    if (timer.state != Timer::State::Free)
        return armPooledMessage(process, arming, at);
    const std::uint8_t chain = chainOf(process);
    setUp(timer, arming);
    timer.chain = chain;
    record(process, Event::SendAfter, toNs(timer.due), timer.number, chain, timer.kind,
        static_cast<std::uint8_t>(arming.address));
    if (process.hasPooledTicks)
        watchChains(process, timer);
    return push(process.index, timer, at);
}

// A tick armed while a tick is handled continues its chain; any other one continues the only chain
// there can be, or begins a new one.
std::uint8_t Timers::chainOf(Process& process)
{
    return process.handlesTick() ? process.currentChain : newChain(process);
}

TimerRef Timers::sendAfter(Process& process, MessageKind message, Duration time, Address address)
{
    return armMessage(process,
        { Timer::Purpose::Send, message, addSaturated(m_now, time), address, Timer::Count::Now },
        m_clock.relative(m_now, time).at);
}

inline PooledTimer& Timers::setUpPooled(const Process& process, const Arming& arming)
{
    const std::uint32_t place = m_pool.allocate();
    PooledTimer& pooled = m_pool[place];
    setUp(pooled.timer, arming);
    pooled.target = process.index;
    pooled.previous = PooledTimer::none;
    pooled.next = std::exchange(history(process).firstPooled, place);
    if (pooled.next != PooledTimer::none)
        m_pool[pooled.next].previous = place;
    pooled.targetPid = arming.address == Address::Name ? 0 : m_pids[process.index];
    return pooled;
}

inline TimerRef Timers::pushPooled(const PooledTimer& timer, VirtualTime at)
{
    return push(slotOf(timer), timer.timer, at);
}

inline void Timers::rearm(PooledTimer& pooled, std::uint32_t slot)
{
    const TimerClock::Firing firing = m_clock.nextOfInterval(pooled.edge, pooled.interval);
    const VirtualTime at
        = std::max(firing.at, m_now); // after a stall it makes up for what it missed
    pooled.timer.armedAt = m_now;
    pooled.timer.due = addSaturated(pooled.timer.due, pooled.interval);
    pooled.edge = firing.edge;
    m_queue.push(at, EventClass::Timer, slot);
}

// --- Ending -----------------------------------------------------------------------------------

// A tick timer is armed no longer.
inline void Timers::forgetPooled(const PooledTimer& pooled)
{
    if (!pooled.timer.isTickTimer())
        return;
    Process& process = m_processes[pooled.target];
    ProcessHistory& past = history(process);
    --(pooled.targetPid == 0 ? past.pooledByName : past.pooledByPid);
    process.hasPooledTicks = past.pooledTicks() > 0;
}

} // namespace tickscope

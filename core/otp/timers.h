// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/node_state.h"
#include "core/otp/timer.h"

#include <cstdint>
#include <vector>

namespace tickscope {

/// The timers of a node: their slots, arming and cancelling them, and the chains that ticks form.
///
/// A process has room for one timer beside it; all others are in a pool. What a timer does when it
/// fires is the node's.
class Timers : protected NodeState
{
public:
    /// The timer of an event of the queue, and whose it is. @pre the event is a timer's
    const Timer& timer(std::uint32_t slot) const
    {
        return isOwn(slot) ? m_processes[slot].timer : m_pool[poolPlace(slot)].timer;
    }
    std::uint32_t timerTarget(std::uint32_t slot) const
    {
        return isOwn(slot) ? slot : m_pool[poolPlace(slot)].target;
    }
    /// The timers that will still do something to this process when they fire.
    std::vector<Timer> liveTimers(std::uint32_t process) const;

protected:
    using NodeState::NodeState;
    ~Timers() = default;

    // What servers call.
    TICKSCOPE_HOT TimerRef sendAfter(
        Process& process, MessageKind message, Duration time, Address address);
    TimerRef sendAfterAbsolute(
        Process& process, MessageKind message, VirtualTime due, Address address);
    TimerRef sendInterval(
        Process& process, MessageKind message, Duration interval, Duration first, Address address);
    Duration timerTime(Duration time) const { return m_clock.timerTime(time); }
    VirtualTime monotonicTime() const { return m_clock.monotonicTime(m_now); }
    bool isTimerArmed(TimerRef timer) { return findTimer(timer) != nullptr; }
    /// Process.cancel_timer. @return ms left, or cancelledFalse
    std::int64_t cancelOnce(Process& process, TimerRef ref);
    /// :timer.cancel. @return cancelledOk or cancelledBadarg
    std::int64_t cancelRepeating(Process& process, TimerRef ref);

    // Slots: those below the number of processes are those of Process::timer.
    bool isOwn(std::uint32_t slot) const { return slot < m_processes.size(); }
    std::uint32_t poolPlace(std::uint32_t slot) const { return slot - m_processes.size(); }
    /// @pre the slot is none of a process
    PooledTimer& pooledAt(std::uint32_t slot) { return m_pool[poolPlace(slot)]; }
    const PooledTimer& pooledAt(std::uint32_t slot) const { return m_pool[poolPlace(slot)]; }
    Timer* findTimer(TimerRef ref);
    bool isLive(const PooledTimer& timer) const;
    void releasePooled(std::uint32_t slot);

    // Arming.
    struct Arming
    {
        Timer::Purpose purpose;
        MessageKind kind;
        VirtualTime due;
        Address address = Address::Pid;
        Timer::Count count = Timer::Count::Now;
    };
    TICKSCOPE_HOT void setUp(Timer& timer, const Arming& arming);
    PooledTimer& setUpPooled(const Process& process, const Arming& arming);
    TICKSCOPE_HOT TimerRef push(std::uint32_t slot, const Timer& timer, VirtualTime at);
    TimerRef pushPooled(const PooledTimer& timer, VirtualTime at);
    void rearm(PooledTimer& timer, std::uint32_t slot);

    // Chains of ticks.
    std::uint8_t newChain(Process& process);
    void forgetChains(Process& process);

    // Ending.
    void forgetPooled(const PooledTimer& timer);
    void endTimers(Process& process);

private:
    std::uint32_t slotOf(const PooledTimer& timer) const;
    TICKSCOPE_HOT TimerRef armMessage(Process& process, const Arming& arming, VirtualTime at);
    TimerRef armPooledMessage(Process& process, const Arming& arming, VirtualTime at);
    void recordPooled(Process& process, PooledTimer& timer, Address address);
    TICKSCOPE_HOT std::uint8_t chainOf(Process& process);
    std::uint32_t armedTicks(const Process& process) const;
    void watchChains(Process& process, const Timer& timer);
    void disarm(TimerRef ref);

    TimerPool m_pool;
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <vector>

namespace tickscope {

/// A timer as the process that armed it knows it. A small value: keeping a stale one is harmless.
struct TimerRef
{
    std::uint32_t slot = 0;
    std::uint32_t number = 0; ///< from 1; 0: never armed

    friend bool operator==(const TimerRef&, const TimerRef&) = default;
};

/// One armed timer, or a free slot.
struct Timer
{
    /// What it does when it fires.
    enum class Purpose : std::uint8_t {
        Send, ///< sends its message
        SendAgain, ///< sends it again and again: send_interval
        Idle, ///< ends the wait of {:noreply, state, timeout}
        CallTimeout, ///< a caller gives up
        UnitWork, ///< ends work that has a unit of a resource
        UnitTimeout, ///< ends the wait for one
    };
    /// A slot is used again only after its entry in the event queue has been popped, so that
    /// entries need no generation.
    enum class State : std::uint8_t {
        Free, ///< has no entry in the event queue
        Armed,
        Cancelled, ///< its entry will come to nothing
    };
    /// From what its time counts.
    enum class Count : std::uint8_t { Now, Absolute };

    VirtualTime armedAt {};
    VirtualTime due {}; ///< as asked for
    std::uint32_t number = 0;
    MessageKind kind = MessageKind::None;
    std::uint8_t chain = 0;
    State state = State::Free;
    Purpose purpose : 4 = Purpose::Send;
    Count count : 3 = Count::Now;
    bool isToName : 1 = false; ///< else it dies with the process

    bool isInterval() const { return purpose == Purpose::SendAgain; }
    bool isTickTimer() const { return isTick(kind) && purpose != Purpose::Idle; }
};
static_assert(sizeof(Timer) == 24);

/// A timer that found no room beside its process, or needs to know more.
struct PooledTimer
{
    Timer timer;
    std::uint32_t target = 0; ///< process name index
    std::uint32_t targetPid = 0; ///< dies with this pid; 0: addressed to the name
    VirtualTime edge {}; ///< SendAgain: as the clock has it; see TimerClock
    Duration interval {}; ///< SendAgain
    // A list of those with the same target, by place in the pool.
    static constexpr std::uint32_t none = ~std::uint32_t { 0 };
    std::uint32_t previous = none;
    std::uint32_t next = none;
};

/// The timers of a node that are not beside their process: those of a process with a second timer,
/// or with one that was cancelled and whose entry has not yet been popped, and all of send_interval
/// and of callers.
class TimerPool
{
public:
    std::uint32_t allocate()
    {
        if (m_free.empty()) {
            m_timers.emplace_back();
            return static_cast<std::uint32_t>(m_timers.size() - 1);
        }
        const std::uint32_t place = m_free.back();
        m_free.pop_back();
        return place;
    }
    /// @pre its entry in the event queue has been popped
    void release(std::uint32_t place)
    {
        m_timers[place].timer.state = Timer::State::Free;
        m_free.push_back(place);
    }

    PooledTimer& operator[](std::uint32_t place) { return m_timers[place]; }
    const PooledTimer& operator[](std::uint32_t place) const { return m_timers[place]; }
    const std::vector<PooledTimer>& all() const { return m_timers; }

private:
    std::vector<PooledTimer> m_timers;
    std::vector<std::uint32_t> m_free;
};

} // namespace tickscope

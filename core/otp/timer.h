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
    };
    /// A slot is used again only after its entry in the event queue has been popped, so that
    /// entries need no generation.
    enum class State : std::uint8_t {
        Free, ///< has no entry in the event queue
        Armed,
        Cancelled, ///< its entry will come to nothing
    };

    VirtualTime armedAt {};
    VirtualTime due {}; ///< as asked for
    VirtualTime edge {}; ///< as the clock has it; see TimerClock
    Duration interval {}; ///< of send_interval
    std::uint32_t number = 0;
    std::uint32_t target = 0; ///< process name index
    std::uint32_t targetPid = 0; ///< dies with this pid; 0: addressed to the name
    MessageKind kind = MessageKind::None;
    Purpose purpose = Purpose::Send;
    std::uint8_t chain = 0;
    State state = State::Free;

    bool isInterval() const { return purpose == Purpose::SendAgain; }
};
static_assert(sizeof(Timer) == 48);

/// The timers of a node that found no room beside their process: a process with a second timer, or
/// with one that was cancelled and whose entry has not yet been popped.
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
        m_timers[place].state = Timer::State::Free;
        m_free.push_back(place);
    }

    Timer& operator[](std::uint32_t place) { return m_timers[place]; }
    const Timer& operator[](std::uint32_t place) const { return m_timers[place]; }
    const std::vector<Timer>& all() const { return m_timers; }

private:
    std::vector<Timer> m_timers;
    std::vector<std::uint32_t> m_free;
};

} // namespace tickscope

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

/// What a timer does when it fires.
enum class TimerPurpose : std::uint8_t {
    Send, ///< sends its message
    Idle, ///< ends the wait of {:noreply, state, timeout}
    CallTimeout, ///< a caller gives up
};

/// One armed timer, or a free slot.
struct Timer
{
    VirtualTime armedAt {};
    VirtualTime due {}; ///< as asked for
    VirtualTime edge {}; ///< as the clock has it; see TimerClock
    Duration interval {}; ///< of send_interval
    std::uint32_t number = 0;
    std::uint32_t target = 0; ///< process name index
    std::uint32_t targetPid = 0; ///< dies with this pid; 0: addressed to the name
    std::uint32_t message = 0; ///< CallTimeout: number of the call
    MessageKind kind = MessageKind::None;
    TimerPurpose purpose = TimerPurpose::Send;
    std::uint8_t chain = 0;
    bool isInterval = false; ///< fires again and again
    bool isArmed = false;
};

/// The timers of a node. A slot is used again only after its entry in the event queue has been
/// popped, so entries need no generation: release() is for that moment alone.
class TimerPool
{
public:
    std::uint32_t allocate()
    {
        if (m_free.empty()) {
            m_timers.emplace_back();
            return static_cast<std::uint32_t>(m_timers.size() - 1);
        }
        const std::uint32_t slot = m_free.back();
        m_free.pop_back();
        return slot;
    }
    void release(std::uint32_t slot)
    {
        m_timers[slot].isArmed = false;
        m_free.push_back(slot);
    }

    Timer& operator[](std::uint32_t slot) { return m_timers[slot]; }
    const Timer& operator[](std::uint32_t slot) const { return m_timers[slot]; }

    /// @return the timer, or null when it has fired, was cancelled or never was
    Timer* find(TimerRef ref)
    {
        if (ref.number == 0 || !m_timers[ref.slot].isArmed
            || m_timers[ref.slot].number != ref.number)
            return nullptr;
        return &m_timers[ref.slot];
    }

    const std::vector<Timer>& all() const { return m_timers; }

private:
    std::vector<Timer> m_timers;
    std::vector<std::uint32_t> m_free;
};

} // namespace tickscope

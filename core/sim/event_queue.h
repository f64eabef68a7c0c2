// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <cstddef>
#include <cstdint>

namespace tickscope {

/// Which of the events due at one instant comes first (rule 1 of the little OTP).
enum class EventClass : std::uint8_t {
    Completion, ///< A handler's work ends.
    Timer, ///< A timer expires.
    Action, ///< A person acts on the run.
};

/// One entry of the event queue: when, which class, and what (an index the owner understands).
struct QueuedEvent
{
    VirtualTime due;
    EventClass eventClass = EventClass::Timer;
    std::uint32_t id = 0;
};

} // namespace tickscope

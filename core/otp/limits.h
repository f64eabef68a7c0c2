// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <cstdint>
#include <string>

namespace tickscope {

/// What a run may use up before it is stopped (each has a name, a default and an option).
struct RunLimits
{
    std::uint64_t events = 50'000'000; ///< records of the trace
    std::uint32_t mailbox = 1'000'000; ///< messages in one mailbox
    std::uint32_t instant = 100'000; ///< events armed and run at one instant (Zeno guard)
};

enum class LimitKind : std::uint8_t { Events, Mailbox, Instant };

/// The limit that ended a run: what was reached, by whom, and how to raise it.
struct LimitReached
{
    LimitKind kind = LimitKind::Events;
    VirtualTime at {};
    std::string server; ///< whose mailbox or loop; empty for Events
    std::string message; ///< one or more lines for people
};

} // namespace tickscope

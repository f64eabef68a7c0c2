// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>

namespace tickscope {

/// Where a timer sends: to the pid that armed it, or to the name that this process has.
/// @see ERTS erlang:send_after/3: a pid's timer dies with it, a name is looked up when the timer
/// fires.
enum class Address : std::uint8_t { Pid, Name };

/// Which exits a supervisor answers with a restart.
/// @see supervisor(3), restart in child_spec()
enum class RestartKind : std::uint8_t { Permanent, Transient, Temporary };

/// Which children a supervisor starts anew when one of them ends.
/// @see supervisor(3), strategy()
enum class Strategy : std::uint8_t {
    OneForOne, ///< that one
    OneForAll, ///< all
    RestForOne, ///< that one and all that were started after it
};

/// Ideal: a timer fires exactly when due. Beam: at millisecond edges, as a real BEAM does.
enum class ClockKind : std::uint8_t { Ideal, Beam };

/// How one tick's work, or a load, ends.
enum class Outcome : std::uint8_t {
    Ok,
    Error,
    Crash, ///< it raises
    Stop, ///< the callback returns {:stop, :normal, state}
    NoRearm, ///< an error, after which the callback returns before the line that schedules
};

} // namespace tickscope

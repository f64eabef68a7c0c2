// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

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

/// The longest wait of a `receive ... after`: 2^32 - 1 ms. A return timeout or a call that is
/// longer ends its process with timeout_value; timers may be longer.
/// @see "Receive" in the Erlang reference manual; gen_server(3)
inline constexpr Duration longestReceive { std::int64_t { 4'294'967'295 } * 1'000'000 };

/// How one tick's work, or a load, ends.
enum class Outcome : std::uint8_t {
    Ok,
    Error,
    Crash, ///< it raises
    Stop, ///< the callback returns {:stop, :normal, state}
    NoRearm, ///< an error, after which the callback returns before the line that schedules
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"
#include "core/result.h"
#include "core/scenario/scenario.h"

#include <cstdint>

namespace tickscope {

using ElixirModule = SourceModule;

/// The Elixir module of one server table, as a teacher would show it: `use GenServer`, init(opts),
/// the tick's handle_info, the live edits as casts, the call, and a function that arms the next
/// tick; by default only what the scenario uses. A heartbeat's monitor is a second module below it.
///
/// The text is formatted (mix format), free of warnings on Elixir 1.14 and newer, and holds no text
/// of people's: only checked names and numbers. Durations finer than a millisecond are rounded up.
/// @param serverSpec  index into Scenario::servers
/// @return Error InvalidScenario when a name of the scenario cannot be used; see serverNames()
Result<ElixirModule> elixirModule(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses = Clauses::Used);

/// The same server as an Erlang module.
Result<SourceModule> erlangModule(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses = Clauses::Used);

/// The Erlang module of a heartbeat's monitor (in Elixir it stands below the heartbeat).
/// @pre the server is a heartbeat
Result<SourceModule> erlangMonitorModule(const Scenario& scenario, std::uint32_t serverSpec);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "core/elixir/source.h"
#include "core/result.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <vector>

namespace tickscope {

/// The files of one server as the exported project has them, byte for byte, its licence line first:
/// its module; in Erlang a heartbeat's monitor (in Elixir it stands below the heartbeat); and the
/// world that stands for the work, whose lines run where the work does.
/// @param serverSpec  index into Scenario::servers
/// @return Error InvalidScenario when a name of the scenario cannot be used
Result<std::vector<SourceModule>> serverSources(const Scenario& scenario, std::uint32_t serverSpec,
    SourceLanguage language, Clauses clauses = Clauses::Used);

/// Where the exported project has the file: "lib/poller.ex", "src/poller.erl".
std::string projectPath(const SourceModule& source);

} // namespace tickscope

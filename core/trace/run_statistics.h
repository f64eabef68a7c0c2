// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// What became of the supervisor in a run.
struct SupervisorStatistics
{
    std::optional<std::int64_t> gaveUpAtNs; ///< nothing while it is alive
    std::uint64_t restarts = 0; ///< of all servers, in the span of the statistics
    std::string because; ///< "connection crashed 4 times within 5 s"; empty while it is alive
    std::string shutDown; ///< "healthy was shut down"; empty when it took nobody along
};

/// @param servers   expandServers(scenario): one for each server of the log
/// @note Looks at nothing while the supervisor is alive; linear in all marks after it gave up.
SupervisorStatistics superviseStatistics(const Scenario& scenario,
    const std::vector<ServerInstance>& servers, const TraceLog& log, std::uint64_t restarts);

/// "The supervisor gave up at 48 ms: connection crashed 4 times within 5 s; healthy was shut down"
/// @return empty while it is alive
std::string gaveUpText(const SupervisorStatistics& supervisor);

} // namespace tickscope

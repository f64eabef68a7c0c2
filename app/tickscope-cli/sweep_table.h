// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/variation.h"
#include "core/trace/statistics.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// What a row of the table is drawn from.
struct FinishedRun
{
    const Scenario& scenario;
    const TraceLog& log;
    std::int64_t untilNs = 0; ///< where it ended
    bool isComplete = true; ///< it came to its end
};

/// The table of a sweep: what was varied, then the statistics of each server under the names that
/// --expect uses (durations in ns), those of the run as a whole, then whether it came to its end.
class SweepTable
{
public:
    /// What a caller keeps between rows, so that a row allocates nothing once it has grown.
    struct Memory
    {
        std::vector<ServerIndex> firstServers; ///< by table of the scenario
        MeasureMemory measuring;
    };

    /// @param servers  all that appear in any combination; each table's names are its own
    SweepTable(const std::vector<Variation>& variations, std::vector<ServerInstance> servers);

    /// The names of the columns, with a line end.
    std::string header() const;
    /// Appends one combination, with a line end. A server that it does not have leaves its cells
    /// empty. May be called on several threads at once.
    void appendRow(std::string& text, const std::vector<std::string_view>& values,
        const FinishedRun& run, Memory& memory) const;

private:
    std::vector<std::string> m_paths;
    std::vector<ServerInstance> m_servers;
    std::vector<std::string> m_statistics; ///< "ticks", "depth.max", ...
    std::vector<std::string> m_runStatistics; ///< "supervisor.gave_up", "busiest.servers", ...
};

} // namespace tickscope::cli

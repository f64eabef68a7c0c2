// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/variation.h"
#include "core/trace/statistics.h"
#include "core/trace/summary.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// In which form the rows come, and what of them.
struct SweepForm
{
    std::vector<std::string> select; ///< paths as --expect has them; empty: all statistics
    bool isJson = false; ///< one object with a list of rows
};

/// What a row of the table is drawn from.
struct FinishedRun
{
    const Scenario& scenario;
    const TraceLog& log;
    std::int64_t untilNs = 0; ///< where it ended
    bool isComplete = true; ///< it came to its end
    /// There where the form needs it: needsSummary().
    const RunSummary* summary = nullptr;
};

/// The table of a sweep: what was varied, then the statistics of each server under the names that
/// --expect uses (durations in ns), those of the run as a whole, then whether it came to its end. A
/// statistic that has the name of what was varied is left out: no name stands twice.
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
    SweepTable(const std::vector<Variation>& variations, std::vector<ServerInstance> servers,
        SweepForm form = {});

    /// What comes before the rows: the names of the columns, with a line end.
    std::string header() const;
    /// What comes after them.
    std::string footer() const;
    bool needsSummary() const { return m_form.isJson || !m_form.select.empty(); }
    /// Appends one combination, with a line end. A server that it does not have leaves its cells
    /// empty. May be called on several threads at once.
    /// @param index  of the combination
    void appendRow(std::string& text, std::size_t index,
        const std::vector<std::string_view>& values, const FinishedRun& run, Memory& memory) const;

private:
    void appendSelected(std::string& text, const RunSummary& summary) const;
    void appendJson(std::string& text, std::size_t index,
        const std::vector<std::string_view>& values, const FinishedRun& run) const;

    std::vector<std::string> m_paths;
    std::vector<ServerInstance> m_servers;
    std::vector<std::string> m_statistics; ///< "ticks", "depth.max", ...
    std::vector<std::string> m_runStatistics; ///< "supervisor.gave_up", "busiest.servers", ...
    std::vector<std::vector<bool>> m_isShown; ///< of each server, of each statistic
    SweepForm m_form;
};

} // namespace tickscope::cli

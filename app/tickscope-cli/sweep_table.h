// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/variation.h"
#include "core/trace/summary.h"

#include <string>
#include <vector>

namespace tickscope::cli {

/// The table of a sweep: what was varied, then the statistics of each server under the names that
/// --expect uses (durations in ns), then whether the run came to its end.
class SweepTable
{
public:
    /// @param servers  all that appear in any combination
    SweepTable(const std::vector<Variation>& variations, std::vector<std::string> servers);

    /// The names of the columns, with a line end.
    std::string header() const;
    /// One combination, with a line end. A server that it does not have leaves its cells empty.
    std::string row(const std::vector<std::string>& values, const RunSummary& summary) const;

private:
    std::vector<std::string> m_paths;
    std::vector<std::string> m_servers;
    std::vector<std::string> m_statistics; ///< "ticks", "depth.max", ...
};

} // namespace tickscope::cli

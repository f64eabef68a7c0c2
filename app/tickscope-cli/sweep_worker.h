// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/expectations.h"
#include "app/tickscope-cli/sweep_table.h"
#include "app/tickscope-cli/variation.h"
#include "core/run/run.h"
#include "core/trace/trace_log.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// What came of some combinations in a row.
struct SweepRows
{
    struct Limit
    {
        std::size_t index;
        std::string message;
    };
    /// An expectation that a row does not meet.
    struct Failure
    {
        std::size_t index;
        std::string message;
    };
    std::string text; ///< rows of the table
    std::vector<Limit> limits; ///< of those that did not come to their end
    std::vector<Failure> failures;

    void clear()
    {
        text.clear();
        limits.clear();
        failures.clear();
    }
};

/// Runs combinations one after the other in the memory of the first. It shares nothing that
/// changes and says nothing, so each thread has one.
class SweepWorker
{
public:
    /// @param all, table, expectations  kept by reference
    SweepWorker(Scenario base, const Combinations& all, const SweepTable& table,
        const std::vector<RunExpectation>& expectations, const RunLimits& limits);

    /// Runs one combination and appends its row.
    /// @return false, and nothing appended, when the person stopped it
    bool operator()(std::size_t index, SweepRows& rows);

private:
    void begin();
    bool runToEnd();
    void append(std::size_t index, SweepRows& rows);

    const Combinations& m_all;
    const SweepTable& m_table;
    const std::vector<RunExpectation>& m_expectations;
    RunLimits m_limits;
    Scenario m_scenario; // of the present combination
    std::vector<std::string_view> m_values;
    std::optional<Run> m_run;
    TraceLog m_log;
    SweepTable::Memory m_memory;
};

} // namespace tickscope::cli

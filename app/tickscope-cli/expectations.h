// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/report.h"
#include "core/run/run.h"
#include "core/scenario/condition.h"
#include "core/scenario/diagnostic.h"
#include "core/scenario/reader.h"
#include "core/trace/expectation.h"

#include <optional>
#include <string>
#include <vector>

namespace tickscope::cli {

/// An expectation and where it comes from: --expect, or an [[expect]] table of the scenario.
struct RunExpectation
{
    std::string text; ///< as it was written
    Condition condition;
    std::string name {}; ///< of the table; may be empty
    Place place {}; ///< of the table

    /// "keeps up: poller.depth.max <= 10"
    std::string title() const;
};

/// Reads what --expect was given, in its order.
Result<std::vector<RunExpectation>> parseExpectations(const std::vector<std::string>& texts);

/// The [[expect]] tables of a file, as far as they can be read.
std::vector<RunExpectation> expectationsOf(
    const std::vector<ExpectSpec>& specs, const std::string& file);

/// Whether each expectation names something that a run of this scenario will have.
/// @return what is wrong with the first that does not
std::optional<Error> firstThatMakesNoSense(
    const std::vector<RunExpectation>& expectations, const Scenario& scenario);

/// The same for the [[expect]] tables: an error for each that can never be checked.
std::vector<Diagnostic> expectationProblems(
    const Scenario& scenario, const std::vector<RunExpectation>& expectations);

/// An expectation and what came of it.
struct CheckedExpectation
{
    RunExpectation of;
    ExpectationResult result;
};

/// Checks all expectations, in their order, at the end of a run.
/// @param summary  of all of it
std::vector<CheckedExpectation> checkAll(const std::vector<RunExpectation>& expectations,
    const Run& run, const RunSummary& summary, const TraceLog& log);

/// @return how many hold
std::size_t holding(const std::vector<CheckedExpectation>& checked);

/// Says which expectations failed, and by how much.
/// @return whether all hold
bool reportFailures(const std::vector<CheckedExpectation>& checked, Console& console);

/// Each expectation as a case of a report.
std::vector<ReportCase> casesOf(const std::vector<CheckedExpectation>& checked);

/// The JSON summary of a run with the key "expectations" at its end: that, name, holds, actual.
/// @param summaryJson  as summaryJson() writes it
std::string withExpectations(
    std::string summaryJson, const std::vector<CheckedExpectation>& checked);

} // namespace tickscope::cli

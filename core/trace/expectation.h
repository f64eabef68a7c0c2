// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/scenario/expectation.h"
#include "core/trace/summary.h"

#include <string>
#include <vector>

namespace tickscope {

/// Whether an expectation held.
struct ExpectationResult
{
    bool holds = false;
    /// "poller.depth.max is 14, expected <= 10: 4 too many", or "poller.depth.max is 4, as expected
    /// (<= 10)".
    std::string text;
    std::string actual; ///< the value, as the JSON summary has it
};

/// Looks the path up in the summary. It starts with a server's name, or with a key of the run such
/// as `events`. The name of a table with replicas stands for each of them: all must hold. A value
/// that is null does not hold. A heading of the table for people stands for the path of its column:
/// `poller.late p99`, `poller.busy`.
/// Errors: ErrorCode::Usage where the path names nothing, where a duration meets a plain number, or
/// where the value can never be the word that it is compared with.
Result<ExpectationResult> checkExpectation(
    const Expectation& expectation, const RunSummary& summary);

/// What stands at the path of an expectation, as the JSON summary has it: one value, or one of each
/// replica of a table.
/// Errors: ErrorCode::Usage where the path names nothing.
Result<std::vector<std::string>> expectationValues(
    const std::string& path, const RunSummary& summary);

/// A path that an expectation may name, and what is found there.
struct ExpectationPath
{
    std::string path; ///< from the server's name on, or a key of the run
    std::string unit; ///< "number", "duration", "messages/s" or the words that it can be
};

/// All paths after the name of a server, in the order of the JSON summary.
std::vector<ExpectationPath> serverExpectationPaths();

/// All paths of the run as a whole.
std::vector<ExpectationPath> runExpectationPaths();

} // namespace tickscope

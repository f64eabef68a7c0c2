// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/trace/summary.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace tickscope {

/// What somebody expects of a run: `poller.depth.max <= 10`, `poller.growth.verdict == stable`.
struct Expectation
{
    enum class Operator : std::uint8_t {
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Equal,
        NotEqual
    };
    enum class ValueKind : std::uint8_t { Number, TimeSpan, Word };

    std::string text; ///< as it was written
    std::string path; ///< keys of the JSON summary with dots, from a server's name on
    Operator op = Operator::Equal;
    ValueKind valueKind = ValueKind::Number;
    std::string value; ///< as it was written
    double number = 0; ///< Number
    std::int64_t durationNs = 0; ///< TimeSpan; may be below 0 (a drift)
};

/// Reads an expectation: a path, one of < <= > >= == !=, and a number, a duration with its unit, or
/// a word.
/// Errors: ErrorCode::Usage.
Result<Expectation> parseExpectation(std::string_view text);

/// Whether an expectation held.
struct ExpectationResult
{
    bool holds = false;
    /// "poller.depth.max is 14, expected <= 10: 4 too many", or "poller.depth.max is 4, as expected
    /// (<= 10)".
    std::string text;
};

/// Looks the path up in the summary. It starts with a server's name, or with a key of the run such
/// as `events`. The name of a table with replicas stands for each of them: all must hold. A value
/// that is null does not hold.
/// Errors: ErrorCode::Usage where the path names nothing, or where a duration meets a plain number.
Result<ExpectationResult> checkExpectation(
    const Expectation& expectation, const RunSummary& summary);

} // namespace tickscope

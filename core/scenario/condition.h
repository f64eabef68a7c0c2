// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/expectation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// What may hold of a run at an instant: comparisons joined by `and`, `or`, `not` and parentheses,
/// such as `poller.depth >= 10 and not supervisor.gave_up`.
///
/// `not` binds closest, then `and`, then `or`. A comparison is an Expectation; its value may stand
/// in double quotes. A path alone is compared with true.
struct Condition
{
    enum class Kind : std::uint8_t { Comparison, Not, And, Or };
    Kind kind = Kind::Comparison;
    Expectation comparison; ///< Comparison
    bool isBare = false; ///< Comparison: a path alone
    std::uint32_t column = 1; ///< Comparison: where it begins, in characters from 1
    std::vector<Condition> parts; ///< Not: one; And, Or: two or more
};

/// What is wrong with the text of a condition, and where.
struct ConditionProblem
{
    std::uint32_t column = 1; ///< in characters, from 1; behind the text where something is missing
    std::uint32_t length = 1; ///< in characters
    std::string message; ///< a half sentence
    std::string hint; ///< what was expected; may be empty
};

/// A condition, or what is wrong with its text.
struct ParsedCondition
{
    std::optional<Condition> value;
    ConditionProblem problem;
};

/// Reads a condition. Whether a run has what its paths name is known to core/trace alone.
ParsedCondition parseCondition(std::string_view text);

/// Reads what --expect and [[expect]] take: one comparison, with the errors of parseExpectation(),
/// or a condition that is more than that. Errors: ErrorCode::Usage.
Result<Condition> parseExpected(std::string_view text);

/// `condition "poller.depth", column 13: MESSAGE; HINT`, for a command line.
std::string problemText(std::string_view condition, const ConditionProblem& problem);

/// Whether a text is more than one comparison as parseExpectation() reads it: it has a word `and`,
/// `or` or `not`, a parenthesis or a quote in it.
bool looksLikeCondition(std::string_view text);

} // namespace tickscope

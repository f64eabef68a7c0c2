// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

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

/// Why a text is no expectation.
struct ExpectationProblem
{
    std::string why; ///< a half sentence
    std::size_t at = 0; ///< the first byte it is about; behind the text where something is missing
    std::size_t bytes = 0; ///< how many it is about
};

/// parseExpectation() for those who show the place of a problem themselves.
std::variant<Expectation, ExpectationProblem> readExpectation(std::string_view text);

/// Reads an expectation: a path, one of < <= > >= == !=, and a number, a duration with its unit, or
/// a word.
/// Errors: ErrorCode::Usage.
Result<Expectation> parseExpectation(std::string_view text);

} // namespace tickscope

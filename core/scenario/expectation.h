// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

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

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// Shared by the sources that look up paths of expectations and conditions.
#pragma once

#include "core/trace/expectation.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// A value that a path names, with the words that lead to it.
struct FoundValue
{
    std::string path;
    nlohmann::ordered_json value;
    bool isDuration = false;
    std::string key; ///< the path without the server's name
};

/// Whether a comparison of two numbers holds.
template <typename T>
bool compareBy(T actual, Expectation::Operator op, T expected)
{
    switch (op) {
    case Expectation::Operator::Less:
        return actual < expected;
    case Expectation::Operator::LessOrEqual:
        return actual <= expected;
    case Expectation::Operator::Greater:
        return actual > expected;
    case Expectation::Operator::GreaterOrEqual:
        return actual >= expected;
    case Expectation::Operator::Equal:
        return actual == expected;
    case Expectation::Operator::NotEqual:
        return actual != expected;
    }
    return false;
}

/// All values that a path names in a summary: of one server, of each replica of a table, or of the
/// run.
/// Errors: ErrorCode::Usage where the path names nothing.
Result<std::vector<FoundValue>> findValues(std::string_view path, const RunSummary& summary);

/// Compares a value with what was expected of it.
/// Errors: ErrorCode::Usage where they can never be compared.
Result<ExpectationResult> compareValue(const Expectation& expectation, const FoundValue& found);

/// The value as messages show it: "5 s", "4", "stable".
std::string shownValue(const FoundValue& found);

} // namespace tickscope

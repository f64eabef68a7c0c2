// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/expectation.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

namespace tickscope {

namespace {

using Operator = Expectation::Operator;

struct OperatorWord
{
    std::string_view word;
    Operator op;
};
// Longer ones first, so that "<=" is not read as "<".
constexpr OperatorWord operators[] = {
    { "<=", Operator::LessOrEqual },
    { ">=", Operator::GreaterOrEqual },
    { "==", Operator::Equal },
    { "!=", Operator::NotEqual },
    { "<", Operator::Less },
    { ">", Operator::Greater },
};

Error usage(std::string_view text, std::string_view why)
{
    return { ErrorCode::Usage,
        fmt::format(
            "expectation {}: {}; write for example 'poller.depth.max <= 10'", inQuotes(text), why),
        {} };
}

struct Split
{
    std::string_view path;
    const OperatorWord* op;
    std::string_view value;
};

/// At the first operator. A name may end in "!": only "!=" counts.
std::optional<Split> splitAtOperator(std::string_view text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const OperatorWord& entry : operators) {
            if (text.substr(i).starts_with(entry.word)) {
                return Split { trimmed(text.substr(0, i)), &entry,
                    trimmed(text.substr(i + entry.word.size())) };
            }
        }
    }
    return std::nullopt;
}

bool isWord(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '-';
    });
}

bool readNumber(std::string_view text, Expectation& expectation)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc {} || end != text.data() + text.size() || !std::isfinite(number))
        return false;
    expectation.valueKind = Expectation::ValueKind::Number;
    expectation.number = number;
    return true;
}

bool readDuration(std::string_view text, Expectation& expectation)
{
    const bool isNegative = text.starts_with('-');
    const ParsedDuration parsed = parseDuration(isNegative ? trimmed(text.substr(1)) : text);
    if (!parsed.value)
        return false;
    expectation.valueKind = Expectation::ValueKind::TimeSpan;
    expectation.durationNs = isNegative ? -parsed.value->count() : parsed.value->count();
    return true;
}

} // namespace

std::variant<Expectation, ExpectationProblem> readExpectation(std::string_view text)
{
    const auto problem = [text](std::string why, std::string_view about) {
        return ExpectationProblem { std::move(why),
            about.empty() ? text.size() : static_cast<std::size_t>(about.data() - text.data()),
            about.size() };
    };
    const std::optional<Split> split = splitAtOperator(text);
    if (!split) {
        const std::size_t equals = text.find('=');
        return equals != std::string_view::npos
            ? problem("\"=\" is no comparison, use ==", text.substr(equals, 1))
            : problem("no comparison (< <= > >= == !=)", {});
    }
    if (split->path.empty())
        return problem("nothing stands before the comparison", text);
    if (split->value.empty())
        return problem("nothing stands after the comparison", {});
    if (const char last = split->path.back(); last == '=' || last == '<' || last == '>')
        return problem(fmt::format("\"{}{}\" is no comparison, use {}{}", last, split->op->word,
                           split->op->word.front(), last),
            split->path.substr(split->path.size() - 1));

    Expectation expectation;
    expectation.text = trimmed(text);
    expectation.path = split->path;
    expectation.op = split->op->op;
    expectation.value = split->value;
    if (readNumber(split->value, expectation) || readDuration(split->value, expectation))
        return expectation;
    if (!isWord(split->value))
        return problem(
            fmt::format("{} is no number, duration or word", inQuotes(split->value)), split->value);
    const bool hasOrder = expectation.op != Operator::Equal && expectation.op != Operator::NotEqual;
    if (hasOrder)
        return problem(
            fmt::format("{} has no order, use == or !=", inQuotes(split->value)), split->value);
    expectation.valueKind = Expectation::ValueKind::Word;
    return expectation;
}

Result<Expectation> parseExpectation(std::string_view text)
{
    auto read = readExpectation(text);
    if (const auto* problem = std::get_if<ExpectationProblem>(&read))
        return usage(text, problem->why);
    return std::get<Expectation>(std::move(read));
}

} // namespace tickscope

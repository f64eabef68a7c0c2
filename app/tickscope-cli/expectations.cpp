// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/expectations.h"

#include "core/scenario/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace tickscope::cli {
namespace {

/// The summary of a run in which nothing has happened yet: it has every path that a real one has.
RunSummary summaryOfNothing(const Scenario& scenario)
{
    const auto servers = expandServers(scenario);
    return summarise({}, scenario, servers, TraceLog(servers.size(), {}));
}

std::string failureText(const CheckedExpectation& checked)
{
    return checked.of.name.empty()
        ? "expectation failed: " + checked.result.text
        : fmt::format("expectation {} failed: {}", inQuotes(checked.of.name), checked.result.text);
}

} // namespace

std::string RunExpectation::title() const
{
    return name.empty() ? expectation.text : name + ": " + expectation.text;
}

Result<std::vector<RunExpectation>> parseExpectations(const std::vector<std::string>& texts)
{
    std::vector<RunExpectation> expectations;
    for (const std::string& text : texts) {
        auto expectation = parseExpectation(text);
        if (!expectation)
            return expectation.errors();
        expectations.push_back({ std::move(expectation).value() });
    }
    return expectations;
}

std::vector<RunExpectation> expectationsOf(
    const std::vector<ExpectSpec>& specs, const std::string& file)
{
    std::vector<RunExpectation> expectations;
    for (const ExpectSpec& spec : specs) {
        if (auto expectation = parseExpectation(spec.that))
            expectations.push_back({ std::move(expectation).value(), spec.name,
                Place { file, spec.place.line, spec.place.column } });
    }
    return expectations;
}

std::optional<Error> firstThatMakesNoSense(
    const std::vector<RunExpectation>& expectations, const Scenario& scenario)
{
    if (expectations.empty())
        return std::nullopt;
    const RunSummary nothing = summaryOfNothing(scenario);
    for (const RunExpectation& one : expectations) {
        if (const auto result = checkExpectation(one.expectation, nothing); !result)
            return result.error();
    }
    return std::nullopt;
}

std::vector<Diagnostic> expectationProblems(
    const Scenario& scenario, const std::vector<RunExpectation>& expectations)
{
    std::vector<Diagnostic> problems;
    if (expectations.empty())
        return problems;
    const RunSummary nothing = summaryOfNothing(scenario);
    for (const RunExpectation& one : expectations) {
        if (const auto result = checkExpectation(one.expectation, nothing); !result)
            problems.push_back({ Severity::Error, one.place,
                static_cast<std::uint32_t>(characterCount(one.expectation.text)) + 2,
                result.error().message, {}, {}, DiagnosticCode::Expectation });
    }
    return problems;
}

std::vector<CheckedExpectation> checkAll(
    const std::vector<RunExpectation>& expectations, const RunSummary& summary)
{
    std::vector<CheckedExpectation> checked;
    for (const RunExpectation& one : expectations) {
        auto result = checkExpectation(one.expectation, summary);
        checked.push_back({ one,
            result ? std::move(result).value()
                   : ExpectationResult { false, result.error().message, "null" } });
    }
    return checked;
}

std::size_t holding(const std::vector<CheckedExpectation>& checked)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        checked, [](const CheckedExpectation& one) { return one.result.holds; }));
}

bool reportFailures(const std::vector<CheckedExpectation>& checked, Console& console)
{
    for (const CheckedExpectation& one : checked) {
        if (!one.result.holds)
            console.print(Error { ErrorCode::ExpectationFailed, failureText(one), one.of.place });
    }
    return holding(checked) == checked.size();
}

std::vector<ReportCase> casesOf(const std::vector<CheckedExpectation>& checked)
{
    using Outcome = ReportCase::Outcome;
    std::vector<ReportCase> cases;
    for (const CheckedExpectation& one : checked)
        cases.push_back({ one.of.title(), one.result.holds ? Outcome::Passed : Outcome::Failed,
            one.result.text, one.of.place, toText(DiagnosticCode::Expectation) });
    return cases;
}

std::string withExpectations(
    std::string summaryJson, const std::vector<CheckedExpectation>& checked)
{
    using Tree = nlohmann::ordered_json;
    std::string list;
    for (const CheckedExpectation& one : checked) {
        const Tree tree { { "that", one.of.expectation.text }, { "name", one.of.name },
            { "holds", one.result.holds },
            { "actual", Tree::parse(one.result.actual, nullptr, false) },
            { "text", one.result.text } };
        list += (list.empty() ? "\n    " : ",\n    ")
            + tree.dump(-1, ' ', false, Tree::error_handler_t::replace);
    }
    const std::size_t end = summaryJson.rfind("\n}");
    summaryJson.insert(
        end, fmt::format(",\n  \"expectations\": [{}{}]", list, list.empty() ? "" : "\n  "));
    return summaryJson;
}

} // namespace tickscope::cli

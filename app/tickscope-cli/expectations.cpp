// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/expectations.h"

#include "core/scenario/words.h"
#include "core/trace/condition_watch.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace tickscope::cli {
namespace {

/// A run in which nothing has happened yet: it has every path that a real one has.
class Nothing
{
public:
    explicit Nothing(const Scenario& scenario)
        : m_scenario(scenario)
        , m_log(expandServers(scenario).size(), {})
        , m_summary(summarise({}, scenario, expandServers(scenario), m_log))
    {
    }

    /// What is wrong with a condition that no run can be asked. One comparison of the summary keeps
    /// the words that it always had; more than that is told with its place.
    std::optional<std::string> problemOf(const Condition& condition) const
    {
        if (condition.kind != Condition::Kind::Comparison) {
            const auto problem = tickscope::problemOf(condition, m_scenario);
            return problem
                ? std::optional(fmt::format("column {}: {}", problem->column, problem->message))
                : std::nullopt;
        }
        const auto checked = checkCondition(condition, m_scenario, m_summary, m_log, 0);
        if (!checked)
            return checked.error().message;
        const auto problem = tickscope::problemOf(condition, m_scenario);
        return problem ? std::optional(problem->message) : std::nullopt;
    }

private:
    const Scenario& m_scenario;
    TraceLog m_log;
    RunSummary m_summary;
};

std::string failureText(const CheckedExpectation& checked)
{
    return checked.of.name.empty()
        ? "expectation failed: " + checked.result.text
        : fmt::format("expectation {} failed: {}", inQuotes(checked.of.name), checked.result.text);
}

} // namespace

std::string RunExpectation::title() const
{
    return name.empty() ? text : name + ": " + text;
}

Result<std::vector<RunExpectation>> parseExpectations(const std::vector<std::string>& texts)
{
    std::vector<RunExpectation> expectations;
    for (const std::string& text : texts) {
        auto condition = parseExpected(text);
        if (!condition)
            return condition.errors();
        expectations.push_back({ std::string(trimmed(text)), std::move(condition).value() });
    }
    return expectations;
}

std::vector<RunExpectation> expectationsOf(
    const std::vector<ExpectSpec>& specs, const std::string& file)
{
    std::vector<RunExpectation> expectations;
    for (const ExpectSpec& spec : specs) {
        if (auto condition = parseExpected(spec.that))
            expectations.push_back({ std::string(trimmed(spec.that)), std::move(condition).value(),
                spec.name, Place { file, spec.place.line, spec.place.column } });
    }
    return expectations;
}

std::optional<Error> firstThatMakesNoSense(
    const std::vector<RunExpectation>& expectations, const Scenario& scenario)
{
    if (expectations.empty())
        return std::nullopt;
    const Nothing nothing(scenario);
    for (const RunExpectation& one : expectations) {
        if (auto problem = nothing.problemOf(one.condition))
            return Error { ErrorCode::Usage, std::move(*problem), {} };
    }
    return std::nullopt;
}

std::vector<Diagnostic> expectationProblems(
    const Scenario& scenario, const std::vector<RunExpectation>& expectations)
{
    std::vector<Diagnostic> problems;
    if (expectations.empty())
        return problems;
    const Nothing nothing(scenario);
    for (const RunExpectation& one : expectations) {
        if (auto problem = nothing.problemOf(one.condition))
            problems.push_back({ Severity::Error, one.place,
                static_cast<std::uint32_t>(characterCount(one.text)) + 2, std::move(*problem), {},
                {}, DiagnosticCode::Expectation });
    }
    return problems;
}

std::vector<CheckedExpectation> checkAll(const std::vector<RunExpectation>& expectations,
    const Run& run, const RunSummary& summary, const TraceLog& log)
{
    std::vector<CheckedExpectation> checked;
    for (const RunExpectation& one : expectations) {
        auto result = checkCondition(one.condition, run.scenario(), summary, log, toNs(run.now()));
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
        const Tree tree { { "that", one.of.text }, { "name", one.of.name },
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

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/expectations.h"

namespace tickscope::cli {

Result<std::vector<Expectation>> parseExpectations(const std::vector<std::string>& texts)
{
    std::vector<Expectation> expectations;
    for (const std::string& text : texts) {
        auto expectation = parseExpectation(text);
        if (!expectation)
            return expectation.errors();
        expectations.push_back(std::move(expectation).value());
    }
    return expectations;
}

std::optional<Error> firstThatMakesNoSense(
    const std::vector<Expectation>& expectations, const Scenario& scenario)
{
    if (expectations.empty())
        return std::nullopt;
    // The summary of a run in which nothing has happened yet has every path that the real one has.
    const auto servers = expandServers(scenario);
    const RunSummary nothing = summarise({}, scenario, servers, TraceLog(servers.size(), {}));
    for (const Expectation& expectation : expectations) {
        if (const auto result = checkExpectation(expectation, nothing); !result)
            return result.error();
    }
    return std::nullopt;
}

bool reportFailures(
    const std::vector<Expectation>& expectations, const RunSummary& summary, Console& console)
{
    bool hold = true;
    for (const Expectation& expectation : expectations) {
        const auto result = checkExpectation(expectation, summary);
        if (result && result->holds)
            continue;
        hold = false;
        console.print(Error { ErrorCode::ExpectationFailed,
            "expectation failed: " + (result ? result->text : result.error().message), {} });
    }
    return hold;
}

} // namespace tickscope::cli

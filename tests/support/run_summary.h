// SPDX-License-Identifier: GPL-3.0-only
// What is said of the run of a scenario that a test writes as a file would.
#pragma once

#include "core/run/run.h"
#include "core/scenario/reader.h"
#include "core/trace/expectation.h"
#include "core/trace/summary.h"
#include "core/trace/trace_log.h"

#include <QTest>

#include <string>
#include <vector>

namespace tickscope::testing {

/// @param text  TOML without its format line
inline RunSummary summaryOf(const std::string& text, Duration warmUp = {})
{
    ReadResult read = readScenario("format = 1\n" + text, "case.toml");
    if (!read.scenario)
        qFatal("%s", read.diagnostics.front().message.c_str());
    Run run(*read.scenario);
    const Scenario& scenario = run.scenario();
    TraceLog log(run.serverCount(), run.watchedServers());
    std::vector<std::uint32_t> groupOf;
    for (const ServerInstance& server : expandServers(scenario))
        groupOf.push_back(server.spec);
    log.countGroups(groupOf);
    log.countBusiestFrom(warmUp.count());
    run.advanceTo(VirtualTime(scenario.duration));
    log.consume(run.trace());
    RunFacts facts;
    facts.fromNs = warmUp.count();
    facts.untilNs = toNs(run.now());
    return summarise(facts, scenario, expandServers(scenario), log);
}

inline std::string verdictOf(const RunSummary& summary, std::size_t server = 0)
{
    return verdictText(summary.servers[server].statistics);
}

inline std::string wordOf(const RunSummary& summary, std::size_t server = 0)
{
    return toWord(summary.servers[server].statistics.state.kind);
}

inline void expectLine(const RunSummary& summary, const std::string& line)
{
    const std::string text = summaryText(summary);
    if (text.find('\n' + line + '\n') == std::string::npos)
        QFAIL(("no line \"" + line + "\" in\n" + text).c_str());
}

inline void expectTrue(const RunSummary& summary, const std::string& text)
{
    const auto result = checkExpectation(parseExpectation(text).value(), summary);
    if (!result)
        QFAIL(result.error().message.c_str());
    if (!result->holds)
        QFAIL(result->text.c_str());
}

} // namespace tickscope::testing

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/headless_run.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace tickscope::cli {

TraceLog logFor(const Run& run)
{
    TraceLog log(run.serverCount(), run.watchedServers());
    const auto& tables = run.scenario().servers;
    if (std::ranges::all_of(tables, [](const ServerSpec& table) { return table.count == 1; }))
        return log;
    std::vector<std::uint32_t> groupOf;
    groupOf.reserve(run.serverCount());
    for (std::uint32_t table = 0; table < tables.size(); ++table)
        groupOf.insert(groupOf.end(), tables[table].count, table);
    log.countGroups(std::move(groupOf));
    return log;
}

RunFacts factsOf(const Run& run, const DriveEnd& end, std::string scenarioName)
{
    RunFacts facts;
    facts.scenario = std::move(scenarioName);
    facts.title = run.scenario().title;
    facts.seed = run.scenario().seed;
    facts.clock = run.scenario().clock;
    facts.untilNs = toNs(run.now());
    facts.events = run.trace().size();
    facts.fingerprint = run.trace().fingerprint();
    facts.complete = end.isComplete();
    if (end.kind == DriveEnd::Kind::Limit) {
        const auto& limit = run.limitReached();
        facts.limit = SummaryLimit { end.limitKind, limit ? toNs(limit->at) : facts.untilNs,
            limit ? limit->server : std::string(), end.message.substr(0, end.message.find('\n')) };
    }
    return facts;
}

} // namespace tickscope::cli

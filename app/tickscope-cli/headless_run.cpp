// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/headless_run.h"

#include <utility>

namespace tickscope::cli {
namespace {

const char* wordOf(LimitKind kind)
{
    switch (kind) {
    case LimitKind::Events:
        return "events";
    case LimitKind::Mailbox:
        return "mailbox";
    case LimitKind::Instant:
        return "instant";
    }
    return "";
}

} // namespace

TraceLog logFor(const Run& run)
{
    return TraceLog(run.serverCount(), run.watchedServers());
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
        facts.limit = limit
            ? SummaryLimit { wordOf(limit->kind), toNs(limit->at), limit->server, end.message }
            : SummaryLimit { end.limitKind, facts.untilNs, {}, end.message };
    }
    return facts;
}

} // namespace tickscope::cli

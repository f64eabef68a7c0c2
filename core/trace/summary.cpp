// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/summary.h"

#include "core/trace/summary_tree.h"
#include "core/trace/text_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

namespace tickscope {

using Tree = nlohmann::ordered_json;

namespace {

double rounded(double value)
{
    return std::round(value * 1e6) / 1e6;
}

Tree durations(const DurationSummary& summary)
{
    Tree tree { { "count", summary.count }, { "mean", nullptr }, { "min", nullptr },
        { "max", nullptr } };
    if (summary.count > 0) {
        tree["mean"] = summary.meanNs;
        tree["min"] = summary.minNs;
        tree["max"] = summary.maxNs;
    }
    return tree;
}

Tree lateness(const ServerStatistics& statistics)
{
    Tree tree { { "count", statistics.latenessCount }, { "p50", nullptr }, { "p99", nullptr },
        { "max", nullptr } };
    if (statistics.latenessCount > 0) {
        tree["p50"] = statistics.latenessP50Ns;
        tree["p99"] = statistics.latenessP99Ns;
        tree["max"] = statistics.latenessMaxNs;
    }
    return tree;
}

Tree growth(const GrowthVerdict& verdict)
{
    Tree tree { { "verdict", toWord(verdict.kind) }, { "rate", rounded(verdict.messagesPerSecond) },
        { "thousand_at", nullptr }, { "empty_at", nullptr }, { "text", toText(verdict) } };
    if (verdict.thousandAtNs)
        tree["thousand_at"] = *verdict.thousandAtNs;
    if (verdict.emptyAtNs)
        tree["empty_at"] = *verdict.emptyAtNs;
    return tree;
}

std::string dumped(const Tree& tree)
{
    return tree.dump(-1, ' ', false, Tree::error_handler_t::replace);
}

} // namespace

RunSummary summarise(RunFacts facts, const Scenario& scenario,
    const std::vector<ServerInstance>& servers, const TraceLog& log)
{
    assert(servers.size() == log.serverCount());
    RunSummary summary { std::move(facts), {} };
    summary.servers.reserve(servers.size());
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const ServerSpec& spec = scenario.servers[servers[i].spec];
        summary.servers.push_back({ servers[i].name, spec.name, spec.kind, spec.schedule,
            measure(log.server(i), spec, 0, summary.facts.untilNs) });
    }
    return summary;
}

Tree factsTree(const RunFacts& facts)
{
    Tree tree {
        { "schema", "tickscope-run/1" },
        { "units", { { "durations", "ns" }, { "rate", "messages/s" } } },
        { "scenario", facts.scenario },
        { "title", facts.title },
        { "seed", facts.seed },
        { "clock", toText(facts.clock) },
        { "until", facts.untilNs },
        { "events", facts.events },
        { "fingerprint", fingerprintText(facts.fingerprint) },
        { "complete", facts.complete },
        { "limit", nullptr },
    };
    if (facts.limit) {
        tree["limit"] = Tree { { "kind", facts.limit->kind }, { "at", facts.limit->atNs },
            { "server", facts.limit->server }, { "message", facts.limit->message } };
    }
    return tree;
}

Tree serverTree(const ServerSummary& server)
{
    const ServerStatistics& statistics = server.statistics;
    return Tree {
        { "kind", toText(server.kind) },
        { "schedule", toText(server.schedule) },
        { "ticks", statistics.ticks },
        { "ok", statistics.ok },
        { "errors", statistics.errors },
        { "crashes", statistics.crashes },
        { "killed", statistics.killed },
        { "interval", statistics.nominalNs },
        { "period", durations(statistics.period) },
        { "work", durations(statistics.work) },
        { "lateness", lateness(statistics) },
        { "drift", statistics.driftNs },
        { "utilisation", rounded(statistics.utilisation) },
        { "depth",
            Tree { { "max", statistics.depthMax }, { "last", statistics.depthLast },
                { "mean", rounded(statistics.depthMean) } } },
        { "growth", growth(statistics.growth) },
        { "restarts", statistics.restarts },
        { "dropped", statistics.dropped },
        { "lost", statistics.lost },
        { "missed_beats", statistics.missedBeats },
    };
}

bool isDurationKey(std::string_view group, std::string_view key)
{
    if (group.empty())
        return key == "interval" || key == "drift" || key == "until";
    if (group == "period" || group == "work" || group == "lateness")
        return key != "count";
    if (group == "growth")
        return key == "thousand_at" || key == "empty_at";
    return group == "limit" && key == "at";
}

// The servers are put together by hand: an ordered object looks through all its keys for each new
// one, and there may be a million.
std::string summaryJson(const RunSummary& summary)
{
    std::string text = "{\n";
    const Tree facts = factsTree(summary.facts);
    for (const auto& [key, value] : facts.items())
        text += fmt::format("  \"{}\": {},\n", key, dumped(value));
    text += "  \"servers\": {";
    const char* separator = "\n";
    for (const ServerSummary& server : summary.servers) {
        text += separator;
        text += "    ";
        appendJsonString(text, server.name);
        text += ": ";
        text += dumped(serverTree(server));
        separator = ",\n";
    }
    text += summary.servers.empty() ? "}\n}\n" : "\n  }\n}\n";
    return text;
}

std::string fingerprintText(std::uint64_t fingerprint)
{
    return fmt::format("0x{:016x}", fingerprint);
}

const char* toWord(GrowthVerdict::Kind kind)
{
    switch (kind) {
    case GrowthVerdict::Kind::TooFewTicks:
        return "too_few_ticks";
    case GrowthVerdict::Kind::Stable:
        return "stable";
    case GrowthVerdict::Kind::Grows:
        return "grows";
    case GrowthVerdict::Kind::Drains:
        return "drains";
    }
    return "";
}

} // namespace tickscope

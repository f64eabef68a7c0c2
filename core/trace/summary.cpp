// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/summary.h"

#include "core/trace/statistics_visit.h"
#include "core/trace/summary_tree.h"
#include "core/trace/text_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <utility>

namespace tickscope {

using Tree = nlohmann::ordered_json;

namespace {

/// What a value of visitStatistics() is in JSON.
struct JsonOf
{
    template <typename Plain>
    Tree operator()(Plain value) const
    {
        return value;
    }
    Tree operator()(const std::optional<std::int64_t>& ns) const
    {
        return ns ? Tree(*ns) : Tree(nullptr);
    }
    Tree operator()(VerdictText text) const { return toText(text.verdict); }
    Tree operator()(StateText text) const { return toText(text.state); }
    Tree operator()(const std::string& sentence) const
    {
        return sentence.empty() ? Tree(nullptr) : Tree(sentence);
    }
};

std::string dumped(const Tree& tree)
{
    return tree.dump(-1, ' ', false, Tree::error_handler_t::replace);
}

} // namespace

RunSummary summarise(RunFacts facts, const Scenario& scenario,
    const std::vector<ServerInstance>& servers, const TraceLog& log)
{
    assert(servers.size() == log.serverCount() && facts.fromNs <= facts.untilNs);
    RunSummary summary { std::move(facts), {} };
    summary.servers.reserve(servers.size());
    std::uint64_t restarts = 0;
    MeasureMemory memory;
    for (std::size_t i = 0; i < servers.size(); ++i) {
        const ServerSpec& spec = scenario.servers[servers[i].spec];
        summary.servers.push_back({ servers[i].name, spec.name, spec.kind, spec.schedule,
            measure(log.server(i), spec, summary.facts.fromNs, summary.facts.untilNs, memory) });
        restarts += summary.servers.back().statistics.restarts;
    }
    summary.facts.supervisor = superviseStatistics(scenario, servers, log, restarts);
    summary.facts.busiest = log.busiest();
    for (std::uint32_t table = 0; table < scenario.servers.size(); ++table) {
        const ServerSpec& spec = scenario.servers[table];
        if (spec.count > 1)
            summary.facts.busiestGroups.emplace_back(spec.name, log.busiestOf(table));
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
        { "from", facts.fromNs },
        { "until", facts.untilNs },
        { "events", facts.events },
        { "fingerprint", fingerprintText(facts.fingerprint) },
        { "fingerprint_version", Recorder::fingerprintVersion },
        { "complete", facts.complete },
        { "limit", nullptr },
    };
    if (facts.limit) {
        tree["limit"] = Tree { { "kind", facts.limit->kind }, { "at", facts.limit->atNs },
            { "server", facts.limit->server }, { "message", facts.limit->message } };
    }
    visitRunStatistics(facts.supervisor, facts.busiest,
        [&tree](std::string_view group, std::string_view key, const auto& value) {
            tree[std::string(group)][std::string(key)] = JsonOf {}(value);
        });
    for (const auto& [name, busiest] : facts.busiestGroups) {
        tree["busiest"]["groups"][name] = Tree { { "servers", busiest.servers },
            { "at_ns", busiest.servers > 0 ? Tree(busiest.atNs) : Tree(nullptr) } };
    }
    return tree;
}

namespace {

/// The object that a group stands for: "calls.answer" is one in another.
Tree& groupOf(Tree& tree, std::string_view group)
{
    Tree* place = &tree;
    while (!group.empty()) {
        const std::size_t dot = std::min(group.find('.'), group.size());
        place = &(*place)[std::string(group.substr(0, dot))];
        group.remove_prefix(std::min(dot + 1, group.size()));
    }
    return *place;
}

} // namespace

Tree serverTree(const ServerSummary& server)
{
    Tree tree { { "kind", toText(server.kind) }, { "schedule", toText(server.schedule) } };
    visitStatistics(server.statistics,
        [&tree](std::string_view group, std::string_view key, const auto& value) {
            groupOf(tree, group)[std::string(key)] = JsonOf {}(value);
        });
    return tree;
}

bool isDurationKey(std::string_view group, std::string_view key)
{
    group = group.substr(group.rfind('.') + 1);
    if (group.empty())
        return key == "interval" || key == "drift" || key == "until" || key == "from";
    if (group == "period" || group == "work" || group == "wait" || group == "resource_wait"
        || group == "lateness" || group == "answer")
        return key != "count";
    if (group == "state")
        return key == "since" || key == "until";
    if (key == "gave_up_at_ns" || key == "at_ns")
        return true;
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

void appendFraction(std::string& text, double value)
{
    if (!std::isfinite(value)) {
        text += "null";
        return;
    }
    char digits[64]; // as the library's own writer has
    const char* end = nlohmann::detail::to_chars(digits, digits + sizeof digits, value);
    text.append(digits, static_cast<std::size_t>(end - digits));
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

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/condition_watch.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/found_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace tickscope {

namespace {

using Operator = Expectation::Operator;
using ValueKind = Expectation::ValueKind;
using Servers = std::vector<ServerInstance>;

struct PathParts
{
    std::string_view name; ///< before the first dot
    std::string_view rest;
};

PathParts partsOf(std::string_view path)
{
    const std::size_t dot = std::min(path.find('.'), path.size());
    return { path.substr(0, dot), path.substr(std::min(dot + 1, path.size())) };
}

/// The servers that a name stands for.
std::vector<std::uint32_t> serversCalled(
    std::string_view name, const Scenario& scenario, const Servers& servers)
{
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < servers.size(); ++i) {
        if (servers[i].name == name)
            return { i };
        if (scenario.servers[servers[i].spec].name == name)
            found.push_back(i);
    }
    return found;
}

const LivePath* liveOf(std::string_view path)
{
    const PathParts parts = partsOf(path);
    const LivePath* live = findLivePath(parts.rest.empty() ? parts.name : parts.rest);
    return live != nullptr && parts.rest.empty() && !live->isOfRun ? nullptr : live;
}

/// The summary of a run up to an instant, of some servers alone; of all with what is said of a run.
RunSummary summaryAt(const Scenario& scenario, const Servers& servers,
    const std::vector<std::uint32_t>& only, const TraceLog& log, std::int64_t ns)
{
    RunFacts facts;
    facts.title = scenario.title;
    facts.seed = scenario.seed;
    facts.clock = scenario.clock;
    facts.untilNs = ns;
    facts.events = log.consumed();
    if (only.empty()) {
        RunSummary summary = summarise(std::move(facts), scenario, servers, log);
        if (summary.facts.supervisor.gaveUpAtNs > ns) {
            summary.facts.supervisor.gaveUpAtNs.reset();
            summary.facts.supervisor.because.clear();
        }
        return summary;
    }
    RunSummary summary { std::move(facts), {} };
    for (const std::uint32_t index : only) {
        const ServerSpec& spec = scenario.servers[servers[index].spec];
        summary.servers.push_back({ servers[index].name, spec.name, spec.kind, spec.schedule,
            measure(log.server(index), spec, 0, ns) });
    }
    return summary;
}

/// Of a run in which nothing has happened yet: it has every path that a real one has.
RunSummary summaryOfNothing(const Scenario& scenario, const Servers& servers)
{
    return summarise({}, scenario, servers, TraceLog(servers.size(), {}));
}

FoundValue foundOf(std::string_view path, const LivePath& live, const LiveValue& value)
{
    FoundValue found { std::string(path), nullptr, value.kind == LiveValue::Kind::TimeSpan,
        std::string(live.name) };
    if (value.kind == LiveValue::Kind::Word)
        found.value = std::string(value.word);
    else if (value.kind != LiveValue::Kind::None)
        found.value = value.number;
    return found;
}

/// A value as a live path may have it, to find out what it can be compared with.
LiveValue sampleOf(const LivePath& live)
{
    return { live.kind, 0, live.unit.substr(0, live.unit.find(',')) };
}

/// "idle, working" has the word "idle".
bool hasWord(std::string_view unit, std::string_view word)
{
    while (!unit.empty()) {
        const std::size_t comma = std::min(unit.find(", "), unit.size());
        if (unit.substr(0, comma) == word)
            return true;
        unit.remove_prefix(std::min(comma + 2, unit.size()));
    }
    return false;
}

std::optional<std::string> problemOfLive(
    const Expectation& comparison, bool isBare, const LivePath& live)
{
    const bool isWord = live.kind == LiveValue::Kind::Word || live.kind == LiveValue::Kind::None;
    if (isBare)
        return fmt::format("{} is neither true nor false", comparison.path);
    if (isWord && comparison.valueKind == ValueKind::Word && comparison.value != "null"
        && !hasWord(live.unit, comparison.value)) {
        std::vector<std::string_view> words;
        for (std::string_view rest = live.unit; !rest.empty();) {
            const std::size_t comma = std::min(rest.find(", "), rest.size());
            words.push_back(rest.substr(0, comma));
            rest.remove_prefix(std::min(comma + 2, rest.size()));
        }
        const std::string_view nearest = nearestWord(comparison.value, words);
        return fmt::format("{} is never {}{}; it is one of {}", comparison.path,
            inQuotes(comparison.value),
            nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest), live.unit);
    }
    const auto compared = compareValue(comparison, foundOf(comparison.path, live, sampleOf(live)));
    if (live.kind == LiveValue::Kind::Word && comparison.valueKind != ValueKind::Word)
        return fmt::format("{} is a word: {}", comparison.path, live.unit);
    return compared ? std::nullopt : std::optional(compared.error().message);
}

/// findValues() with the live paths among the suggestions.
std::optional<std::string> problemOfSummaryPath(
    std::string_view path, const Scenario& scenario, const Servers& servers)
{
    const auto found = findValues(path, summaryOfNothing(scenario, servers));
    if (found)
        return std::nullopt;
    std::string message = found.error().message;
    const PathParts parts = partsOf(path);
    std::vector<std::string_view> names;
    for (const LivePath& live : livePaths()) {
        if (live.isOfRun || !parts.rest.empty())
            names.push_back(live.name);
    }
    const bool isOfServer = !serversCalled(parts.name, scenario, servers).empty();
    const std::string_view nearest = nearestWord(isOfServer ? parts.rest : parts.name, names);
    if (message.find("did you mean") == std::string::npos && !nearest.empty()
        && isOfServer != parts.rest.empty())
        message += fmt::format("; did you mean \"{}{}\"?",
            isOfServer ? std::string(parts.name) + '.' : std::string(), nearest);
    return message;
}

std::optional<std::string> problemOfComparison(
    const Condition& condition, const Scenario& scenario, const Servers& servers)
{
    const std::string& path = condition.comparison.path;
    const LivePath* live = liveOf(path);
    const PathParts parts = partsOf(path);
    if (live != nullptr
        && (parts.rest.empty() || !serversCalled(parts.name, scenario, servers).empty()))
        return problemOfLive(condition.comparison, condition.isBare, *live);
    if (auto problem = problemOfSummaryPath(path, scenario, servers))
        return problem;
    const auto values = findValues(path, summaryOfNothing(scenario, servers));
    const FoundValue& found = values->front();
    if (condition.isBare && !found.value.is_boolean())
        return fmt::format("{} is neither true nor false", path);
    const auto compared = compareValue(condition.comparison, found);
    return compared ? std::nullopt : std::optional(compared.error().message);
}

std::optional<ConditionProblem> problemIn(
    const Condition& condition, const Scenario& scenario, const Servers& servers)
{
    if (condition.kind != Condition::Kind::Comparison) {
        for (const Condition& part : condition.parts) {
            if (auto problem = problemIn(part, scenario, servers))
                return problem;
        }
        return std::nullopt;
    }
    const auto message = problemOfComparison(condition, scenario, servers);
    if (!message)
        return std::nullopt;
    const bool isHinted = message->find("; did you mean") != std::string::npos;
    return ConditionProblem { condition.column,
        static_cast<std::uint32_t>(characterCount(condition.comparison.text)), *message,
        condition.isBare && !isHinted
            ? fmt::format("compare it, such as {} >= 1", condition.comparison.path)
            : std::string() };
}

bool liveHolds(const Expectation& comparison, const LiveValue& value)
{
    const bool isWord = comparison.valueKind == ValueKind::Word;
    switch (value.kind) {
    case LiveValue::Kind::None:
        return comparison.value == "null" && comparison.op == Operator::Equal;
    case LiveValue::Kind::Word:
        if (!isWord) // such as the false of a cancel against ms
            return comparison.op == Operator::NotEqual;
        return (value.word == comparison.value) == (comparison.op == Operator::Equal);
    case LiveValue::Kind::Number:
        return isWord
            ? comparison.op == Operator::NotEqual
            : compareBy(static_cast<double>(value.number), comparison.op, comparison.number);
    case LiveValue::Kind::TimeSpan: // a plain 0 has the duration 0
        return compareBy(value.number, comparison.op, comparison.durationNs);
    }
    return false;
}

PathValue pathValue(const FoundValue& found)
{
    PathValue value;
    value.text = found.value.is_null() ? "no value" : shownValue(found);
    if (found.isDuration && found.value.is_number()) {
        value.kind = PathValue::Kind::TimeSpan;
        value.ns = found.value.get<std::int64_t>();
    } else if (found.value.is_number()) {
        value.kind = PathValue::Kind::Number;
        value.number = found.value.get<double>();
    } else if (!found.value.is_null()) {
        value.kind = PathValue::Kind::Word;
    }
    return value;
}

LiveValue sumOf(const LivePath& live, const std::vector<std::uint32_t>& servers,
    const TraceLog& log, std::int64_t ns)
{
    LiveValue sum { LiveValue::Kind::Number };
    for (const std::uint32_t server : servers)
        sum.number += live.of(log.server(server), ns).number;
    return sum;
}

std::vector<std::uint32_t> allOf(const Servers& servers)
{
    std::vector<std::uint32_t> all(servers.size());
    for (std::uint32_t i = 0; i < all.size(); ++i)
        all[i] = i;
    return all;
}

/// Collects what of some times lies in a span.
class Moments
{
public:
    Moments(std::int64_t afterNs, std::int64_t toNs)
        : m_afterNs(afterNs)
        , m_toNs(toNs)
    {
    }

    void add(std::int64_t ns)
    {
        if (ns != noTime && ns > m_afterNs && ns <= m_toNs)
            m_all.insert(ns);
    }
    std::vector<std::int64_t> take() const { return { m_all.begin(), m_all.end() }; }

private:
    std::int64_t m_afterNs;
    std::int64_t m_toNs;
    std::set<std::int64_t> m_all;
};

void addMoments(const ServerLog& log, const std::vector<std::int64_t>& waitsNs, Moments& moments)
{
    for (const MessageEntry& message : log.messages) {
        for (const std::int64_t ns : { message.deliveredNs, message.startedNs, message.workEndNs,
                 message.finishedNs, message.gaveUpNs })
            moments.add(ns);
        for (const std::int64_t wait : waitsNs) {
            moments.add(message.deliveredNs + wait);
            moments.add(message.deliveredNs + wait + 1);
        }
    }
    for (const TimerEntry& timer : log.timers) {
        moments.add(timer.armedNs);
        moments.add(timer.endNs);
    }
    for (const LaneMark& mark : log.marks)
        moments.add(mark.timeNs);
    const auto addSpans = [&moments](const auto& spans) {
        for (const auto& span : spans) {
            moments.add(span.startNs);
            moments.add(span.endNs);
        }
    };
    addSpans(log.loads);
    addSpans(log.unitWaits);
}

} // namespace

std::optional<std::string> problemOfPath(std::string_view path, const Scenario& scenario)
{
    const Servers servers = expandServers(scenario);
    const PathParts parts = partsOf(path);
    const bool isLive = liveOf(path) != nullptr
        && (parts.rest.empty() || !serversCalled(parts.name, scenario, servers).empty());
    return isLive ? std::nullopt : problemOfSummaryPath(path, scenario, servers);
}

Result<PathValue> valueAt(
    std::string_view path, const Scenario& scenario, const TraceLog& log, std::int64_t ns)
{
    const Servers servers = expandServers(scenario);
    const PathParts parts = partsOf(path);
    const LivePath* live = liveOf(path);
    const auto called = serversCalled(parts.name, scenario, servers);
    if (live != nullptr && parts.rest.empty())
        return pathValue(foundOf(path, *live, sumOf(*live, allOf(servers), log, ns)));
    if (live != nullptr && !called.empty())
        return pathValue(foundOf(path, *live, live->of(log.server(called.front()), ns)));
    const auto values = findValues(path, summaryAt(scenario, servers, called, log, ns));
    if (!values)
        return values.errors();
    return pathValue(values->front());
}

namespace {

/// Of replicas, the first that fails speaks for the others.
Result<ExpectationResult> checkLive(const Expectation& comparison, const LivePath& live,
    const std::vector<std::uint32_t>& servers, const Servers& names, const TraceLog& log,
    std::int64_t ns)
{
    const bool isOfRun = comparison.path == live.name;
    if (isOfRun)
        return compareValue(
            comparison, foundOf(comparison.path, live, sumOf(live, servers, log, ns)));
    std::optional<Result<ExpectationResult>> result;
    for (const std::uint32_t server : servers) {
        const std::string path = fmt::format("{}.{}", names[server].name, live.name);
        const LiveValue value = live.of(log.server(server), ns);
        auto checked = compareValue(comparison, foundOf(path, live, value));
        // Words and numbers, such as the two that a cancel returns, are never equal.
        if (!checked)
            checked = ExpectationResult { liveHolds(comparison, value),
                fmt::format("{} is {}", path, shownValue(foundOf(path, live, value))), "null" };
        if (!result || ((*result)->holds && !checked->holds))
            result = std::move(checked);
    }
    return std::move(*result);
}

Result<ExpectationResult> checkParts(
    const Condition& condition, const std::vector<ExpectationResult>& parts)
{
    using Kind = Condition::Kind;
    if (condition.kind == Kind::Not)
        return ExpectationResult { !parts.front().holds, "not wanted: " + parts.front().text,
            parts.front().holds ? "true" : "false" };
    const bool isAnd = condition.kind == Kind::And;
    const auto holds = [](const ExpectationResult& part) { return part.holds; };
    const bool all = isAnd ? std::ranges::all_of(parts, holds) : std::ranges::any_of(parts, holds);
    std::string text;
    for (const ExpectationResult& part : parts) {
        if (!isAnd || all || !part.holds)
            text += (text.empty() ? "" : "; ") + part.text;
    }
    return ExpectationResult { all, std::move(text), all ? "true" : "false" };
}

} // namespace

Result<ExpectationResult> checkCondition(const Condition& condition, const Scenario& scenario,
    const RunSummary& summary, const TraceLog& log, std::int64_t ns)
{
    if (condition.kind == Condition::Kind::Comparison) {
        const Expectation& comparison = condition.comparison;
        const LivePath* live = liveOf(comparison.path);
        if (live == nullptr)
            return checkExpectation(comparison, summary);
        const Servers servers = expandServers(scenario);
        const PathParts parts = partsOf(comparison.path);
        const auto called
            = parts.rest.empty() ? allOf(servers) : serversCalled(parts.name, scenario, servers);
        return called.empty() ? checkExpectation(comparison, summary)
                              : checkLive(comparison, *live, called, servers, log, ns);
    }
    std::vector<ExpectationResult> parts;
    for (const Condition& part : condition.parts) {
        auto checked = checkCondition(part, scenario, summary, log, ns);
        if (!checked)
            return checked;
        parts.push_back(std::move(checked).value());
    }
    return checkParts(condition, parts);
}

std::string valuesText(
    const Condition& condition, const Scenario& scenario, const TraceLog& log, std::int64_t ns)
{
    if (condition.kind == Condition::Kind::Comparison) {
        const std::string& path = condition.comparison.path;
        const auto value = valueAt(path, scenario, log, ns);
        return value ? fmt::format("{} is {}", path, value->text) : path;
    }
    std::string text;
    for (const Condition& part : condition.parts)
        text += (text.empty() ? "" : ", ") + valuesText(part, scenario, log, ns);
    return text;
}

std::optional<ConditionProblem> problemOf(const Condition& condition, const Scenario& scenario)
{
    return problemIn(condition, scenario, expandServers(scenario));
}

ConditionWatch::ConditionWatch(Condition condition, const Scenario& scenario)
    : m_scenario(&scenario)
    , m_condition(std::move(condition))
    , m_servers(expandServers(scenario))
{
    bind(m_condition);
}

void ConditionWatch::bind(const Condition& condition)
{
    for (const Condition& part : condition.parts)
        bind(part);
    if (condition.kind != Condition::Kind::Comparison)
        return;
    const PathParts parts = partsOf(condition.comparison.path);
    Leaf leaf;
    leaf.live = liveOf(condition.comparison.path);
    leaf.servers = serversCalled(parts.name, *m_scenario, m_servers);
    leaf.isOfRun = leaf.servers.empty();
    if (leaf.isOfRun && leaf.live != nullptr)
        leaf.servers = allOf(m_servers);
    if (leaf.live != nullptr && leaf.live->name == "waiting_for")
        m_waitsNs.push_back(condition.comparison.durationNs);
    m_leaves.push_back(std::move(leaf));
}

bool ConditionWatch::leafHolds(
    const Expectation& comparison, const Leaf& leaf, const TraceLog& log, std::int64_t ns) const
{
    if (leaf.live != nullptr && leaf.isOfRun)
        return liveHolds(comparison, sumOf(*leaf.live, leaf.servers, log, ns));
    if (leaf.live != nullptr)
        return std::ranges::all_of(leaf.servers, [&](std::uint32_t server) {
            return liveHolds(comparison, leaf.live->of(log.server(server), ns));
        });
    const auto checked
        = checkExpectation(comparison, summaryAt(*m_scenario, m_servers, leaf.servers, log, ns));
    return checked && checked->holds;
}

bool ConditionWatch::holds(
    const Condition& condition, std::size_t& leaf, const TraceLog& log, std::int64_t ns) const
{
    using Kind = Condition::Kind;
    if (condition.kind == Kind::Comparison)
        return leafHolds(condition.comparison, m_leaves[leaf++], log, ns);
    bool all = true;
    bool any = false;
    for (const Condition& part : condition.parts) { // each, so that the leaves are counted
        const bool holdsHere = holds(part, leaf, log, ns);
        all = all && holdsHere;
        any = any || holdsHere;
    }
    if (condition.kind == Kind::Not)
        return !any;
    return condition.kind == Kind::And ? all : any;
}

bool ConditionWatch::holdsAt(const TraceLog& log, std::int64_t ns) const
{
    std::size_t leaf = 0;
    return holds(m_condition, leaf, log, ns);
}

std::vector<std::int64_t> ConditionWatch::momentsIn(
    const TraceLog& log, std::int64_t afterNs, std::int64_t toNs) const
{
    Moments moments(afterNs, toNs);
    const bool needsAll
        = std::ranges::any_of(m_leaves, [](const Leaf& leaf) { return leaf.isOfRun; });
    std::set<std::uint32_t> servers;
    for (const Leaf& leaf : m_leaves)
        servers.insert(leaf.servers.begin(), leaf.servers.end());
    for (std::uint32_t server = 0; server < log.serverCount(); ++server) {
        if (needsAll || servers.contains(server))
            addMoments(log.server(server), m_waitsNs, moments);
    }
    return moments.take();
}

std::optional<std::int64_t> ConditionWatch::firstHolding(
    const TraceLog& log, std::int64_t afterNs, std::int64_t toNs) const
{
    for (const std::int64_t ns : momentsIn(log, afterNs, toNs)) {
        if (holdsAt(log, ns))
            return ns;
    }
    return std::nullopt;
}

std::optional<std::int64_t> ConditionWatch::nextChange(const TraceLog& log, std::int64_t ns) const
{
    std::optional<std::int64_t> next;
    if (m_waitsNs.empty())
        return next;
    for (const Leaf& leaf : m_leaves) {
        for (const std::uint32_t server : leaf.servers) {
            const MessageEntry* oldest = oldestWaiting(log.server(server), ns);
            if (oldest == nullptr)
                continue;
            for (const std::int64_t wait : m_waitsNs) {
                for (const std::int64_t at :
                    { oldest->deliveredNs + wait, oldest->deliveredNs + wait + 1 }) {
                    if (at > ns && (!next || at < *next))
                        next = at;
                }
            }
        }
    }
    return next;
}

} // namespace tickscope

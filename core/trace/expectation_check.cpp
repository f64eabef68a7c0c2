// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/did_you_mean.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/expectation.h"
#include "core/trace/expectation_paths.h"
#include "core/trace/found_value.h"
#include "core/trace/summary_tree.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace tickscope {

namespace {

using Tree = nlohmann::ordered_json;
using Operator = Expectation::Operator;
using ValueKind = Expectation::ValueKind;

Error usage(std::string message)
{
    return { ErrorCode::Usage, std::move(message), {} };
}

const char* wordOf(Operator op)
{
    switch (op) {
    case Operator::Less:
        return "<";
    case Operator::LessOrEqual:
        return "<=";
    case Operator::Greater:
        return ">";
    case Operator::GreaterOrEqual:
        return ">=";
    case Operator::Equal:
        return "==";
    case Operator::NotEqual:
        return "!=";
    }
    return "";
}

std::string signedDuration(std::int64_t ns)
{
    return ns < 0 ? fmt::format("-{}", humanText(Duration { -ns })) : humanText(Duration { ns });
}

std::string asJson(const Tree& value)
{
    return value.dump(-1, ' ', false, Tree::error_handler_t::replace);
}

std::string keysOf(const Tree& tree)
{
    std::string keys;
    for (const auto& [key, value] : tree.items()) {
        keys += keys.empty() ? "" : ", ";
        keys += key;
    }
    return keys;
}

std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates,
    const std::string& before)
{
    const std::string_view nearest = nearestWord(word, candidates);
    return nearest.empty() ? std::string()
                           : fmt::format("; did you mean \"{}{}\"?", before, nearest);
}

/// Follows the keys of `rest` (without the first name) through a tree.
Result<FoundValue> descend(std::string path, const Tree& root, std::string_view rest)
{
    const bool isOfRun = path.empty();
    FoundValue found { std::move(path), root, false, std::string(rest) };
    std::string group;
    while (!rest.empty()) {
        const std::size_t dot = rest.find('.');
        const std::string key(rest.substr(0, dot));
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
        const std::string before = found.path.empty() ? "" : found.path + '.';
        const bool mayBe = isOfRun && (group != "limit" || isPathOfLimit(found.key));
        if (found.value.is_null() && mayBe) { // such as the limit of a run that reached none
            found.path = before + key;
            continue;
        }
        if (!found.value.is_object() || !found.value.contains(key)) {
            std::vector<std::string_view> candidates;
            if (found.value.is_object()) {
                for (const auto& [name, value] : found.value.items())
                    candidates.push_back(name);
            }
            return usage(fmt::format("nothing in the summary is called {}{}",
                inQuotes(before + key), suggestion(key, candidates, before)));
        }
        found.isDuration = isDurationKey(group, key);
        Tree next = found.value[key];
        found.value = std::move(next);
        found.path = before + key;
        group = key;
    }
    if (found.value.is_object()) {
        return usage(fmt::format("{} is a group; name one of its values: {}", inQuotes(found.path),
            keysOf(found.value)));
    }
    return found;
}

/// "4 too many", "3 s too long", "0.12 too high"; empty where there is no measure for it.
std::string missedBy(const FoundValue& found, double difference)
{
    if (difference == 0)
        return {};
    const bool isAbove = difference > 0;
    const double size = std::abs(difference);
    if (found.isDuration) {
        return fmt::format(
            "{} too {}", humanText(Duration { std::llround(size) }), isAbove ? "long" : "short");
    }
    if (found.value.is_number_integer() && size == std::floor(size) && size < 1e15) {
        return fmt::format(
            "{} too {}", withThousands(static_cast<std::uint64_t>(size)), isAbove ? "many" : "few");
    }
    return fmt::format("{} too {}", rateNumber(size), isAbove ? "high" : "low");
}

ExpectationResult result(
    const Expectation& expectation, const FoundValue& found, bool holds, const std::string& missed)
{
    const std::string expected = fmt::format("{} {}", wordOf(expectation.op), expectation.value);
    const std::string actual = asJson(found.value);
    if (holds)
        return { true,
            fmt::format("{} is {}, as expected ({})", found.path, shownValue(found), expected),
            actual };
    return { false,
        fmt::format("{} is {}, expected {}{}{}", found.path, shownValue(found), expected,
            missed.empty() ? "" : ": ", missed),
        actual };
}

/// The nearest word, or the only one that begins as this one does: "growing" is meant as "grows".
std::string_view meantWord(std::string_view word, const std::vector<std::string_view>& candidates)
{
    constexpr std::size_t stem = 4;
    const std::string_view nearest = nearestWord(word, candidates);
    if (!nearest.empty() || word.size() < stem)
        return nearest;
    std::string_view only;
    for (const std::string_view candidate : candidates) {
        if (!candidate.starts_with(word.substr(0, stem)))
            continue;
        if (!only.empty())
            return {};
        only = candidate;
    }
    return only;
}

/// A word that the value can never be would make == fail and != hold whatever happens.
std::optional<Error> impossibleWord(const Expectation& expectation, const FoundValue& found)
{
    std::vector<std::string_view> words = wordsOfPath(found.key);
    if (words.empty() && found.value.is_boolean())
        words = { "true", "false" };
    const bool hasOrder = expectation.op != Operator::Equal && expectation.op != Operator::NotEqual;
    if (words.empty() || hasOrder || expectation.value == "null"
        || std::ranges::count(words, std::string_view(expectation.value)) > 0)
        return std::nullopt;
    std::string all;
    for (const std::string_view word : words)
        all += fmt::format("{}{}", all.empty() ? "" : ", ", word);
    const std::string_view nearest = meantWord(expectation.value, words);
    return usage(
        fmt::format("{} is never {}{}; it is one of {}", found.path, inQuotes(expectation.value),
            nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest), all));
}

Result<ExpectationResult> compareNumber(const Expectation& expectation, const FoundValue& found)
{
    if (expectation.valueKind == ValueKind::Word) {
        return usage(fmt::format("{} is {}, which cannot be compared with {}", found.path,
            shownValue(found), inQuotes(expectation.value)));
    }
    if (!found.isDuration && expectation.valueKind == ValueKind::TimeSpan) {
        return usage(fmt::format(
            "{} is a plain number, and {} is a duration", found.path, inQuotes(expectation.value)));
    }
    if (found.isDuration) { // whole nanoseconds: exact
        const auto actual = found.value.get<std::int64_t>();
        const bool holds = compareBy(actual, expectation.op, expectation.durationNs);
        return result(expectation, found, holds,
            missedBy(found, static_cast<double>(actual - expectation.durationNs)));
    }
    const auto actual = found.value.get<double>();
    return result(expectation, found, compareBy(actual, expectation.op, expectation.number),
        missedBy(found, actual - expectation.number));
}

Result<ExpectationResult> compareWord(const Expectation& expectation, const FoundValue& found)
{
    const bool hasOrder = expectation.op != Operator::Equal && expectation.op != Operator::NotEqual;
    if (hasOrder)
        return usage(fmt::format("{} is a word; compare it with == or !=", found.path));
    const bool isEqual = shownValue(found) == expectation.value;
    return result(expectation, found, isEqual == (expectation.op == Operator::Equal), {});
}

Error unknownName(
    std::string_view path, std::string_view name, const RunSummary& summary, const Tree& facts)
{
    std::vector<std::string_view> candidates;
    for (const ServerSummary& server : summary.servers)
        candidates.push_back(server.name);
    const bool isAlone = name.size() == path.size();
    if (isAlone) {
        for (const auto& [key, value] : facts.items())
            candidates.push_back(key);
    }
    return usage(
        fmt::format("no server is called {}{}", inQuotes(name), suggestion(name, candidates, "")));
}

} // namespace

std::string shownValue(const FoundValue& found)
{
    if (found.value.is_string())
        return found.value.get<std::string>();
    if (found.isDuration)
        return signedDuration(found.value.get<std::int64_t>());
    return asJson(found.value);
}

Result<ExpectationResult> compareValue(const Expectation& expectation, const FoundValue& found)
{
    if (auto error = impossibleWord(expectation, found))
        return std::move(*error);
    if (found.isDuration && expectation.valueKind == ValueKind::Number && expectation.number != 0) {
        return usage(fmt::format(
            "{} is a duration; write a unit, such as {}s", found.path, expectation.value));
    }
    if (found.value.is_null() && expectation.value != "null") {
        return ExpectationResult { false,
            fmt::format("{} has no value, expected {} {}", found.path, wordOf(expectation.op),
                expectation.value),
            "null" };
    }
    return found.value.is_number() ? compareNumber(expectation, found)
                                   : compareWord(expectation, found);
}

Result<std::vector<FoundValue>> findValues(std::string_view path, const RunSummary& summary)
{
    const std::size_t dot = path.find('.');
    const std::string_view name = path.substr(0, dot);
    const std::string_view rest = dot == std::string_view::npos ? "" : path.substr(dot + 1);

    std::vector<const ServerSummary*> servers;
    for (const ServerSummary& server : summary.servers) {
        if (server.name == name && !rest.empty()) {
            servers = { &server };
            break;
        }
        if (server.group == name)
            servers.push_back(&server);
    }
    const Tree facts = servers.empty() || rest.empty() ? factsTree(summary.facts) : Tree();
    const bool isFact = facts.contains(std::string(name));
    if (servers.empty() && !isFact)
        return unknownName(path, name, summary, facts);
    if (!servers.empty() && rest.empty() && !isFact)
        return usage(fmt::format("{} is a server; name one of its values: {}", inQuotes(name),
            keysOf(serverTree(*servers.front()))));
    std::vector<FoundValue> all;
    if (servers.empty() || rest.empty()) {
        auto found = descend({}, facts, path);
        if (!found)
            return found.errors();
        all.push_back(std::move(found).value());
        return all;
    }
    for (const ServerSummary* server : servers) {
        auto found = descend(server->name, serverTree(*server), pathOfHeading(rest));
        if (!found)
            return found.errors();
        all.push_back(std::move(found).value());
    }
    return all;
}

/// Of replicas, the first that fails speaks for the others.
Result<ExpectationResult> checkExpectation(
    const Expectation& expectation, const RunSummary& summary)
{
    const auto all = findValues(expectation.path, summary);
    if (!all)
        return all.errors();
    std::optional<ExpectationResult> first;
    std::size_t failed = 0;
    for (const FoundValue& found : *all) {
        Result<ExpectationResult> checked = compareValue(expectation, found);
        if (!checked)
            return checked;
        failed += !checked->holds;
        if (!first || (first->holds && !checked->holds))
            first = std::move(checked).value();
    }
    if (failed > 1)
        first->text += fmt::format(" (and {} more)", withThousands(failed - 1));
    return *first;
}

Result<std::vector<std::string>> expectationValues(
    const std::string& path, const RunSummary& summary)
{
    const auto all = findValues(path, summary);
    if (!all)
        return all.errors();
    std::vector<std::string> values;
    for (const FoundValue& found : *all)
        values.push_back(asJson(found.value));
    return values;
}

} // namespace tickscope

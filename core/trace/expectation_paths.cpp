// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/expectation_paths.h"

#include "core/scenario/scenario_lists.h"
#include "core/scenario/words.h"
#include "core/trace/expectation.h"
#include "core/trace/state_verdict.h"
#include "core/trace/summary_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

using Tree = nlohmann::ordered_json;

template <const auto& all>
std::vector<std::string_view> textsOf()
{
    std::vector<std::string_view> words;
    for (const auto value : all)
        words.emplace_back(toText(value));
    return words;
}

/// toWord() knows where the verdicts end.
std::vector<std::string_view> verdictWords()
{
    std::vector<std::string_view> words;
    for (int kind = 0; *toWord(static_cast<GrowthVerdict::Kind>(kind)) != '\0'; ++kind)
        words.emplace_back(toWord(static_cast<GrowthVerdict::Kind>(kind)));
    return words;
}

constexpr std::string_view limitPaths[] = { "limit.kind", "limit.at", "limit.server" };

/// Headings that are not the path with a blank in it, and their paths.
constexpr std::pair<std::string_view, std::string_view> headings[] = {
    { "period", "period.mean" },
    { "late p50", "lateness.p50" },
    { "late p90", "lateness.p90" },
    { "late p95", "lateness.p95" },
    { "late p99", "lateness.p99" },
    { "late p99.9", "lateness.p99_9" },
    { "late max", "lateness.max" },
    { "late.p50", "lateness.p50" },
    { "late.p99", "lateness.p99" },
    { "late.max", "lateness.max" },
    { "busy", "utilisation" },
    { "utilization", "utilisation" },
    { "depth max", "depth.max" },
    { "last", "depth.last" },
    { "mean", "depth.mean" },
    { "verdict", "growth.verdict" },
};

/// What an expectation has nothing to say about.
bool isLeftOut(std::string_view path)
{
    return path == "schema" || path == "units" || path == "title" || path == "scenario";
}

std::string joined(const std::vector<std::string_view>& words)
{
    std::string text;
    for (const std::string_view word : words)
        text += fmt::format("{}{}", text.empty() ? "" : ", ", word);
    return text;
}

std::string unitOf(
    std::string_view group, std::string_view key, const std::string& path, const Tree& value)
{
    if (const auto words = wordsOfPath(path); !words.empty())
        return joined(words);
    if (isDurationKey(group, key))
        return "duration";
    if (path == "growth.rate")
        return "messages/s";
    if (value.is_boolean())
        return "true, false";
    return value.is_string() || path == "limit.server" || path == "supervisor.because" ? "text"
                                                                                       : "number";
}

void addPaths(const Tree& tree, const std::string& group, std::vector<ExpectationPath>& paths)
{
    for (const auto& [key, value] : tree.items()) {
        const std::string path = group.empty() ? key : group + "." + key;
        if (isLeftOut(path))
            continue;
        if (value.is_object())
            addPaths(value, path, paths);
        else if (path != "limit")
            paths.push_back({ path, unitOf(group, key, path, value) });
    }
}

} // namespace

std::vector<std::string_view> wordsOfPath(std::string_view path)
{
    if (path == "growth.verdict")
        return verdictWords();
    if (path == "kind")
        return textsOf<allServerKinds>();
    if (path == "schedule")
        return textsOf<allSchedules>();
    if (path == "clock")
        return textsOf<allClockKinds>();
    if (path == "state.verdict") {
        std::vector<std::string_view> words;
        using Kind = StateVerdict::Kind;
        for (auto kind = Kind::Running; kind <= Kind::MissedBeats; kind = Kind(int(kind) + 1))
            words.emplace_back(toWord(kind));
        return words;
    }
    if (path == "limit.kind")
        return { "events", "mailbox", "instant", "memory", "timeout" };
    return {};
}

bool isPathOfLimit(std::string_view path)
{
    return std::ranges::count(limitPaths, path) > 0 || path == "limit.message";
}

std::string pathOfHeading(std::string_view heading)
{
    const std::string lower = toLowerAscii(heading);
    const auto found
        = std::ranges::find(headings, lower, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == std::end(headings) ? heading : found->second);
}

std::vector<ExpectationPath> serverExpectationPaths()
{
    std::vector<ExpectationPath> paths;
    addPaths(serverTree({}), {}, paths);
    return paths;
}

std::vector<ExpectationPath> runExpectationPaths()
{
    std::vector<ExpectationPath> paths;
    addPaths(factsTree({}), {}, paths);
    for (const std::string_view path : limitPaths) {
        const std::string_view key = path.substr(path.find('.') + 1);
        paths.push_back({ std::string(path), unitOf("limit", key, std::string(path), nullptr) });
    }
    return paths;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/expectation_paths.h"

#include "core/scenario/scenario_lists.h"
#include "core/scenario/words.h"
#include "core/trace/summary.h"

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

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

} // namespace tickscope

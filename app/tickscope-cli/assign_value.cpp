// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/assign_value.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

namespace tickscope::cli {
namespace {

// Each returns what is wrong with the text; empty when the value was set.

template <typename Target> // Duration, DurationSpec, and optional ones
std::string setDuration(Target& target, std::string_view text)
{
    const ParsedDuration parsed = parseDuration(text);
    if (!parsed.value)
        return parsed.hint.empty() ? parsed.message : parsed.message + "; " + parsed.hint;
    target = *parsed.value;
    return {};
}

template <typename Number>
std::string setNumber(Number& target, std::string_view text)
{
    Number number {};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc {} || stop != end)
        return fmt::format("{} is not a whole number", inQuotes(text));
    target = number;
    return {};
}

template <typename Word>
std::string setWord(Word& target, std::string_view text, std::initializer_list<Word> words)
{
    std::vector<std::string_view> known;
    for (const Word word : words) {
        known.emplace_back(toText(word));
        if (known.back() == text) {
            target = word;
            return {};
        }
    }
    const std::string_view nearest = nearestWord(text, known);
    return nearest.empty()
        ? fmt::format("{} is none of {}", inQuotes(text), fmt::join(known, ", "))
        : fmt::format("unknown word {}; did you mean \"{}\"?", inQuotes(text), nearest);
}

struct ServerKey
{
    std::string_view name;
    std::string (*set)(ServerSpec& server, std::string_view text);
};

constexpr ServerKey serverKeys[] = {
    { "interval", [](auto& s, auto text) { return setDuration(s.interval, text); } },
    { "work", [](auto& s, auto text) { return setDuration(s.work, text); } },
    { "load", [](auto& s, auto text) { return setDuration(s.load, text); } },
    { "first", [](auto& s, auto text) { return setDuration(s.first, text); } },
    { "jitter", [](auto& s, auto text) { return setDuration(s.jitter, text); } },
    { "timeout", [](auto& s, auto text) { return setDuration(s.timeout, text); } },
    { "max_interval", [](auto& s, auto text) { return setDuration(s.maxInterval, text); } },
    { "count", [](auto& s, auto text) { return setNumber(s.count, text); } },
    { "from", [](auto& s, auto text) { return setNumber(s.from, text); } },
    { "factor", [](auto& s, auto text) { return setNumber(s.factor, text); } },
    { "schedule",
        [](auto& s, auto text) {
            return setWord(s.schedule, text,
                { Schedule::AfterWork, Schedule::BeforeWork, Schedule::SendInterval,
                    Schedule::Absolute, Schedule::AbsoluteSkip, Schedule::IdleTimeout });
        } },
    { "load_in",
        [](auto& s, auto text) {
            return setWord(s.loadIn, text, { LoadIn::Continue, LoadIn::Init });
        } },
    { "arm",
        [](auto& s, auto text) {
            return setWord(s.arm, text, { Arm::Init, Arm::AfterLoad });
        } },
    { "address",
        [](auto& s, auto text) {
            return setWord(s.address, text, { Address::Pid, Address::Name });
        } },
    { "restart",
        [](auto& s, auto text) {
            return setWord(s.restart, text,
                { RestartKind::Permanent, RestartKind::Transient, RestartKind::Temporary });
        } },
    { "growth",
        [](auto& s, auto text) {
            return setWord(s.growth, text, { Growth::DoubleOnce, Growth::Exponential });
        } },
};

struct ScenarioKey
{
    std::string_view path;
    std::string (*set)(Scenario& scenario, std::string_view text);
};

// Varying its limits gives the supervisor a parent.
RestartLimits& parentOf(Scenario& scenario)
{
    std::optional<RestartLimits>& parent = scenario.supervisor.parent;
    return parent ? *parent : parent.emplace();
}

constexpr ScenarioKey scenarioKeys[] = {
    { "seed", [](auto& s, auto text) { return setNumber(s.seed, text); } },
    { "clock",
        [](auto& s, auto text) {
            return setWord(s.clock, text, { ClockKind::Ideal, ClockKind::Beam });
        } },
    { "supervisor.strategy",
        [](auto& s, auto text) {
            return setWord(s.supervisor.strategy, text,
                { Strategy::OneForOne, Strategy::OneForAll, Strategy::RestForOne });
        } },
    { "supervisor.max_restarts",
        [](auto& s, auto text) { return setNumber(s.supervisor.maxRestarts, text); } },
    { "supervisor.max_seconds",
        [](auto& s, auto text) { return setNumber(s.supervisor.maxSeconds, text); } },
    { "supervisor.parent.max_restarts",
        [](auto& s, auto text) { return setNumber(parentOf(s).maxRestarts, text); } },
    { "supervisor.parent.max_seconds",
        [](auto& s, auto text) { return setNumber(parentOf(s).maxSeconds, text); } },
};

Error usage(std::string_view path, std::string_view problem)
{
    return Error { ErrorCode::Usage, fmt::format("--vary {}: {}", path, problem), {} };
}

Error unknownPath(const Scenario& scenario, std::string_view path)
{
    std::vector<std::string> known;
    for (const ScenarioKey& key : scenarioKeys)
        known.emplace_back(key.path);
    for (const ServerSpec& server : scenario.servers) {
        for (const ServerKey& key : serverKeys)
            known.push_back(fmt::format("{}.{}", server.name, key.name));
    }
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    const std::string_view nearest = nearestWord(path, candidates);
    return usage(path,
        nearest.empty() ? "the scenario has nothing of that name to vary; expected SERVER.KEY, "
                          "such as poller.interval"
                        : fmt::format("unknown; did you mean \"{}\"?", nearest));
}

std::optional<Error> outcome(std::string_view path, const std::string& problem)
{
    if (problem.empty())
        return std::nullopt;
    return usage(path, problem);
}

} // namespace

std::optional<Error> assignValue(Scenario& scenario, std::string_view path, std::string_view value)
{
    for (const ScenarioKey& key : scenarioKeys) {
        if (key.path == path)
            return outcome(path, key.set(scenario, value));
    }
    const auto dot = std::min(path.find('.'), path.size());
    const auto server = std::ranges::find(scenario.servers, path.substr(0, dot), &ServerSpec::name);
    const auto key = std::ranges::find(
        serverKeys, path.substr(std::min(dot + 1, path.size())), &ServerKey::name);
    if (server == scenario.servers.end() || key == std::end(serverKeys))
        return unknownPath(scenario, path);
    return outcome(path, key->set(*server, value));
}

} // namespace tickscope::cli

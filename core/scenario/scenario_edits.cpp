// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/scenario_edits.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

namespace {

/// What follows the server's own name in the name of it or of one of its replicas: "", "-2".
std::optional<std::string> endingOf(const std::string& name, const ServerSpec& spec)
{
    if (name == spec.name)
        return std::string {};
    const auto start = spec.name + '-';
    const bool isReplica = spec.count > 1 && name.starts_with(start)
        && name.find_first_not_of("0123456789", start.size()) == std::string::npos;
    if (!isReplica)
        return {};
    return name.substr(spec.name.size());
}

std::string usualName(ServerKind kind)
{
    return kind == ServerKind::CacheRefresh ? "cache"
        : kind == ServerKind::BackoffPoller ? "backoff"
                                            : toText(kind);
}

} // namespace

std::string freeName(const Scenario& scenario, const std::string& base)
{
    const auto isTaken = [&scenario](const std::string& name) {
        return std::any_of(scenario.servers.begin(), scenario.servers.end(),
            [&name](const ServerSpec& spec) { return spec.name == name; });
    };
    auto name = base;
    for (int number = 2; isTaken(name); ++number)
        name = base + '_' + std::to_string(number);
    return name;
}

std::optional<std::size_t> specOf(const Scenario& scenario, ServerIndex server)
{
    const auto instances = expandServers(scenario);
    if (server >= instances.size())
        return {};
    return instances[server].spec;
}

ServerIndex firstServerOf(const Scenario& scenario, std::size_t spec)
{
    assert(spec < scenario.servers.size());
    const auto instances = expandServers(scenario);
    const auto first = std::find_if(instances.begin(), instances.end(),
        [spec](const ServerInstance& one) { return one.spec == spec; });
    return ServerIndex(first - instances.begin());
}

Scenario withServerAdded(Scenario scenario, ServerKind kind)
{
    ServerSpec spec;
    spec.kind = kind;
    spec.name = freeName(scenario, usualName(kind));
    spec.interval = 5s;
    spec.work = Duration(1s);
    switch (kind) {
    case ServerKind::Poller:
        break;
    case ServerKind::BackoffPoller:
        spec.outcomes
            = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Error, Outcome::Ok } };
        break;
    case ServerKind::Heartbeat:
        spec.interval = 2s;
        spec.work = Duration(100ms);
        break;
    case ServerKind::CacheRefresh:
        spec.interval = 10s;
        spec.load = Duration(2s);
        break;
    case ServerKind::Countdown:
        spec.interval = 1s;
        spec.work = Duration {};
        break;
    }
    scenario.servers.push_back(std::move(spec));
    return scenario;
}

Scenario withServerNamed(Scenario scenario, std::size_t spec, const std::string& name)
{
    assert(spec < scenario.servers.size());
    const auto before = scenario.servers[spec];
    scenario.servers[spec].name = name;
    const auto rename
        = [&](std::string& one) { one = renamedServer(one, before, name).value_or(one); };
    for (auto& action : scenario.actions)
        rename(action.server);
    for (auto& client : scenario.clients)
        rename(client.server);
    return scenario;
}

std::optional<std::string> renamedServer(
    const std::string& server, const ServerSpec& table, const std::string& name)
{
    const auto ending = endingOf(server, table);
    if (!ending)
        return {};
    return name + *ending;
}

Scenario withServerDuplicated(Scenario scenario, std::size_t spec)
{
    assert(spec < scenario.servers.size());
    auto copy = scenario.servers[spec];
    copy.name = freeName(scenario, copy.name);
    scenario.servers.insert(scenario.servers.begin() + std::ptrdiff_t(spec) + 1, std::move(copy));
    return scenario;
}

Scenario withServerCompared(Scenario scenario, const std::string& server, Schedule schedule)
{
    const auto found = std::find_if(scenario.servers.begin(), scenario.servers.end(),
        [&server](const ServerSpec& spec) { return endingOf(server, spec).has_value(); });
    if (found == scenario.servers.end())
        return scenario;
    auto copy = *found;
    copy.name = freeName(scenario, copy.name + '_' + toText(schedule));
    copy.schedule = schedule;
    scenario.servers.insert(found + 1, std::move(copy));
    return scenario;
}

Scenario withActionAdded(Scenario scenario, Action action)
{
    const auto behind = std::upper_bound(scenario.actions.begin(), scenario.actions.end(),
        action.at, [](VirtualTime at, const Action& other) { return at < other.at; });
    scenario.actions.insert(behind, std::move(action));
    return scenario;
}

Scenario withoutServer(Scenario scenario, std::size_t spec)
{
    assert(spec < scenario.servers.size());
    const auto removed = scenario.servers[spec];
    scenario.servers.erase(scenario.servers.begin() + std::ptrdiff_t(spec));
    // What is left would name a server that is gone.
    std::erase_if(scenario.actions,
        [&removed](const Action& action) { return endingOf(action.server, removed).has_value(); });
    std::erase_if(scenario.clients, [&removed](const ClientSpec& client) {
        return endingOf(client.server, removed).has_value();
    });
    return scenario;
}

std::optional<Scenario> withServerMoved(Scenario scenario, std::size_t spec, int by)
{
    assert(spec < scenario.servers.size());
    const auto other = std::int64_t(spec) + by;
    if (other < 0 || other >= std::int64_t(scenario.servers.size()))
        return {};
    std::swap(scenario.servers[spec], scenario.servers[std::size_t(other)]);
    return scenario;
}

std::optional<Scenario> withActionReplaced(
    Scenario scenario, const Action& before, const std::optional<Action>& after)
{
    const auto found = std::find(scenario.actions.begin(), scenario.actions.end(), before);
    if (found == scenario.actions.end())
        return {};
    if (after)
        *found = *after;
    else
        scenario.actions.erase(found);
    std::stable_sort(scenario.actions.begin(), scenario.actions.end(),
        [](const Action& a, const Action& b) { return a.at < b.at; });
    return scenario;
}

} // namespace tickscope

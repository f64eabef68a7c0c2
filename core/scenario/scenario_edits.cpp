// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/scenario_edits.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tickscope {

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

Scenario withServerAdded(Scenario scenario)
{
    ServerSpec spec;
    spec.name = freeName(scenario, "poller");
    spec.interval = 5s;
    spec.work = Duration(1s);
    scenario.servers.push_back(std::move(spec));
    return scenario;
}

Scenario withServerDuplicated(Scenario scenario, std::size_t spec)
{
    assert(spec < scenario.servers.size());
    auto copy = scenario.servers[spec];
    copy.name = freeName(scenario, copy.name);
    scenario.servers.insert(scenario.servers.begin() + std::ptrdiff_t(spec) + 1, std::move(copy));
    return scenario;
}

Scenario withoutServer(Scenario scenario, std::size_t spec)
{
    assert(spec < scenario.servers.size());
    const auto removed = scenario.servers[spec];
    scenario.servers.erase(scenario.servers.begin() + std::ptrdiff_t(spec));
    // Actions on it would name a server that is gone.
    std::erase_if(scenario.actions, [&removed](const Action& action) {
        return action.server == removed.name
            || (removed.count > 1 && action.server.rfind(removed.name + '-', 0) == 0);
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

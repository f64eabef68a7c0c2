// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/recorder_script.h"

#include "core/beam/recorder_sources.h"
#include "core/beam/world_script.h"
#include "core/elixir/elixir_module.h"
#include "core/elixir/project_parts.h"
#include "core/elixir/world_terms.h"
#include "core/run/client_arrivals.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace tickscope {

namespace {

std::int64_t msOf(VirtualTime time)
{
    return std::chrono::round<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

// The modules of the servers, as they are exported, and their supervisor.
std::string modules(const Scenario& scenario, const std::vector<ServerPlan>& plans)
{
    std::string text;
    for (std::uint32_t i = 0; i < plans.size(); ++i)
        text += elixirModule(scenario, i)->text() + '\n';
    text += supervisorModule(scenario, plans);
    if (scenario.supervisor.parent)
        text += '\n' + parentModule(*scenario.supervisor.parent);
    return text;
}

std::string moduleList(const std::vector<ServerPlan>& plans)
{
    std::vector<std::string> names;
    for (const ServerPlan& plan : plans) {
        names.push_back(plan.names.module);
        if (plan.isHeartbeat())
            names.push_back(plan.names.module + ".Monitor");
    }
    return fmt::format("[{}]", fmt::join(names, ", "));
}

// %{poller: :poll}: the atom that is each process's tick; nil for a monitor, which has none
std::string tickMap(
    const std::vector<ServerInstance>& servers, const std::vector<ServerPlan>& plans)
{
    std::vector<std::string> entries;
    for (const ServerInstance& server : servers) {
        const ServerPlan& plan = plans[server.spec];
        entries.push_back(fmt::format("{} => :{}", elixirAtom(server.name), plan.tick));
        if (plan.isHeartbeat())
            entries.push_back(fmt::format("{} => nil", elixirAtom(server.name + "_monitor")));
    }
    return fmt::format("%{{{}}}", fmt::join(entries, ", "));
}

std::string child(const ServerInstance& server, const ServerPlan& plan)
{
    const std::string interval = elixirNumber(wholeMs(plan.spec.interval));
    const std::string name = elixirAtom(server.name);
    if (!plan.isReplicated())
        return fmt::format(
            "Supervisor.child_spec({{{}, interval: {}}}, [])", plan.names.module, interval);
    const std::string monitor = plan.isHeartbeat()
        ? fmt::format("monitor: {}, ", elixirAtom(server.name + "_monitor"))
        : "";
    return fmt::format("Supervisor.child_spec({{{}, name: {}, {}interval: {}}}, id: {})",
        plan.names.module, name, monitor, interval, name);
}

// Only of the servers that an action starts.
std::string childMap(const Scenario& scenario, const std::vector<ServerInstance>& servers,
    const std::vector<ServerPlan>& plans)
{
    std::vector<std::string> entries;
    for (const ServerInstance& server : servers) {
        const bool isStarted = std::any_of(
            scenario.actions.begin(), scenario.actions.end(), [&](const Action& action) {
                return action.kind == ActionKind::Start
                    && (action.server == server.name
                        || action.server == scenario.servers[server.spec].name);
            });
        if (isStarted)
            entries.push_back(fmt::format(
                "{} => {}", elixirAtom(server.name), child(server, plans[server.spec])));
    }
    return fmt::format("%{{{}}}", fmt::join(entries, ", "));
}

std::string job(const Action& action, const std::string& name, const ServerPlan& plan,
    const std::string& worldChange)
{
    switch (action.kind) {
    case ActionKind::SetInterval:
        return fmt::format("{{:cast, {}, {{:set_interval, {}}}}}", name, wholeMs(action.interval));
    case ActionKind::SetWork:
    case ActionKind::SetOutcomes:
        return fmt::format("{{:world, {}, {}}}", name, worldChange);
    case ActionKind::Cancel:
        return fmt::format("{{:cast, {}, :stop_timer}}", name);
    case ActionKind::Resume:
        return fmt::format("{{:cast, {}, :resume}}", name);
    case ActionKind::Tick:
        return fmt::format("{{:tick, {}, :{}}}", name, plan.tick);
    case ActionKind::Crash:
    case ActionKind::Stop:
    case ActionKind::Start:
        return fmt::format("{{:{}, {}}}", toText(action.kind), name);
    case ActionKind::Call:
        return fmt::format("{{:call, {}, {}, {}}}", name, requestTerm(action.requestWork, false),
            wholeMs(action.timeout));
    case ActionKind::Sys:
        return fmt::format("{{:sys, {}, {}}}", name, wholeMs(action.timeout));
    case ActionKind::Stall:
        break; // of no process
    }
    return {};
}

struct Job
{
    std::int64_t ms = 0;
    std::string term;
};

std::string clientJob(
    const ClientSpec& client, Duration work, const std::string& name, const ServerPlan& plan)
{
    const std::string request = client.request == ClientRequest::Call
        ? requestTerm(work, client.forgetsTimeout)
        : fmt::format(
            "{{:{}, {}}}", client.forgetsTimeout ? "request_and_forget" : "request", wholeMs(work));
    switch (client.request) {
    case ClientRequest::Call:
        return fmt::format("{{:call, {}, {}, {}}}", name, request, wholeMs(client.timeout));
    case ClientRequest::Cast:
        return fmt::format("{{:cast, {}, {}}}", name, request);
    case ClientRequest::Tick:
        return fmt::format("{{:tick, {}, :{}}}", name, plan.tick);
    }
    return {};
}

// The requests of a client, as the simulator draws them.
void addClientJobs(const Scenario& scenario, std::uint32_t index,
    const std::vector<ServerInstance>& servers, const std::vector<ServerPlan>& plans,
    std::vector<Job>& all)
{
    const ClientSpec& client = scenario.clients[index];
    ClientArrivals arrivals(client, scenario.seed, index);
    const VirtualTime end { scenario.duration };
    for (auto at = arrivals.next(); at && *at <= end; at = arrivals.next()) {
        const Duration work = arrivals.work();
        for (const ServerInstance& server : servers) {
            if (client.server == server.name || client.server == scenario.servers[server.spec].name)
                all.push_back({ msOf(*at),
                    clientJob(client, work, elixirAtom(server.name), plans[server.spec]) });
        }
    }
}

std::vector<Job> jobs(const Scenario& scenario, const std::vector<ServerInstance>& servers,
    const std::vector<ServerPlan>& plans, const WorldScript& world,
    const std::vector<VirtualTime>& depthAt)
{
    std::vector<Job> all;
    for (std::size_t i = 0; i < scenario.actions.size(); ++i) {
        const Action& action = scenario.actions[i];
        if (action.kind == ActionKind::Stall)
            all.push_back(
                { msOf(action.at), fmt::format("{{:stall, {}}}", wholeMs(action.stall)) });
        for (ServerIndex index = 0; index < servers.size(); ++index) {
            const ServerInstance& server = servers[index];
            if (!isFor(action, server, scenario))
                continue;
            all.push_back({ msOf(action.at),
                job(action, elixirAtom(server.name), plans[server.spec], world.change(i, index)) });
        }
    }
    for (std::uint32_t i = 0; i < scenario.clients.size(); ++i)
        addClientJobs(scenario, i, servers, plans, all);
    for (const VirtualTime moment : depthAt) {
        for (const ServerInstance& server : servers)
            all.push_back({ msOf(moment), fmt::format("{{:depth, {}}}", elixirAtom(server.name)) });
    }
    std::stable_sort(
        all.begin(), all.end(), [](const Job& a, const Job& b) { return a.ms < b.ms; });
    return all;
}

std::string jobList(const std::vector<Job>& all)
{
    std::vector<std::string> entries;
    for (const Job& one : all)
        entries.push_back(fmt::format("{{{}, {}}}", one.ms, one.term));
    return fmt::format("[\n    {}\n  ]", fmt::join(entries, ",\n    "));
}

} // namespace

Result<std::string> recorderScript(
    const Scenario& scenario, const std::vector<VirtualTime>& depthAt)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario);
    if (!plans)
        return plans.errors();
    const std::vector<ServerInstance> servers = expandServers(scenario);
    const WorldScript world(scenario);
    std::string script = recorderSource;
    script += "\nTickscope.Recorder.introduce()\n\n";
    script += recordingWorldSource;
    if (usesResources(scenario))
        script += '\n' + std::string(unitPoolElixir);
    script += '\n' + modules(scenario, *plans) + '\n';
    script += fmt::format("Tickscope.Recorder.run(%{{\n  top: {},\n  world: {},\n  pools: [{}],\n  "
                          "modules: {},\n  ticks: {},\n  "
                          "children: {},\n  duration: {},\n  edge: {},\n  jobs: {}\n}})\n",
        scenario.supervisor.parent ? "PeriodicWork.Parent" : "PeriodicWork.Servers", world.start(),
        fmt::join(poolChildren(scenario), ", "), moduleList(*plans), tickMap(servers, *plans),
        childMap(scenario, servers, *plans), wholeMs(scenario.duration),
        scenario.duration > 1s ? 1'000'000'000 : 1'000'000,
        jobList(jobs(scenario, servers, *plans, world, depthAt)));
    return script;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// A scenario as an OTP application in Erlang.
#include "core/elixir/elixir_project.h"
#include "core/elixir/project_parts.h"
#include "core/elixir/world_terms.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

std::string worldSettings(const std::vector<ServerPlan>& plans)
{
    std::string settings;
    for (const ServerPlan& plan : plans) {
        settings += fmt::format("{}        {} => #{{\n            work => {},\n",
            settings.empty() ? "" : ",\n", erlangAtom(plan.names.server),
            worldTerm(plan.spec.work, false));
        if (plan.spec.load)
            settings += fmt::format("            load => {},\n", worldTerm(*plan.spec.load, false));
        if (plan.spec.load && plan.spec.loadOutcomes != OutcomeSpec {})
            settings += fmt::format(
                "            load_outcomes => {},\n", worldTerm(plan.spec.loadOutcomes, false));
        if (!plan.pool.empty())
            settings
                += fmt::format("            uses => {{unit_pool, {}}},\n", erlangAtom(plan.pool));
        settings += fmt::format("            outcomes => {}\n        }}",
            worldTerm(returnedOutcomes(plan.spec.outcomes, plan.spec.schedule), false));
    }
    return settings;
}

std::string child(const std::string& id, const std::string& module, const std::string& argument,
    RestartKind restart)
{
    return fmt::format("child({}, {}, {}, {})", id, module, argument, toText(restart));
}

// The children of one table: a list, so that replicas fit in.
std::string children(const ServerPlan& plan)
{
    const ServerSpec& spec = plan.spec;
    const std::string module = erlangAtom(plan.names.file);
    const std::string watcher = erlangAtom(plan.names.file + "_monitor");
    const std::int64_t interval = wholeMs(spec.interval);
    const std::int64_t timeout = wholeMs(heartbeatTimeout(spec));
    if (plan.isReplicated() && plan.isHeartbeat())
        return fmt::format("lists:append([[{}, {}] || {{Id, Monitor}} <- replicas({}, {})])",
            child("Monitor", watcher, fmt::format("[{{name, Monitor}}, {{timeout, {}}}]", timeout),
                RestartKind::Permanent),
            child("Id", module,
                fmt::format("[{{name, Id}}, {{monitor, Monitor}}, {{interval, {}}}]", interval),
                spec.restart),
            fmt::format("\"{}\"", plan.names.server), spec.count);
    if (plan.isReplicated())
        return fmt::format("[{} || {{Id, _}} <- replicas({}, {})]",
            child("Id", module, fmt::format("[{{name, Id}}, {{interval, {}}}]", interval),
                spec.restart),
            fmt::format("\"{}\"", plan.names.server), spec.count);
    const std::string name = erlangAtom(plan.names.server);
    std::string list;
    if (plan.isHeartbeat()) {
        const std::string monitor = erlangAtom(plan.names.server + "_monitor");
        list = child(monitor, watcher,
                   fmt::format("[{{name, {}}}, {{timeout, {}}}]", monitor, timeout),
                   RestartKind::Permanent)
            + ", ";
    }
    return fmt::format("[{}{}]", list,
        child(name, module, fmt::format("[{{interval, {}}}]", interval), spec.restart));
}

std::string supervisor(const Scenario& scenario, const std::vector<ServerPlan>& plans)
{
    std::string text = fmt::format(R"({}-module(periodic_work_sup).
-behaviour(supervisor).

-export([start_link/0]).
-export([init/1]).

start_link() ->
    supervisor:start_link({{local, ?MODULE}}, ?MODULE, []).

init([]) ->
    Limits = #{{strategy => {}, intensity => {}, period => {}}},
    Children = lists:append([)",
        erlangLicenceLine, toText(scenario.supervisor.strategy), scenario.supervisor.maxRestarts,
        scenario.supervisor.maxSeconds);
    for (std::size_t i = 0; i < plans.size(); ++i)
        text += fmt::format("{}\n        {}", i > 0 ? "," : "", children(plans[i]));
    text += R"(
    ]),
    {ok, {Limits, Children}}.

child(Id, Module, Options, Restart) ->
    #{id => Id, start => {Module, start_link, [Options]}, restart => Restart}.
)";
    if (std::any_of(
            plans.begin(), plans.end(), [](const ServerPlan& plan) { return plan.isReplicated(); }))
        text += R"(
%% {'name-1', 'name-1_monitor'}, ...
replicas(Name, Count) ->
    [{atom(Name, N, ""), atom(Name, N, "_monitor")} || N <- lists:seq(1, Count)].

atom(Name, N, Ending) ->
    list_to_atom(Name ++ "-" ++ integer_to_list(N) ++ Ending).
)";
    return text;
}

// The pools of the resources that servers use, started before the servers.
std::string poolStarts(const Scenario& scenario)
{
    const std::vector<std::string> names = poolNames(scenario);
    std::string starts;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const ResourceSpec& resource = scenario.resources[i];
        if (isUsed(scenario, resource))
            starts += fmt::format("    {{ok, _}} = unit_pool:start_link({}, {}, {}),\n",
                erlangAtom(names[i]), resource.capacity,
                resource.timeout ? fmt::format("{}", wholeMs(*resource.timeout)) : "infinity");
    }
    return starts;
}

std::string application(const Scenario& scenario, const std::vector<ServerPlan>& plans)
{
    return fmt::format(R"({}-module(periodic_work_app).
-behaviour(application).

-export([start/2, stop/1]).

start(_Type, _Args) ->
    world:start(#{{
{}
    }}),
{}    {}:start_link().

stop(_State) ->
    ok.
)",
        erlangLicenceLine, worldSettings(plans), poolStarts(scenario),
        scenario.supervisor.parent ? "periodic_work_parent" : "periodic_work_sup");
}

const char* const applicationFile = R"({application, periodic_work, [
    {description, "Periodic work"},
    {vsn, "0.1.0"},
    {modules, []},
    {registered, [periodic_work_sup]},
    {applications, [kernel, stdlib]},
    {mod, {periodic_work_app, []}}
]}.
)";

const char* const commands = R"(    mkdir -p ebin
    erlc -Wall -o ebin src/*.erl
    cp src/periodic_work.app.src ebin/periodic_work.app
    erl -pa ebin -eval 'application:start(periodic_work)'

rebar3 shell does the same.
)";

} // namespace

Result<ElixirProject> erlangProject(const Scenario& scenario, Clauses clauses)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario, clauses);
    if (!plans)
        return plans.errors();
    const std::string licence = erlangLicenceLine;
    ElixirProject project;
    const auto add = [&project](std::string path, std::string contents) {
        project.files.push_back({ std::move(path), std::move(contents) });
    };
    add("README.md", readmeText(scenario, *plans, commands));
    add("LICENSE", licenceText);
    add("rebar.config", licence + "{erl_opts, [debug_info]}.\n");
    add("src/periodic_work.app.src", licence + applicationFile);
    add("src/periodic_work_app.erl", application(scenario, *plans));
    add("src/periodic_work_sup.erl", supervisor(scenario, *plans));
    if (scenario.supervisor.parent)
        add("src/periodic_work_parent.erl", parentErlangModule(*scenario.supervisor.parent));
    add("src/world.erl", licence + worldErlang);
    if (usesResources(scenario))
        add("src/unit_pool.erl", licence + unitPoolErlang);
    for (std::uint32_t i = 0; i < plans->size(); ++i) {
        const Result<SourceModule> module = erlangModule(scenario, i, clauses);
        add("src/" + module->fileName, licence + module->text());
        if (!(*plans)[i].isHeartbeat())
            continue;
        const Result<SourceModule> monitor = erlangMonitorModule(scenario, i);
        add("src/" + monitor->fileName, licence + monitor->text());
    }
    return project;
}

Result<std::string> erlangListing(const Scenario& scenario, Clauses clauses)
{
    const Result<ElixirProject> project = erlangProject(scenario, clauses);
    if (!project)
        return project.errors();
    std::string listing;
    for (const ProjectFile& file : project->files) {
        const bool isOurs = file.path != "src/world.erl" && file.path != "src/unit_pool.erl"
            && file.path != "src/periodic_work_app.erl";
        if (file.path.ends_with(".erl") && isOurs)
            listing += (listing.empty() ? "" : "\n") + file.contents;
    }
    return listing;
}

} // namespace tickscope

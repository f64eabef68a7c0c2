// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/elixir_project.h"

#include "core/elixir/project_parts.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

std::string mixFile(const Scenario& scenario)
{
    return fmt::format(R"({}defmodule PeriodicWork.MixProject do
  use Mix.Project

  @description {}

  def project do
    [
      app: :periodic_work,
      version: "0.1.0",
      elixir: "~> 1.14",
      description: @description,
      # The tests start each server themselves.
      aliases: [test: "test --no-start"]
    ]
  end

  def application do
    [
      extra_applications: [:logger],
      mod: {{PeriodicWork.Application, []}}
    ]
  end
end
)",
        elixirLicenceLine, elixirString(titleText(scenario)));
}

const char* const commands
    = R"(    mix test                       # sends the ticks itself, waits for nothing
    mix run --no-start demo.exs    # does what the scenario does, and prints what came back
    iex -S mix                     # starts the servers

In iex, while they run:

    World.log()
)";

std::string commandsFor(const std::vector<ServerPlan>& plans)
{
    std::string text = commands;
    if (!plans.empty()) {
        for (const std::string& line : iexLines(plans.front()))
            text += "    " + line + '\n';
    }
    return text;
}

} // namespace

std::vector<std::string> iexLines(const ServerPlan& plan)
{
    const std::string server = elixirAtom(plan.names.server);
    const std::string name = plan.isReplicated() ? elixirAtom(plan.names.server + "-1") : server;
    std::vector<std::string> lines { fmt::format("World.put({}, work: 8_000)", server) };
    if (plan.isReplicated()) {
        lines.front() += " # all of them";
        lines.push_back(fmt::format("World.put({}, work: 8_000) # this one", name));
    }
    if (plan.uses.error)
        lines.push_back(fmt::format("World.put({}, outcomes: [:ok, :error])", server));
    if (plan.uses.setInterval)
        lines.push_back(fmt::format("GenServer.cast({}, {{:set_interval, 2_000}})", name));
    if (plan.uses.cancel)
        lines.push_back(fmt::format("GenServer.cast({}, :stop_timer)", name));
    if (plan.uses.resume)
        lines.push_back(fmt::format("GenServer.cast({}, :resume)", name));
    lines.push_back(plan.uses.call ? fmt::format("GenServer.call({}, :state, 60_000)", name)
                                   : fmt::format(":sys.get_state({}, 60_000)", name));
    lines.push_back(fmt::format("Process.exit(Process.whereis({}), :kill)", name));
    return lines;
}

Result<std::vector<ServerPlan>> serverPlans(const Scenario& scenario, Clauses clauses)
{
    const Result<std::vector<ServerNames>> names = serverNames(scenario);
    if (!names)
        return names.errors();
    const std::vector<std::string> pools = poolNames(scenario);
    std::vector<ServerPlan> plans;
    for (std::size_t i = 0; i < scenario.servers.size(); ++i) {
        const ServerSpec& spec = scenario.servers[i];
        plans.emplace_back(spec, (*names)[i], usesOf(scenario, spec, clauses));
        if (const ResourceSpec* resource = resourceOf(scenario, spec))
            plans.back().pool
                = pools[static_cast<std::size_t>(resource - scenario.resources.data())];
    }
    return plans;
}

Result<ElixirProject> elixirProject(const Scenario& scenario, Clauses clauses)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario, clauses);
    if (!plans)
        return plans.errors();
    const std::string licence = elixirLicenceLine;
    ElixirProject project;
    const auto add = [&project](std::string path, std::string contents) {
        project.files.push_back({ std::move(path), std::move(contents) });
    };
    add("README.md", readmeText(scenario, *plans, commandsFor(*plans)));
    add("LICENSE", licenceText);
    add("mix.exs", mixFile(scenario));
    add("demo.exs", demoScript(scenario, *plans));
    add(".formatter.exs",
        licence + "[\n  inputs: [\"{mix,.formatter}.exs\", \"{lib,test}/**/*.{ex,exs}\"]\n]\n");
    add(".gitignore", "/_build/\n/deps/\n");
    for (std::uint32_t i = 0; i < plans->size(); ++i) {
        const Result<ElixirModule> module = elixirModule(scenario, i, clauses);
        add("lib/" + module->fileName, licence + module->text());
    }
    add("lib/world.ex", licence + worldElixir);
    if (usesResources(scenario))
        add("lib/unit_pool.ex", licence + unitPoolElixir);
    add("lib/periodic_work/servers.ex", licence + supervisorModule(scenario, *plans));
    if (scenario.supervisor.parent)
        add("lib/periodic_work/parent.ex", licence + parentModule(*scenario.supervisor.parent));
    add("lib/periodic_work/settings.ex", licence + settingsModule(*plans));
    add("lib/periodic_work/application.ex", licence + applicationModule(scenario));
    add("test/test_helper.exs", licence + "ExUnit.start()\n");
    for (const ServerPlan& plan : *plans)
        add("test/" + plan.names.file + "_test.exs", licence + testModule(plan));
    return project;
}

Result<std::string> elixirListing(const Scenario& scenario, Clauses clauses)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario, clauses);
    if (!plans)
        return plans.errors();
    std::string listing = elixirLicenceLine;
    for (std::uint32_t i = 0; i < plans->size(); ++i)
        listing += elixirModule(scenario, i, clauses)->text() + '\n';
    listing += supervisorModule(scenario, *plans);
    if (scenario.supervisor.parent)
        listing += '\n' + parentModule(*scenario.supervisor.parent);
    return listing;
}

} // namespace tickscope

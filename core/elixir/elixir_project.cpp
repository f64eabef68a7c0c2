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

const char* const commands = R"(    mix test             # sends the ticks itself, waits for nothing
    iex -S mix           # starts the servers

In iex, while they run:

    GenServer.call(NAME, :state)
    GenServer.cast(NAME, {:set_interval, 2000})
    GenServer.cast(NAME, :stop_timer)
    GenServer.cast(NAME, :resume)
    World.put(NAME, work: 8000, outcomes: [:ok, :error])
    Process.exit(Process.whereis(NAME), :kill)
)";

std::string withName(std::string text, const std::string& name)
{
    for (std::size_t at = 0; (at = text.find("NAME", at)) != std::string::npos; at += name.size())
        text.replace(at, 4, name);
    return text;
}

// A name that a process really has: of the first server, or of its first replica.
std::string exampleName(const std::vector<ServerPlan>& plans)
{
    if (plans.empty())
        return ":poller";
    const ServerPlan& first = plans.front();
    return elixirAtom(first.isReplicated() ? first.names.server + "-1" : first.names.server);
}

} // namespace

Result<std::vector<ServerPlan>> serverPlans(const Scenario& scenario)
{
    const Result<std::vector<ServerNames>> names = serverNames(scenario);
    if (!names)
        return names.errors();
    std::vector<ServerPlan> plans;
    for (std::size_t i = 0; i < scenario.servers.size(); ++i)
        plans.emplace_back(scenario.servers[i], (*names)[i]);
    return plans;
}

Result<ElixirProject> elixirProject(const Scenario& scenario)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario);
    if (!plans)
        return plans.errors();
    const std::string licence = elixirLicenceLine;
    ElixirProject project;
    const auto add = [&project](std::string path, std::string contents) {
        project.files.push_back({ std::move(path), std::move(contents) });
    };
    add("README.md", readmeText(scenario, *plans, withName(commands, exampleName(*plans))));
    add("LICENSE", licenceText);
    add("mix.exs", mixFile(scenario));
    add(".formatter.exs",
        licence + "[\n  inputs: [\"{mix,.formatter}.exs\", \"{lib,test}/**/*.{ex,exs}\"]\n]\n");
    add(".gitignore", "/_build/\n/deps/\n");
    for (std::uint32_t i = 0; i < plans->size(); ++i) {
        const Result<ElixirModule> module = elixirModule(scenario, i);
        add("lib/" + module->fileName, licence + module->text());
    }
    add("lib/world.ex", licence + worldElixir);
    add("lib/periodic_work/servers.ex", licence + supervisorModule(scenario, *plans));
    add("lib/periodic_work/settings.ex", licence + settingsModule(*plans));
    add("lib/periodic_work/application.ex", licence + applicationModule());
    add("test/test_helper.exs", licence + "ExUnit.start()\n");
    for (const ServerPlan& plan : *plans)
        add("test/" + plan.names.file + "_test.exs", licence + testModule(plan));
    return project;
}

Result<std::string> elixirListing(const Scenario& scenario)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario);
    if (!plans)
        return plans.errors();
    std::string listing = elixirLicenceLine;
    for (std::uint32_t i = 0; i < plans->size(); ++i)
        listing += elixirModule(scenario, i)->text() + '\n';
    return listing + supervisorModule(scenario, *plans);
}

} // namespace tickscope

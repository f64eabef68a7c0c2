// SPDX-License-Identifier: GPL-3.0-only
// The modules of a project beside its servers: settings, supervisor, application, README.
#include "core/elixir/project_parts.h"
#include "core/elixir/world_terms.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

const char* const elixirLicenceLine = "# SPDX-License-Identifier: 0BSD\n";
const char* const erlangLicenceLine = "%% SPDX-License-Identifier: 0BSD\n";

namespace {

// Longer names stand as attributes, one a line, so that no call is too long for one line.
constexpr std::size_t longName = 24;

std::string text(const std::vector<std::string>& lines)
{
    std::string joined;
    for (const std::string& line : lines)
        joined += line + '\n';
    return joined;
}

bool isLong(const ServerPlan& plan)
{
    return plan.names.server.size() > longName;
}

std::string monitorName(const ServerPlan& plan)
{
    return plan.names.server + "_monitor";
}

// How the supervisor writes one table's children; `number` names its attributes.
std::vector<std::string> childLines(const ServerPlan& plan, std::size_t number)
{
    const std::string& module = plan.names.module;
    const std::string interval = elixirNumber(wholeMs(plan.spec.interval));
    const std::string timeout = elixirNumber(wholeMs(heartbeatTimeout(plan.spec)));
    const std::string name
        = isLong(plan) ? fmt::format("@name{}", number) : fmt::format("\"{}\"", plan.names.server);
    if (plan.isReplicated() && plan.isHeartbeat())
        return { fmt::format("heartbeats({}, {}, {}, {}, {})", module, name,
            elixirNumber(plan.spec.count), interval, timeout) };
    if (plan.isReplicated())
        return { fmt::format(
            "replicas({}, {}, {}, {})", module, name, elixirNumber(plan.spec.count), interval) };
    std::vector<std::string> lines;
    if (plan.isHeartbeat())
        lines.push_back(fmt::format("{{{}.Monitor, name: {}, timeout: {}}}", module,
            isLong(plan) ? fmt::format("@name{}", number) : elixirAtom(monitorName(plan)),
            timeout));
    lines.push_back(fmt::format("{{{}, interval: {}}}", module, interval));
    return lines;
}

std::vector<std::string> longNames(const std::vector<ServerPlan>& plans)
{
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const ServerPlan& plan = plans[i];
        if (!isLong(plan))
            continue;
        if (plan.isReplicated())
            lines.push_back(fmt::format("  @name{} \"{}\"", i + 1, plan.names.server));
        else if (plan.isHeartbeat())
            lines.push_back(fmt::format("  @name{} {}", i + 1, elixirAtom(monitorName(plan))));
    }
    return lines;
}

const char* const replicasFunction = R"(
  # "name-1", "name-2", ...
  defp replicas(module, name, count, interval) do
    for n <- 1..count do
      id = :"#{name}-#{n}"
      Supervisor.child_spec({module, name: id, interval: interval}, id: id)
    end
  end
)";

const char* const heartbeatsFunction = R"(
  # Each with its own monitor: "name-1_monitor", "name-1", ...
  defp heartbeats(module, name, count, interval, timeout) do
    for n <- 1..count do
      id = :"#{name}-#{n}"
      monitor = :"#{name}-#{n}_monitor"
      watcher = {Module.concat(module, Monitor), name: monitor, timeout: timeout}

      [
        Supervisor.child_spec(watcher, id: monitor),
        Supervisor.child_spec({module, name: id, monitor: monitor, interval: interval}, id: id)
      ]
    end
  end
)";

// What one server finds, as the formatter breaks it.
void appendSettings(std::vector<std::string>& lines, const ServerPlan& plan, const char* end)
{
    const std::string key = fmt::format("      {}:", elixirKey(plan.names.server));
    const bool isLong = key.size() + 3 > lineLength;
    const int indent = isLong ? 8 : 6;
    if (isLong)
        lines.insert(lines.end(), { key, "        %{" });
    else
        lines.push_back(key + " %{");
    const auto append = [&lines](std::vector<std::string> entry) {
        lines.insert(lines.end(), entry.begin(), entry.end());
    };
    append(worldEntry("work", plan.spec.work, indent + 2, ","));
    if (plan.spec.load)
        append(worldEntry("load", *plan.spec.load, indent + 2, ","));
    if (plan.spec.load && plan.spec.loadOutcomes != OutcomeSpec {})
        append(worldEntry("load_outcomes", plan.spec.loadOutcomes, indent + 2, ","));
    if (!plan.pool.empty())
        lines.push_back(
            fmt::format("{:{}}uses: {{UnitPool, {}}},", "", indent + 2, elixirAtom(plan.pool)));
    append(worldEntry(
        "outcomes", returnedOutcomes(plan.spec.outcomes, plan.spec.schedule), indent + 2, ""));
    lines.push_back(fmt::format("{:{}}}}{}", "", indent, end));
}

} // namespace

std::string settingsModule(const std::vector<ServerPlan>& plans)
{
    std::vector<std::string> lines {
        "defmodule PeriodicWork.Settings do",
        "  @moduledoc false",
        "",
        "  # What each server finds in the world: see World.",
        "  def world do",
        "    %{",
    };
    for (std::size_t i = 0; i < plans.size(); ++i)
        appendSettings(lines, plans[i], i + 1 < plans.size() ? "," : "");
    lines.insert(lines.end(), { "    }", "  end", "end" });
    return text(lines);
}

std::string supervisorModule(const Scenario& scenario, const std::vector<ServerPlan>& plans)
{
    std::vector<std::string> lines {
        "defmodule PeriodicWork.Servers do",
        "  @moduledoc false",
        scenario.supervisor.parent ? "  use Supervisor" : "  use Supervisor, restart: :temporary",
        "",
    };
    if (const std::vector<std::string> names = longNames(plans); !names.empty()) {
        lines.insert(lines.end(), names.begin(), names.end());
        lines.emplace_back();
    }
    const bool hasReplicas = std::any_of(
        plans.begin(), plans.end(), [](const ServerPlan& plan) { return plan.isReplicated(); });
    lines.insert(lines.end(),
        { "  def start_link(_) do", "    Supervisor.start_link(__MODULE__, :ok, name: __MODULE__)",
            "  end", "", "  @impl true", "  def init(:ok) do", "    children = [" });
    std::vector<std::string> children;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        for (std::string& line : childLines(plans[i], i + 1))
            children.push_back(std::move(line));
    }
    for (std::size_t i = 0; i < children.size(); ++i)
        lines.push_back(fmt::format("      {}{}", children[i], i + 1 < children.size() ? "," : ""));
    lines.insert(lines.end(), { "    ]", "" });
    const std::string limits = fmt::format("max_restarts: {}, max_seconds: {}",
        elixirNumber(scenario.supervisor.maxRestarts),
        elixirNumber(scenario.supervisor.maxSeconds));
    lines.push_back(fmt::format(
        "    options = [strategy: :{}, {}]", toText(scenario.supervisor.strategy), limits));
    lines.emplace_back(hasReplicas ? "    Supervisor.init(List.flatten(children), options)"
                                   : "    Supervisor.init(children, options)");
    lines.emplace_back("  end");
    std::string module = text(lines);
    const auto isReplicated = [](bool isHeartbeat) {
        return [isHeartbeat](const ServerPlan& plan) {
            return plan.isReplicated() && plan.isHeartbeat() == isHeartbeat;
        };
    };
    if (std::any_of(plans.begin(), plans.end(), isReplicated(false)))
        module += replicasFunction;
    if (std::any_of(plans.begin(), plans.end(), isReplicated(true)))
        module += heartbeatsFunction;
    return module + "end\n";
}

bool usesResources(const Scenario& scenario)
{
    return std::ranges::any_of(scenario.resources,
        [&scenario](const ResourceSpec& resource) { return isUsed(scenario, resource); });
}

std::vector<std::string> poolChildren(const Scenario& scenario)
{
    const std::vector<std::string> names = poolNames(scenario);
    std::vector<std::string> children;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const ResourceSpec& resource = scenario.resources[i];
        if (!isUsed(scenario, resource))
            continue;
        const std::string timeout = resource.timeout
            ? fmt::format(", timeout: {}", elixirNumber(wholeMs(*resource.timeout)))
            : "";
        children.push_back(fmt::format("{{UnitPool, name: {}, size: {}{}}}", elixirAtom(names[i]),
            elixirNumber(resource.capacity), timeout));
    }
    return children;
}

std::string applicationModule(const Scenario& scenario)
{
    std::string pools;
    for (const std::string& child : poolChildren(scenario))
        pools += fmt::format("      {},\n", child);
    return fmt::format(R"(defmodule PeriodicWork.Application do
  @moduledoc false
  use Application

  @impl true
  def start(_type, _args) do
    children = [
      {{World, PeriodicWork.Settings.world()}},
{}      PeriodicWork.{}
    ]

    Supervisor.start_link(children, strategy: :one_for_one)
  end
end
)",
        pools, scenario.supervisor.parent ? "Parent" : "Servers");
}

std::string titleText(const Scenario& scenario)
{
    return scenario.title.empty() ? "Periodic work" : scenario.title;
}

std::string readmeText(
    const Scenario& scenario, const std::vector<ServerPlan>& plans, const std::string& commands)
{
    std::string readme = fmt::format("# {}\n\n{}\n", markdownText(titleText(scenario)), commands);
    readme += "| server | kind | schedule | every |\n|---|---|---|---|\n";
    for (const ServerPlan& plan : plans) {
        readme += fmt::format("| `{}` | {} | {} | {} ms |\n", plan.names.server,
            toText(plan.spec.kind), toText(plan.spec.schedule), wholeMs(plan.spec.interval));
    }
    readme += "\n`World` stands for what the servers work on. Replace it by your own code.\n"
              "All of this is under the BSD Zero Clause License: do with it what you want.\n";
    return readme;
}

} // namespace tickscope

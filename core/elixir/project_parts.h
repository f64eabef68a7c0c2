// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/elixir_module.h"
#include "core/elixir/elixir_project.h"
#include "core/elixir/server_plan.h"

#include <string>
#include <vector>

namespace tickscope {

/// The plans of all server tables, in their order. @pre they live no longer than the scenario
/// @return Error InvalidScenario when a name cannot be used
Result<std::vector<ServerPlan>> serverPlans(
    const Scenario& scenario, Clauses clauses = Clauses::Used);

/// "# SPDX-License-Identifier: 0BSD\n"
extern const char* const elixirLicenceLine;
extern const char* const erlangLicenceLine;

/// PeriodicWork.Settings: what World gives to each server.
std::string settingsModule(const std::vector<ServerPlan>& plans);
/// PeriodicWork.Servers: the supervisor with its limits.
std::string supervisorModule(const Scenario& scenario, const std::vector<ServerPlan>& plans);
/// PeriodicWork.Parent: the supervisor over that one.
std::string parentModule(const RestartLimits& limits);
/// periodic_work_parent: the same in Erlang, with its licence line.
std::string parentErlangModule(const RestartLimits& limits);
/// The pools of the resources that servers use, as the supervisor starts them:
/// "{UnitPool, name: :db_pool, size: 2, timeout: 100}".
std::vector<std::string> poolChildren(const Scenario& scenario);
/// Whether any server uses a resource, so that UnitPool is part of the project.
bool usesResources(const Scenario& scenario);
/// PeriodicWork.Application.
std::string applicationModule(const Scenario& scenario);
/// The ExUnit tests of one server.
std::string testModule(const ServerPlan& plan);
/// demo.exs: the scenario's actions at their times, each printed with what came back.
std::string demoScript(const Scenario& scenario, const std::vector<ServerPlan>& plans);
/// What a person may type in iex to act on a server while it runs, a line each.
std::vector<std::string> iexLines(const ServerPlan& plan);
/// README.md; `commands` says how to run what lies beside it.
std::string readmeText(
    const Scenario& scenario, const std::vector<ServerPlan>& plans, const std::string& commands);
/// The scenario's title, or "Periodic work" where it has none.
std::string titleText(const Scenario& scenario);

/// Texts of resources/elixir, compiled in.
extern const char* const worldElixir;
extern const char* const worldErlang;
extern const char* const unitPoolElixir;
extern const char* const unitPoolErlang;
extern const char* const licenceText;

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/elixir_module.h"

#include "core/elixir/elixir_writer.h"
#include "core/elixir/erlang_writer.h"

#include <cassert>

namespace tickscope {

namespace {

Result<ServerPlan> planOf(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses = Clauses::Used)
{
    assert(serverSpec < scenario.servers.size());
    const Result<std::vector<ServerNames>> names = serverNames(scenario);
    if (!names)
        return names.errors();
    const ServerSpec& spec = scenario.servers[serverSpec];
    return ServerPlan(spec, (*names)[serverSpec], usesOf(scenario, spec, clauses));
}

SourceModule emptyModule(const ServerPlan& plan, SourceLanguage language, const std::string& name)
{
    SourceModule module;
    module.language = language;
    module.name = name;
    module.fileName = language == SourceLanguage::Elixir ? plan.names.file + ".ex" : name + ".erl";
    module.from = plan.spec.from;
    return module;
}

} // namespace

Result<ElixirModule> elixirModule(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses)
{
    const Result<ServerPlan> plan = planOf(scenario, serverSpec, clauses);
    if (!plan)
        return plan.errors();
    ElixirModule module = emptyModule(*plan, SourceLanguage::Elixir, plan->names.module);
    ElixirWriter writer(*plan, module);
    writer.head();
    writer.init();
    writer.handleContinue();
    writer.handleTick();
    writer.handleCasts();
    writer.handleCall();
    writer.scheduleFunctions();
    writer.workFunctions();
    writer.end();
    writer.monitor();
    return module;
}

Result<SourceModule> erlangModule(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses)
{
    const Result<ServerPlan> plan = planOf(scenario, serverSpec, clauses);
    if (!plan)
        return plan.errors();
    SourceModule module = emptyModule(*plan, SourceLanguage::Erlang, plan->names.file);
    ErlangWriter writer(*plan, module);
    writer.head();
    writer.init();
    writer.handleContinue();
    writer.handleInfo();
    writer.handleCast();
    writer.handleCall();
    writer.scheduleFunctions();
    writer.workFunctions();
    return module;
}

Result<SourceModule> erlangMonitorModule(const Scenario& scenario, std::uint32_t serverSpec)
{
    assert(scenario.servers[serverSpec].kind == ServerKind::Heartbeat);
    const Result<ServerPlan> plan = planOf(scenario, serverSpec);
    if (!plan)
        return plan.errors();
    SourceModule module = emptyModule(*plan, SourceLanguage::Erlang, plan->names.file + "_monitor");
    ErlangWriter(*plan, module).monitor();
    return module;
}

} // namespace tickscope

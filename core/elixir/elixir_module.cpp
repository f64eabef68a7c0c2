// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/elixir_module.h"

#include "core/elixir/kind_templates.h"
#include "core/elixir/template_names.h"

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

Result<SourceModule> moduleOf(const Result<ServerPlan>& plan, SourceLanguage language,
    const char* part, const char* suffix = "")
{
    if (!plan)
        return plan.errors();
    const ServerNames& names = plan->names;
    const bool isElixir = language == SourceLanguage::Elixir;
    SourceModule module;
    module.language = language;
    module.name = (isElixir ? names.module : names.file) + suffix;
    module.fileName = isElixir ? names.file + ".ex" : module.name + ".erl";
    module.from = plan->spec.from;
    kindTemplate(plan->spec.kind, language).write(part, templateNames(*plan, language), module);
    return module;
}

} // namespace

Result<ElixirModule> elixirModule(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses)
{
    return moduleOf(planOf(scenario, serverSpec, clauses), SourceLanguage::Elixir, "module");
}

Result<SourceModule> erlangModule(
    const Scenario& scenario, std::uint32_t serverSpec, Clauses clauses)
{
    return moduleOf(planOf(scenario, serverSpec, clauses), SourceLanguage::Erlang, "module");
}

Result<SourceModule> erlangMonitorModule(const Scenario& scenario, std::uint32_t serverSpec)
{
    assert(rowOf(scenario.servers[serverSpec].kind).hasMonitor);
    return moduleOf(planOf(scenario, serverSpec), SourceLanguage::Erlang, "monitor", "_monitor");
}

} // namespace tickscope

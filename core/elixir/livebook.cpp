// SPDX-License-Identifier: GPL-3.0-only
// A scenario as one Livebook notebook: Markdown with a cell for each module.
#include "core/elixir/elixir_project.h"
#include "core/elixir/project_parts.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

std::string cell(std::string code)
{
    while (!code.empty() && code.back() == '\n')
        code.pop_back();
    return fmt::format("```elixir\n{}\n```\n\n", code);
}

std::string section(const std::string& title, const std::string& words, const std::string& code)
{
    return fmt::format("## {}\n\n{}\n\n{}", markdownText(title), words, cell(code));
}

// People's text, line by line, with nothing in it that Markdown reads as markup.
std::string description(const std::string& text)
{
    std::string escaped;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        escaped += "> " + markdownText(std::string_view(text).substr(at, end - at)) + "\n";
        at = end + 1;
    }
    return escaped.empty() ? "" : escaped + "\n";
}

// Reads at once; whatever changes something waits behind a # until somebody wants it.
std::string editCell(const ServerPlan& plan)
{
    std::string code;
    for (const std::string& line : iexLines(plan)) {
        const bool isReading = line.find("state") != std::string::npos;
        if (!isReading)
            code += "# " + line + '\n';
    }
    return code
        + fmt::format(":sys.get_state({}, 60_000)",
            elixirAtom(plan.isReplicated() ? plan.names.server + "-1" : plan.names.server));
}

// Under one supervisor, so that all of them can be stopped at once.
std::string startCell(const std::vector<std::string>& pools, const std::string& top)
{
    std::string others;
    for (const std::string& pool : pools)
        others += fmt::format("  {},\n", pool);
    return fmt::format("if pid = Process.whereis(PeriodicWork.Top), do: Supervisor.stop(pid)\n\n"
                       "children = [\n"
                       "  {{World, PeriodicWork.Settings.world()}},\n"
                       "{}"
                       "  PeriodicWork.{}\n"
                       "]\n\n"
                       "{{:ok, _}} =\n"
                       "  Supervisor.start_link(children, strategy: :one_for_one, name: "
                       "PeriodicWork.Top)",
        others, top);
}

} // namespace

Result<ElixirProject> livebookProject(const Scenario& scenario, Clauses clauses)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario, clauses);
    if (!plans)
        return plans.errors();
    std::string book = fmt::format("<!-- SPDX-License-Identifier: 0BSD -->\n\n# {}\n\n{}",
        markdownText(titleText(scenario)), description(scenario.description));
    book += section("World", "Stands for what the servers work on.", worldElixir);
    if (usesResources(scenario))
        book += section("UnitPool", "What servers share: who finds no unit waits.", unitPoolElixir);
    for (std::uint32_t i = 0; i < plans->size(); ++i) {
        const Result<ElixirModule> module = elixirModule(scenario, i, clauses);
        book += section((*plans)[i].names.server,
            fmt::format("A {} with the schedule {}.", toText((*plans)[i].spec.kind),
                toText((*plans)[i].spec.schedule)),
            module->text());
    }
    book += section("Settings", "What each server finds in the world.", settingsModule(*plans));
    book += section("Supervisor", "Starts the servers in this order, and restarts them.",
        supervisorModule(scenario, *plans));
    const std::optional<RestartLimits>& parent = scenario.supervisor.parent;
    if (parent)
        book += section(
            "Parent", "Starts the supervisor again when it gave up.", parentModule(*parent));
    book += section("Start", "Run this cell again to start anew.",
        startCell(poolChildren(scenario), parent ? "Parent" : "Servers"));
    for (const ServerPlan& plan : *plans)
        book += section(
            "Edit " + plan.names.server, "While it runs, one line at a time.", editCell(plan));
    ElixirProject project;
    project.files.push_back({ "periodic_work.livemd", std::move(book) });
    return project;
}

} // namespace tickscope

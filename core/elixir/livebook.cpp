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

std::string serverName(const ServerPlan& plan)
{
    return elixirAtom(plan.isReplicated() ? plan.names.server + "-1" : plan.names.server);
}

} // namespace

Result<ElixirProject> livebookProject(const Scenario& scenario)
{
    const Result<std::vector<ServerPlan>> plans = serverPlans(scenario);
    if (!plans)
        return plans.errors();
    std::string book = fmt::format("<!-- SPDX-License-Identifier: 0BSD -->\n\n# {}\n\n{}",
        markdownText(titleText(scenario)), description(scenario.description));
    book += section("World", "Stands for what the servers work on.", worldElixir);
    for (std::uint32_t i = 0; i < plans->size(); ++i) {
        const Result<ElixirModule> module = elixirModule(scenario, i);
        book += section((*plans)[i].names.server,
            fmt::format("A {} with the schedule {}.", markdownText(toText((*plans)[i].spec.kind)),
                markdownText(toText((*plans)[i].spec.schedule))),
            module->text());
    }
    book += section("Settings", "What each server finds in the world.", settingsModule(*plans));
    book += section("Supervisor", "Starts the servers in this order, and restarts them.",
        supervisorModule(scenario, *plans));
    book += section("Start", "Run this cell again to start anew.",
        "for name <- [PeriodicWork.Servers, World], pid = Process.whereis(name) do\n"
        "  GenServer.stop(pid)\n"
        "end\n\n"
        "{:ok, _} = World.start_link(PeriodicWork.Settings.world())\n"
        "{:ok, _} = PeriodicWork.Servers.start_link(:ok)");
    for (const ServerPlan& plan : *plans) {
        const std::string name = serverName(plan);
        book += section("Edit " + plan.names.server, "While it runs, one line at a time.",
            fmt::format("GenServer.cast({0}, {{:set_interval, 2000}})\n"
                        "# GenServer.cast({0}, :stop_timer)\n"
                        "# GenServer.cast({0}, :resume)\n"
                        "# World.put({1}, work: 8000, outcomes: [:ok, :error])\n"
                        "GenServer.call({0}, :state, 60_000)",
                name, elixirAtom(plan.names.server)));
    }
    ElixirProject project;
    project.files.push_back({ "periodic_work.livemd", std::move(book) });
    return project;
}

} // namespace tickscope

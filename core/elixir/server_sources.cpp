// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/server_sources.h"

#include "core/elixir/elixir_module.h"
#include "core/elixir/project_parts.h"
#include "core/scenario/server_kinds.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace tickscope {

namespace {

using When = LineRule::When;

/// A line of the world, and when it runs.
struct WorldLine
{
    std::string_view elixir;
    std::string_view erlang;
    std::vector<LineRule> rules;
};

const std::vector<WorldLine>& worldLines()
{
    static const std::vector<WorldLine> lines {
        { "  def work(server) do", "work(Server) ->",
            { inTick(Event::WorkStart), inTick(Event::WorkEnd) } },
        { "    case with_unit(pool, fn -> Process.sleep(draw(work, tick)) end) do",
            "    case with_unit(Pool, fun() -> timer:sleep(draw(Work, Tick)) end) of",
            { inTick(Event::WorkStart) } },
        { "  defp ending(_server, result, tick), do: {result, tick}",
            "ending(_, Result, Tick) -> {Result, Tick}.", { inTick(Event::WorkEnd) } },
        { "  def load(server) do", "load(Server) ->",
            { { Event::WorkStart, Callback::Init }, { Event::WorkEnd, Callback::Init },
                { Event::WorkStart, Callback::Continue },
                { Event::WorkEnd, Callback::Continue } } },
        { "    Process.sleep(draw(load))", "    timer:sleep(draw(Load)),",
            { { Event::WorkStart, Callback::Init }, { Event::WorkStart, Callback::Continue } } },
        { "  def notify(server, event) do", "notify(Server, Event) ->", { inTick(Event::Notify) } },
    };
    return lines;
}

SourceModule worldSource(SourceLanguage language)
{
    const bool isElixir = language == SourceLanguage::Elixir;
    SourceModule module;
    module.language = language;
    module.name = isElixir ? "World" : "world";
    module.fileName = isElixir ? "world.ex" : "world.erl";
    std::string_view text = isElixir ? worldElixir : worldErlang;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        SourceLine line;
        line.text = text.substr(0, end);
        for (const WorldLine& known : worldLines())
            if (line.text == (isElixir ? known.elixir : known.erlang))
                line.rules = known.rules;
        module.lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return module;
}

SourceModule withLicence(SourceModule module)
{
    std::string licence
        = module.language == SourceLanguage::Elixir ? elixirLicenceLine : erlangLicenceLine;
    licence.pop_back(); // its line end
    module.lines.insert(module.lines.begin(), { std::move(licence), {}, false });
    return module;
}

} // namespace

Result<std::vector<SourceModule>> serverSources(
    const Scenario& scenario, std::uint32_t serverSpec, SourceLanguage language, Clauses clauses)
{
    const ServerSpec& spec = scenario.servers[serverSpec];
    const bool isElixir = language == SourceLanguage::Elixir;
    Result<SourceModule> module = isElixir ? elixirModule(scenario, serverSpec, clauses)
                                           : erlangModule(scenario, serverSpec, clauses);
    if (!module)
        return module.errors();
    std::vector<SourceModule> sources { withLicence(std::move(*module)) };
    if (!isElixir && rowOf(spec.kind).hasMonitor)
        sources.push_back(withLicence(*erlangMonitorModule(scenario, serverSpec)));
    sources.push_back(withLicence(worldSource(language)));
    return sources;
}

std::string projectPath(const SourceModule& source)
{
    return (source.language == SourceLanguage::Elixir ? "lib/" : "src/") + source.fileName;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// Writes everything that can be exported into a folder, with the records that run each line. Who
// changes how modules are written does so before and after, and compares both with diff -r:
//   export_all DIR [SCENARIO.toml...]
#include "core/elixir/elixir_module.h"
#include "core/elixir/elixir_project.h"
#include "core/scenario/builtin.h"
#include "core/scenario/file_reader.h"
#include "core/scenario/reader.h"
#include "tests/core/elixir/all_servers.h"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text)
{
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string rulesText(const SourceLine& line)
{
    std::string text = line.isMonitor ? " monitor" : "";
    for (const LineRule& rule : line.rules)
        text += fmt::format(" {}/{}/{}", toText(rule.event), static_cast<int>(rule.callback),
            static_cast<int>(rule.when));
    return text;
}

std::string text(const Result<SourceModule>& module)
{
    if (!module)
        return module.error().message + '\n';
    std::string text = fmt::format("{} {} from {}\n", module->name, module->fileName, module->from);
    for (const SourceLine& line : module->lines)
        text += fmt::format("{}\t{}\n", line.text, rulesText(line));
    return text;
}

std::string modules(const Scenario& scenario, Clauses clauses)
{
    std::string all = text(elixirModule(scenario, 0, clauses));
    all += text(erlangModule(scenario, 0, clauses));
    if (scenario.servers[0].kind == ServerKind::Heartbeat)
        all += text(erlangMonitorModule(scenario, 0));
    return all;
}

void writeProjects(const fs::path& folder, const Scenario& scenario)
{
    for (const Clauses clauses : { Clauses::Used, Clauses::All }) {
        const fs::path part = folder / (clauses == Clauses::All ? "full" : "used");
        for (const auto& [name, project] : { std::pair("elixir", elixirProject(scenario, clauses)),
                 std::pair("erlang", erlangProject(scenario, clauses)),
                 std::pair("livebook", livebookProject(scenario, clauses)) }) {
            if (!project)
                write(part / name / "refused", project.error().message);
            else
                for (const ProjectFile& file : project->files)
                    write(part / name / file.path, file.contents);
        }
        const auto listing = elixirListing(scenario, clauses);
        write(part / "listing.ex", listing ? *listing : listing.error().message);
        const auto erlang = erlangListing(scenario, clauses);
        write(part / "listing.erl", erlang ? *erlang : erlang.error().message);
    }
}

// What can happen to a server, one at a time and all together.
std::vector<Scenario> usesOf(const ServerSpec& spec)
{
    Scenario plain;
    plain.servers = { spec };
    std::vector<Scenario> all { plain };
    for (const ActionKind kind :
        { ActionKind::SetInterval, ActionKind::Cancel, ActionKind::Resume, ActionKind::Call }) {
        Scenario scenario = plain;
        Action action;
        action.server = spec.name;
        action.kind = kind;
        scenario.actions = { action };
        all.push_back(scenario);
    }
    Scenario asked = plain;
    for (const ClientRequest request :
        { ClientRequest::Call, ClientRequest::Cast, ClientRequest::Tick }) {
        for (const Duration work : { Duration {}, Duration { 5ms } }) {
            for (const bool forgets : { false, true }) {
                ClientSpec client;
                client.server = spec.name;
                client.request = request;
                client.every = Duration { 1s };
                client.work = work;
                client.forgetsTimeout = forgets;
                asked.clients.push_back(client);
                Scenario one = plain;
                one.clients = { client };
                all.push_back(one);
            }
        }
    }
    all.push_back(asked);
    return all;
}

void writeVariant(const fs::path& folder, Variant variant)
{
    Scenario together;
    together.title = "All of them";
    together.servers = allServers(variant);
    writeProjects(folder / "project", together);
    for (const ServerSpec& spec : together.servers) {
        std::string text;
        for (const Scenario& scenario : usesOf(spec)) {
            text += modules(scenario, Clauses::Used);
            text += modules(scenario, Clauses::All);
        }
        // Long names would be too long for a file.
        write(folder
                / fmt::format("{}_{}_{}_{}", toText(spec.kind), toText(spec.schedule),
                    toText(spec.address), !spec.load ? "none" : toText(spec.loadIn)),
            text);
    }
}

bool writeScenario(const fs::path& folder, const std::string& text, const std::string& name)
{
    const ReadResult read = readScenario(text, name);
    if (!read.scenario) {
        std::fprintf(stderr, "%s: no scenario\n", name.c_str());
        return false;
    }
    writeProjects(folder / fs::path(name).stem(), *read.scenario);
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: export_all DIR [SCENARIO.toml...]\n");
        return 2;
    }
    const fs::path folder = argv[1];
    for (const Variant variant : allVariants)
        writeVariant(folder / fmt::format("variant_{}", static_cast<int>(variant)), variant);
    bool isGood = true;
    for (const BuiltinScenario& builtin : builtinScenarios())
        isGood = writeScenario(
                     folder / "builtin", std::string(builtin.text), std::string(builtin.name))
            && isGood;
    for (int i = 2; i < argc; ++i) {
        const auto text = readTextFile(argv[i]);
        isGood = text && writeScenario(folder / "files", *text, argv[i]) && isGood;
    }
    return isGood ? 0 : 1;
}

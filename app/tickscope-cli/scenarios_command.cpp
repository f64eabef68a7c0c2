// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/builtin.h"
#include "core/scenario/did_you_mean.h"
#include "core/scenario/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace tickscope::cli {
namespace {

std::string asTable(const std::vector<BuiltinScenario>& scenarios)
{
    std::size_t width = 0;
    for (const BuiltinScenario& scenario : scenarios)
        width = std::max(width, scenario.name.size());
    std::string table;
    for (const BuiltinScenario& scenario : scenarios)
        table += fmt::format("{:<{}}  {}\n", scenario.name, width, builtinTitle(scenario));
    return table;
}

std::string asJson(const std::vector<BuiltinScenario>& scenarios)
{
    auto list = nlohmann::ordered_json::array();
    for (const BuiltinScenario& scenario : scenarios)
        list.push_back({ { "name", scenario.name }, { "title", builtinTitle(scenario) } });
    return list.dump(2) + "\n";
}

struct ScenariosArguments
{
    bool json = false;
    std::vector<std::string> names;
};

/// Prints the files themselves.
int print(const std::vector<std::string>& names, Console& console)
{
    for (const std::string& name : names) {
        if (const BuiltinScenario* scenario = findBuiltin(name)) {
            console.out().write(scenario->text);
            continue;
        }
        std::vector<std::string_view> known;
        for (const BuiltinScenario& scenario : builtinScenarios())
            known.push_back(scenario.name);
        const std::string_view nearest = nearestWord(name, known);
        return refuseUsage(console, "scenarios",
            fmt::format("no built-in scenario is named {}{}", inQuotes(name),
                nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest)));
    }
    return ExitDone;
}

int scenarios(const ScenariosArguments& arguments, Console& console)
{
    if (!arguments.names.empty() && arguments.json)
        return refuseUsage(console, "scenarios", "--json lists all: leave out the names");
    if (!arguments.names.empty())
        return print(arguments.names, console);
    const bool json = arguments.json;
    console.out().write((json ? asJson(builtinScenarios()) : asTable(builtinScenarios())));
    return ExitDone;
}

} // namespace

void addScenariosCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<ScenariosArguments>();
    CLI::App* command
        = program.add_subcommand("scenarios", "List the built-in scenarios, or print one");
    command->footer("  tickscope-cli scenarios\n"
                    "  tickscope-cli scenarios --json\n"
                    "  tickscope-cli scenarios buildup > mine.toml");
    command->add_option("NAME", arguments->names, "Print these, as they are written");
    command->add_flag("--json", arguments->json, "Print the list as JSON");
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return scenarios(*arguments, console); };
    });
}

} // namespace tickscope::cli

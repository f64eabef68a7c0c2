// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/builtin.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

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

int scenarios(bool json, Console& console)
{
    console.out().write((json ? asJson(builtinScenarios()) : asTable(builtinScenarios())));
    return ExitDone;
}

} // namespace

void addScenariosCommand(CLI::App& program, CommandBody& chosen)
{
    auto json = std::make_shared<bool>(false);
    CLI::App* command = program.add_subcommand("scenarios", "List the built-in scenarios");
    command->footer("  tickscope-cli scenarios\n"
                    "  tickscope-cli scenarios --json");
    command->add_flag("--json", *json, "Print the list as JSON");
    command->callback([json, &chosen] {
        chosen = [json](Console& console) { return scenarios(*json, console); };
    });
}

} // namespace tickscope::cli

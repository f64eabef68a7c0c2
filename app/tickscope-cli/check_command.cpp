// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace tickscope::cli {
namespace {

struct CheckArguments
{
    std::vector<std::string> files;
    ReadOptions read;
};

/// @return the gravest exit code: an invalid scenario says more than a file that is not there
int check(const CheckArguments& arguments, Console& console)
{
    int exitCode = ExitDone;
    for (const std::string& file : arguments.files) {
        const LoadedScenario loaded = loadScenario(file, arguments.read, console, Notes::Tell);
        exitCode = std::max(exitCode, loaded.exitCode);
        if (loaded.scenario)
            console.out().write(fmt::format(
                "{}: {}\n", visibleText(shownName(file)), console.toneOut(Tone::Good, "ok")));
    }
    return exitCode;
}

} // namespace

void addCheckCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<CheckArguments>();
    CLI::App* command = program.add_subcommand("check", "Say ok, or every error of every scenario");
    command->footer("  tickscope-cli check mine.toml\n"
                    "  tickscope-cli check --strict scenarios/*.toml\n"
                    "  generate | tickscope-cli check -");
    command
        ->add_option("FILE", arguments->files,
            "Scenario files; - is standard input, a built-in name works too")
        ->required();
    addReadOptions(*command, arguments->read);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return check(*arguments, console); };
    });
}

} // namespace tickscope::cli

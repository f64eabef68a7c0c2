// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/event_source.h"
#include "app/tickscope-cli/exit_code.h"
#include "core/scenario/words.h"
#include "core/trace/diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

namespace tickscope::cli {
namespace {

struct DiffArguments
{
    std::string left;
    std::string right;
    SourceArguments sources;
};

int compare(EventSource& left, EventSource& right, Console& console)
{
    std::uint64_t events = 0;
    const auto difference = firstDifference(
        [&](std::string& line) {
            const bool isOne = left.next(line);
            events += isOne ? 1 : 0;
            return isOne;
        },
        [&](std::string& line) { return right.next(line); });
    // Where a run was cut short, its end is no difference.
    const int end = std::max(left.finish(console), right.finish(console));
    const bool isReal = difference && ((difference->left && difference->right) || end == ExitDone);
    if (isReal)
        console.out().write(differenceText(*difference));
    else if (end == ExitDone)
        console.out().write(fmt::format("no difference in {} events\n", withThousands(events)));
    return isReal ? ExitMismatch : end;
}

int diff(const DiffArguments& arguments, Console& console)
{
    if (arguments.left == standardStream && arguments.right == standardStream)
        return refuseUsage(console, "diff", "only one of the two can be standard input");
    const auto left = openEventSource(arguments.left, arguments.sources, console);
    const auto right = openEventSource(arguments.right, arguments.sources, console);
    if (!left.source || !right.source)
        return std::max(left.exitCode, right.exitCode);
    return compare(*left.source, *right.source, console);
}

} // namespace

void addDiffCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<DiffArguments>();
    CLI::App* command
        = program.add_subcommand("diff", "Find the first difference of two runs; exit 4 if any");
    command->footer("  tickscope-cli diff before.toml after.toml        runs both\n"
                    "  tickscope-cli run mine.toml --events - | tickscope-cli diff old.jsonl -");
    const char* what = "A scenario, or a file of events that run --events wrote";
    command->add_option("A", arguments->left, what)->required();
    command->add_option("B", arguments->right, what)->required();
    addOverrideOptions(*command, arguments->sources.overrides);
    addReadOptions(*command, arguments->sources.read);
    addRunLimitOptions(*command, arguments->sources.limits);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return diff(*arguments, console); };
    });
}

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/in_order.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/progress.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "app/tickscope-cli/sweep_plan.h"
#include "app/tickscope-cli/sweep_table.h"
#include "app/tickscope-cli/sweep_worker.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

struct SweepArguments
{
    std::string file;
    std::vector<std::string> vary;
    ReadOptions read;
    OverrideArguments overrides;
    RunLimits limits;
};

void tellLimits(const SweepRows& rows, const Combinations& all, Console& console)
{
    for (const SweepRows::Limit& limit : rows.limits)
        console.print(Error { ErrorCode::LimitReached,
            fmt::format("{}: {}", labelOf(all, limit.index), limit.message), {} });
}

int sweepAll(
    const Scenario& base, const Combinations& all, const RunLimits& limits, Console& console)
{
    const SweepTable table(all.variations(), allServers(base, all));
    console.out().write(table.header());
    Progress progress(console);
    std::size_t done = 0;
    std::size_t limited = 0;
    doInOrder<SweepRows>(
        all.count(), [&] { return SweepWorker(base, all, table, limits); },
        [&](Pieces pieces, SweepRows& rows) {
            tellLimits(rows, all, console);
            limited += rows.limits.size();
            done = pieces.end;
            progress.show(static_cast<double>(done) / static_cast<double>(all.count()),
                fmt::format(
                    "{} of {} combinations", withThousands(done), withThousands(all.count())));
            return console.out().write(rows.text);
        });
    if (done < all.count())
        return ExitInterrupted;
    return limited > 0 ? ExitLimit : ExitDone;
}

int sweep(const SweepArguments& arguments, Console& console)
{
    const auto all = readVariations(arguments.vary);
    if (!all)
        return refuseUsage(console, "sweep", all.error().message);
    LoadedScenario loaded = loadScenario(arguments.file, arguments.read, console);
    if (!loaded.scenario)
        return loaded.exitCode;
    applyOverrides(arguments.overrides, *loaded.scenario);
    if (const auto error = checkValues(*loaded.scenario, *all))
        return refuseUsage(console, "sweep", error->message);
    const auto errors = checkScenarios(*loaded.scenario, *all, arguments.read);
    if (!errors.empty()) {
        console.print(errors);
        return ExitInvalidScenario;
    }
    return sweepAll(*loaded.scenario, *all, arguments.limits, console);
}

} // namespace

void addSweepCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<SweepArguments>();
    CLI::App* command = program.add_subcommand(
        "sweep", "Run a scenario with each combination of some values; a CSV row each");
    command->footer(
        "  tickscope-cli sweep buildup --vary poller_interval.interval=1s..10s/1s\n"
        "  tickscope-cli sweep mine.toml --vary poller.work=1s,2s,5s --vary seed=1..20\n"
        "  tickscope-cli sweep mine.toml --vary poller.schedule=after_work,send_interval");
    command
        ->add_option("FILE", arguments->file,
            "A scenario file, - for standard input, or the name of a built-in scenario")
        ->required();
    command
        ->add_option("--vary", arguments->vary,
            "SERVER.KEY=LOW..HIGH/STEP, both ends included, or =A,B,C; several make a product")
        ->option_text("PATH=VALUES")
        ->required()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    addOverrideOptions(*command, arguments->overrides);
    addReadOptions(*command, arguments->read);
    addRunLimitOptions(*command, arguments->limits);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return sweep(*arguments, console); };
    });
}

} // namespace tickscope::cli

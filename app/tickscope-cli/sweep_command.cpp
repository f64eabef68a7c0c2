// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/assign_value.h"
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/headless_run.h"
#include "app/tickscope-cli/in_order.h"
#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/progress.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "app/tickscope-cli/sweep_table.h"
#include "core/scenario/words.h"
#include "core/scenario/writer.h"

#include <fmt/format.h>

#include <memory>
#include <set>
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

/// "poller.interval=5s poller.work=1s"
std::string labelOf(const Combinations& all, std::size_t index)
{
    const auto values = all.at(index);
    std::string label;
    for (std::size_t k = 0; k < values.size(); ++k)
        label += fmt::format("{}{}={}", k == 0 ? "" : " ", all.variations()[k].path, values[k]);
    return label;
}

/// @pre the values were accepted by checkAll()
Scenario scenarioFor(const Scenario& base, const Combinations& all, std::size_t index)
{
    Scenario scenario = base;
    const auto values = all.at(index);
    for (std::size_t k = 0; k < values.size(); ++k)
        assignValue(scenario, all.variations()[k].path, values[k]);
    return scenario;
}

Result<Combinations> readVariations(const std::vector<std::string>& texts)
{
    std::vector<Variation> variations;
    for (const std::string& text : texts) {
        auto variation = parseVariation(text);
        if (!variation)
            return variation.errors();
        variations.push_back(std::move(variation).value());
    }
    Combinations all(std::move(variations));
    if (all.count() > maxCombinations)
        return Error { ErrorCode::Usage,
            fmt::format("{} combinations are more than {}", withThousands(all.count()),
                withThousands(maxCombinations)),
            {} };
    return all;
}

/// Whether each value can be set.
std::optional<Error> checkValues(Scenario scenario, const Combinations& all)
{
    for (const Variation& variation : all.variations()) {
        for (const std::string& value : variation.values) {
            if (auto error = assignValue(scenario, variation.path, value))
                return error;
        }
    }
    return std::nullopt;
}

/// Whether each combination is a valid scenario; says what is wrong with the first that is not.
bool areValid(
    const Scenario& base, const Combinations& all, const ReadOptions& options, Console& console)
{
    for (std::size_t index = 0; index < all.count(); ++index) {
        const std::string text = writeScenario(scenarioFor(base, all, index));
        const ReadResult read = readScenario(text, labelOf(all, index), options);
        if (read.scenario)
            continue;
        for (Error error : toErrors(read.diagnostics)) {
            error.place = Place { labelOf(all, index) }; // the text is ours: no line to point at
            console.print(error);
        }
        return false;
    }
    return true;
}

/// The servers of all combinations, each once, in the order in which they first appear.
std::vector<std::string> allServers(const Scenario& base, const Combinations& all)
{
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (std::size_t index = 0; index < all.count(); ++index) {
        for (const ServerInstance& server : expandServers(scenarioFor(base, all, index))) {
            if (seen.insert(server.name).second)
                names.push_back(server.name);
        }
    }
    return names;
}

struct SweepRow
{
    RunSummary summary;
    std::string limitMessage; ///< empty when it came to its end
};

/// Runs one combination. Called on several threads: it shares nothing and says nothing.
/// @return nothing when the person stopped it
std::optional<SweepRow> runOne(Scenario scenario, const RunLimits& limits)
{
    const VirtualTime until(scenario.duration);
    Run run(std::move(scenario), RunOptions { limits });
    TraceLog log = logFor(run);
    bool isOver = false;
    while (!isOver) {
        if (isInterrupted())
            return std::nullopt;
        isOver = run.advanceTo(until, sliceEvents) || run.limitReached();
        log.consume(run.trace());
        run.forgetTraceBefore(run.trace().size());
    }
    DriveEnd end;
    if (run.limitReached())
        end = limitEnd(run);
    RunFacts facts = factsOf(run, end, {});
    return SweepRow {
        summarise(std::move(facts), run.scenario(), expandServers(run.scenario()), log), end.message
    };
}

int sweepAll(
    const Scenario& base, const Combinations& all, const RunLimits& limits, Console& console)
{
    const SweepTable table(all.variations(), allServers(base, all));
    console.out().write(table.header());
    Progress progress(console);
    int exitCode = ExitInterrupted;
    std::size_t limited = 0;
    doInOrder<SweepRow>(
        all.count(),
        [&](std::size_t index) { return runOne(scenarioFor(base, all, index), limits); },
        [&](std::size_t index, SweepRow row) {
            if (!row.limitMessage.empty()) {
                ++limited;
                console.print(Error {
                    ErrorCode::LimitReached, row.limitMessage, Place { labelOf(all, index) } });
            }
            const std::size_t done = index + 1;
            progress.show(static_cast<double>(done) / static_cast<double>(all.count()),
                fmt::format(
                    "{} of {} combinations", withThousands(done), withThousands(all.count())));
            if (done == all.count())
                exitCode = limited > 0 ? ExitLimit : ExitDone;
            return console.out().write(table.row(all.at(index), row.summary));
        });
    return exitCode;
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
    if (!areValid(*loaded.scenario, *all, arguments.read, console))
        return ExitInvalidScenario;
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

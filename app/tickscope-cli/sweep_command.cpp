// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/expectations.h"
#include "app/tickscope-cli/in_order.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/progress.h"
#include "app/tickscope-cli/report.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "app/tickscope-cli/sweep_plan.h"
#include "app/tickscope-cli/sweep_table.h"
#include "app/tickscope-cli/sweep_worker.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <memory>
#include <optional>
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
    SweepForm form;
    std::vector<std::string> expectations;
    std::string output;
    bool force = false;
};

constexpr std::size_t mostFailuresShown = 20;

void tellLimits(const SweepRows& rows, const Combinations& all, Console& console)
{
    for (const SweepRows::Limit& limit : rows.limits)
        console.print(Error { ErrorCode::LimitReached,
            fmt::format("{}: {}", labelOf(all, limit.index), limit.message), {} });
}

/// How many rows did not come to their end, and how many do not meet an expectation.
struct SweepTotals
{
    std::size_t done = 0;
    std::size_t limited = 0;
    std::size_t failedRows = 0;
    std::size_t failures = 0;
    std::size_t lastFailed = 0; ///< index + 1
};

/// Which rows fail, as far as a person reads on.
void tellFailures(
    const SweepRows& rows, const Combinations& all, SweepTotals& totals, Console& console)
{
    for (const SweepRows::Failure& failure : rows.failures) {
        if (++totals.failures <= mostFailuresShown)
            console.print(Error { ErrorCode::ExpectationFailed,
                fmt::format(
                    "{}: expectation failed: {}", labelOf(all, failure.index), failure.message),
                {} });
        totals.failedRows += totals.lastFailed != failure.index + 1 ? 1 : 0;
        totals.lastFailed = failure.index + 1;
    }
}

int sweepAll(const Scenario& base, const Combinations& all, const SweepArguments& arguments,
    const std::vector<RunExpectation>& expectations, DataOutput& output, Console& console)
{
    const SweepTable table(all.variations(), allServers(base, all), arguments.form);
    output.sink().write(table.header());
    Progress progress(console);
    SweepTotals totals;
    doInOrder<SweepRows>(
        all.count(), [&] { return SweepWorker(base, all, table, expectations, arguments.limits); },
        [&](Pieces pieces, SweepRows& rows) {
            tellLimits(rows, all, console);
            tellFailures(rows, all, totals, console);
            totals.limited += rows.limits.size();
            totals.done = pieces.end;
            progress.show(static_cast<double>(totals.done) / static_cast<double>(all.count()),
                fmt::format("{} of {} combinations", withThousands(totals.done),
                    withThousands(all.count())));
            return output.sink().write(rows.text);
        });
    output.sink().write(table.footer());
    if (totals.failures > mostFailuresShown)
        console.note(fmt::format(
            "{} more expectations failed", withThousands(totals.failures - mostFailuresShown)));
    if (!expectations.empty())
        console.note(fmt::format("{} in {} of {} rows",
            expectationsText(expectations.size(), expectations.size()),
            withThousands(totals.done - totals.failedRows), withThousands(all.count())));
    if (totals.done < all.count())
        return ExitInterrupted;
    if (totals.limited > 0)
        return ExitLimit;
    return totals.failures > 0 ? ExitMismatch : ExitDone;
}

/// @return what is wrong with --select or --expect; nothing when all of it can be looked up
std::optional<std::string> unknownPath(const SweepArguments& arguments,
    const std::vector<RunExpectation>& expectations, const Scenario& scenario)
{
    if (const auto error = firstThatMakesNoSense(expectations, scenario))
        return error->message;
    const auto servers = expandServers(scenario);
    const RunSummary nothing = summarise({}, scenario, servers, TraceLog(servers.size(), {}));
    for (const std::string& path : arguments.form.select) {
        if (const auto values = expectationValues(path, nothing); !values)
            return fmt::format("--select {}: {}", path, values.error().message);
    }
    return std::nullopt;
}

int sweep(const SweepArguments& arguments, Console& console)
{
    const auto all = readVariations(arguments.vary);
    if (!all)
        return refuseUsage(console, "sweep", all.error().message);
    const auto expectations = parseExpectations(arguments.expectations);
    if (!expectations)
        return refuseUsage(console, "sweep", expectations.error().message);
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
    if (const auto wrong = unknownPath(arguments, *expectations, *loaded.scenario))
        return refuseUsage(console, "sweep", *wrong);
    auto output = DataOutput::open(
        arguments.output.empty() ? std::string(standardStream) : arguments.output,
        arguments.force ? IfExists::Overwrite : IfExists::Refuse, console);
    if (!output) {
        console.print(output.errors());
        return ExitFailure;
    }
    const int code
        = sweepAll(*loaded.scenario, *all, arguments, *expectations, output.value(), console);
    if (code == ExitInterrupted && !arguments.output.empty())
        return code; // a part of a table would pass for the whole
    if (const auto error = output.value().commit()) {
        console.print(*error);
        return ExitFailure;
    }
    return code;
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
        "  tickscope-cli sweep mine.toml --vary poller.schedule=after_work,send_interval\n"
        "  tickscope-cli sweep mine.toml --vary seed=1..20 --select poller.depth.max");
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
    command
        ->add_option("--select", arguments->form.select,
            "Only these statistics: SERVER.STATISTIC,...; of replicas the largest")
        ->option_text("PATHS")
        ->delimiter(',')
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command
        ->add_option("--expect", arguments->expectations,
            "Exit 4 unless it holds in every row; \"help expect\" lists all")
        ->option_text("TEXT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_flag("--json", arguments->form.isJson, "Print one JSON object instead of CSV")
        ->group("Output");
    command->add_option("-o,--output", arguments->output, "Write the table to a file")
        ->option_text("FILE")
        ->check(namesAFile())
        ->group("Output");
    addForceFlag(*command, arguments->force);
    addOverrideOptions(*command, arguments->overrides);
    addReadOptions(*command, arguments->read);
    addRunLimitOptions(*command, arguments->limits);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return sweep(*arguments, console); };
    });
}

} // namespace tickscope::cli

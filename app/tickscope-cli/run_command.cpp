// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/estimate.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/expectations.h"
#include "app/tickscope-cli/headless_run.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/run_outputs.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "core/scenario/duration_text.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

struct RunArguments
{
    std::string file;
    ReadOptions read;
    OverrideArguments overrides;
    LimitArguments limits;
    OutputPaths outputs;
    bool asJson = false;
    bool onlyFingerprint = false;
    std::vector<std::string> expectations;
    Duration warmUp {};

    /// Data on standard output has it to itself.
    bool printsSummary() const { return !onlyFingerprint && !outputs.usesStandardOutput(); }
    bool needsLog() const { return printsSummary() || outputs.needLog() || !expectations.empty(); }
    bool needsRecords() const { return needsLog() || outputs.needRecords(); }
};

/// @return what is wrong with the options taken together; empty when nothing is
std::string contradiction(const RunArguments& arguments)
{
    std::vector<std::string> paths = arguments.outputs.all();
    if (arguments.outputs.usesStandardOutput() && (arguments.asJson || arguments.onlyFingerprint))
        return "standard output can take one kind of data: give the others a file";
    std::ranges::sort(paths);
    const auto twice = std::ranges::adjacent_find(paths);
    if (twice == paths.end())
        return {};
    return *twice == standardStream
        ? "standard output can take one kind of data: give the others a file"
        : fmt::format("two kinds of data would go to {}", *twice);
}

void warnBeforeLongRun(const Scenario& scenario, const RunLimits& limits, Console& console)
{
    const double events = expectedEvents(scenario);
    if (events > static_cast<double>(limits.events))
        console.note(longRunText(events, limits.events));
}

/// Why a mailbox became full: the rates of a server that cannot keep up; empty when unknown.
std::string overloadText(const RunSummary& summary)
{
    const auto server = std::ranges::find_if(summary.servers, [&summary](const auto& candidate) {
        return summary.facts.limit && candidate.name == summary.facts.limit->server;
    });
    if (server == summary.servers.end() || server->statistics.period.meanNs == 0
        || server->statistics.growth.kind != GrowthVerdict::Kind::Grows)
        return {};
    const double handled = 1e9 / static_cast<double>(server->statistics.period.meanNs);
    return fmt::format("\n{} gets {} messages/s and handles {}", server->name,
        rateNumber(handled + server->statistics.growth.messagesPerSecond), rateNumber(handled));
}

bool isUneventful(const RunSummary& summary)
{
    return !summary.servers.empty()
        && std::ranges::all_of(summary.servers,
            [](const ServerSummary& server) { return server.statistics.ticks == 0; });
}

/// Prints what was asked for on standard output.
void report(const RunArguments& arguments, const RunSummary& summary, Console& console)
{
    if (arguments.onlyFingerprint)
        console.out().write(fingerprintText(summary.facts.fingerprint) + "\n");
    else if (arguments.asJson)
        console.out().write(summaryJson(summary));
    else if (arguments.printsSummary())
        console.out().write(summaryText(summary));
}

/// @return the exit code of a run that was driven to `end`, and says why it is none of the good
int verdict(const DriveEnd& end, const RunSummary& summary,
    const std::vector<Expectation>& expectations, Console& console)
{
    if (end.kind == DriveEnd::Kind::Limit)
        console.print(Error { ErrorCode::LimitReached, adviceOn(end) + overloadText(summary), {} });
    if (end.isComplete() && isUneventful(summary))
        console.note("no tick was handled");
    const bool hold = reportFailures(expectations, summary, console);
    if (end.kind == DriveEnd::Kind::Interrupted)
        return ExitInterrupted;
    if (end.kind == DriveEnd::Kind::Limit)
        return ExitLimit;
    return hold ? ExitDone : ExitMismatch;
}

int drivenRun(const RunArguments& arguments, Scenario scenario,
    const std::vector<Expectation>& expectations, RunOutputs outputs, Console& console)
{
    RunOptions options { arguments.limits.run,
        arguments.needsRecords() ? Recorder::Keep::Records : Recorder::Keep::Fingerprint };
    const VirtualTime until(scenario.duration);
    Run run(std::move(scenario), options);
    TraceLog log = logFor(run);
    log.countBusiestFrom(arguments.warmUp.count());
    const auto takeIn = [&] {
        const bool goOn = outputs.stream(run);
        if (arguments.needsLog())
            log.consume(run.trace());
        run.forgetTraceBefore(run.trace().size());
        return goOn;
    };
    const DriveEnd end = drive(run, until, arguments.limits.drive, takeIn, console);

    RunFacts facts = factsOf(run, end, shownName(arguments.file));
    facts.fromNs = std::min(arguments.warmUp.count(), facts.untilNs);
    const auto errors = outputs.finish(run, log, facts);
    console.print(errors);
    const RunSummary summary = arguments.needsLog()
        ? summarise(std::move(facts), run.scenario(), expandServers(run.scenario()), log)
        : RunSummary { std::move(facts), {} };
    report(arguments, summary, console);
    const int exitCode = verdict(end, summary, expectations, console);
    return errors.empty() ? exitCode : ExitFailure;
}

int runScenario(const RunArguments& arguments, Console& console)
{
    if (const std::string text = contradiction(arguments); !text.empty())
        return refuseUsage(console, "run", text);
    const auto expectations = parseExpectations(arguments.expectations);
    if (!expectations)
        return refuseUsage(console, "run", expectations.error().message);
    LoadedScenario loaded = loadScenario(arguments.file, arguments.read, console);
    if (!loaded.scenario)
        return loaded.exitCode;
    applyOverrides(arguments.overrides, *loaded.scenario);
    if (const auto error = firstThatMakesNoSense(*expectations, *loaded.scenario))
        return refuseUsage(console, "run", error->message);
    if (arguments.warmUp >= loaded.scenario->duration && arguments.warmUp > Duration::zero()) {
        return refuseUsage(console, "run",
            fmt::format(
                "--warm-up {} leaves nothing of a run of {}; give less, or more with --until",
                toText(arguments.warmUp), toText(loaded.scenario->duration)));
    }
    warnBeforeLongRun(*loaded.scenario, arguments.limits.run, console);
    auto outputs = RunOutputs::open(arguments.outputs, console);
    if (!outputs) {
        console.print(outputs.errors());
        return ExitFailure;
    }
    return drivenRun(
        arguments, std::move(*loaded.scenario), *expectations, std::move(outputs).value(), console);
}

void addOutputOptions(CLI::App& command, RunArguments& arguments)
{
    const auto add = [&command](const char* name, std::string& path, const char* text) {
        command.add_option(name, path, text)->option_text("FILE")->group("Output");
    };
    add("--ticks", arguments.outputs.ticks, "Write every tick as CSV; - is standard output");
    add("--depth", arguments.outputs.depth, "Write the mailbox depth as CSV");
    add("--events", arguments.outputs.events, "Write every event as a line of JSON");
    add("--trace", arguments.outputs.trace, "Write a trace for ui.perfetto.dev");
    command.add_flag("--force", arguments.outputs.force, "Overwrite files that exist")
        ->group("Output");
    command.add_flag("--json", arguments.asJson, "Print the summary as JSON")->group("Output");
    command
        .add_flag("--fingerprint", arguments.onlyFingerprint,
            "Print the fingerprint of the run and nothing else")
        ->group("Output");
}

} // namespace

void addRunCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<RunArguments>();
    CLI::App* command = program.add_subcommand("run", "Run a scenario and say what happened");
    command->footer(
        "  tickscope-cli run buildup                        a built-in scenario\n"
        "  tickscope-cli run mine.toml --until 10m          ten minutes of virtual time\n"
        "  tickscope-cli run mine.toml --ticks - | ...      the ticks table, in a pipe\n"
        "  tickscope-cli run mine.toml --expect 'poller.depth.max <= 10'\n"
        "  tickscope-cli run mine.toml --trace run.json     open it in ui.perfetto.dev");
    command
        ->add_option("FILE", arguments->file,
            "A scenario file, - for standard input, or the name of a built-in scenario")
        ->required();
    addOverrideOptions(*command, arguments->overrides);
    command
        ->add_option("--expect", arguments->expectations,
            "Exit 4 unless it holds: SERVER.STATISTIC <= VALUE; may be repeated")
        ->option_text("TEXT")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command
        ->add_option_function<std::string>(
            "--warm-up",
            [arguments](const std::string& text) {
                arguments->warmUp = parseDurationOption("--warm-up", text);
            },
            "Leave the first part of the run out of the statistics")
        ->option_text("DUR");
    addReadOptions(*command, arguments->read);
    addOutputOptions(*command, *arguments);
    addLimitOptions(*command, arguments->limits);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return runScenario(*arguments, console); };
    });
}

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/progress.h"
#include "app/tickscope-cli/report.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "core/beam/beam_run.h"
#include "core/beam/comparison.h"
#include "core/beam/recorder_script.h"
#include "core/beam/simulated_recording.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <CLI/Validators.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

constexpr std::size_t mostRecordingBytes = std::size_t { 256 } << 20;
constexpr double smallestScale = 0.001;
constexpr double largestScale = 1000;

struct BeamArguments
{
    std::string file;
    std::string record;
    std::string from;
    double scale = 1;
    std::optional<Duration> timeout;
    ReportArguments report;
    IfExists ifExists = IfExists::Refuse;
    OverrideArguments overrides;
    ReadOptions read;
};

int fail(const Error& error, Console& console)
{
    console.print(error);
    return exitCode(error.code);
}

Result<Recording> recordingFrom(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error { ErrorCode::Io,
            fmt::format("{}: {}", visibleText(path), std::strerror(errno)), {} };
    std::string text;
    char piece[65536];
    while (
        text.size() <= mostRecordingBytes && (file.read(piece, sizeof piece) || file.gcount() > 0))
        text.append(piece, static_cast<std::size_t>(file.gcount()));
    if (!file.eof())
        return Error { ErrorCode::Io,
            fmt::format("{}: {}", visibleText(path),
                text.size() > mostRecordingBytes ? "is larger than any recording"
                                                 : "cannot be read"),
            {} };
    return readRecording(text, visibleText(path));
}

/// The last moment that a recording knows so far, of all.
double fractionDone(const Recording& recording, const Scenario& scenario)
{
    std::int64_t last = 0;
    for (const BeamEvent& event : recording.events)
        last = std::max(last, event.timeNs);
    return std::min(1.0,
        static_cast<double>(last)
            / static_cast<double>(std::max<std::int64_t>(scenario.duration.count(), 1)));
}

Result<BeamResult> runWatched(
    const Scenario& scenario, const BeamArguments& arguments, Console& console)
{
    BeamOptions options;
    options.depthAt = quietMoments(scenario);
    if (arguments.timeout)
        options.timeout = std::chrono::ceil<std::chrono::milliseconds>(*arguments.timeout);
    Progress progress(console);
    BeamWatcher watcher;
    watcher.isCancelled = isInterrupted;
    watcher.onProgress = [&](const Recording& soFar, bool isRunning) {
        progress.show(fractionDone(soFar, scenario),
            isRunning ? fmt::format("runs on the BEAM for {}, {} events",
                humanText(scenario.duration), soFar.events.size())
                      : std::string("starts the BEAM"));
    };
    return runOnBeam(scenario, options, watcher);
}

using Tree = nlohmann::ordered_json;

Tree treeOf(const std::optional<BeamEvent>& event)
{
    if (!event)
        return nullptr;
    return { { "t_ns", event->timeNs }, { "server", event->server }, { "event", event->event },
        { "number", event->number ? Tree(*event->number) : Tree() }, { "text", event->text } };
}

std::string asJson(const Comparison& comparison)
{
    Tree events = Tree::array();
    for (const ComparedEvent& event : comparison.events)
        events.push_back(
            { { "simulated", treeOf(event.simulated) }, { "real", treeOf(event.real) } });
    Tree tree { { "schema", "tickscope-beam/1" }, { "verdict", toText(comparison.verdict) },
        { "first_difference", comparison.firstDifference }, { "ticks", comparison.ticks },
        { "depths", comparison.depths },
        { "difference", { { "median", comparison.medianNs }, { "max", comparison.maxNs } } },
        { "jitter", nullptr }, { "partial", comparison.isPartial } };
    if (comparison.jitter)
        tree["jitter"] = { { "median", comparison.jitter->medianNs },
            { "p99", comparison.jitter->p99Ns }, { "max", comparison.jitter->maxNs } };
    tree["events"] = std::move(events);
    return tree.dump(1, ' ', false, Tree::error_handler_t::replace) + "\n";
}

std::string reportOn(const BeamArguments& arguments, const Comparison& comparison)
{
    using Outcome = ReportCase::Outcome;
    const std::string file = shownName(arguments.file);
    const std::string summary = comparisonSummary(comparison);
    const Outcome outcome = comparison.verdict == Comparison::Verdict::Agrees ? Outcome::Passed
        : comparison.verdict == Comparison::Verdict::Differs                  ? Outcome::Failed
                                                                              : Outcome::Broken;
    const ReportCase one { "simulated and real run", outcome,
        visibleText(comparison.firstDifference), Place { file }, toText(comparison.verdict) };
    const std::vector<ReportGroup> groups { { file, { one }, {} } };
    switch (arguments.report.format) {
    case Format::Text:
        return comparisonTable(comparison) + "\n" + summary;
    case Format::Json:
        return asJson(comparison);
    case Format::Github:
        return githubReport(groups);
    case Format::Junit:
        return junitReport("tickscope-cli beam", groups);
    case Format::Markdown:
        return markdownReport("tickscope-cli beam", groups);
    }
    return {};
}

int exitCodeOf(Comparison::Verdict verdict)
{
    switch (verdict) {
    case Comparison::Verdict::Agrees:
        return ExitDone;
    case Comparison::Verdict::Differs:
        return ExitMismatch;
    case Comparison::Verdict::Inconclusive:
        return ExitInconclusive;
    }
    return ExitFailure;
}

/// Prints both runs side by side. @return the exit code for what came out
int printComparison(const BeamArguments& arguments, const Scenario& scenario,
    std::optional<ClockKind> clock, const Recording& real, Console& console)
{
    const auto comparison = compareWithRun(scenario, clock, real);
    if (!comparison)
        return fail(comparison.error(), console);
    return writeReport(arguments.report, reportOn(arguments, *comparison),
        exitCodeOf(comparison->verdict), console);
}

std::optional<Error> writeRecording(std::optional<DataOutput>& output, const Recording& recording)
{
    if (!output)
        return std::nullopt;
    output->sink().write(recordingText(recording));
    return output->commit();
}

int runAndCompare(const Scenario& scenario, const BeamArguments& arguments, Console& console)
{
    std::optional<DataOutput> output;
    if (!arguments.record.empty()) {
        auto opened = DataOutput::open(arguments.record, arguments.ifExists, console);
        if (!opened)
            return fail(opened.error(), console);
        output = std::move(opened).value();
    }
    const auto result = runWatched(scenario, arguments, console);
    if (!result)
        return fail(result.error(), console);
    const std::optional<ClockKind> clock = arguments.overrides.clock;
    Recording real = result->recording;
    real.scale = arguments.scale;
    const bool failed = result->error || result->isCancelled;
    int code = ExitDone;
    if (arguments.record != standardStream && (!failed || !real.events.empty()))
        code = printComparison(arguments, scenario, clock, real, console);
    if (result->error)
        return fail(*result->error, console);
    if (result->isCancelled)
        return ExitInterrupted;
    if (const auto error = writeRecording(output, real))
        return fail(*error, console);
    return code;
}

int beam(const BeamArguments& arguments, Console& console)
{
    if (!arguments.from.empty() && !arguments.record.empty())
        return refuseUsage(console, "beam", "--from runs nothing that --record could keep");
    const LoadedScenario loaded = loadScenario(arguments.file, arguments.read, console);
    if (!loaded.scenario)
        return loaded.exitCode;
    Scenario scenario = *loaded.scenario;
    applyOverrides(arguments.overrides, scenario);
    scenario = scaledScenario(scenario, arguments.scale);
    if (arguments.from.empty())
        return runAndCompare(scenario, arguments, console);
    const auto recording = recordingFrom(arguments.from);
    if (!recording)
        return fail(recording.error(), console);
    if (recording->scale && *recording->scale != arguments.scale)
        return refuseUsage(console, "beam",
            fmt::format("{} was made with --scale {}, and this is --scale {}: give the same",
                visibleText(arguments.from), *recording->scale, arguments.scale));
    return printComparison(arguments, scenario, arguments.overrides.clock, *recording, console);
}

void addOptions(CLI::App& command, BeamArguments& arguments)
{
    command
        .add_option("FILE", arguments.file,
            "A scenario file; - is standard input, a built-in name works too")
        ->required();
    command.add_option("--record", arguments.record, "Keep the real run as JSON")
        ->option_text("OUT.json");
    command.add_option("--from", arguments.from, "Compare with a kept run; no BEAM is needed")
        ->option_text("REC.json");
    command
        .add_option(
            "--scale", arguments.scale, "Multiply all durations: 0.1 runs ten times as fast")
        ->option_text("X")
        ->check(CLI::Range(smallestScale, largestScale));
    command
        .add_option_function<std::string>(
            "--timeout",
            [&arguments](const std::string& text) {
                const auto duration = durationFromText(text);
                if (!duration)
                    throw CLI::ValidationError("--timeout", duration.error().message);
                arguments.timeout = *duration;
            },
            "How long it may take by the clock on the wall; default: the duration and a minute")
        ->option_text("DUR");
    command.add_flag_callback(
        "--force",
        [&arguments] {
            arguments.ifExists = IfExists::Overwrite;
            arguments.report.force = true;
        },
        "Overwrite a file that exists");
    addReportOptions(command, arguments.report, "the comparison");
    addOverrideOptions(command, arguments.overrides);
    addReadOptions(command, arguments.read);
}

} // namespace

void addBeamCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<BeamArguments>();
    CLI::App* command = program.add_subcommand("beam",
        "Run on the installed Erlang/OTP and compare; exit 4 if it differs, 8 if too noisy");
    command->footer("  tickscope-cli beam buildup --scale 0.02           both runs side by side\n"
                    "  tickscope-cli beam mine.toml --record real.json   keep the real one\n"
                    "  tickscope-cli beam mine.toml --from real.json     compare again later");
    addOptions(*command, *arguments);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return beam(*arguments, console); };
    });
}

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/estimate.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/expectations.h"
#include "app/tickscope-cli/headless_run.h"
#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/markdown_summary.h"
#include "app/tickscope-cli/narrate.h"
#include "app/tickscope-cli/report.h"
#include "app/tickscope-cli/run_outputs.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "app/tickscope-cli/until_option.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

using Tree = nlohmann::ordered_json;

struct RunArguments
{
    std::vector<std::string> files;
    ReadOptions read;
    OverrideArguments overrides;
    UntilArguments until;
    LimitArguments limits;
    OutputPaths outputs;
    ReportArguments report;
    bool asJson = false;
    bool onlyFingerprint = false;
    bool narrates = false;
    std::optional<Duration> from; ///< of what is narrated
    std::vector<std::string> expectations;
    Duration warmUp {};

    /// Data on standard output has it to itself.
    bool printsSummary() const { return !onlyFingerprint && !outputs.usesStandardOutput(); }
    bool isMany() const { return files.size() > 1; }
};

/// What came of one file.
struct RunReport
{
    ReportGroup group;
    std::string text; ///< for people
    std::string json;
    std::string markdown;
    std::size_t holding = 0; ///< expectations
    std::size_t expectations = 0;
    int exitCode = ExitDone;
};

/// Two names of one file are as bad as the same name twice.
bool leadToOneFile(const std::string& a, const std::string& b)
{
    std::error_code ignored;
    if (a == b || std::filesystem::equivalent(a, b, ignored))
        return true;
    const auto whole = [&ignored](const std::string& path) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored);
    };
    return a != standardStream && b != standardStream && whole(a) == whole(b);
}

std::string twoKinds(const std::vector<std::string>& paths)
{
    for (std::size_t one = 0; one < paths.size(); ++one) {
        for (std::size_t other = one + 1; other < paths.size(); ++other) {
            if (!leadToOneFile(paths[one], paths[other]))
                continue;
            return paths[one] == standardStream
                ? "standard output can take one kind of data: give the others a file"
                : fmt::format("two kinds of data would go to {}", visibleText(paths[other]));
        }
    }
    return {};
}

/// @return what is wrong with the options taken together; empty when nothing is
std::string contradiction(const RunArguments& arguments)
{
    std::vector<std::string> paths = arguments.outputs.all();
    const bool toStandardOutput = arguments.outputs.usesStandardOutput();
    const bool reportHasAFile
        = !arguments.report.output.empty() && arguments.report.output != standardStream;
    if (arguments.asJson && !arguments.report.isText() && arguments.report.format != Format::Json)
        return "--json is --format json: name one of them";
    if (arguments.onlyFingerprint && (arguments.asJson || !arguments.report.isText()))
        return "--fingerprint prints nothing else: leave out --json and --format";
    if (arguments.narrates && arguments.onlyFingerprint)
        return "--fingerprint prints nothing else: leave out --narrate";
    if (arguments.narrates && !arguments.report.isText() && arguments.report.format != Format::Json)
        return "--narrate goes with --format text or json";
    if (arguments.from && !arguments.narrates)
        return "--from says where --narrate begins: add --narrate";
    if (toStandardOutput && !reportHasAFile
        && (arguments.asJson || arguments.onlyFingerprint || !arguments.report.isText()))
        return "standard output can take one kind of data: give the others a file";
    if (arguments.until.max && !arguments.until.isCondition())
        return "--max goes with a condition: --until 'poller.depth >= 10' --max 1h";
    if (arguments.isMany() && !paths.empty())
        return "the data of several runs would go to one file: run them one by one";
    if (reportHasAFile)
        paths.push_back(arguments.report.output);
    return twoKinds(paths);
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

/// Why a run is none of the good ones, besides its expectations; and what is worth knowing.
int tellEnd(const DriveEnd& end, const RunSummary& summary, RunReport& report, Console& console)
{
    using Outcome = ReportCase::Outcome;
    ReportCase run { "run", Outcome::Passed, {}, { shownName(summary.facts.scenario) }, "limit" };
    if (end.kind == DriveEnd::Kind::Limit) {
        run.outcome = Outcome::Broken;
        run.message = adviceOn(end) + overloadText(summary);
        console.print(Error { ErrorCode::LimitReached, run.message, {} });
    } else if (end.kind == DriveEnd::Kind::Interrupted) {
        run.outcome = Outcome::Broken;
        run.message = "the run was stopped before its end";
        run.code = "interrupted";
    }
    report.group.cases.push_back(std::move(run));
    if (end.isComplete() && isUneventful(summary))
        console.note("no tick was handled");
    if (end.kind == DriveEnd::Kind::Interrupted)
        return ExitInterrupted;
    return end.kind == DriveEnd::Kind::Limit ? ExitLimit : ExitDone;
}

/// What the run gave, in all forms that were asked for.
/// @param narration  nothing when nobody asked for it
void describe(const RunArguments& arguments, const RunSummary& summary,
    const std::vector<CheckedExpectation>& checked, const std::optional<Narration>& narration,
    const std::vector<std::string>& names, RunReport& report)
{
    report.holding = holding(checked);
    report.expectations = checked.size();
    for (ReportCase& one : casesOf(checked))
        report.group.cases.push_back(std::move(one));
    if (arguments.onlyFingerprint) {
        report.text = fingerprintText(summary.facts.fingerprint)
            + (arguments.isMany() ? "  " + visibleText(summary.facts.scenario) : "") + "\n";
        return;
    }
    std::vector<Narrated> narrated;
    if (narration)
        narrated = narration->between(
            arguments.from.value_or(Duration {}).count(), summary.facts.untilNs);
    if (arguments.report.format == Format::Json)
        report.json = withExpectations(summaryJson(summary), checked);
    else if (arguments.report.format == Format::Markdown)
        report.markdown = markdownSummary(summary);
    else if (arguments.report.isText())
        report.text = narration ? narrationText(narrated, names) : summaryText(summary);
    if (narration && !report.json.empty())
        report.json = withNarration(std::move(report.json), narrated, names);
    const std::string held = expectationsText(report.holding, report.expectations);
    if (!held.empty() && !arguments.isMany() && !report.text.empty())
        report.text += "\n" + held + "\n";
}

/// Says whether the condition of --until held.
void tellStop(const RunArguments& arguments, const DriveEnd& end, const Run& run,
    const TraceLog& log, RunReport& report, Console& console)
{
    using Outcome = ReportCase::Outcome;
    const bool holds = end.kind == DriveEnd::Kind::Holds;
    const std::string text = untilText(arguments.until, holds, run, log);
    if (!holds && arguments.report.format != Format::Github) // which says the same
        console.print(Error { ErrorCode::ExpectationFailed, text, {} });
    if (!holds && report.exitCode == ExitDone)
        report.exitCode = ExitMismatch;
    report.group.cases.push_back(
        { "--until " + arguments.until.text, holds ? Outcome::Passed : Outcome::Failed, text,
            Place { report.group.name }, toText(DiagnosticCode::Expectation) });
    if (!report.json.empty())
        report.json = withStop(std::move(report.json), arguments.until, holds, run.now());
    if (!report.text.empty() && !arguments.onlyFingerprint && holds)
        report.text += "\n" + text + "\n";
}

void driveRun(const RunArguments& arguments, const std::string& file, Scenario scenario,
    const std::vector<RunExpectation>& expectations, RunOutputs outputs, RunReport& report,
    Console& console)
{
    const bool needsLog = arguments.printsSummary() || arguments.outputs.needLog()
        || arguments.narrates || !expectations.empty() || !arguments.report.output.empty()
        || arguments.until.isCondition();
    RunOptions options { arguments.limits.run,
        needsLog || arguments.outputs.needRecords() ? Recorder::Keep::Records
                                                    : Recorder::Keep::Fingerprint };
    const VirtualTime until(scenario.duration);
    Run run(std::move(scenario), options);
    TraceLog log = logFor(run);
    log.countBusiestFrom(arguments.warmUp.count());
    std::optional<Narration> narration;
    if (arguments.narrates)
        narration.emplace(run.scenario(), run.watchedServers());
    const auto takeIn = [&] {
        const bool goOn = outputs.stream(run);
        if (narration)
            narration->consume(run.trace());
        if (needsLog)
            log.consume(run.trace());
        run.forgetTraceBefore(run.trace().size());
        return goOn;
    };
    const DriveEnd end = arguments.until.isCondition()
        ? driveToGoal(run, { ConditionWatch(arguments.until.condition, run.scenario()), log },
            until, arguments.limits.drive, takeIn, console)
        : drive(run, until, arguments.limits.drive, takeIn, console);

    RunFacts facts = factsOf(run, end, shownName(file));
    facts.fromNs = std::min(arguments.warmUp.count(), facts.untilNs);
    const auto errors = outputs.finish(run, log, facts);
    console.print(errors);
    const RunSummary summary = needsLog
        ? summarise(std::move(facts), run.scenario(), expandServers(run.scenario()), log)
        : RunSummary { std::move(facts), {} };
    report.exitCode = tellEnd(end, summary, report, console);
    const auto checked = checkAll(expectations, run, summary, log);
    if (arguments.report.format != Format::Github) // which says the same
        reportFailures(checked, console);
    describe(arguments, summary, checked, narration, serverNames(run), report);
    if (report.exitCode == ExitDone && report.holding < report.expectations)
        report.exitCode = ExitMismatch;
    if (arguments.until.isCondition() && end.isComplete())
        tellStop(arguments, end, run, log, report, console);
    if (!errors.empty())
        report.exitCode = ExitFailure;
}

/// A file that is no scenario, as its report has it.
std::string brokenJson(const std::string& file, const std::vector<ReportCase>& cases)
{
    Tree errors = Tree::array();
    for (const ReportCase& one : cases)
        errors.push_back({ { "line", one.place.line }, { "column", one.place.column },
            { "code", one.code }, { "message", one.message } });
    const Tree tree { { "schema", "tickscope-run/1" }, { "scenario", file }, { "complete", false },
        { "errors", std::move(errors) } };
    return tree.dump(2, ' ', false, Tree::error_handler_t::replace) + "\n";
}

RunReport runFile(const RunArguments& arguments, const std::string& file,
    const std::vector<RunExpectation>& asked, Console& console)
{
    RunReport report;
    report.group.name = shownName(file);
    LoadedScenario loaded = readNamed(file, arguments.read);
    if (arguments.report.format != Format::Github) // which says the same
        tell(loaded, console);
    if (!loaded.scenario) {
        report.exitCode = loaded.exitCode;
        report.group.cases = casesOf(loaded.diagnostics);
        report.json = brokenJson(report.group.name, report.group.cases);
        return report;
    }
    report.group.diagnostics = loaded.diagnostics;
    applyOverrides(arguments.overrides, *loaded.scenario);
    loaded.scenario->duration = arguments.until.max.value_or(loaded.scenario->duration);
    const auto refuse = [&](const std::string& message) {
        report.exitCode = refuseUsage(console, "run", message);
        report.group.cases.push_back({ "scenario", ReportCase::Outcome::Broken, message,
            Place { report.group.name }, "usage" });
    };
    if (const auto error = firstThatMakesNoSense(asked, *loaded.scenario)) {
        refuse(error->message);
        return report;
    }
    if (arguments.until.isCondition()) {
        if (const auto problem = problemOf(arguments.until.condition, *loaded.scenario)) {
            refuse(problemText(arguments.until.text, *problem));
            return report;
        }
    }
    if (arguments.warmUp >= loaded.scenario->duration && arguments.warmUp > Duration::zero()) {
        refuse(fmt::format(
            "--warm-up {} leaves nothing of a run of {}; give less, or more with --until",
            toText(arguments.warmUp), toText(loaded.scenario->duration)));
        return report;
    }
    std::vector<RunExpectation> expectations = asked;
    for (RunExpectation& one : loaded.expectations)
        expectations.push_back(std::move(one));
    warnBeforeLongRun(*loaded.scenario, arguments.limits.run, console);
    auto outputs = RunOutputs::open(arguments.outputs, console);
    if (!outputs) {
        if (!isInterrupted())
            console.print(outputs.errors());
        report.exitCode = isInterrupted() ? ExitInterrupted : ExitFailure;
        return report;
    }
    driveRun(arguments, file, std::move(*loaded.scenario), expectations, std::move(outputs).value(),
        report, console);
    return report;
}

/// "3 runs: 2 ok, 1 not; 11 of 12 expectations hold"
std::string totalText(const std::vector<RunReport>& reports)
{
    std::size_t good = 0;
    std::size_t held = 0;
    std::size_t all = 0;
    for (const RunReport& report : reports) {
        good += report.exitCode == ExitDone ? 1 : 0;
        held += report.holding;
        all += report.expectations;
    }
    std::string text = good == reports.size()
        ? fmt::format("all {} runs are ok", withThousands(good))
        : fmt::format("{} of {} runs are ok", withThousands(good), withThousands(reports.size()));
    const std::string expectations = expectationsText(held, all);
    return text + (expectations.empty() ? "" : "; ") + expectations + "\n";
}

std::string textReport(const RunArguments& arguments, const std::vector<RunReport>& reports)
{
    std::string text;
    for (const RunReport& report : reports) {
        if (arguments.isMany() && !arguments.onlyFingerprint && !report.text.empty())
            text += fmt::format("{}:\n{}\n", visibleText(report.group.name), report.text);
        else
            text += report.text;
    }
    return text + (arguments.isMany() && !arguments.onlyFingerprint ? totalText(reports) : "");
}

std::string jsonReport(const RunArguments& arguments, const std::vector<RunReport>& reports)
{
    if (!arguments.isMany())
        return reports.front().json;
    std::string text = "{\n\"schema\": \"tickscope-runs/1\",\n\"runs\": [\n";
    for (std::size_t index = 0; index < reports.size(); ++index) {
        std::string_view json = reports[index].json;
        json.remove_suffix(json.ends_with('\n') ? 1 : 0);
        text += fmt::format("{}{}", index == 0 ? "" : ",\n", json.empty() ? "null" : json);
    }
    return text + "\n]\n}\n";
}

std::string reportOn(const RunArguments& arguments, const std::vector<RunReport>& reports)
{
    std::vector<ReportGroup> groups;
    for (const RunReport& report : reports)
        groups.push_back(report.group);
    std::string text;
    switch (arguments.report.format) {
    case Format::Text:
        return textReport(arguments, reports);
    case Format::Json:
        return jsonReport(arguments, reports);
    case Format::Github:
        return githubReport(groups);
    case Format::Junit:
        return junitReport("tickscope-cli run", groups);
    case Format::Markdown:
        for (const RunReport& report : reports)
            text += report.markdown;
        return text + markdownReport("tickscope-cli run", groups);
    }
    return text;
}

/// @return the gravest exit code of all files
int runScenarios(RunArguments arguments, Console& console)
{
    if (const std::string text = contradiction(arguments); !text.empty())
        return refuseUsage(console, "run", text);
    if (arguments.asJson)
        arguments.report.format = Format::Json;
    arguments.report.force = arguments.outputs.force;
    const auto expectations = parseExpectations(arguments.expectations);
    if (!expectations)
        return refuseUsage(console, "run", expectations.error().message);
    std::vector<RunReport> reports;
    int exitCode = ExitDone;
    for (const std::string& file : arguments.files) {
        reports.push_back(runFile(arguments, file, *expectations, console));
        exitCode = std::max(exitCode, reports.back().exitCode);
        if (exitCode == ExitInterrupted)
            break;
    }
    const bool hasReport = arguments.onlyFingerprint || arguments.printsSummary()
        || !arguments.report.output.empty();
    const bool isOneThatNeverRan = !arguments.isMany() && arguments.report.format == Format::Json
        && reports.front().group.cases.empty();
    if (!hasReport || isOneThatNeverRan || exitCode == ExitUsage)
        return exitCode;
    return writeReport(arguments.report, reportOn(arguments, reports), exitCode, console);
}

void addOutputOptions(CLI::App& command, RunArguments& arguments)
{
    const auto add = [&command](const char* name, std::string& path, const char* text) {
        command.add_option(name, path, text)
            ->option_text("FILE")
            ->check(namesAFile())
            ->group("Output");
    };
    add("--ticks", arguments.outputs.ticks, "Write every tick as CSV; - is standard output");
    add("--depth", arguments.outputs.depth, "Write the mailbox depth as CSV");
    add("--events", arguments.outputs.events, "Write every event as a line of JSON");
    add("--trace", arguments.outputs.trace, "Write a trace for ui.perfetto.dev");
    addReportOptions(command, arguments.report, "the summary");
    addForceFlag(command, arguments.outputs.force);
    command.add_flag("--json", arguments.asJson, "The same as --format json")->group("Output");
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
        "  tickscope-cli run mine.toml --until 'poller.depth >= 10' --max 1h\n"
        "  tickscope-cli run buildup --narrate              what happened, in words\n"
        "  tickscope-cli run mine.toml --ticks - | ...      the ticks table, in a pipe\n"
        "  tickscope-cli run mine.toml --expect 'poller.depth.max <= 10'\n"
        "  tickscope-cli run mine.toml --trace run.json     open it in ui.perfetto.dev\n"
        "  tickscope-cli run scenarios/*.toml --format junit -o report.xml");
    command
        ->add_option("FILE", arguments->files,
            "Scenario files; - is standard input, a built-in name works too")
        ->required();
    addUntilOptions(*command, arguments->overrides, arguments->until);
    addSeedAndClockOptions(*command, arguments->overrides);
    command
        ->add_option("--expect", arguments->expectations,
            "Exit 4 unless it holds: SERVER.STATISTIC <= VALUE; \"help expect\" lists all")
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
    command
        ->add_flag("--narrate", arguments->narrates,
            "Tell what happened and why, a line for each event that matters")
        ->group("Output");
    command
        ->add_option_function<std::string>(
            "--from",
            [arguments](
                const std::string& text) { arguments->from = parseDurationOption("--from", text); },
            "With --narrate: leave out what was before")
        ->option_text("DUR")
        ->group("Output");
    addReadOptions(*command, arguments->read);
    addOutputOptions(*command, *arguments);
    addLimitOptions(*command, arguments->limits);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return runScenarios(*arguments, console); };
    });
}

} // namespace tickscope::cli

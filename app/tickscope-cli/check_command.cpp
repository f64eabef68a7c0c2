// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/load_scenario.h"
#include "app/tickscope-cli/report.h"
#include "app/tickscope-cli/scenario_arguments.h"
#include "core/lesson/lesson_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tickscope::cli {
namespace {

using Tree = nlohmann::ordered_json;

struct CheckArguments
{
    std::vector<std::string> files;
    ReadOptions read;
    ReportArguments report;
};

/// A file and what was found in it.
struct CheckedFile
{
    std::string name;
    LoadedScenario loaded;
    bool isOk = false;
    std::string about {}; ///< what else is said of one that is ok; may be empty
};

std::string countText(std::size_t count, std::string_view noun)
{
    return fmt::format("{} {}{}", withThousands(count), noun, count == 1 ? "" : "s");
}

CheckedFile checkScenario(const std::string& file, const ReadOptions& options)
{
    CheckedFile checked { shownName(file), readNamed(file, options, Notes::Tell) };
    checked.isOk = checked.loaded.scenario.has_value();
    const std::size_t expects = checked.loaded.expectations.size();
    if (expects > 0)
        checked.about = countText(expects, "expectation") + " to check in a run";
    return checked;
}

/// What is wrong with a lesson as a list of its own files: lesson.md, then its scenario where there
/// is something to say about that.
std::vector<CheckedFile> checkLesson(const std::string& path, const ReadOptions& options)
{
    auto read = readLessonFile(path, { .strict = options.strict });
    if (!read)
        return { { path,
            { std::nullopt, exitCode(read.error().code),
                { { Severity::Error, read.error().place, 1, read.error().message, {}, {},
                    DiagnosticCode::Unreadable } } } } };
    const auto fileOf = [](std::string name, std::vector<Diagnostic> found, std::string text) {
        const bool isOk = !hasErrors(found);
        return CheckedFile { std::move(name),
            { std::nullopt, isOk ? ExitDone : ExitInvalidScenario, std::move(found),
                std::move(text) },
            isOk };
    };
    const std::string scenarioName = read->scenarioDiagnostics.empty()
        ? std::string()
        : read->scenarioDiagnostics.front().place.file;
    std::vector<CheckedFile> files { fileOf(
        read->fileName, std::move(read->diagnostics), std::move(read->text)) };
    files.back().about = fmt::format("a lesson of {}, {}",
        countText(read->lesson.steps.size(), "step"), countText(read->lesson.minutes, "minute"));
    if (!read->scenarioDiagnostics.empty())
        files.push_back(fileOf(scenarioName, std::move(read->scenarioDiagnostics),
            std::move(read->lesson.scenarioText)));
    return files;
}

std::string okText(const CheckedFile& file, const Console& console, bool inColor)
{
    return fmt::format("{}: {}{}{}\n", visibleText(file.name),
        inColor ? console.toneOut(Tone::Good, "ok") : "ok", file.about.empty() ? "" : ", ",
        file.about);
}

std::string asText(const std::vector<CheckedFile>& files, const Console& console, bool inColor)
{
    std::string text;
    for (const CheckedFile& file : files) {
        if (file.isOk)
            text += okText(file, console, inColor);
    }
    const auto good = static_cast<std::size_t>(std::ranges::count(files, true, &CheckedFile::isOk));
    if (files.size() > 1)
        text += good == files.size() ? fmt::format("all {} files are ok\n", withThousands(good))
                                     : fmt::format("{} of {} files are ok\n", withThousands(good),
                                         withThousands(files.size()));
    return text;
}

Tree treeOf(const Diagnostic& diagnostic)
{
    return Tree { { "severity", toText(diagnostic.severity) },
        { "line", std::max<std::uint32_t>(diagnostic.place.line, 1) },
        { "column", std::max<std::uint32_t>(diagnostic.place.column, 1) },
        { "length", diagnostic.length }, { "code", toText(diagnostic.code) },
        { "message", diagnostic.message }, { "hint", diagnostic.hint },
        { "replacement", diagnostic.replacement } };
}

std::string asJson(const std::vector<CheckedFile>& files, int exitCode)
{
    Tree list = Tree::array();
    for (const CheckedFile& file : files) {
        Tree diagnostics = Tree::array();
        for (const Diagnostic& diagnostic : file.loaded.diagnostics)
            diagnostics.push_back(treeOf(diagnostic));
        list.push_back({ { "file", file.name }, { "ok", file.isOk },
            { "diagnostics", std::move(diagnostics) } });
    }
    const Tree tree { { "schema", "tickscope-check/1" }, { "files", std::move(list) },
        { "exit_code", exitCode } };
    return tree.dump(2, ' ', false, Tree::error_handler_t::replace) + "\n";
}

std::vector<ReportGroup> groupsOf(const std::vector<CheckedFile>& files)
{
    std::vector<ReportGroup> groups;
    for (const CheckedFile& file : files) {
        ReportGroup group { file.name, casesOf(file.loaded.diagnostics), file.loaded.diagnostics };
        std::erase_if(group.diagnostics,
            [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
        groups.push_back(std::move(group));
    }
    return groups;
}

std::string reportOn(const CheckArguments& arguments, const std::vector<CheckedFile>& files,
    int exitCode, const Console& console)
{
    switch (arguments.report.format) {
    case Format::Text:
        return asText(files, console, arguments.report.output.empty());
    case Format::Json:
        return asJson(files, exitCode);
    case Format::Github:
        return githubReport(groupsOf(files));
    case Format::Junit:
        return junitReport("tickscope-cli check", groupsOf(files));
    case Format::Markdown:
        return markdownReport("tickscope-cli check", groupsOf(files));
    }
    return {};
}

/// @return the gravest exit code: an invalid scenario says more than a file that is not there
int check(const CheckArguments& arguments, Console& console)
{
    int exitCode = ExitDone;
    std::vector<CheckedFile> files;
    for (const std::string& file : arguments.files) {
        std::vector<CheckedFile> checked;
        if (isLessonPath(file))
            checked = checkLesson(file, arguments.read);
        else
            checked.push_back(checkScenario(file, arguments.read));
        for (CheckedFile& one : checked) {
            if (one.loaded.exitCode == ExitInterrupted)
                return ExitInterrupted;
            exitCode = std::max(exitCode, one.loaded.exitCode);
            if (arguments.report.format != Format::Github) // which says the same
                tell(one.loaded, console);
            files.push_back(std::move(one));
        }
    }
    return writeReport(
        arguments.report, reportOn(arguments, files, exitCode, console), exitCode, console);
}

} // namespace

void addCheckCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<CheckArguments>();
    CLI::App* command
        = program.add_subcommand("check", "Say ok, or every error of every scenario and lesson");
    command->footer("  tickscope-cli check mine.toml\n"
                    "  tickscope-cli check --strict scenarios/*.toml\n"
                    "  tickscope-cli check --format junit -o report.xml scenarios/*.toml\n"
                    "  tickscope-cli check lessons/my-lesson           the folder of a lesson.md\n"
                    "  generate | tickscope-cli check -");
    command
        ->add_option("FILE", arguments->files,
            "Scenario files, and lessons: lesson.md or its folder; - is standard input, a built-in "
            "name "
            "works too")
        ->required();
    addReadOptions(*command, arguments->read);
    addReportOptions(*command, arguments->report, "what was found");
    addForceFlag(*command, arguments->report.force);
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return check(*arguments, console); };
    });
}

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/output_file.h"
#include "core/scenario/diagnostic.h"

#include <CLI/App.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// In which form a command says what came out.
enum class Format {
    Text, ///< for people
    Json, ///< one object
    Github, ///< workflow commands of GitHub Actions, which mark lines of the files
    Junit, ///< XML, which most CI systems show as a list of tests
    Markdown, ///< tables, for a job summary or a comment
};

/// --format, -o and --force: where a command puts its report, and in which form.
struct ReportArguments
{
    Format format = Format::Text;
    std::string output; ///< a file; empty or "-": standard output
    bool force = false;

    bool isText() const { return format == Format::Text; }
};
/// @param what  such as "the summary"
void addReportOptions(CLI::App& command, ReportArguments& arguments, std::string_view what);
/// Refuses an empty name of a file, as an unset variable of a shell gives it.
CLI::Validator namesAFile();
/// --force alone, for a command that writes files besides its report.
void addForceFlag(CLI::App& command, bool& force);

/// Writes a report where it belongs.
/// @return `code`; ExitFailure when it cannot be written
int writeReport(
    const ReportArguments& arguments, std::string_view text, int code, Console& console);

/// One thing that was checked, such as a file or an expectation.
struct ReportCase
{
    enum class Outcome { Passed, Failed, Broken };
    std::string name; ///< "scenario", "poller.depth.max <= 10"
    Outcome outcome = Outcome::Passed;
    std::string message; ///< what was found; may be empty where it passed
    Place place; ///< what it is about; the file alone, or nothing
    std::string code; ///< a word for filters, such as "expectation"
};

/// What one command has to say about one file.
struct ReportGroup
{
    std::string name; ///< the file
    std::vector<ReportCase> cases;
    std::vector<Diagnostic> diagnostics; ///< that are no case of their own: warnings and notes
};

/// @return the cases of a file's diagnostics: one that passed when none is an error, else one for
/// each error
std::vector<ReportCase> casesOf(const std::vector<Diagnostic>& diagnostics);

/// Each failure, warning and note as a line ::error file=...,line=...,col=...::...
std::string githubReport(const std::vector<ReportGroup>& groups);

/// A test suite for each group, a test case for each of its cases.
/// @param title  the command, such as "tickscope-cli check"
std::string junitReport(std::string_view title, const std::vector<ReportGroup>& groups);

/// A table with a row for each case, warning and note.
std::string markdownReport(std::string_view title, const std::vector<ReportGroup>& groups);

/// @return the text as a cell of a table in Markdown
std::string markdownCell(std::string_view text);

/// "1 expectation holds", "12 expectations hold", "11 of 12 expectations hold"; empty for none
std::string expectationsText(std::size_t holding, std::size_t all);

} // namespace tickscope::cli

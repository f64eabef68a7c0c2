// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/report.h"

#include "app/tickscope-cli/data_output.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/word_option.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope::cli {
namespace {

using Outcome = ReportCase::Outcome;

bool isFailure(const ReportCase& one)
{
    return one.outcome != Outcome::Passed;
}

std::size_t count(const std::vector<ReportGroup>& groups, Outcome outcome)
{
    std::size_t sum = 0;
    for (const ReportGroup& group : groups)
        sum += static_cast<std::size_t>(
            std::ranges::count(group.cases, outcome, &ReportCase::outcome));
    return sum;
}

std::size_t countAll(const std::vector<ReportGroup>& groups)
{
    std::size_t sum = 0;
    for (const ReportGroup& group : groups)
        sum += group.cases.size();
    return sum;
}

std::string wholeMessage(const Diagnostic& diagnostic)
{
    return diagnostic.message + (diagnostic.hint.empty() ? "" : "; ") + diagnostic.hint;
}

/// Data of a workflow command; a property may have neither colon nor comma besides.
std::string escapedForGithub(std::string_view text, bool isProperty)
{
    std::string result;
    for (const char c : text) {
        if (c == '%' || c == '\r' || c == '\n' || (isProperty && (c == ':' || c == ',')))
            result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else
            result += c;
    }
    return result;
}

std::string githubLine(
    std::string_view command, const Place& place, std::string_view title, std::string_view message)
{
    std::string properties;
    const auto add = [&properties](std::string_view key, std::string_view value) {
        properties += fmt::format(
            "{}{}={}", properties.empty() ? " " : ",", key, escapedForGithub(value, true));
    };
    if (!place.file.empty()) {
        add("file", visibleText(place.file));
        add("line", fmt::to_string(std::max<std::uint32_t>(place.line, 1)));
        add("col", fmt::to_string(std::max<std::uint32_t>(place.column, 1)));
    }
    add("title", title);
    return fmt::format("::{}{}::{}\n", command, properties, escapedForGithub(message, false));
}

/// What XML 1.0 cannot hold, not even escaped, is written out.
std::string escapedForXml(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t codePoint = takeCodePoint(text);
        const std::string_view bytes = before.substr(0, before.size() - text.size());
        if (codePoint == U'&')
            result += "&amp;";
        else if (codePoint == U'<')
            result += "&lt;";
        else if (codePoint == U'>')
            result += "&gt;";
        else if (codePoint == U'"')
            result += "&quot;";
        else if (codePoint == U'\n' || codePoint == U'\t' || codePoint == U'\r')
            result += fmt::format("&#{};", static_cast<unsigned>(codePoint));
        else if (codePoint == 0xfffd || codePoint == 0xfffe || codePoint == 0xffff)
            result += "?";
        else
            result += codePoint < 0x20 ? visibleText(bytes) : std::string(bytes);
    }
    return result;
}

std::string placeText(const Place& place)
{
    if (place.file.empty())
        return {};
    return fmt::format("{}:{}:{}", place.file, std::max<std::uint32_t>(place.line, 1),
        std::max<std::uint32_t>(place.column, 1));
}

void appendJunitCase(std::string& xml, const ReportGroup& group, const ReportCase& one)
{
    xml += fmt::format("    <testcase classname=\"{}\" name=\"{}\"", escapedForXml(group.name),
        escapedForXml(one.name));
    if (!isFailure(one)) {
        xml += "/>\n";
        return;
    }
    const char* tag = one.outcome == Outcome::Failed ? "failure" : "error";
    const std::string place = placeText(one.place);
    xml += fmt::format(">\n      <{0} message=\"{1}\" type=\"{2}\">{3}</{0}>\n    </testcase>\n",
        tag, escapedForXml(one.message), escapedForXml(one.code),
        escapedForXml(place.empty() ? one.message : place + ": " + one.message));
}

std::string markdownRow(std::string_view file, const Place& place, std::string_view what,
    std::string_view name, std::string_view message)
{
    return fmt::format("| {} | {} | {} | {} | {} |\n", markdownCell(file),
        place.line == 0 ? std::string() : fmt::format("{}:{}", place.line, place.column), what,
        markdownCell(name), markdownCell(message));
}

const char* markdownWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return "ok";
    case Outcome::Failed:
        return "**failed**";
    case Outcome::Broken:
        return "**error**";
    }
    return "";
}

} // namespace

CLI::Validator namesAFile()
{
    return CLI::Validator(
        [](const std::string& text) {
            return text.empty() ? std::string("the name of the file is empty") : std::string();
        },
        "");
}

void addForceFlag(CLI::App& command, bool& force)
{
    command.add_flag("--force", force, "Overwrite files that exist")->group("Output");
}

void addReportOptions(CLI::App& command, ReportArguments& arguments, std::string_view what)
{
    addWordOption<Format>(command, "--format", arguments.format,
        { { "text", Format::Text }, { "json", Format::Json }, { "github", Format::Github },
            { "junit", Format::Junit }, { "markdown", Format::Markdown } },
        fmt::format("How to write {}: text, json, github, junit or markdown", what))
        ->option_text("FORMAT")
        ->group("Output");
    command.add_option("-o,--output", arguments.output, fmt::format("Write {} to a file", what))
        ->option_text("FILE")
        ->check(namesAFile())
        ->group("Output");
}

int writeReport(const ReportArguments& arguments, std::string_view text, int code, Console& console)
{
    if (arguments.output.empty() || arguments.output == standardStream) {
        console.out().write(text);
        return code;
    }
    auto output = DataOutput::open(
        arguments.output, arguments.force ? IfExists::Overwrite : IfExists::Refuse, console);
    if (!output) {
        console.print(output.errors());
        return ExitFailure;
    }
    output.value().sink().write(text);
    if (const auto error = output.value().commit()) {
        console.print(*error);
        return ExitFailure;
    }
    return code;
}

std::vector<ReportCase> casesOf(const std::vector<Diagnostic>& diagnostics)
{
    std::vector<ReportCase> cases;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error)
            cases.push_back({ "scenario", Outcome::Failed, wholeMessage(diagnostic),
                diagnostic.place, toText(diagnostic.code) });
    }
    if (cases.empty())
        cases.push_back({ "scenario", Outcome::Passed, {}, {}, {} });
    return cases;
}

std::string githubReport(const std::vector<ReportGroup>& groups)
{
    std::string text;
    for (const ReportGroup& group : groups) {
        for (const ReportCase& one : group.cases) {
            if (isFailure(one))
                text += githubLine("error", one.place, one.code,
                    one.name == "scenario" ? one.message
                                           : fmt::format("{}: {}", one.name, one.message));
        }
        for (const Diagnostic& diagnostic : group.diagnostics)
            text += githubLine(diagnostic.severity == Severity::Warning ? "warning" : "notice",
                diagnostic.place, toText(diagnostic.code), wholeMessage(diagnostic));
    }
    return text;
}

std::string junitReport(std::string_view title, const std::vector<ReportGroup>& groups)
{
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml += fmt::format("<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        escapedForXml(title), countAll(groups), count(groups, Outcome::Failed),
        count(groups, Outcome::Broken));
    for (const ReportGroup& group : groups) {
        const std::vector<ReportGroup> alone { group };
        xml += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
            escapedForXml(group.name), countAll(alone), count(alone, Outcome::Failed),
            count(alone, Outcome::Broken));
        for (const ReportCase& one : group.cases)
            appendJunitCase(xml, group, one);
        if (!group.diagnostics.empty()) {
            xml += "    <system-out>";
            for (const Diagnostic& diagnostic : group.diagnostics)
                xml += escapedForXml(renderLine(diagnostic)) + "\n";
            xml += "</system-out>\n";
        }
        xml += "  </testsuite>\n";
    }
    return xml + "</testsuites>\n";
}

std::string markdownCell(std::string_view text)
{
    std::string result;
    for (const char c : visibleText(text)) {
        if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[')
            result += '\\';
        result += c;
    }
    return result;
}

std::string markdownReport(std::string_view title, const std::vector<ReportGroup>& groups)
{
    const std::size_t passed = count(groups, Outcome::Passed);
    std::string text = fmt::format("### {}\n\n{} of {} passed\n\n| file | place | result | what | "
                                   "message |\n| --- | --- | --- | --- | --- |\n",
        markdownCell(title), passed, countAll(groups));
    for (const ReportGroup& group : groups) {
        for (const ReportCase& one : group.cases)
            text += markdownRow(
                group.name, one.place, markdownWord(one.outcome), one.name, one.message);
        for (const Diagnostic& diagnostic : group.diagnostics)
            text += markdownRow(group.name, diagnostic.place, toText(diagnostic.severity),
                toText(diagnostic.code), wholeMessage(diagnostic));
    }
    return text;
}

std::string expectationsText(std::size_t holding, std::size_t all)
{
    if (all == 0)
        return {};
    const char* verb = holding == 1 && all == 1 ? " holds" : " hold";
    const char* noun = all == 1 ? "expectation" : "expectations";
    return holding == all
        ? fmt::format("{} {}{}", withThousands(all), noun, verb)
        : fmt::format("{} of {} {} hold", withThousands(holding), withThousands(all), noun);
}

} // namespace tickscope::cli

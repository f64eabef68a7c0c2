// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/diagnostic.h"

#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace tickscope {

namespace {

/// The lines that a source line and its carets take: tabs as one space, so that columns meet.
std::string excerpt(const Diagnostic& diagnostic, std::string_view line)
{
    constexpr std::size_t widest = 200;
    std::string shown;
    std::string carets;
    std::size_t column = 0;
    const std::size_t first = diagnostic.place.column;
    const std::size_t last = first + std::max<std::size_t>(diagnostic.length, 1) - 1;
    while (!line.empty() && ++column <= widest) {
        const std::string_view before = line;
        const char32_t codePoint = takeCodePoint(line);
        if (codePoint == U'\t')
            shown += ' ';
        else if (isInvisibleControl(codePoint) || codePoint == 0xfffd)
            shown += '?';
        else
            shown += before.substr(0, before.size() - line.size());
        carets += column < first ? " " : column == first ? "^" : column <= last ? "~" : "";
    }
    if (carets.size() < first && first <= widest)
        carets += std::string(first - carets.size() - 1, ' ') + '^';
    const std::string number = std::to_string(diagnostic.place.line);
    return fmt::format("{:>5} | {}\n      | {}\n", number, shown, carets);
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    std::vector<std::string_view> lines;
    while (true) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        if (end == std::string_view::npos)
            return lines;
        text.remove_prefix(end + 1);
    }
}

/// @param word  what it is, after the place; empty for none
std::string lineOf(const Diagnostic& diagnostic, std::string_view word)
{
    const Place& place = diagnostic.place;
    std::string line = visibleText(place.file);
    if (place.line != 0)
        line += fmt::format(":{}:{}", place.line, place.column);
    if (!word.empty())
        line += fmt::format(": {}", word);
    line += ": " + diagnostic.message;
    if (!diagnostic.hint.empty())
        line += "; " + diagnostic.hint;
    return line;
}

/// The `most` gravest ones, in the order in which they came.
std::vector<Diagnostic> gravest(const std::vector<Diagnostic>& diagnostics, std::size_t most)
{
    std::vector<std::size_t> order(diagnostics.size());
    for (std::size_t index = 0; index < order.size(); ++index)
        order[index] = index;
    std::ranges::stable_sort(
        order, {}, [&diagnostics](std::size_t index) { return diagnostics[index].severity; });
    order.resize(std::min(order.size(), most));
    std::ranges::sort(order);
    std::vector<Diagnostic> shown;
    for (const std::size_t index : order)
        shown.push_back(diagnostics[index]);
    return shown;
}

} // namespace

const char* toText(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return "";
}

bool hasErrors(const std::vector<Diagnostic>& diagnostics)
{
    return std::ranges::any_of(diagnostics,
        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

std::string renderLine(const Diagnostic& diagnostic)
{
    return lineOf(diagnostic, toText(diagnostic.severity));
}

std::string renderSentences(const Diagnostic& diagnostic)
{
    return sentences(diagnostic.message, diagnostic.hint);
}

std::string renderDiagnostics(
    const std::vector<Diagnostic>& diagnostics, std::string_view text, std::size_t most)
{
    const std::vector<std::string_view> lines = linesOf(text);
    std::string result;
    for (const Diagnostic& diagnostic : gravest(diagnostics, most)) {
        const bool isError = diagnostic.severity == Severity::Error;
        result += lineOf(diagnostic, isError ? "" : toText(diagnostic.severity)) + '\n';
        const std::uint32_t line = diagnostic.place.line;
        if (line != 0 && line <= lines.size())
            result += excerpt(diagnostic, lines[line - 1]);
    }
    if (diagnostics.size() > most)
        result += fmt::format("{} more not shown\n", diagnostics.size() - most);
    return result;
}

std::vector<Error> toErrors(const std::vector<Diagnostic>& diagnostics)
{
    std::vector<Error> errors;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity != Severity::Error)
            continue;
        const char* joint = diagnostic.hint.empty() ? "" : "; ";
        errors.push_back({ ErrorCode::InvalidScenario, diagnostic.message + joint + diagnostic.hint,
            diagnostic.place });
    }
    return errors;
}

} // namespace tickscope

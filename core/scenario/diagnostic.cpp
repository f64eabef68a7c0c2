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

/// Message and hint in the voice of a command line.
std::string wholeMessage(const Diagnostic& diagnostic)
{
    return diagnostic.message + (diagnostic.hint.empty() ? "" : "; ") + diagnostic.hint;
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

const char* toText(DiagnosticCode code)
{
    switch (code) {
    case DiagnosticCode::InvalidValue:
        return "invalid-value";
    case DiagnosticCode::Suspicious:
        return "suspicious";
    case DiagnosticCode::WorthKnowing:
        return "worth-knowing";
    case DiagnosticCode::Syntax:
        return "syntax";
    case DiagnosticCode::Format:
        return "format";
    case DiagnosticCode::UnknownKey:
        return "unknown-key";
    case DiagnosticCode::UnknownWord:
        return "unknown-word";
    case DiagnosticCode::UnknownServer:
        return "unknown-server";
    case DiagnosticCode::MissingKey:
        return "missing-key";
    case DiagnosticCode::MissingServer:
        return "missing-server";
    case DiagnosticCode::WrongType:
        return "wrong-type";
    case DiagnosticCode::BadDuration:
        return "bad-duration";
    case DiagnosticCode::OutOfRange:
        return "out-of-range";
    case DiagnosticCode::BadName:
        return "bad-name";
    case DiagnosticCode::NameTaken:
        return "name-taken";
    case DiagnosticCode::NoEffect:
        return "no-effect";
    case DiagnosticCode::Overload:
        return "overload";
    case DiagnosticCode::OnATick:
        return "on-a-tick";
    case DiagnosticCode::AfterTheEnd:
        return "after-the-end";
    case DiagnosticCode::Expectation:
        return "expectation";
    case DiagnosticCode::Unreadable:
        return "unreadable";
    }
    return "";
}

bool hasErrors(const std::vector<Diagnostic>& diagnostics)
{
    return std::ranges::any_of(diagnostics,
        [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

std::string problemLine(
    const Place& place, std::string_view severity, std::string_view message, std::string_view code)
{
    const std::size_t end = std::min(message.find('\n'), message.size());
    return fmt::format("{}:{}:{}: {}: {} [{}]{}", visibleText(place.file),
        std::max<std::uint32_t>(place.line, 1), std::max<std::uint32_t>(place.column, 1), severity,
        message.substr(0, end), code, message.substr(end));
}

std::string renderLine(const Diagnostic& diagnostic)
{
    return problemLine(diagnostic.place, toText(diagnostic.severity), wholeMessage(diagnostic),
        toText(diagnostic.code));
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
        result += renderLine(diagnostic) + '\n';
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
        errors.push_back(
            { ErrorCode::InvalidScenario, wholeMessage(diagnostic), diagnostic.place });
    }
    return errors;
}

} // namespace tickscope

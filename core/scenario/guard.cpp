// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/guard.h"

#include "core/scenario/toml_lines.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tickscope {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

std::optional<TomlProblem> checkSize(std::string_view text)
{
    if (text.size() <= maxTextBytes)
        return std::nullopt;
    return TomlProblem { { 0, 0, 1 }, "the file is larger than 1 MiB",
        "a scenario is a small file; is this the right one?", {} };
}

/// UTF-16 without a byte order mark shows as a zero in every second byte.
bool looksLikeUtf16(std::string_view text)
{
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
        return true;
    if (text.size() < 4)
        return false;
    const bool isLittle = text[0] != 0 && text[1] == 0 && text[2] != 0 && text[3] == 0;
    const bool isBig = text[0] == 0 && text[1] != 0 && text[2] == 0 && text[3] != 0;
    return isLittle || isBig;
}

/// Where in a text a byte stands. @pre the bytes before it are valid UTF-8
TextRegion regionOfByte(std::string_view text, std::size_t offset)
{
    const std::string_view before = text.substr(0, offset);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n')) + 1;
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    const auto column = static_cast<std::uint32_t>(characterCount(before.substr(lineStart))) + 1;
    return { line, column, 1 };
}

/// The first byte that is no part of valid UTF-8, or a zero.
std::optional<TomlProblem> checkBytes(std::string_view text)
{
    if (looksLikeUtf16(text))
        return TomlProblem { { 0, 0, 1 }, "the file is UTF-16", "save it as UTF-8", {} };
    const std::size_t skipped = text.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    const std::string_view body = text.substr(skipped);
    for (std::string_view rest = body; !rest.empty();) {
        const std::size_t offset = body.size() - rest.size();
        const std::string_view before = rest;
        const char32_t codePoint = takeCodePoint(rest);
        if (codePoint == 0)
            return TomlProblem { regionOfByte(body, offset),
                fmt::format("the byte at offset {} is zero", offset + skipped),
                "is this a text file?", {} };
        // U+FFFD itself is valid; it has three bytes.
        if (codePoint == 0xfffd && before.size() - rest.size() == 1)
            return TomlProblem { regionOfByte(body, offset),
                fmt::format("the byte at offset {}, 0x{:02X}, is not valid UTF-8", offset + skipped,
                    static_cast<unsigned char>(before.front())),
                "save the file as UTF-8", {} };
    }
    return std::nullopt;
}

std::optional<TomlProblem> checkLines(std::string_view text)
{
    std::uint32_t line = 1;
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size());
        if (length > maxLineBytes)
            return TomlProblem { { line, 1, 1 }, "the line is longer than 64 KiB",
                "use several lines", {} };
        text.remove_prefix(std::min(length + 1, text.size()));
        ++line;
    }
    return std::nullopt;
}

GuardedText refused(TomlProblem problem)
{
    GuardedText guarded;
    guarded.problems.push_back(std::move(problem));
    guarded.isFatal = true;
    return guarded;
}

} // namespace

std::optional<TomlProblem> problemOfText(std::string_view text)
{
    for (const auto check : { checkSize, checkBytes, checkLines }) {
        if (auto problem = check(text))
            return problem;
    }
    return std::nullopt;
}

GuardedText guardText(std::string_view text)
{
    if (auto problem = problemOfText(text))
        return refused(std::move(*problem));
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());

    GuardedText guarded;
    guarded.text = text;
    TomlShape shape = outline(text);
    guarded.problems = std::move(shape.problems);
    guarded.isFatal = shape.isFatal;
    if (guarded.problems.empty()) {
        guarded.statements = std::move(shape.statements);
        return guarded;
    }
    for (const TomlProblem& problem : guarded.problems)
        leaveOutLines(guarded.text, problem.region.line, problem.region.line);
    // Without those lines the rest may read differently; it must stand the same test.
    TomlShape again = outline(guarded.text);
    guarded.isFatal = guarded.isFatal || !again.problems.empty();
    guarded.statements = std::move(again.statements);
    return guarded;
}

} // namespace tickscope

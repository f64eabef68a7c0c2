// SPDX-License-Identifier: GPL-3.0-only
// People's text inside generated files: always quoted, never markup, never code.
#include "core/elixir/names.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

struct CodePoint
{
    std::uint32_t value = 0;
    std::size_t bytes = 1;
    bool isValid = false;
};

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

CodePoint decode(std::string_view text)
{
    const auto lead = static_cast<unsigned char>(text[0]);
    if (lead < 0x80)
        return { lead, 1, true };
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes)
        return { lead, 1, false };
    std::uint32_t value = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        if (!isContinuation(text[i]))
            return { lead, 1, false };
        value = value << 6U | (static_cast<unsigned char>(text[i]) & 0x3FU);
    }
    constexpr std::uint32_t smallest[] = { 0, 0, 0x80, 0x800, 0x10000 };
    const bool isSurrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < smallest[bytes] || value > 0x10FFFF || isSurrogate)
        return { lead, 1, false };
    return { value, bytes, true };
}

// Controls, and characters that turn or hide the text around them.
bool isInvisible(std::uint32_t value)
{
    return value < 0x20 || (value >= 0x7F && value < 0xA0) || value == 0xAD || value == 0x61C
        || (value >= 0x200B && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E)
        || (value >= 0x2060 && value <= 0x206F) || value == 0xFEFF;
}

// Calls one of the two for each character of a text.
template <typename Visible, typename Hidden>
void eachCharacter(std::string_view text, Visible visible, Hidden hidden)
{
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint point = decode(text.substr(at));
        if (point.isValid && !isInvisible(point.value))
            visible(text.substr(at, point.bytes));
        else
            hidden(point);
        at += point.bytes;
    }
}

} // namespace

std::string elixirString(std::string_view text)
{
    std::string literal = "\"";
    eachCharacter(
        text,
        [&](std::string_view character) {
            if (character == "\"" || character == "\\" || character == "#")
                literal += '\\';
            literal += character;
        },
        [&](const CodePoint& point) {
            literal += fmt::format("\\u{{{:X}}}", point.isValid ? point.value : 0xFFFD);
        });
    return literal + '"';
}

namespace {

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Whether a character would be markup where it stands, after `line` and before `next`.
bool isMarkup(char c, std::string_view line, char next)
{
    static constexpr std::string_view always = "\\`*[]|~$";
    static constexpr std::string_view atStart = "#+->=:";
    if (always.find(c) != std::string_view::npos)
        return true;
    if (atStart.find(c) != std::string_view::npos) // a # behind a blank may end a heading
        return line.empty() || (c == '#' && line.back() == ' ');
    if (c == '_') // inside a word it is a letter
        return line.empty() || !isLetterOrDigit(line.back()) || !isLetterOrDigit(next);
    if (c == '.' || c == ')') // "1." starts a list
        return !line.empty() && line.find_first_not_of("0123456789") == std::string_view::npos;
    return c == '&' && (isLetterOrDigit(next) || next == '#');
}

} // namespace

std::string markdownText(std::string_view text)
{
    std::string plain; // one line, nothing invisible, no blanks in front
    eachCharacter(
        text, [&](std::string_view character) { plain += character; },
        [&](const CodePoint&) { plain += ' '; });
    plain.erase(0, plain.find_first_not_of(' '));
    std::string line;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (plain[i] == '<') { // not even as an escape: some programs look for comments first
            line += "&lt;";
            continue;
        }
        if (isMarkup(plain[i], line, i + 1 < plain.size() ? plain[i + 1] : ' '))
            line += '\\';
        line += plain[i];
    }
    return line;
}

} // namespace tickscope

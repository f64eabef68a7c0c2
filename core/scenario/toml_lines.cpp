// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_lines.h"

#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

/// Begins with a character that no editor puts into a key.
constexpr std::string_view leftOutPrefix = "\x01left out ";

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

} // namespace

std::string_view lineOf(std::string_view text, std::uint32_t number)
{
    for (std::uint32_t line = 1; line < number; ++line) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos)
            return {};
        text.remove_prefix(end + 1);
    }
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

std::size_t byteOfColumn(std::string_view line, std::uint32_t column)
{
    std::string_view rest = line;
    for (std::uint32_t at = 1; at < column && !rest.empty(); ++at)
        takeCodePoint(rest);
    return line.size() - rest.size();
}

bool looksLikeHeader(std::string_view line)
{
    line = trimmed(line);
    return line.starts_with("[[") || (line.starts_with('[') && !contains(line, ","));
}

std::uint32_t lastLineBeforeHeader(std::string_view text, std::uint32_t first)
{
    std::uint32_t line = 1;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n')) {
        text.remove_prefix(at + 1);
        if (line >= first && looksLikeHeader(text.substr(0, text.find('\n'))))
            return line;
        ++line;
    }
    return std::max(line, first);
}

bool looksLikeStatement(std::string_view line)
{
    line = trimmed(line);
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return false;
    return line.find_first_of("\"'{}[],#") > equals;
}

std::optional<LineWord> valueTextOf(std::string_view line, std::uint32_t number)
{
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = line.substr(equals + 1);
    const std::string_view text = trimmed(rest.substr(0, rest.find('#')));
    const std::size_t start
        = text.empty() ? line.size() : static_cast<std::size_t>(text.data() - line.data());
    const auto column = static_cast<std::uint32_t>(characterCount(line.substr(0, start))) + 1;
    const auto length = std::max(static_cast<std::uint32_t>(characterCount(text)), 1u);
    return LineWord { text, { number, column, length } };
}

void leaveOutLines(std::string& text, std::uint32_t first, std::uint32_t last)
{
    std::string result;
    result.reserve(text.size());
    std::string_view rest = text;
    for (std::uint32_t number = 1; !rest.empty(); ++number) {
        const std::size_t length = rest.find('\n');
        const std::string_view line = rest.substr(0, length);
        if (number < first || number > last)
            result += line;
        else if (looksLikeHeader(line))
            result += fmt::format("[\"\\u0001left out {}\"]", number);
        if (length == std::string_view::npos)
            break;
        result += '\n';
        rest.remove_prefix(length + 1);
    }
    text = std::move(result);
}

bool isLeftOutKey(std::string_view key)
{
    return key.starts_with(leftOutPrefix);
}

} // namespace tickscope

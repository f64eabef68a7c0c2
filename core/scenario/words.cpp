// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <cassert>

namespace tickscope {

namespace {

constexpr char32_t replacementCharacter = 0xfffd;

/// How many bytes follow a first byte of UTF-8, or -1 for a byte that cannot be first.
int continuationBytes(unsigned char first)
{
    if (first < 0x80)
        return 0;
    if (first >= 0xc2 && first <= 0xdf)
        return 1;
    if (first >= 0xe0 && first <= 0xef)
        return 2;
    if (first >= 0xf0 && first <= 0xf4)
        return 3;
    return -1;
}

std::string sentence(std::string_view text)
{
    std::string result { text };
    if (!result.empty() && result.front() >= 'a' && result.front() <= 'z')
        result.front() = static_cast<char>(result.front() - 'a' + 'A');
    // An example on lines of its own ends as it ends.
    const bool isOpen = !result.empty() && result.find('\n') == std::string::npos;
    if (isOpen && std::string_view(".?:").find(result.back()) == std::string_view::npos)
        result += '.';
    return result;
}

} // namespace

char32_t takeCodePoint(std::string_view& text)
{
    assert(!text.empty());
    const auto first = static_cast<unsigned char>(text.front());
    const int count = continuationBytes(first);
    text.remove_prefix(1);
    if (count <= 0)
        return count == 0 ? first : replacementCharacter;
    if (text.size() < static_cast<std::size_t>(count))
        return replacementCharacter;
    char32_t codePoint = first & (0x3fu >> count);
    for (int index = 0; index < count; ++index) {
        const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(index)]);
        if ((byte & 0xc0u) != 0x80u)
            return replacementCharacter;
        codePoint = (codePoint << 6) | (byte & 0x3fu);
    }
    constexpr char32_t least[] = { 0, 0x80, 0x800, 0x10000 };
    const bool isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (codePoint < least[count] || codePoint > 0x10ffff || isSurrogate)
        return replacementCharacter;
    text.remove_prefix(static_cast<std::size_t>(count));
    return codePoint;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::size_t characterCount(std::string_view text)
{
    std::size_t count = 0;
    while (!text.empty()) {
        takeCodePoint(text);
        ++count;
    }
    return count;
}

bool isInvisibleControl(char32_t codePoint)
{
    const bool isControl = codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0);
    const bool isDirection = codePoint == 0x061c || codePoint == 0x200e || codePoint == 0x200f
        || (codePoint >= 0x202a && codePoint <= 0x202e)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
    const bool isSeparator = codePoint == 0x2028 || codePoint == 0x2029 || codePoint == 0xfeff;
    return isControl || isDirection || isSeparator;
}

std::string visibleText(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const std::string_view before = text;
        const char32_t codePoint = takeCodePoint(text);
        if (codePoint == U'\n')
            result += "\\n";
        else if (codePoint == U'\t')
            result += "\\t";
        else if (isInvisibleControl(codePoint))
            result += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(codePoint));
        else if (codePoint == replacementCharacter)
            result += "\xef\xbf\xbd";
        else
            result += before.substr(0, before.size() - text.size());
    }
    return result;
}

std::string inQuotes(std::string_view text)
{
    constexpr int longest = 60;
    std::string_view rest = text;
    for (int count = 0; count < longest && !rest.empty(); ++count)
        takeCodePoint(rest);
    const std::string_view shown = text.substr(0, text.size() - rest.size());
    return '"' + visibleText(shown) + (rest.empty() ? "\"" : "...\"");
}

std::string joinedWithOr(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (index > 0)
            text += index + 1 == words.size() ? " or " : ", ";
        text += words[index];
    }
    return text;
}

std::string withThousands(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), 1, ',');
    return digits;
}

std::string toLowerAscii(std::string_view text)
{
    std::string lower { text };
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string sentences(std::string_view message, std::string_view hint)
{
    if (hint.empty())
        return sentence(message);
    return sentence(message) + ' ' + sentence(hint);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_value.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

namespace tickscope {

bool TomlValueSyntax::string()
{
    const char quote = m_cursor.peek();
    const bool isLong = m_cursor.peek(1) == quote && m_cursor.peek(2) == quote;
    return isLong ? longString(quote) : shortString(quote);
}

bool TomlValueSyntax::shortString(char quote)
{
    const TextRegion start = m_cursor.here();
    m_cursor.step();
    while (m_cursor.peek() != quote || m_cursor.atEnd()) {
        if (m_cursor.atLineEnd())
            return say(start, "the string that starts here never ends",
                fmt::format("close it with {}", quote));
        if (m_cursor.peek() == '\r')
            return sayReturn();
        if (isControl(m_cursor.peek()))
            return say(m_cursor.here(), "the string has a control character",
                "write it as \\u and four digits");
        if (quote == '"' && m_cursor.peek() == '\\') {
            m_cursor.step();
            if (!m_cursor.atLineEnd() && !escape(false))
                return false;
        } else {
            m_cursor.step();
        }
    }
    m_cursor.step();
    return true;
}

bool TomlValueSyntax::longString(char quote)
{
    TextRegion start = m_cursor.here();
    start.length = 3;
    m_cursor.step(3);
    while (!m_cursor.atEnd()) {
        if (m_cursor.peek() == quote && m_cursor.peek(1) == quote && m_cursor.peek(2) == quote) {
            // Up to two quotes may stand right before the three that end it.
            for (int count = 0; count < 5 && m_cursor.peek() == quote; ++count)
                m_cursor.step();
            return true;
        }
        if (m_cursor.atLineEnd()) {
            m_cursor.step(m_cursor.peek() == '\r' ? 2 : 1);
        } else if (m_cursor.peek() == '\r') {
            return sayReturn();
        } else if (isControl(m_cursor.peek())) {
            return say(m_cursor.here(), "the string has a control character",
                "write it as \\u and four digits");
        } else if (quote == '"' && m_cursor.peek() == '\\') {
            m_cursor.step();
            if (!m_cursor.atEnd() && !escape(true))
                return false;
        } else {
            m_cursor.step();
        }
    }
    return neverEnds(start, "string", std::string(3, quote));
}

/// What follows a backslash. @pre !m_cursor.atEnd()
bool TomlValueSyntax::escape(bool isLong)
{
    const TextRegion here = m_cursor.here();
    const char c = m_cursor.peek();
    if (std::string_view("btnfr\"\\").find(c) != std::string_view::npos) {
        m_cursor.step();
        return true;
    }
    if (c == 'u' || c == 'U') {
        m_cursor.step();
        return hexDigits(c == 'u' ? 4 : 8);
    }
    if (isLong) {
        m_cursor.skipBlanks();
        if (m_cursor.atLineEnd())
            return true;
    }
    std::string_view rest = m_cursor.text().substr(m_cursor.at());
    const std::string_view before = rest;
    takeCodePoint(rest);
    const std::string_view shown
        = c == ' ' || c == '\t' ? " " : before.substr(0, before.size() - rest.size());
    return say(here, "\\" + visibleText(shown) + " is no escape", "write \\\\ for a backslash");
}

bool TomlValueSyntax::hexDigits(std::size_t count)
{
    const TextRegion here = m_cursor.here();
    std::uint32_t codePoint = 0;
    for (std::size_t index = 0; index < count; ++index) {
        constexpr std::string_view digits = "0123456789abcdef";
        const std::size_t digit
            = digits.find(toLowerAscii(std::string(1, m_cursor.peek())).front());
        if (m_cursor.atEnd() || digit == std::string_view::npos)
            return say(here, fmt::format("{} needs {} digits", count == 4 ? "\\u" : "\\U", count),
                "write \\\\ for a backslash, or a code point such as \\u00e9");
        codePoint = codePoint * 16 + static_cast<std::uint32_t>(digit);
        m_cursor.step();
    }
    const bool isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
    if (isSurrogate || codePoint > 0x10ffff)
        return say(here, fmt::format("U+{:04X} is no character", codePoint),
            "a code point is at most 10FFFF and not from D800 to DFFF");
    return true;
}

} // namespace tickscope

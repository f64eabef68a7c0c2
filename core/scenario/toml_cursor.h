// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tickscope {

/// A place in a TOML text that moves forward and knows its line and column.
class TomlCursor
{
public:
    /// @pre text is valid UTF-8 and outlives the cursor
    explicit TomlCursor(std::string_view text)
        : m_text(text)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    /// The end of the text, LF or CRLF.
    bool atLineEnd() const;
    std::size_t at() const { return m_at; }
    std::uint32_t line() const { return m_line; }
    /// The character here, one long.
    TextRegion here() const { return { m_line, m_column, 1 }; }
    /// @return from a byte before, up to here
    std::string_view since(std::size_t start) const { return m_text.substr(start, m_at - start); }
    std::string_view text() const { return m_text; }

    /// @return a byte further on; zero behind the end
    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    /// @pre !atEnd()
    void step();
    void step(std::size_t bytes);
    void skipBlanks(); ///< spaces and tabs

private:
    std::string_view m_text;
    std::size_t m_at = 0;
    std::uint32_t m_line = 1;
    std::uint32_t m_column = 1;
};

/// A to Z, a to z, 0 to 9, _ and -: what a key may have without quotes.
bool isBareKeyCharacter(char c);

/// Control characters but tab: only an escape may stand for one.
bool isControl(char c);

inline bool isQuote(char c)
{
    return c == '"' || c == '\'';
}

} // namespace tickscope

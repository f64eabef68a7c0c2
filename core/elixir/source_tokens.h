// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tickscope {

/// What a piece of source is, as its colour says it.
enum class TokenKind : std::uint8_t { Keyword, Atom, Key, String, Number, Comment };

/// A coloured piece of a line, in bytes. What lies between them is plain.
struct SourceToken
{
    std::size_t start = 0;
    std::size_t length = 0;
    TokenKind kind = TokenKind::Keyword;

    friend bool operator==(const SourceToken&, const SourceToken&) = default;
};

/// Finds the pieces of one line after another: the sources that this program writes, no more of
/// either language than they need.
class SourceTokens
{
public:
    explicit SourceTokens(SourceLanguage language)
        : m_language(language)
    {
    }

    /// @return the tokens of the next line, in their order
    std::vector<SourceToken> next(std::string_view line);

private:
    SourceLanguage m_language;
    bool m_isInText = false; ///< between """ and """
};

} // namespace tickscope

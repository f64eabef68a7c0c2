// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tickscope {

// Looks at single lines of a TOML text that cannot be read as a whole.

/// @return the nth line (from 1) without its end; empty when there is none
std::string_view lineOf(std::string_view text, std::uint32_t number);

/// @return the byte at which a column (from 1, in characters) of a line begins, at most its size
std::size_t byteOfColumn(std::string_view line, std::uint32_t column);

/// [name] or [[name]], or what was meant to be one.
bool looksLikeHeader(std::string_view line);

/// @return the last line, from `first` on, that comes before a header
std::uint32_t lastLineBeforeHeader(std::string_view text, std::uint32_t first);

/// key = value; good enough to see where a person began a new statement.
bool looksLikeStatement(std::string_view line);

/// Part of a line.
struct LineWord
{
    std::string_view text;
    TextRegion region;
};

/// @return what stands between the first = and a comment
std::optional<LineWord> valueTextOf(std::string_view line, std::uint32_t number);

/// Empties lines of a text, so that all others keep their numbers. A table header becomes one that
/// nobody knows: what follows must not land in the table before.
void leaveOutLines(std::string& text, std::uint32_t first, std::uint32_t last);

/// @return whether a key is that of a header which leaveOutLines() put in
bool isLeftOutKey(std::string_view key);

} // namespace tickscope

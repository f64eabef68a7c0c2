// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tickscope {

/// @return "text" in quotes, safe to show: control characters as \n or \u{1b}, cut after 60
/// characters.
std::string inQuotes(std::string_view text);

/// @return the text with everything that could move a terminal's cursor or turn its direction
/// written out (\u{1b}, \u{202e}).
std::string visibleText(std::string_view text);

/// @return whether a code point is a control character or turns the direction of writing.
bool isInvisibleControl(char32_t codePoint);

/// Takes one code point off the front of `text`; a byte that is no valid UTF-8 gives U+FFFD.
/// @pre !text.empty()
char32_t takeCodePoint(std::string_view& text);

/// @return the text without blanks around it
std::string_view trimmed(std::string_view text);

/// @return how many characters (code points) a text has.
std::size_t characterCount(std::string_view text);

/// @return the words as a choice: a, b or c
std::string joinedWithOr(std::span<const std::string_view> words);

/// @return the number with commas: 1,000,000.
std::string withThousands(std::uint64_t number);

/// @return A to Z as a to z, all other bytes as they are; the locale has no say.
std::string toLowerAscii(std::string_view text);

/// @return message and hint as sentences: capital first, full stop last. An empty hint is left out.
std::string sentences(std::string_view message, std::string_view hint);

} // namespace tickscope

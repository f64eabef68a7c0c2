// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/toml_document.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

inline constexpr int maxNesting = 64; ///< of lists and inline tables
inline constexpr int maxKeyParts = 32; ///< of a dotted key
inline constexpr int maxDotsInLine = 4096; ///< in strings and comments too
inline constexpr std::size_t maxShapeProblems = 20; ///< after so many the rest is not looked at

/// A table header or a `key = value` of a TOML text, found without understanding its value.
struct TomlStatement
{
    enum class Kind : std::uint8_t { Key, Table, TableOfList };
    Kind kind = Kind::Key;
    std::string name; ///< as written, without spaces around it
    TextRegion key;
    std::uint32_t lastLine = 0; ///< where its value ends, or the next one starts
    // Bytes of the text.
    std::size_t begin = 0; ///< of the key, or of the bracket that opens a header
    std::size_t valueBegin = 0; ///< of a key's value
    std::size_t end = 0; ///< behind the value or the header; blanks and comments are not in it
};

/// The outline of a text: where its statements are, and what the guard refuses in it.
struct TomlShape
{
    std::vector<TomlStatement> statements;
    std::vector<TomlProblem> problems; ///< each is about one line, unless isFatal
    bool isFatal = false; ///< the text was not looked at to its end
};

/// Goes through a text as a TOML reader would, with a stack of one frame: strings, comments,
/// brackets and dots are counted, nothing is built.
/// @pre text is valid UTF-8 without a byte order mark
TomlShape outline(std::string_view text);

} // namespace tickscope

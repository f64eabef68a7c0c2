// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// A stretch of bytes of a text.
struct TextSpan
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// One `key = value` of a table, and where it stands.
struct TextKey
{
    std::vector<std::string> path; ///< the parts of a dotted key; most have one
    TextSpan statement; ///< from the key to the end of its value
    TextSpan value;
};

/// A table of a TOML text with the tables inside it: what stands where, in the order of the text.
///
/// Only headers make tables here; an inline table is the value of a key.
struct TextTable
{
    std::string name; ///< the last part of its header
    bool isItem = false; ///< [[name]]: one of a list
    bool hasHeader = false; ///< else it is the text itself, or was only named by a table in it
    TextSpan header;
    TextSpan block; ///< whole lines: comments right above the header, to its last statement
    std::vector<TextKey> keys;
    std::list<TextTable> tables;

    // The statements that set a key or a part of it.
    std::vector<const TextKey*> keysNamed(std::string_view name) const;
    const TextTable* tableNamed(std::string_view name) const;
    std::vector<const TextTable*> itemsNamed(std::string_view name) const;
    /// Behind its last statement, tables in it included.
    std::size_t lastEnd() const;
    /// The blocks of it and of all tables in it.
    void collectBlocks(std::vector<TextSpan>& blocks) const;
};

/// @return the text as a table without a header
/// @pre the text is valid TOML, without a byte order mark
TextTable textTree(std::string_view text);

/// @return where the line begins in which a byte stands
std::size_t lineBegin(std::string_view text, std::size_t at);
/// @return where the line after it begins, or the size of the text
std::size_t lineEnd(std::string_view text, std::size_t at);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tickscope {

/// A stretch of one line. Lines and columns count from 1, columns and length in characters.
struct TextRegion
{
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 1;

    friend bool operator==(const TextRegion&, const TextRegion&) = default;
};

struct TomlValue;

struct TomlList
{
    std::vector<TomlValue> items;
};

struct TomlEntry;

/// A table's entries in the order of their places in the text.
struct TomlTable
{
    std::vector<TomlEntry> entries;
};

/// A date or a time: no scenario has one, so only that it is one is kept.
struct TomlDate
{
};

/// A value of a TOML text and where it stands. Keeps the TOML library out of the rest of the
/// reader.
struct TomlValue
{
    TextRegion region;
    std::variant<std::string, std::int64_t, double, bool, TomlDate, TomlList, TomlTable> data;

    template <typename T>
    const T* as() const
    {
        return std::get_if<T>(&data);
    }
};

struct TomlEntry
{
    std::string key;
    TextRegion keyRegion;
    TomlValue value;
};

/// @return the type in words: "a string", "a whole number", "a list".
const char* typeText(const TomlValue& value);

/// Why a TOML text cannot be read, in words for people.
struct TomlProblem
{
    TextRegion region;
    std::string message;
    std::string hint;
    std::string replacement;
};

/// A TOML text as far as it could be read.
struct TomlDocument
{
    TomlTable root;
    std::vector<TomlProblem> problems; ///< what was left out to read the rest, line by line
};

struct GuardedText;

/// Reads a TOML text. After a syntax error its lines are left out and reading goes on, so that
/// independent errors come in one go (at most 20).
/// @pre !guarded.isFatal: the library that reads the text crashes on some that the guard refuses
TomlDocument readToml(const GuardedText& guarded);

} // namespace tickscope

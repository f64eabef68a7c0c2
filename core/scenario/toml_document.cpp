// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_document.h"

#include "core/scenario/guard.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/toml_syntax.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <tuple>

namespace tickscope {

namespace {

/// A value over several lines is marked at its first character.
TextRegion regionOf(const toml::source_region& source)
{
    const bool isOneLine = source.begin.line == source.end.line;
    const std::uint32_t length = isOneLine ? source.end.column - source.begin.column : 1;
    return { source.begin.line, source.begin.column, std::max(length, 1u) };
}

TomlValue convert(const toml::node& node);

TomlList convertList(const toml::array& array)
{
    TomlList list;
    list.items.reserve(array.size());
    for (const toml::node& item : array)
        list.items.push_back(convert(item));
    return list;
}

TomlTable convertTable(const toml::table& table)
{
    TomlTable result;
    result.entries.reserve(table.size());
    for (const auto& [key, node] : table)
        result.entries.push_back(
            { std::string { key.str() }, regionOf(key.source()), convert(node) });
    std::ranges::stable_sort(result.entries, {}, [](const TomlEntry& entry) {
        return std::tuple { entry.keyRegion.line, entry.keyRegion.column };
    });
    return result;
}

TomlValue convert(const toml::node& node)
{
    TomlValue value { regionOf(node.source()), TomlDate {} };
    if (const toml::table* table = node.as_table())
        value.data = convertTable(*table);
    else if (const toml::array* array = node.as_array())
        value.data = convertList(*array);
    else if (const auto* text = node.as_string())
        value.data = text->get();
    else if (const auto* integer = node.as_integer())
        value.data = integer->get();
    else if (const auto* number = node.as_floating_point())
        value.data = number->get();
    else if (const auto* boolean = node.as_boolean())
        value.data = boolean->get();
    return value;
}

/// @return the table, or where the library gave up. What it says about that is its own language,
/// which another version may change: nothing of ours looks at it.
std::variant<TomlTable, TextRegion> parse(std::string_view text)
{
    try {
        return convertTable(toml::parse(text));
    } catch (const toml::parse_error& error) {
        return regionOf(error.source());
    }
}

/// For a text that only the library refuses.
TomlError refusedAt(TextRegion region)
{
    return { { region, "this is not TOML 1.0", "toml.io tells what is", {} }, region.line,
        region.line };
}

} // namespace

const char* typeText(const TomlValue& value)
{
    constexpr const char* texts[] = { "a string", "a whole number", "a number with a fraction",
        "true or false", "a date", "a list", "a table" };
    return texts[value.data.index()];
}

TomlDocument readToml(const GuardedText& guarded)
{
    constexpr std::size_t most = 20;
    TomlDocument document;
    GuardedText rest = guarded;
    while (document.problems.size() < most) {
        auto parsed = parse(rest.text);
        if (auto* table = std::get_if<TomlTable>(&parsed)) {
            document.root = std::move(*table);
            return document;
        }
        TomlError error = findTomlError(rest.text, rest.statements)
                              .value_or(refusedAt(std::get<TextRegion>(parsed)));
        document.problems.push_back(std::move(error.problem));
        std::string next = rest.text;
        leaveOutLines(next, error.firstLine, error.lastLine);
        if (next == rest.text)
            return document;
        // What was a string may be a key now: the guard looks again.
        rest = guardText(next);
        if (!rest.problems.empty())
            return document;
    }
    return document;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/lesson_keys.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <cassert>
#include <vector>

namespace tickscope {

// The rows of a table stand together, so that a span can show them.
static_assert(std::ranges::is_sorted(lessonKeyTable, {}, &LessonKeyInfo::table));

std::span<const LessonKeyInfo> lessonKeysOf(LessonTable table)
{
    const auto found = std::ranges::equal_range(lessonKeyTable, table, {}, &LessonKeyInfo::table);
    return { found.begin(), found.end() };
}

std::string_view headerOf(LessonTable table)
{
    switch (table) {
    case LessonTable::Front:
        return "the front matter";
    case LessonTable::Predict:
        return "```predict";
    case LessonTable::Saw:
        return "```saw";
    case LessonTable::Do:
        return "```do";
    case LessonTable::Field:
        return "```field";
    }
    return "";
}

void thisKeyIsNotInLessonKeyTable()
{
    assert(!"only the compiler comes here");
}

void sayMissing(LessonTable table, std::string_view key, TextRegion place, Problems& problems)
{
    const auto keys = lessonKeysOf(table);
    const auto info = std::ranges::find(keys, key, &LessonKeyInfo::name);
    assert(info != keys.end());
    problems.error(DiagnosticCode::MissingKey, place,
        fmt::format("{} has no {}", headerOf(table), key),
        fmt::format("add one, such as {}", info->example));
}

void sayUnknown(LessonTable table, std::string_view key, TextRegion place, Problems& problems)
{
    std::vector<std::string_view> known;
    for (const LessonKeyInfo& info : lessonKeysOf(table))
        known.push_back(info.name);
    const std::string_view nearest = nearestWord(key, known);
    if (nearest.empty())
        problems.error(DiagnosticCode::UnknownKey, place,
            fmt::format("{} has no key {}", headerOf(table), inQuotes(key)),
            fmt::format("it has {}", joinedWithOr(known)));
    else
        problems.error(DiagnosticCode::UnknownKey, place, "unknown key " + inQuotes(key),
            fmt::format("did you mean \"{}\"?", nearest), std::string(nearest));
}

LessonBlockKeys::LessonBlockKeys(
    LessonTable kind, const TomlTable& table, TextRegion header, Problems& problems)
    : m_kind(kind)
    , m_table(table)
    , m_header(header)
    , m_problems(problems)
{
}

const TomlEntry* LessonBlockKeys::find(KnownLessonKey key) const
{
    const std::string_view name = key;
    const auto found = std::ranges::find(m_table.entries, name, &TomlEntry::key);
    return found == m_table.entries.end() ? nullptr : &*found;
}

const TomlEntry* LessonBlockKeys::required(KnownLessonKey key) const
{
    const TomlEntry* entry = find(key);
    if (entry == nullptr && !m_problems.isIncomplete())
        sayMissing(m_kind, key, m_header, m_problems);
    return entry;
}

std::optional<std::string> LessonBlockKeys::text(KnownLessonKey key) const
{
    const std::string_view name = key;
    const auto keys = lessonKeysOf(m_kind);
    const bool isRequired = std::ranges::find(keys, name, &LessonKeyInfo::name)->isRequired;
    const TomlEntry* entry = isRequired ? required(key) : find(key);
    if (entry == nullptr)
        return std::nullopt;
    auto text
        = readText(entry->value, fmt::format("the {}", name), TextBreaks::Refused, m_problems);
    if (text && trimmed(*text).empty()) {
        m_problems.error(entry->value.region, fmt::format("the {} is empty", name),
            fmt::format("write one, or leave the key out"));
        return std::nullopt;
    }
    return text;
}

void LessonBlockKeys::refuseUnknown() const
{
    const auto keys = lessonKeysOf(m_kind);
    for (const TomlEntry& entry : m_table.entries) {
        const std::string_view name = entry.key;
        if (std::ranges::count(keys, name, &LessonKeyInfo::name) == 0 && !isLeftOutKey(entry.key))
            sayUnknown(m_kind, entry.key, entry.keyRegion, m_problems);
    }
}

} // namespace tickscope

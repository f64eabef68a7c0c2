// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/keys.h"

#include "core/scenario/words.h"

#include <cassert>
#include <utility>

namespace tickscope {

namespace {

// The rows of a table stand together, so that a span can show them.
static_assert(std::ranges::is_sorted(keyTable, {}, &KeyInfo::table));

/// Keys of the format that this version reads nothing of.
constexpr std::pair<KeyTable, std::string_view> laterKeys[] = {
    { KeyTable::Server, "file" },
    { KeyTable::Server, "source" },
    { KeyTable::Server, "module" },
    { KeyTable::Server, "args" },
    { KeyTable::Server, "tick" },
    { KeyTable::Server, "calls" },
    { KeyTable::Server, "config" },
    { KeyTable::Action, "message" },
};

/// Keys that only tell people something: wherever they stand, the run is as it was meant.
constexpr std::string_view harmlessKeys[]
    = { "format", "title", "description", "name", "that", "say" };

} // namespace

std::vector<std::string_view> wordsOfTries()
{
    std::vector<std::string_view> words = wordsOf<allActionKinds>();
    words.push_back(compareWord);
    return words;
}

std::span<const KeyInfo> keysOf(KeyTable table)
{
    const auto found = std::ranges::equal_range(keyTable, table, {}, &KeyInfo::table);
    return { found.begin(), found.end() };
}

const KeyInfo* findKey(KeyTable table, std::string_view name)
{
    const auto keys = keysOf(table);
    const auto found = std::ranges::find(keys, name, &KeyInfo::name);
    return found == keys.end() ? nullptr : &*found;
}

bool isReadWith(KeyTable table, std::string_view name, std::string_view word)
{
    const KeyInfo* key = findKey(table, name);
    assert(key != nullptr);
    const KeyCondition& condition = key->rules.onlyWith;
    const bool isOneOf = std::ranges::count(condition.words, word) > 0;
    return condition.key.empty() || isOneOf != condition.isNoneOf;
}

std::string_view headerOf(KeyTable table)
{
    switch (table) {
    case KeyTable::Scenario:
        return "the top of the file";
    case KeyTable::Supervisor:
        return "[supervisor]";
    case KeyTable::SupervisorParent:
        return "[supervisor.parent]";
    case KeyTable::Server:
        return "[[server]]";
    case KeyTable::Resource:
        return "[[resource]]";
    case KeyTable::Client:
        return "[[client]]";
    case KeyTable::Action:
        return "[[action]]";
    case KeyTable::Expect:
        return "[[expect]]";
    case KeyTable::Marker:
        return "[[marker]]";
    case KeyTable::Try:
        return "[[try]]";
    case KeyTable::DurationRule:
        return "work = { ... }";
    case KeyTable::FirstSteps:
        return "first = { ... }";
    case KeyTable::JitterRule:
        return "jitter = { ... }";
    case KeyTable::OutcomeRule:
        return "outcomes = { ... }";
    }
    return "";
}

bool isKeyOfLaterVersion(KeyTable table, std::string_view name)
{
    return std::ranges::find(laterKeys, std::pair { table, name }) != std::end(laterKeys);
}

std::string tablesWithKey(std::string_view name)
{
    std::vector<std::string_view> headers;
    for (const KeyInfo& key : keyTable) {
        if (key.name == name && std::ranges::count(harmlessKeys, name) == 0)
            headers.push_back(headerOf(key.table));
    }
    return joinedWithOr(headers);
}

void thisKeyIsNotInKeyTable()
{
    assert(!"only the compiler comes here");
}

} // namespace tickscope

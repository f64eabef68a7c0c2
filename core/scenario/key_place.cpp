// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/key_place.h"

#include "core/scenario/guard.h"
#include "core/scenario/value_reader.h"

#include <string>

namespace tickscope {

Place placeOfServerKey(
    std::string_view text, std::string_view fileName, std::size_t server, KnownKey key)
{
    const Place nowhere { std::string(fileName), 1, 1 };
    const GuardedText guarded = guardText(text);
    if (guarded.isFatal)
        return nowhere;
    const TomlDocument document = readToml(guarded);
    const TomlEntry* servers = findEntry(document.root, "server");
    const auto* list = servers != nullptr ? servers->value.as<TomlList>() : nullptr;
    if (list == nullptr || server >= list->items.size())
        return nowhere;
    const auto* table = list->items[server].as<TomlTable>();
    const TomlEntry* entry = table != nullptr ? findEntry(*table, key) : nullptr;
    if (entry == nullptr)
        return nowhere;
    return { std::string(fileName), entry->keyRegion.line, entry->keyRegion.column };
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_names.h"

#include <algorithm>
#include <cassert>
#include <span>

namespace tickscope {

namespace {

using Kind = TomlName::Kind;

TomlName* find(TomlName& table, const std::string& part)
{
    const auto found = table.below.find(part);
    return found == table.below.end() ? nullptr : found->second.get();
}

TomlName& make(TomlName& table, const std::string& part, Kind kind, TextRegion place)
{
    auto& name = table.below[part];
    name = std::make_unique<TomlName>();
    name->kind = kind;
    name->place = place;
    return *name;
}

TomlNamed refuse(const std::string& part, const TomlName& name, bool isTwin)
{
    return { nullptr, { part, name.kind, name.place, isTwin } };
}

std::span<const std::string> partsBefore(const TomlPath& path)
{
    assert(!path.empty());
    return std::span { path }.first(path.size() - 1);
}

/// [a.b] after [a.b.c], unless keys such as a.b.d = 1 came between.
bool canTakeHeader(const TomlName& name)
{
    return name.kind == Kind::OfHeader && std::ranges::all_of(name.below, [](const auto& entry) {
        return entry.second->kind != Kind::Value;
    });
}

} // namespace

TomlNamed addKey(TomlName& table, const TomlPath& path, TextRegion place)
{
    TomlName* parent = &table;
    for (const std::string& part : partsBefore(path)) {
        TomlName* name = find(*parent, part);
        if (name == nullptr)
            name = &make(*parent, part, Kind::OfDottedKey, place);
        else if (name->kind != Kind::OfDottedKey && name->kind != Kind::OfHeader)
            return refuse(part, *name, false);
        parent = name;
    }
    if (const TomlName* twin = find(*parent, path.back()))
        return refuse(path.back(), *twin, true);
    return { &make(*parent, path.back(), Kind::Value, place), {} };
}

TomlNamed addHeader(TomlName& root, const TomlPath& path, TextRegion place, bool isList)
{
    assert(!path.empty());
    TomlName* parent = &root;
    for (const std::string& part : partsBefore(path)) {
        TomlName* name = find(*parent, part);
        if (name == nullptr)
            name = &make(*parent, part, Kind::OfHeader, place);
        else if (name->kind == Kind::Value || name->kind == Kind::InlineTable)
            return refuse(part, *name, false);
        parent = name;
    }
    const Kind kind = isList ? Kind::TableList : Kind::Header;
    TomlName* const twin = find(*parent, path.back());
    if (twin == nullptr)
        return { &make(*parent, path.back(), kind, place), {} };
    const bool isNextTable = isList && twin->kind == Kind::TableList;
    if (!isNextTable && (isList || !canTakeHeader(*twin)))
        return refuse(path.back(), *twin, true);
    if (isNextTable)
        twin->below.clear();
    else
        twin->place = place;
    twin->kind = kind;
    return { twin, {} };
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/resource_reader.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

constexpr std::int64_t mostUnits = 1'000'000;

void readName(const TomlValue& value, const std::vector<ResourceSpec>& before,
    ResourceSpec& resource, Problems& problems)
{
    const auto name = readText(value, "the resource's name", TextBreaks::Refused, problems);
    if (!name)
        return;
    if (trimmed(*name).empty())
        problems.error(DiagnosticCode::BadName, value.region, "the resource's name is empty",
            "write one, such as \"db\"");
    else if (std::ranges::find(before, *name, &ResourceSpec::name) != before.end())
        problems.error(DiagnosticCode::NameTaken, value.region,
            fmt::format("two resources are named {}", inQuotes(*name)),
            "each needs a name of its own");
    resource.name = *name;
}

} // namespace

ResourceSpec readResource(const TomlValue& value, const TomlTable& table,
    const std::vector<ResourceSpec>& before, Problems& problems)
{
    ResourceSpec resource;
    if (const TomlEntry* name
        = requiredEntry(table, value.region, "this resource", "name", "\"db\"", problems))
        readName(name->value, before, resource, problems);
    if (const TomlEntry* entry
        = requiredEntry(table, value.region, "this resource", "capacity", "10", problems)) {
        const auto units = readInteger(entry->value, "the capacity", 1, mostUnits, problems);
        resource.capacity = static_cast<std::uint32_t>(units.value_or(1));
    }
    if (const TomlEntry* timeout = findEntry(table, "timeout"))
        resource.timeout = readDuration(timeout->value, "the timeout", problems);
    refuseUnknownKeys(table, KeyTable::Resource, problems);
    return resource;
}

void checkUses(const std::vector<ReadServer>& servers, const std::vector<ResourceSpec>& resources,
    Problems& problems)
{
    std::vector<std::string_view> names;
    for (const ResourceSpec& resource : resources)
        names.emplace_back(resource.name);
    for (const ReadServer& server : servers) {
        const std::string& uses = server.spec.uses;
        const bool isKnown = uses.empty() || std::ranges::find(names, uses) != names.end();
        if (isKnown || problems.isIncomplete())
            continue;
        const std::string_view nearest = nearestWord(uses, names);
        problems.error(DiagnosticCode::UnknownWord, server.places.uses,
            "no resource is named " + inQuotes(uses),
            nearest.empty() ? "add one with [[resource]]"
                            : fmt::format("did you mean \"{}\"?", nearest),
            nearest.empty() ? "" : inQuotes(nearest));
    }
}

} // namespace tickscope

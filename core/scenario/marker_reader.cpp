// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/marker_reader.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

void readAt(const TomlValue& value, Duration end, Marker& marker, Problems& problems)
{
    const auto at = readDuration(value, "at", problems);
    if (!at)
        return;
    marker.at = VirtualTime { *at };
    if (*at > end)
        problems.note(DiagnosticCode::AfterTheEnd, value.region,
            fmt::format("this marker stands at {}, after the end of the run at {}", humanText(*at),
                humanText(end)));
}

void readName(const TomlValue& value, Marker& marker, Problems& problems)
{
    const auto name = readText(value, "the marker's name", TextBreaks::Refused, problems);
    if (!name)
        return;
    if (trimmed(*name).empty())
        problems.error(value.region, "the marker's name is empty", "write what happens there");
    marker.name = *name;
}

} // namespace

Marker readMarker(const TomlValue& value, const TomlTable& table, Duration end, Problems& problems)
{
    Marker marker;
    if (const TomlEntry* at
        = requiredEntry(table, value.region, "this marker", "at", "\"20s\"", problems))
        readAt(at->value, end, marker, problems);
    if (const TomlEntry* name
        = requiredEntry(table, value.region, "this marker", "name", "\"here it starts\"", problems))
        readName(name->value, marker, problems);
    refuseUnknownKeys(table, KeyTable::Marker, problems);
    return marker;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/toml_document.h"

#include <optional>
#include <string_view>

namespace tickscope {

/// Where the parts of a [[server]] table stand, for messages that compare it with others.
struct ServerPlaces
{
    TextRegion header;
    TextRegion name;
    TextRegion interval;
    TextRegion work;
    TextRegion outcomes;
    TextRegion loadOutcomes;
    TextRegion uses;
    bool isGood = false; ///< name and interval could be read, and the interval is not 0
};

struct ReadServer
{
    ServerSpec spec;
    ServerPlaces places;
};

/// Reads one [[server]] table. What is wrong is reported; its default takes its place.
ReadServer readServer(
    const TomlValue& value, const TomlTable& table, std::uint32_t maxServers, Problems& problems);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/server_reader.h"
#include "core/scenario/toml_document.h"

#include <vector>

namespace tickscope {

/// Reads one [[resource]] table. What is wrong is reported; its default takes its place.
/// @param before  the resources that have been read
ResourceSpec readResource(const TomlValue& value, const TomlTable& table,
    const std::vector<ResourceSpec>& before, Problems& problems);

/// Reports servers that use a resource that there is not, with the nearest that there is.
void checkUses(const std::vector<ReadServer>& servers, const std::vector<ResourceSpec>& resources,
    Problems& problems);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/server_names.h"
#include "core/scenario/toml_document.h"

namespace tickscope {

/// Reads one [[client]] table. What is wrong is reported; its default takes its place.
/// @param scenario  with its servers and its duration
ClientSpec readClient(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
    const ServerNames& names, Problems& problems);

} // namespace tickscope

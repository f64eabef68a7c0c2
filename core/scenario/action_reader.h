// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/reader.h"
#include "core/scenario/scenario.h"
#include "core/scenario/server_names.h"
#include "core/scenario/toml_document.h"

namespace tickscope {

/// Reads one [[action]] table. What is wrong is reported; its default takes its place.
Action readAction(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
    const ServerNames& names, Problems& problems);

/// Reads one [[try]] table, likewise.
TrySpec readTry(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
    const ServerNames& names, Problems& problems);

} // namespace tickscope

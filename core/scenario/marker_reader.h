// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/toml_document.h"

namespace tickscope {

/// Reads one [[marker]] table. What is wrong is reported; its default takes its place.
/// @param end  of the run as the file has it: a marker after it is noted
Marker readMarker(const TomlValue& value, const TomlTable& table, Duration end, Problems& problems);

} // namespace tickscope

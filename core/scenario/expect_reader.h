// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/reader.h"

namespace tickscope {

/// Reads one [[expect]] table. What it expects is checked as far as a text tells: whether the run
/// has such a value is known to core/trace alone.
ExpectSpec readExpect(const TomlValue& value, const TomlTable& table, Problems& problems);

} // namespace tickscope

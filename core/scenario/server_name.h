// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"

#include <string>

namespace tickscope {

/// Reports the name of a server that is none: a valid atom without quotes or with hyphens, short
/// enough for its replicas and its monitor, and not one that means something else.
/// @return whether it is one
bool checkServerName(const std::string& name, TextRegion region, Problems& problems);

} // namespace tickscope

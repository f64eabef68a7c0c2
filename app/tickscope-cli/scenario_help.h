// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>

namespace tickscope::cli {

/// What `help scenario` prints: every table of a scenario file with its keys, made from keyTable.
std::string scenarioHelp();

} // namespace tickscope::cli

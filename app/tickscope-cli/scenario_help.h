// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <string>

namespace tickscope {
struct KeyInfo;
} // namespace tickscope

namespace tickscope::cli {

/// What `help scenario` prints: every table of a scenario file with its keys, made from keyTable.
std::string scenarioHelp();

/// @return type, meaning, place and default of a key as sentences, without the name
std::string aboutKey(const KeyInfo& key);

} // namespace tickscope::cli

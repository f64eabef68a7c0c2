// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/summary.h"

#include <nlohmann/json.hpp>

#include <string_view>

namespace tickscope {

/// The keys of the JSON summary before "servers".
nlohmann::ordered_json factsTree(const RunFacts& facts);

/// The object of one server in the JSON summary.
nlohmann::ordered_json serverTree(const ServerSummary& server);

/// Whether a number of the summary is a duration (or moment) in nanoseconds.
/// @param group  the key of the object it stands in; empty at the top of a server or of the run
bool isDurationKey(std::string_view group, std::string_view key);

} // namespace tickscope

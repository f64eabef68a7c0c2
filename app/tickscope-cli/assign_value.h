// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/scenario/scenario.h"

#include <optional>
#include <string>
#include <string_view>

namespace tickscope::cli {

/// Sets one value of a scenario: "seed", "clock", "supervisor.max_restarts",
/// "supervisor.max_seconds" or "SERVER.KEY" with a key of [[server]].
/// @param value  as in a scenario file, without quotes; durations, whole numbers and words only
/// @return what is wrong with path or value (ErrorCode::Usage); nothing when it was set
std::optional<Error> assignValue(Scenario& scenario, std::string_view path, std::string_view value);

} // namespace tickscope::cli

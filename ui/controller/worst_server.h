// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <cstdint>
#include <optional>

namespace tickscope {

/// The server of a scenario that has most to tell when it runs: whose mailbox grows, else whose is
/// the deepest, else who is the latest. It runs the scenario once, as far as that takes no time
/// that a person would notice.
/// @return nothing for a scenario without servers, or with too many to look at
std::optional<std::uint32_t> worstServer(const Scenario& scenario);

} // namespace tickscope

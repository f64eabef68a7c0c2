// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <string>

namespace tickscope {

/// What the recorder's World needs to give to each server, as one Elixir map. What the scenario
/// leaves to chance is drawn here with the simulator's own generator, in its order.
std::string worldScript(const Scenario& scenario);

/// The same for one set_work or set_outcomes action: "[work: 80]".
std::string worldChange(const Action& action);

} // namespace tickscope

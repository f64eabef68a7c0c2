// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/scenario/scenario.h"

#include <string>
#include <vector>

namespace tickscope {

/// The script that runs a scenario on a real BEAM and prints what its servers do: the exported
/// modules as they are, a World that draws what the simulator draws, the recorder, and the actions
/// at their times.
/// @param depthAt  when to read the depth of every server's mailbox, in whole milliseconds
/// @return Error InvalidScenario when a name cannot be used; see serverNames()
Result<std::string> recorderScript(
    const Scenario& scenario, const std::vector<VirtualTime>& depthAt);

/// The scenario with all durations multiplied: intervals, work, actions, timeouts, its length. What
/// was longer than nothing stays at least a millisecond; the supervisor's limits stay.
/// @pre scale > 0
Scenario scaledScenario(const Scenario& scenario, double scale);

} // namespace tickscope

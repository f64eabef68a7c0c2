// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/comparison.h"
#include "core/beam/recording.h"
#include "core/run/run.h"

#include <vector>

namespace tickscope {

/// What the simulator says that a scenario will do, in the words of a recording.
/// @param depthAt  when to read the depth of every server's mailbox
/// @return Error LimitReached when the run did not get to its end
Result<Recording> simulatedRecording(
    const Scenario& scenario, ClockKind clock, const std::vector<VirtualTime>& depthAt);

/// Moments, in whole milliseconds, at which no mailbox is about to change: there a sampled depth is
/// the same even when a real timer is some milliseconds late. A few, spread over the run.
std::vector<VirtualTime> quietMoments(const Scenario& scenario);

/// The moments at which a recording read the depths, to read the simulated ones at.
std::vector<VirtualTime> depthMoments(const Recording& recording);

/// Runs the scenario and compares it with what a real BEAM did. Says which clock was simulated,
/// and, where the scenario itself runs with another one, whether a server does anything in another
/// order with that: who has looked at the scenario has seen that one.
/// @param clock  asked for; default: that of a BEAM
Result<Comparison> compareWithRun(
    const Scenario& scenario, std::optional<ClockKind> clock, const Recording& real);

} // namespace tickscope

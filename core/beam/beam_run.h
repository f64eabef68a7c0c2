// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/recording.h"
#include "core/result.h"
#include "core/scenario/scenario.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// How a scenario is run on the BEAM.
struct BeamOptions
{
    /// By the clock on the wall, starting up included; default: the scenario's length and a minute.
    std::optional<std::chrono::milliseconds> timeout;
    std::uint64_t memoryBytes = std::uint64_t { 1 } << 30;
    /// Moments for reading the depth of every mailbox; see quietMoments().
    std::vector<VirtualTime> depthAt;
};

/// Whoever waits for a real run, which takes as long as it takes.
struct BeamWatcher
{
    /// Several times a second, with all that was recorded so far (not yet in the order of time).
    /// `isRunning`: the servers have been started; before, the BEAM starts and compiles.
    std::function<void(const Recording& soFar, bool isRunning)> onProgress;
    /// Whether to stop now.
    std::function<bool()> isCancelled;
};

/// What a real run gave. When it failed half way, `recording` holds what there was.
struct BeamResult
{
    Recording recording;
    std::optional<Error> error; ///< ExternalProgram; what happened, and its last error lines
    bool isCancelled = false;
    std::uint64_t rubbishLines = 0; ///< lines of output that were no events
};

/// Why there is no BEAM to run on, with the line that installs one; nothing when there is.
/// Looks for the programs only; whether they work is known when they run.
std::optional<Error> whyNoBeam();

/// Runs a scenario on the installed Erlang/OTP and records it.
///
/// The programs run in a temporary directory of their own, without distribution and epmd, without
/// crash dumps, limited in time and memory, and are ended with everything they started.
/// @return Error InvalidScenario when a name cannot be used on a BEAM, Io when there is no room for
/// the script
Result<BeamResult> runOnBeam(
    const Scenario& scenario, const BeamOptions& options, const BeamWatcher& watcher = {});

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// The scenarios of this folder, and what a real BEAM did with each.
#pragma once

#include "core/beam/comparison.h"
#include "core/beam/simulated_recording.h"
#include "core/scenario/reader.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace tickscope::testing {

inline std::string readWhole(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

inline std::optional<Scenario> scenarioFrom(const std::filesystem::path& path)
{
    return readScenario(readWhole(path), path.string()).scenario;
}

/// The simulated run beside a recording, depths read at the recording's moments.
inline Result<Comparison> compareWith(
    const Recording& recording, const Scenario& scenario, ClockKind clock)
{
    const Result<Recording> simulated
        = simulatedRecording(scenario, clock, depthMoments(recording));
    if (!simulated)
        return simulated.errors();
    return compareRecordings(*simulated, recording, scenario.duration.count());
}

} // namespace tickscope::testing

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tickscope {

/// A tick that really ran on a BEAM.
struct MeasuredTick
{
    std::uint32_t incarnation = 0;
    std::uint32_t number = 0; ///< in its incarnation, from 1
    std::int64_t startedNs = 0; ///< handle_info was called
    std::int64_t finishedNs = noTime; ///< noTime: it still works, or its process died
    TickOutcome outcome = TickOutcome::Unfinished;

    friend bool operator==(const MeasuredTick&, const MeasuredTick&) = default;
};

/// What a real BEAM did with the scenario that is shown, as the second row of its lanes.
struct MeasuredRun
{
    std::vector<std::vector<MeasuredTick>> servers; ///< by time
    std::int64_t untilNs = 0; ///< how far it got
};

/// The tick of a row that is at work at a moment, or that began within `withinNs` of it.
/// @return its index; nothing when none is near
std::optional<std::uint32_t> measuredTickAt(
    const std::vector<MeasuredTick>& ticks, std::int64_t ns, std::int64_t withinNs);

/// "On the real BEAM tick 7 started at 35.001 s, 1.1 ms later than here, and worked 8.001 s."
/// @param log  of the simulated server
QString describeMeasured(const ServerLog& log, const MeasuredTick& tick);

} // namespace tickscope

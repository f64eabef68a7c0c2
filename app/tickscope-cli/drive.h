// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "core/run/run.h"
#include "core/trace/condition_watch.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tickscope::cli {

/// How many events of the queue run between two looks at the world: a few ms.
inline constexpr std::uint64_t sliceEvents = 20'000;

/// How a headless run ended.
struct DriveEnd
{
    enum class Kind {
        Reached, ///< the end that was asked for
        Holds, ///< the condition that was asked for, before that end
        Limit, ///< a limit of the run, of memory or of time
        Interrupted,
        OutputClosed, ///< nothing more can be written; whoever wrote knows why
    };
    Kind kind = Kind::Reached;
    std::string message; ///< Limit: what was reached; the first line says it all
    std::string limitKind {}; ///< Limit: "events", "mailbox", "instant", "memory" or "timeout"

    bool isComplete() const { return kind == Kind::Reached || kind == Kind::Holds; }
};

/// The end of a run that reached one of its own limits.
/// @pre run.limitReached()
DriveEnd limitEnd(const Run& run);

/// The message with the option that raises the limit.
/// @pre end.kind == DriveEnd::Kind::Limit
std::string adviceOn(const DriveEnd& end);

struct DriveLimits
{
    std::int64_t memoryBytes = 0; ///< resident memory of this process
    std::optional<double> seconds; ///< by the clock on the wall
};

/// Runs to `until`, slice by slice, and says on a terminal how far it is.
/// @param afterSlice  called after each slice, and once at the end: takes the trace in, and returns
/// whether to go on
DriveEnd drive(Run& run, VirtualTime until, const DriveLimits& limits,
    const std::function<bool()>& afterSlice, Console& console);

/// A condition that a run is driven to, and the log that it is looked up in.
struct DriveGoal
{
    const ConditionWatch& condition;
    const TraceLog& log; ///< afterInstant() takes the trace in here
};

/// Runs to the first instant at which the condition holds, and not beyond `until`.
/// @param afterInstant  as afterSlice, after each instant at which something happens
DriveEnd driveToGoal(Run& run, const DriveGoal& goal, VirtualTime until, const DriveLimits& limits,
    const std::function<bool()>& afterInstant, Console& console);

} // namespace tickscope::cli

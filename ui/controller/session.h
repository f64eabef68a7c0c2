// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"
#include "ui/controller/wall_clock.h"

#include <cstdint>
#include <optional>

namespace tickscope {

/// What one press of Step moves by.
enum class StepKind : std::uint8_t {
    Event, ///< one event of the queue
    Instant, ///< all events of one moment
    Handler, ///< to the start of the next handle_info, handle_cast, handle_call, handle_continue
    Tick, ///< to the start of the next tick of one server
    Server, ///< to the next event of one server
};

/// @param server  for StepKind::Tick and StepKind::Server
/// @return whether a step of this kind stops at the record
bool isStepTarget(StepKind kind, const Record& record, std::uint32_t server);

/// A run and the log that keeps up with it.
struct Session
{
    Session(Scenario scenario, RunOptions options);
    explicit Session(Run&& other);

    /// Runs up to `budget` events due before or at `until` and takes their records in.
    /// @return whether `until` was reached
    bool advance(VirtualTime until, std::uint64_t budget);
    /// Runs one event. @return false when there was none
    bool step();

    std::int64_t nowNs() const { return toNs(run.now()); }

    Run run;
    TraceLog log;
};

/// Cuts long runs into pieces of a few milliseconds, so that the window stays awake: how many
/// events fit is measured, not assumed.
class TimeSlice
{
public:
    explicit TimeSlice(const WallClock& clock)
        : m_clock(&clock)
    {
    }

    /// Starts a slice of this length.
    void begin(std::chrono::nanoseconds length);
    bool isOver() const { return m_clock->now() >= m_deadline; }

    /// Advances towards `until` until it is reached, a limit is, or the slice is over.
    /// @return whether `until` was reached
    bool advance(Session& session, VirtualTime until);

private:
    const WallClock* m_clock;
    std::chrono::nanoseconds m_deadline {};
    std::uint64_t m_budget = 256; ///< events that take about a millisecond
};

} // namespace tickscope

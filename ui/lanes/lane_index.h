// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/busy_sums.h"
#include "core/trace/depth_pyramid.h"
#include "core/trace/trace_log.h"
#include "ui/lanes/max_pyramid.h"
#include "ui/time/time_axis.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace tickscope {

/// A half-open range of indices.
struct IndexRange
{
    std::size_t first = 0;
    std::size_t last = 0; ///< one past the end

    std::size_t size() const { return last - first; }
};

/// Finds what a stretch of time shows of one server's log, without looking at the rest of it. It
/// grows with the log: update() costs a constant time for each new entry.
class LaneIndex
{
public:
    /// Takes in what is new. The log is the same as at the last call and has only grown, or clear()
    /// came between.
    void update(const ServerLog& log);
    void clear();

    /// Deepest mailbox up to and including this moment.
    std::uint32_t maxDepthUntil(std::int64_t ns) const;
    /// Depth at the end of this moment.
    static std::uint32_t depthAt(const ServerLog& log, std::int64_t ns);
    /// Index of the first sample later than ns.
    static std::size_t depthAfter(const ServerLog& log, std::int64_t ns);
    const DepthPyramid& depth() const { return m_depth; }
    const BusySums& busy() const { return m_busy; }

    /// Messages that wait at some moment of the span: indices into messages.
    IndexRange waiting(const ServerLog& log, TimeSpan span) const;
    /// Messages handled at some moment of the span: indices into taken.
    static IndexRange handled(const ServerLog& log, TimeSpan span);
    /// The first timer from `from` on that is armed, or was to come due, at or after ns.
    std::size_t nextTimer(const ServerLog& log, std::size_t from, std::int64_t ns) const;
    /// One past the last timer that was armed at or before ns.
    static std::size_t timersUntil(const ServerLog& log, std::int64_t ns);
    static IndexRange marks(const ServerLog& log, TimeSpan span);
    /// Processes that were alive at some moment of the span: indices into lives().
    IndexRange livesIn(TimeSpan span) const;

    /// From when to when each process of the server lived; endOfLife while it does.
    static constexpr std::int64_t endOfLife = std::numeric_limits<std::int64_t>::max();
    const std::vector<TimeSpan>& lives() const { return m_lives; }
    /// Ticks that ended in error, crash or killed, by start: indices into messages.
    const std::vector<std::uint32_t>& troubles() const { return m_troubles; }
    /// Messages that a person sent (live edits and calls), by delivery: indices into messages.
    const std::vector<std::uint32_t>& edits() const { return m_edits; }
    /// Drops and missed beats, by time: indices into marks.
    const std::vector<std::uint32_t>& incidents() const { return m_incidents; }

private:
    void updateDepth(const ServerLog& log);
    void updateTaken(const ServerLog& log);
    void updateTimers(const ServerLog& log);
    void takeMark(const ServerLog& log, std::uint32_t index);

    struct High
    {
        std::int64_t timeNs;
        std::uint32_t depth;
    };
    std::vector<High> m_highs; ///< each time the mailbox got deeper than ever before
    High m_last { noTime, 0 }; ///< the latest sample, which may still be replaced
    std::size_t m_depthSeen = 0;
    DepthPyramid m_depth;
    BusySums m_busy;

    std::size_t m_takenSeen = 0;
    std::size_t m_messagesSeen = 0;
    std::size_t m_marksSeen = 0;
    std::vector<std::uint32_t> m_troubles;
    std::vector<std::uint32_t> m_edits;
    std::vector<std::uint32_t> m_incidents;
    std::vector<TimeSpan> m_lives;

    MaxPyramid m_timerEnds;
    std::size_t m_timersSeen = 0;
    std::vector<std::uint32_t> m_openTimers;
};

/// @return whether a person sends such messages: edits and calls
constexpr bool isEdit(MessageKind kind)
{
    return kind >= MessageKind::SetInterval && kind <= MessageKind::Call;
}

/// @return whether the tick's work did not end well
constexpr bool isTrouble(TickOutcome outcome)
{
    return outcome == TickOutcome::Error || outcome == TickOutcome::Crash
        || outcome == TickOutcome::Killed;
}

} // namespace tickscope

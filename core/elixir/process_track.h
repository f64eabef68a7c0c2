// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"
#include "core/otp/recorder.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace tickscope {

/// A record that runs lines, and what its process was doing then.
struct TracedStep
{
    std::uint64_t seq = 0;
    Record record;
    CallbackContext context; ///< with this record taken in
};

/// Follows one process through a trace: the handler at work, or the last one. It depends on nothing
/// but the records, so it is the same however one came to a moment.
class ProcessTrack
{
public:
    /// @param process  Record::server
    explicit ProcessTrack(std::uint32_t process)
        : m_process(process)
    {
    }

    /// Takes in what was recorded since the last call: about a nanosecond a record.
    /// @pre trace has forgotten none of it
    void consume(const Recorder& trace);
    void take(std::uint64_t seq, const Record& record);

    std::uint32_t process() const { return m_process; }
    /// Of the handler (or the init) at work, or of the last one; oldest first.
    const std::vector<TracedStep>& steps() const { return m_steps; }
    const CallbackContext& context() const { return m_context; }
    /// It has begun and not yet returned.
    bool isHandling() const { return m_isHandling; }
    bool isAlive() const { return m_isAlive; }

private:
    std::uint32_t m_process;
    std::uint64_t m_seen = 0;
    CallbackContext m_context;
    std::vector<TracedStep> m_steps;
    bool m_isHandling = false;
    bool m_isAlive = false;
};

/// Which lines of a source are marked at a moment. Numbers from 1, ascending.
struct RunLines
{
    std::vector<int> lit; ///< run at this moment
    std::vector<int> ran; ///< ran in this handler, or in the last one; those of lit too

    bool isLit(int line) const;
    bool hasRun(int line) const;
};

/// @param track     of the process, at the moment
/// @param now       the moment: what ended before it is no longer lit
/// @param focus     seq of the record that is looked at, if it is one of this handler; else the
/// last
/// @param isMonitor  whether the process is a heartbeat's monitor
RunLines linesAt(const SourceModule& module, const ProcessTrack& track, std::int64_t nowNs,
    std::optional<std::uint64_t> focus = {}, bool isMonitor = false);

/// Waits for the moment at which one line of a source runs, or begins to where it works.
class LineWatch
{
public:
    /// @param line     from 1
    /// @param context  of the process, where the watch begins
    LineWatch(const SourceModule& module, int line, std::uint32_t process, bool isMonitor,
        CallbackContext context = {});

    /// @return whether the line runs on the next record of the trace
    bool take(const Record& record);

private:
    SourceModule m_line; // with no other lines
    std::uint32_t m_process;
    bool m_isMonitor;
    CallbackContext m_context;
};

/// @return the seq of the last record before `before` on which the line ran
std::optional<std::uint64_t> lastRunOf(
    LineWatch watch, const Recorder& trace, std::uint64_t before);

} // namespace tickscope

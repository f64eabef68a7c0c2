// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// One thing that a server of a real run did: an element of a recording.
///
/// | event                     | number            | text                                       |
/// |---------------------------|-------------------|--------------------------------------------|
/// | init, load                | -                 | -                                          |
/// | loaded                    | -                 | "error" when the load failed               |
/// | load_crash                | -                 | - (the load raised)                        |
/// | tick                      | number of the tick | -                                         |
/// | done                      | number of the tick | "error" when the work failed              |
/// | crash                     | number of the tick | - (its work raised)                       |
/// | set_interval              | ms                | -                                          |
/// | cancel                    | ms left           | without a number: "false", "ok", or ""     |
/// | resume, call              | -                 | - (when handled)                           |
/// | complete, missed_beat     | -                 | -                                          |
/// | exit, supervisor_exit     | -                 | reason                                     |
/// | supervisor_restart        | -                 | - (by its parent)                          |
/// | parent_exit               | -                 | reason                                     |
/// | call_reply, call_timeout  | -                 | - (when the caller learns it)              |
/// | call_exit, dropped        | -                 | reason (the action met no process)         |
/// | start                     | -                 | what the supervisor answered               |
/// | depth                     | messages; none without a process | -                           |
/// | started                   | -                 | - (the supervisor has started all servers) |
struct BeamEvent
{
    std::int64_t timeNs = 0; ///< since the start
    std::string event;
    std::string server; ///< empty for the supervisor
    std::optional<std::int64_t> number;
    std::string text;

    friend bool operator==(const BeamEvent&, const BeamEvent&) = default;
};

/// "poller: done 1 error"; text from elsewhere is made visible.
std::string inWords(const BeamEvent& event);

/// Whether it is what one saw who asked a server, not what the server did.
bool isSeenByCaller(const BeamEvent& event);

/// How late a process of the same machine ran after its timers, while the recording was made.
struct SchedulerJitter
{
    std::int64_t medianNs = 0;
    std::int64_t p99Ns = 0;
    std::int64_t maxNs = 0;

    friend bool operator==(const SchedulerJitter&, const SchedulerJitter&) = default;
};

/// What a scenario did on a real BEAM (or, in the same words, in the simulator).
struct Recording
{
    std::vector<BeamEvent> events; ///< by time
    std::string otpRelease; ///< "25"; empty when not known
    std::string elixirVersion; ///< "1.14.0"; empty when not known
    std::optional<SchedulerJitter> jitter;
    bool isComplete = false; ///< it ran to its end
    /// What all durations of the scenario were multiplied by; nothing when it is not known.
    std::optional<double> scale;
};

/// Reads a recording: a JSON array of arrays [milliseconds, event, server, ...].
/// @param file  only for the place of an error
/// @return Error InvalidScenario with line and column when it is no recording
Result<Recording> readRecording(std::string_view json, std::string_view file);

/// Writes one, an event a line: readRecording() reads the same back, to the microsecond.
std::string recordingText(const Recording& recording);

/// Takes a recorder's output as it comes, in pieces of any size, and keeps what it understands.
/// Whatever else the program prints (banners, half lines, binary rubbish) is counted and dropped.
class RecordingParser
{
public:
    static constexpr std::size_t longestLine = 64 * 1024;
    static constexpr std::size_t mostEvents = 1'000'000;

    void take(std::string_view bytes);
    /// No more comes: a last half line is rubbish. Puts the events in the order of time.
    void finish();

    const Recording& recording() const { return m_recording; }
    std::uint64_t rubbishLines() const { return m_rubbish; }
    bool isFlooded() const { return m_recording.events.size() >= mostEvents; }
    /// The servers are about to start.
    bool isReady() const { return m_isReady; }

private:
    void takeLine();

    Recording m_recording;
    std::string m_line;
    bool m_isTooLong = false; // of the line under way
    bool m_isReady = false;
    std::uint64_t m_rubbish = 0;
};

} // namespace tickscope

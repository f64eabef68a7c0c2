// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/recording.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// What may differ between a simulated and a real run that agree.
struct Tolerance
{
    /// Of all time differences, what the machine adds to each wake-up left out.
    std::int64_t medianNs = 300'000;
    std::int64_t maxNs = 4'000'000; ///< of each, on an idle machine
    /// Of Comparison::systematicNs, likewise: three times what quiet runs differ by, and a third of
    /// the least error that timers of whole milliseconds can make.
    std::int64_t systematicNs = 300'000;
    /// Events this close to the end of the run need no counterpart.
    std::int64_t endNs = 12'000'000;
};

/// One event, as the simulator foresaw it and as it came; either may be missing.
struct ComparedEvent
{
    std::optional<BeamEvent> simulated;
    std::optional<BeamEvent> real;

    /// real - simulated; 0 when one is missing
    std::int64_t differenceNs() const;
};

/// A simulated and a real run side by side.
struct Comparison
{
    enum class Verdict : std::uint8_t {
        Agrees,
        Differs, ///< another order, outcome or depth, or times beyond the tolerance
        /// As Differs, by no more than this machine's jitter can do: by its size, or as a single
        /// timer that was armed a moment late, past the edge of a millisecond, and delays the whole
        /// chain after it by one (in about one run of forty). Another run tells.
        Inconclusive,
    };
    Verdict verdict = Verdict::Agrees;
    /// Matched one to one, server by server, in the order of their time.
    std::vector<ComparedEvent> events;
    /// What first differed, in words; empty when nothing did.
    std::string firstDifference;
    std::size_t ticks = 0; ///< ticks matched
    std::size_t depths = 0; ///< sampled depths matched
    std::int64_t medianNs = 0; ///< of the absolute time differences
    std::int64_t maxNs = 0;
    /// real - simulated in the median of one server's events: of the server with the largest.
    std::int64_t systematicNs = 0;
    /// Which clock was simulated, and where the order differs from what the scenario's own clock
    /// gives; empty where nobody asked. See compareWithRun().
    std::string clockNote;
    std::optional<SchedulerJitter> jitter;
    bool isBeyondJitter = false; ///< a time differs by more than this machine's jitter can do
    bool isPartial = false; ///< the real run did not get to its end
};

/// Compares a run with a recording, event by event: per server the same events in the same order,
/// with the same outcomes, sampled depths and (nearly) the same times.
/// @param endNs  how long both runs are
Comparison compareRecordings(const Recording& simulated, const Recording& real, std::int64_t endNs,
    const Tolerance& tolerance = {});

/// Where two simulated runs of one scenario part, in words: what a server does in the one and what
/// it does instead in the other. Times are not compared: two clocks differ in them everywhere.
/// @return empty when every server does the same in the same order
std::string orderDifference(const Recording& simulated, const char* name, const Recording& other,
    const char* otherName, std::int64_t endNs);

/// "agrees", "differs", "inconclusive"
const char* toText(Comparison::Verdict verdict);

/// One event in words: "poller: tick 1"; "poller: done 1  | real: poller: done 1 error" where both
/// sides differ, "... (real only)" where one is missing.
std::string eventText(const ComparedEvent& event);
/// Both runs as a table, a row per event: simulated time, real time, difference, what happened.
std::string comparisonTable(const Comparison& comparison);
/// Two or three lines: counts, median and maximum difference, jitter of the machine, verdict.
std::string comparisonSummary(const Comparison& comparison);

} // namespace tickscope

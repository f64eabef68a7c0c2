// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tickscope {

/// Smallest, mean and largest of some durations; nothing when there were none.
struct DurationSummary
{
    std::uint64_t count = 0;
    std::int64_t meanNs = 0;
    std::int64_t minNs = 0;
    std::int64_t maxNs = 0;
};

/// What the mailbox will do, from the measured rates.
struct GrowthVerdict
{
    enum class Kind : std::uint8_t { TooFewTicks, Stable, Grows, Drains };
    Kind kind = Kind::TooFewTicks;
    double messagesPerSecond = 0; ///< Grows: more than 0; Drains: less
    std::optional<std::int64_t> thousandAtNs; ///< Grows: when 1,000 wait
    std::optional<std::int64_t> emptyAtNs; ///< Drains: when none waits
    std::uint64_t ticks = 0; ///< TooFewTicks: how many there were
    std::uint64_t ticksNeeded = 3;
    double utilisation = 0;
};

/// The statistics of one server over a span of virtual time (DESIGN: what a run gives).
struct ServerStatistics
{
    std::uint64_t ticks = 0; ///< started
    std::uint64_t ok = 0, errors = 0, crashes = 0;
    std::int64_t nominalNs = 0; ///< the interval as last armed
    DurationSummary period; ///< start to start, within one incarnation
    std::uint64_t latenessCount = 0;
    std::int64_t latenessP50Ns = 0, latenessP99Ns = 0, latenessMaxNs = 0; ///< started - due
    std::int64_t driftNs
        = 0; ///< last start against the grid that the first due time and the nominal interval span
    double utilisation = 0; ///< work / time
    std::uint32_t depthMax = 0, depthLast = 0;
    double depthMean = 0; ///< over time
    std::uint32_t restarts = 0, dropped = 0, lost = 0, missedBeats = 0;
    GrowthVerdict growth;
};

/// @param fromNs, toNs  the span; ticks count by their start, depth and work by their part inside
/// @pre fromNs <= toNs
ServerStatistics measure(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs);

/// "Stable, utilisation 0.60", "Grows by 0.075 messages/s; 1,000 waiting at 3 h 42 min", ...
std::string toText(const GrowthVerdict& verdict);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/statistics.h"
#include "core/trace/summary.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tickscope {

/// A verdict in words for people; made into text only by those who want it.
struct VerdictText
{
    const GrowthVerdict& verdict;
};

/// A fraction of the summary, to six decimals.
inline double roundedFraction(double value)
{
    return std::round(value * 1e6) / 1e6;
}

/// Appends a fraction as the JSON summary has it. Those digits are not always the fewest that would
/// do, so no other conversion gives the same.
void appendFraction(std::string& text, double value);

/// Calls visit(group, key, value) for each statistic of a server, in the order in which all outputs
/// have them. This is the one list of their names.
/// @param visit  takes as value: std::uint64_t, std::int64_t, std::optional<std::int64_t> (nothing
///               to say), double (rounded), const char* (a word), VerdictText. The group is empty
///               for what stands at the top.
template <typename Visit>
void visitStatistics(const ServerStatistics& statistics, Visit&& visit)
{
    using Count = std::uint64_t;
    using Moment = std::optional<std::int64_t>;
    const auto durations = [&](std::string_view group, const DurationSummary& of) {
        const auto known = [&of](std::int64_t ns) { return of.count > 0 ? Moment(ns) : Moment(); };
        visit(group, "count", Count { of.count });
        visit(group, "mean", known(of.meanNs));
        visit(group, "min", known(of.minNs));
        visit(group, "max", known(of.maxNs));
    };
    const auto late
        = [&](std::int64_t ns) { return statistics.latenessCount > 0 ? Moment(ns) : Moment(); };
    constexpr std::string_view top;
    visit(top, "ticks", Count { statistics.ticks });
    visit(top, "ok", Count { statistics.ok });
    visit(top, "errors", Count { statistics.errors });
    visit(top, "crashes", Count { statistics.crashes });
    visit(top, "killed", Count { statistics.killed });
    visit(top, "interval", statistics.nominalNs);
    durations("period", statistics.period);
    durations("work", statistics.work);
    visit("lateness", "count", Count { statistics.latenessCount });
    visit("lateness", "p50", late(statistics.latenessP50Ns));
    visit("lateness", "p99", late(statistics.latenessP99Ns));
    visit("lateness", "max", late(statistics.latenessMaxNs));
    visit(top, "drift", statistics.driftNs);
    visit(top, "utilisation", roundedFraction(statistics.utilisation));
    visit("depth", "max", Count { statistics.depthMax });
    visit("depth", "last", Count { statistics.depthLast });
    visit("depth", "mean", roundedFraction(statistics.depthMean));
    const GrowthVerdict& growth = statistics.growth;
    visit("growth", "verdict", toWord(growth.kind));
    visit("growth", "rate", roundedFraction(growth.messagesPerSecond));
    visit("growth", "thousand_at", growth.thousandAtNs);
    visit("growth", "empty_at", growth.emptyAtNs);
    visit("growth", "text", VerdictText { growth });
    visit(top, "restarts", Count { statistics.restarts });
    visit(top, "dropped", Count { statistics.dropped });
    visit(top, "lost", Count { statistics.lost });
    visit(top, "missed_beats", Count { statistics.missedBeats });
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/statistics.h"
#include "core/trace/summary.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace tickscope {

/// A verdict in words for people; made into text only by those who want it.
struct VerdictText
{
    const GrowthVerdict& verdict;
};

/// The state of a server in words for people.
struct StateText
{
    const StateVerdict& state;
};

/// Whether a value of visitStatistics() is a sentence, which is no column of a table.
template <typename Value>
inline constexpr bool isSentence
    = std::is_same_v<Value, VerdictText> || std::is_same_v<Value, StateText>;

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
///               to say), double (rounded), const char* (a word), VerdictText, StateText. The
///               group is empty for what stands at the top, and may be two keys: "calls.answer".
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
    const auto percentiles = [&](std::string_view group, bool isKnown,
                                 const DurationPercentiles& of) {
        const auto known = [isKnown](std::int64_t ns) { return isKnown ? Moment(ns) : Moment(); };
        visit(group, "p50", known(of.p50Ns));
        visit(group, "p90", known(of.p90Ns));
        visit(group, "p95", known(of.p95Ns));
        visit(group, "p99", known(of.p99Ns));
        visit(group, "p99_9", known(of.p999Ns));
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
    percentiles("period", statistics.period.count > 0, statistics.periodPercentiles);
    durations("work", statistics.work);
    durations("wait", statistics.wait);
    durations("resource_wait", statistics.resourceWait);
    visit("lateness", "count", Count { statistics.latenessCount });
    visit("lateness", "mean", late(statistics.latenessMeanNs));
    percentiles("lateness", statistics.latenessCount > 0, statistics.latenessPercentiles);
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
    const CallStatistics& calls = statistics.calls;
    const auto answer
        = [&calls](std::int64_t ns) { return calls.answered > 0 ? Moment(ns) : Moment(); };
    visit("calls", "made", Count { calls.made });
    visit("calls", "answered", Count { calls.answered });
    visit("calls", "timed_out", Count { calls.timedOut });
    visit("calls", "failed", Count { calls.failed });
    visit("calls.answer", "p50", answer(calls.answerP50Ns));
    visit("calls.answer", "p99", answer(calls.answerP99Ns));
    visit("calls.answer", "max", answer(calls.answerMaxNs));
    visit("state", "verdict", toWord(statistics.state.kind));
    visit("state", "since", statistics.state.sinceNs);
    visit("state", "until", statistics.state.untilNs);
    visit("state", "text", StateText { statistics.state });
}

/// The same for a run as a whole: visit(group, key, value), with bool (yes or no) and std::string
/// (a sentence, empty when there is nothing to say) as further values. The one list of their names.
template <typename Visit>
void visitRunStatistics(
    const SupervisorStatistics& supervisor, const BusiestMoment& busiest, Visit&& visit)
{
    using Count = std::uint64_t;
    using Moment = std::optional<std::int64_t>;
    visit("supervisor", "gave_up", supervisor.gaveUpAtNs.has_value());
    visit("supervisor", "gave_up_at_ns", supervisor.gaveUpAtNs);
    visit("supervisor", "restarts", Count { supervisor.restarts });
    visit("supervisor", "because", supervisor.because);
    visit("busiest", "servers", Count { busiest.servers });
    visit("busiest", "at_ns", busiest.servers > 0 ? Moment(busiest.atNs) : Moment());
}

} // namespace tickscope

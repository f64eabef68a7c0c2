// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/trace/state_verdict.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// Smallest, mean and largest of some durations; nothing when there were none.
struct DurationSummary
{
    std::uint64_t count = 0;
    std::int64_t meanNs = 0;
    std::int64_t minNs = 0;
    std::int64_t maxNs = 0;
};

/// Percentiles of some durations, exact, by nearest rank: the smallest value that at least 50 %
/// (90 %, ...) of all values do not exceed. All 0 when there were none.
struct DurationPercentiles
{
    std::int64_t p50Ns = 0, p90Ns = 0, p95Ns = 0, p99Ns = 0, p999Ns = 0;
};

/// GenServer.call to a server, counted by when the call reached it.
struct CallStatistics
{
    std::uint64_t made = 0;
    std::uint64_t answered = 0; ///< the caller got its reply in time
    std::uint64_t timedOut = 0; ///< the caller gave up; the server may still handle it
    std::uint64_t failed = 0; ///< the caller exits: there was no process, or it died
    std::int64_t answerP50Ns = 0, answerP99Ns = 0, answerMaxNs = 0; ///< of those answered
};

/// What the mailbox will do, from the measured rates.
///
/// Ticks arrive at the sum of 1 / interval over the send_interval timers that are armed, as each
/// was armed; the server handles one in the mean work. The mean work is that of the last three
/// ticks when they took equally long (so a changed work counts at once), otherwise the mean over
/// the last 1,000. Schedules that arm the next tick in the handler are stable: no chain has more
/// than one tick on its way.
///
/// Calls, casts and ticks from outside count as they came of late (at most the last 1,000), until
/// none has come for five of their gaps. They make a mailbox grow only where that is more than
/// their own scatter.
struct GrowthVerdict
{
    /// Grows: ticks arrive faster than they are handled. Drains: slower, and the last three ticks
    /// each left somebody waiting.
    enum class Kind : std::uint8_t { TooFewTicks, Stable, Grows, Drains };
    Kind kind = Kind::TooFewTicks;
    double messagesPerSecond = 0; ///< Grows: more than 0; Drains: less
    std::optional<std::int64_t> thousandAtNs; ///< Grows: when 1,000 wait, unless they do already
    std::optional<std::int64_t> emptyAtNs; ///< Drains: when none waits
    std::uint64_t ticks = 0; ///< TooFewTicks: how many there were
    std::uint64_t ticksNeeded = 3;
    double utilisation = 0;
    std::uint32_t waiting = 0; ///< mailbox depth at the end of the span
    /// Grows: what most of the messages from outside are, without which it would be stable. None:
    /// the ticks of its own timers are enough.
    MessageKind fedBy = MessageKind::None;
    std::int64_t meanWorkNs = 0; ///< that the rate was drawn from
};

/// The statistics of one server over a span of virtual time (DESIGN: what a run gives).
///
/// Both ends belong to the span: a tick that starts at its last nanosecond counts. Means of
/// durations are cut to whole nanoseconds.
struct ServerStatistics
{
    std::uint64_t ticks = 0; ///< started in the span
    std::uint64_t ok = 0, errors = 0, crashes = 0, killed = 0; ///< of those, ended in it as well
    std::int64_t nominalNs = 0; ///< the interval in the state when a timer was last armed
    DurationSummary period; ///< start to start of consecutive ticks of one incarnation
    DurationPercentiles periodPercentiles;
    DurationSummary
        resourceWait; ///< in handlers, for a unit of a resource; those that ended in the span
    DurationSummary work; ///< of the ticks that ended in the span, killed ones left out
    /// Taken - delivered, over all messages that were taken in the span: ticks, casts and calls.
    /// Its mean is the mean depth over the rate of arrival (Little's law).
    DurationSummary wait;
    /// Started - due, over ticks that a timer sent.
    std::uint64_t latenessCount = 0;
    std::int64_t latenessMeanNs = 0, latenessMaxNs = 0;
    DurationPercentiles latenessPercentiles;
    /// How much later the last tick started than it would have if each tick of its chain had been
    /// due one interval after the one before: the interval in force when its timer was armed, with
    /// the mean of the jitter. Counted from the first due time of the incarnation in the span; a
    /// cancel, a resume and the new timer of a set_interval begin a new phase, which is no drift.
    /// So after_work drifts by the work a tick, send_interval only by its backlog.
    std::int64_t driftNs = 0;
    /// Work of ticks and loads inside the span, over the span. What still goes on counts up to its
    /// end; what was killed, up to the kill.
    double utilisation = 0;
    std::uint32_t depthMax = 0, depthLast = 0; ///< at the end of instants
    double depthMean = 0; ///< over time
    std::uint32_t restarts = 0, dropped = 0, lost = 0, missedBeats = 0; ///< in the span
    CallStatistics calls;
    GrowthVerdict growth;
    StateVerdict state; ///< at the end of the span
};

/// What measure() needs on the way: kept from call to call, it allocates nothing once it has grown.
struct MeasureMemory
{
    std::vector<std::int64_t> lateness;
    std::vector<std::int64_t> periods;
    std::vector<std::int64_t> answers;
};

/// @param fromNs, toNs  the span; ticks count by their start, depth and work by their part inside
/// @param spec  the server's table; after a set_work only its schedule and interval still count
/// @pre 0 <= fromNs <= toNs
/// @note Linear in the ticks of the span.
ServerStatistics measure(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs);
ServerStatistics measure(const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs,
    std::int64_t toNs, MeasureMemory& memory);

/// The interval in a server's state from a moment on.
struct IntervalStep
{
    std::int64_t fromNs = 0;
    std::int64_t intervalNs = 0;

    friend bool operator==(const IntervalStep&, const IntervalStep&) = default;
};

/// The interval over a span, as set_interval changed it and restarts took it back: the first step
/// is at fromNs, and neighbours differ.
std::vector<IntervalStep> intervalSteps(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs);

/// What is said of a server in one line: its state where that is worth a word, otherwise what its
/// mailbox does: "Dead since 48 ms", "Two chains: ticks twice as often; grows by 0.2 messages/s",
/// "Stable, utilisation 0.60".
std::string verdictText(const ServerStatistics& statistics);

/// The same in two parts for a panel: "No timer armed since 11 s" ...
std::string verdictTitle(const ServerStatistics& statistics);
/// ... and a sentence or none.
std::string verdictDetail(const ServerStatistics& statistics);

/// "Stable, utilisation 0.60", "Grows by 0.075 messages/s; 1,000 waiting at 3 h 42 min", ...
std::string toText(const GrowthVerdict& verdict);

/// The verdict in two parts for a panel: "Mailbox grows" ...
std::string titleText(const GrowthVerdict& verdict);
/// ... and "By 0.075 messages/s; 1,000 waiting at 3 h 42 min.", a sentence; empty when the title
/// says it all.
std::string detailText(const GrowthVerdict& verdict);

/// What the interval that the next arming will use does to the mailbox, at the measured work:
/// "With the next interval, 10 s, it drains by 0.025/s." For a schedule that cannot grow, its
/// utilisation: "With the next interval, 10 s, utilisation is 0.44."
/// @return nothing while there were too few ticks
std::string nextIntervalText(
    const GrowthVerdict& verdict, const ServerSpec& spec, Duration nextInterval);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/trace/run_statistics.h"
#include "core/trace/statistics.h"
#include "core/trace/trace_log.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tickscope {

/// The limit that ended a run before its time.
struct SummaryLimit
{
    std::string kind; ///< "events", "mailbox", "instant"
    std::int64_t atNs = 0;
    std::string server; ///< empty when it concerns the whole run
    std::string message; ///< for people
};

/// What is said of a run as a whole.
struct RunFacts
{
    std::string scenario; ///< file or built-in name
    std::string title;
    std::uint64_t seed = 1;
    ClockKind clock = ClockKind::Ideal;
    std::int64_t untilNs = 0; ///< virtual time that was reached
    std::uint64_t events = 0; ///< records of the trace
    std::uint64_t fingerprint = 0;
    bool complete = true; ///< it reached what was asked for
    std::optional<SummaryLimit> limit;
    std::int64_t fromNs = 0; ///< statistics count from here on: the end of the warm-up
    SupervisorStatistics supervisor; ///< summarise() fills this in
    BusiestMoment busiest; ///< and this
    /// And this: the same among the replicas of each table that has some, by its name.
    std::vector<std::pair<std::string, BusiestMoment>> busiestGroups;
};

/// One server of the run.
struct ServerSummary
{
    std::string name;
    std::string group; ///< name of its table; differs from `name` for replicas
    ServerKind kind = ServerKind::Poller;
    Schedule schedule = Schedule::AfterWork;
    ServerStatistics statistics; ///< from RunFacts::fromNs to untilNs
};

struct RunSummary
{
    RunFacts facts;
    std::vector<ServerSummary> servers;
};

/// Measures all servers of a run from RunFacts::fromNs to untilNs.
/// @param servers  expandServers(scenario): one for each server of the log
/// @pre fromNs is not after untilNs
RunSummary summarise(RunFacts facts, const Scenario& scenario,
    const std::vector<ServerInstance>& servers, const TraceLog& log);

/// The summary for programs: one JSON object, schema "tickscope-run/1", a line for each server,
/// with a line end. Keys keep their order; what has no value is null.
///
/// All durations and moments are whole nanoseconds of virtual time, as its "units" key says; the
/// growth rate is in messages per second. Fractions are rounded to six decimals.
std::string summaryJson(const RunSummary& summary);

/// The summary for people: a heading and a table with units, a row for each server, then a line for
/// each thing worth one: that the supervisor gave up, calls, missed beats, the most servers at work
/// at once. Columns of what can go wrong (errors, crashes, restarts, dropped, lost) are there when
/// something did.
/// @param maxRows  more servers than this are counted, not listed
std::string summaryText(const RunSummary& summary, std::size_t maxRows = 40);

/// The fingerprint as it is shown everywhere: "0x0123456789abcdef".
std::string fingerprintText(std::uint64_t fingerprint);

/// "too_few_ticks", "stable", "grows", "drains": the word in JSON and in expectations.
const char* toWord(GrowthVerdict::Kind kind);

} // namespace tickscope

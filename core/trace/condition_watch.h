// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/condition.h"
#include "core/scenario/scenario.h"
#include "core/trace/expectation.h"
#include "core/trace/live_value.h"
#include "core/trace/summary.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// What stands at a path at an instant.
struct PathValue
{
    enum class Kind : std::uint8_t { None, Number, TimeSpan, Word };
    Kind kind = Kind::None;
    double number = 0; ///< Number
    std::int64_t ns = 0; ///< TimeSpan
    std::string text; ///< as messages show it: "5", "13 s", "idle", "false"; "no value" for None
};

/// Looks a path up in a run as it stood when an instant ended: a path of the JSON summary, with
/// statistics from the start to that instant, or one of livePaths(). Of replicas the first counts.
/// @param ns  not after the last instant of the log
/// Errors: ErrorCode::Usage where the path names nothing.
Result<PathValue> valueAt(
    std::string_view path, const Scenario& scenario, const TraceLog& log, std::int64_t ns);

/// @return why a path can never be looked up in a run of a scenario; nothing when it can
std::optional<std::string> problemOfPath(std::string_view path, const Scenario& scenario);

/// @return what is wrong with a condition for the runs of a scenario: a name that nobody has, a
/// comparison that cannot be; nothing when it can be watched
std::optional<ConditionProblem> problemOf(const Condition& condition, const Scenario& scenario);

/// Checks a condition at the end of a run, with words for whoever reads them: of "and" those parts
/// that do not hold, of "or" all of them.
/// @param summary  of the run up to `ns`
/// @param ns       the last instant of the run
/// Errors: ErrorCode::Usage, as checkExpectation() has them.
Result<ExpectationResult> checkCondition(const Condition& condition, const Scenario& scenario,
    const RunSummary& summary, const TraceLog& log, std::int64_t ns);

/// What each comparison of a condition looks at: "poller.depth is 3, restarts is 0".
/// @param ns  not after the last instant of the log
std::string valuesText(
    const Condition& condition, const Scenario& scenario, const TraceLog& log, std::int64_t ns);

/// A condition that is watched while a run goes on.
///
/// An instant counts as it ended. Comparisons of `waiting_for` change between events, and the
/// moment is found to the nanosecond; statistics are looked at where something happens. The name of
/// a table with replicas stands for each of them: all must hold. What has no value does not hold.
class ConditionWatch
{
public:
    /// @param scenario  must outlive this
    /// @pre !problemOf(condition, scenario)
    ConditionWatch(Condition condition, const Scenario& scenario);

    /// @param log  of a run of the scenario
    /// @param ns   not after the last instant of the log
    /// @note Statistics and `waits` are linear in what happened before; the others are not.
    bool holdsAt(const TraceLog& log, std::int64_t ns) const;

    /// @return the first instant after `afterNs`, up to `toNs`, at which it holds
    /// @note Linear in the messages between, times what holdsAt() costs.
    std::optional<std::int64_t> firstHolding(
        const TraceLog& log, std::int64_t afterNs, std::int64_t toNs) const;

    /// @return the next instant at which it may change though nothing happens until then
    std::optional<std::int64_t> nextChange(const TraceLog& log, std::int64_t ns) const;

private:
    struct Leaf
    { // a comparison, bound to what it looks at
        const LivePath* live = nullptr; ///< nullptr: a path of the summary
        bool isOfRun = false; ///< sum over m_servers, or a fact of the run
        std::vector<std::uint32_t> servers;
    };

    void bind(const Condition& condition);
    bool holds(
        const Condition& condition, std::size_t& leaf, const TraceLog& log, std::int64_t ns) const;
    bool leafHolds(const Expectation& comparison, const Leaf& leaf, const TraceLog& log,
        std::int64_t ns) const;
    std::vector<std::int64_t> momentsIn(
        const TraceLog& log, std::int64_t afterNs, std::int64_t toNs) const;

    const Scenario* m_scenario;
    Condition m_condition;
    std::vector<ServerInstance> m_servers;
    std::vector<Leaf> m_leaves; // in the order of the comparisons
    std::vector<std::int64_t> m_waitsNs; // what waiting_for is compared with
};

} // namespace tickscope

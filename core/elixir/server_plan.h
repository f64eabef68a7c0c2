// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/names.h"
#include "core/scenario/scenario.h"
#include "core/scenario/server_kinds.h"

#include <string>

namespace tickscope {

/// How much of a server is written: a teacher shows only what the scenario uses.
enum class Clauses : std::uint8_t {
    Used, ///< only the clauses and fields that the scenario's actions and outcomes need
    All, ///< every live edit, the call, and both results of the work
};

/// What reaches a server besides its ticks, and so which clauses its module has.
struct ServerUses
{
    bool setInterval = false;
    bool cancel = false;
    bool resume = false;
    bool call = false; ///< for the state
    bool callRequest = false; ///< a call whose handler works
    bool castRequest = false;
    bool forgetfulCall = false; ///< the same, in a clause without the return timeout
    bool forgetfulCast = false;
    bool tick = false; ///< the tick message itself, sent by a person
    bool error = false; ///< the work can end with {:error, _}
    bool stop = false; ///< ... or so that the server stops
    bool noRearm = false; ///< ... or so that the handler returns before the line that schedules
    bool loadStop = false; ///< the load likewise
    bool loadNoRearm = false;
};

/// How the exported World has the work end: where the next tick is armed before the work ends,
/// no_rearm is an error like any other.
Outcome returnedOutcome(Outcome outcome, Schedule schedule);
OutcomeSpec returnedOutcomes(OutcomeSpec outcomes, Schedule schedule);

/// The resource that a server's work uses; null for none. @pre spec is one of the scenario
const ResourceSpec* resourceOf(const Scenario& scenario, const ServerSpec& spec);

/// Whether any server uses it.
bool isUsed(const Scenario& scenario, const ResourceSpec& resource);

/// @return what the scenario does to a server table (to any of its replicas)
ServerUses usesOf(const Scenario& scenario, const ServerSpec& spec, Clauses clauses);

/// What a reader must know of a schedule at the line that arms the next tick, in one line.
const char* scheduleComment(Schedule schedule);

/// What the writers of both languages need to know of one server table, worked out once.
struct ServerPlan
{
    ServerPlan(const ServerSpec& spec, ServerNames names, ServerUses uses);

    const ServerSpec& spec;
    ServerNames names;
    ServerUses uses;
    std::string tick; ///< the tick's atom: "poll"; "timeout" with idle_timeout
    std::string schedule; ///< the function that arms it: "schedule_poll"
    std::string pool; ///< of the resource that its work uses: "db_pool"; empty for none

    bool isIdle() const { return spec.schedule == Schedule::IdleTimeout; }
    bool isInterval() const { return spec.schedule == Schedule::SendInterval; }
    bool isSkip() const { return spec.schedule == Schedule::AbsoluteSkip; }
    bool isAbsolute() const { return isSkip() || spec.schedule == Schedule::Absolute; }
    /// The next tick is armed in the tick's handler, before the work.
    bool armsFirst() const { return isAbsolute() || spec.schedule == Schedule::BeforeWork; }
    /// The next tick is armed in the tick's handler, after the work.
    bool armsLast() const { return spec.schedule == Schedule::AfterWork; }
    bool hasTimer() const { return !isIdle(); }
    /// The state holds the timer's reference: something in the module cancels it.
    bool keepsTimer() const
    {
        const bool isRecreated = uses.setInterval || isCountdown() || isBackoff();
        return hasTimer() && (uses.cancel || (isInterval() && isRecreated));
    }

    bool isBackoff() const { return rowOf(spec.kind).backsOff; }
    bool countsErrors() const { return isBackoff() && spec.growth == Growth::Exponential; }
    bool hasFullJitter() const { return isBackoff() && spec.backoffJitter == BackoffJitter::Full; }
    /// The tick's handler itself says how the result changes the interval.
    bool inlinesBackoff() const
    {
        return isBackoff() && armsLast() && !countsErrors() && !hasFullJitter() && !uses.resume;
    }
    bool isHeartbeat() const { return rowOf(spec.kind).hasMonitor; }
    bool isCountdown() const { return rowOf(spec.kind).countsDown; }
    bool isReplicated() const { return spec.count > 1; }
    /// Full jitter may draw an interval of 0, and a scenario may name one.
    bool canStepByZero() const { return hasFullJitter() || spec.interval == Duration::zero(); }
    /// Added to each interval; send_interval has none, it arms once.
    bool hasJitter() const { return spec.hasJitter() && !isInterval(); }
    /// Each replica begins a step after the one before.
    bool hasPhases() const { return isReplicated() && spec.firstStep > Duration::zero(); }
    bool hasFirst() const { return spec.first.has_value() && spec.scheduleInInit; }
    /// send_interval cannot begin later than one interval from now: a first message arms it.
    bool startsLater() const { return hasFirst() && isInterval(); }
    /// A cast or a tick may meet the timer of that first message, which is another kind of timer.
    bool cancelsEither() const
    {
        return startsLater() && keepsTimer() && (uses.cancel || uses.setInterval || uses.tick);
    }
    /// Its cancel leaves no timer in the state.
    bool forgetsTimer() const { return spec.unguardedCancel && hasTimer(); }
    /// Its cancel looks whether there is a timer: none may have been armed yet.
    bool guardsCancel() const { return !spec.scheduleInInit && !spec.unguardedCancel; }
    /// Some result of the work, or of the load, ends the callback early.
    bool endsEarly() const { return uses.stop || uses.noRearm; }
    bool loadEndsEarly() const { return uses.loadStop || uses.loadNoRearm; }
    bool armsAfterLoad() const
    {
        return spec.scheduleInInit && loadsInContinue() && spec.arm == Arm::AfterLoad && hasTimer();
    }
    bool armsInInit() const { return spec.scheduleInInit && hasTimer() && !armsAfterLoad(); }
    bool loadsInInit() const { return spec.load && spec.loadIn == LoadIn::Init; }
    bool loadsInContinue() const { return spec.load && spec.loadIn == LoadIn::Continue; }
};

} // namespace tickscope

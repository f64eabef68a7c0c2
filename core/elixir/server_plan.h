// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/names.h"
#include "core/scenario/scenario.h"

#include <string>

namespace tickscope {

/// What the writers of both languages need to know of one server table, worked out once.
struct ServerPlan
{
    ServerPlan(const ServerSpec& spec, ServerNames names);

    const ServerSpec& spec;
    ServerNames names;
    std::string tick; ///< the tick's atom: "poll"; "timeout" with idle_timeout
    std::string schedule; ///< the function that arms it: "schedule_poll"
    std::string work; ///< the function that does the work: "fetch"

    bool isIdle() const { return spec.schedule == Schedule::IdleTimeout; }
    bool isInterval() const { return spec.schedule == Schedule::SendInterval; }
    bool isSkip() const { return spec.schedule == Schedule::AbsoluteSkip; }
    bool isAbsolute() const { return isSkip() || spec.schedule == Schedule::Absolute; }
    /// The next tick is armed in the tick's handler, before the work.
    bool armsFirst() const { return isAbsolute() || spec.schedule == Schedule::BeforeWork; }
    /// The next tick is armed in the tick's handler, after the work.
    bool armsLast() const { return spec.schedule == Schedule::AfterWork; }
    bool hasTimer() const { return !isIdle(); }

    bool isBackoff() const { return spec.kind == ServerKind::BackoffPoller; }
    bool countsErrors() const { return isBackoff() && spec.growth == Growth::Exponential; }
    bool hasFullJitter() const { return isBackoff() && spec.backoffJitter == BackoffJitter::Full; }
    bool isHeartbeat() const { return spec.kind == ServerKind::Heartbeat; }
    bool isCountdown() const { return spec.kind == ServerKind::Countdown; }
    bool isReplicated() const { return spec.count > 1; }
    /// Full jitter may draw an interval of 0, and a scenario may name one.
    bool canStepByZero() const { return hasFullJitter() || spec.interval == Duration::zero(); }
    /// Added to each interval; send_interval has none, it arms once.
    bool hasJitter() const { return spec.jitter > Duration::zero() && !isInterval(); }
    bool hasFirst() const { return spec.first.has_value() && spec.scheduleInInit; }
    /// send_interval cannot begin later than one interval from now: a first message arms it.
    bool startsLater() const { return hasFirst() && isInterval(); }
    bool loadsInInit() const { return spec.load && spec.loadIn == LoadIn::Init; }
    bool loadsInContinue() const { return spec.load && spec.loadIn == LoadIn::Continue; }
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/tick_grid.h"

#include "core/scenario/server_kinds.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

namespace {

/// Ticks that come at start + k * interval whatever the work takes.
bool isAbsolute(Schedule schedule)
{
    return schedule == Schedule::SendInterval || schedule == Schedule::Absolute
        || schedule == Schedule::AbsoluteSkip;
}

/// @return the duration that a rule always gives
std::optional<Duration> fixedOf(const DurationSpec& spec)
{
    const auto* duration = std::get_if<Duration>(&spec);
    return duration != nullptr ? std::optional(*duration) : std::nullopt;
}

/// No tick that ends otherwise changes when the next one comes.
bool isSteady(const ServerSpec& spec)
{
    const auto* outcomes = std::get_if<OutcomeSequence>(&spec.outcomes);
    const bool mayFail = !rowOf(spec.kind).backsOff;
    return outcomes != nullptr && std::ranges::all_of(outcomes->values, [mayFail](Outcome outcome) {
        return outcome == Outcome::Ok || (mayFail && outcome == Outcome::Error);
    });
}

bool hasClient(const Scenario& scenario, const ServerSpec& spec)
{
    return std::ranges::any_of(scenario.clients,
        [&spec](const ClientSpec& client) { return client.server.starts_with(spec.name); });
}

/// Whether the exit of another server may start this one anew.
bool dependsOnSiblings(const Scenario& scenario)
{
    return sharesFate(scenario.supervisor) && !std::ranges::all_of(scenario.servers, isSteady);
}

/// How long the inits before this server's take; one after another they block the supervisor.
std::optional<Duration> startOf(const Scenario& scenario, std::size_t server)
{
    Duration start {};
    for (std::size_t index = 0; index < server; ++index) {
        const ServerSpec& spec = scenario.servers[index];
        if (!spec.load || spec.loadIn != LoadIn::Init)
            continue;
        const auto load = fixedOf(*spec.load);
        if (!load)
            return std::nullopt;
        start += saturatingMultiply(*load, spec.count);
        if (start > maxDuration)
            return std::nullopt;
    }
    return start;
}

/// From the start of its init to the moment at which its first timer is armed.
std::optional<Duration> armedAfter(const ServerSpec& spec)
{
    if (!spec.load)
        return Duration::zero();
    const auto load = fixedOf(*spec.load);
    const bool isInInit = spec.loadIn == LoadIn::Init;
    if (!load || (isInInit && spec.count > 1))
        return std::nullopt;
    const bool isArmedLater
        = isInInit || spec.arm == Arm::AfterLoad || spec.schedule == Schedule::IdleTimeout;
    return isArmedLater ? *load : Duration::zero();
}

/// From one tick to the next.
std::optional<Duration> periodOf(const Scenario& scenario, const ServerSpec& spec)
{
    if (isAbsolute(spec.schedule))
        return spec.interval;
    const auto work = fixedOf(spec.work);
    // Where a tick is armed anew by the one before, whatever makes that late moves all of them.
    if (!work || spec.load || !spec.uses.empty() || hasClient(scenario, spec))
        return std::nullopt;
    if (spec.schedule == Schedule::BeforeWork)
        return *work <= spec.interval ? std::optional(spec.interval) : std::nullopt;
    return spec.interval + *work;
}

} // namespace

bool TickGrid::has(Duration at) const
{
    assert(period > Duration::zero());
    return at >= first && (at - first) % period == Duration::zero()
        && (at - first) / period < ticks;
}

std::optional<TickGrid> tickGrid(const Scenario& scenario, std::size_t server)
{
    assert(server < scenario.servers.size());
    const ServerSpec& spec = scenario.servers[server];
    if (scenario.clock != ClockKind::Ideal || !spec.scheduleInInit || spec.hasJitter()
        || spec.firstStep != Duration::zero() || !isSteady(spec) || dependsOnSiblings(scenario))
        return std::nullopt;
    const auto start = startOf(scenario, server);
    const auto armed = armedAfter(spec);
    const auto first = spec.first ? fixedOf(*spec.first) : spec.interval;
    const auto period = periodOf(scenario, spec);
    if (!start || !armed || !first || !period || *period == Duration::zero())
        return std::nullopt;
    TickGrid grid { *start + *armed + *first, *period };
    const bool mayLeaveOut = spec.schedule == Schedule::AbsoluteSkip;
    if (rowOf(spec.kind).countsDown && spec.from < INT64_MAX && !mayLeaveOut)
        grid.ticks = spec.from + 1;
    return grid;
}

bool sharesFate(const SupervisorSpec& supervisor)
{
    return supervisor.strategy != Strategy::OneForOne || supervisor.parent;
}

bool keepsTickGrid(ActionKind action, Schedule schedule)
{
    switch (action) {
    case ActionKind::SetWork:
    case ActionKind::SetOutcomes:
    case ActionKind::Tick:
    case ActionKind::Call:
    case ActionKind::Sys:
        return isAbsolute(schedule) && action != ActionKind::SetOutcomes;
    case ActionKind::SetInterval:
    case ActionKind::Cancel:
    case ActionKind::Resume:
    case ActionKind::Crash:
    case ActionKind::Stop:
    case ActionKind::Start:
    case ActionKind::Stall:
        break;
    }
    return false;
}

} // namespace tickscope

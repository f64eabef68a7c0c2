// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/server_plan.h"

#include <algorithm>
#include <string_view>

namespace tickscope {

namespace {

std::string tickOf(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Poller:
    case ServerKind::BackoffPoller:
        return "poll";
    case ServerKind::Heartbeat:
        return "heartbeat";
    case ServerKind::CacheRefresh:
        return "refresh_cache";
    case ServerKind::Countdown:
        return "tick";
    }
    return {};
}

std::string workOf(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Poller:
        return "fetch_latest_data";
    case ServerKind::Heartbeat:
        return "send_heartbeat_to_remote";
    case ServerKind::CacheRefresh:
        return "fetch_from_database";
    case ServerKind::Countdown:
    case ServerKind::BackoffPoller:
        return "do_work";
    }
    return {};
}

// A server, one of its replicas, or all of them.
bool concerns(const Action& action, const ServerSpec& spec)
{
    if (action.server == spec.name)
        return true;
    const std::string_view name = action.server;
    return spec.count > 1 && name.starts_with(spec.name + "-")
        && name.find_first_not_of("0123456789", spec.name.size() + 1) == std::string_view::npos;
}

bool canFail(const OutcomeSpec& outcomes)
{
    if (const auto* rates = std::get_if<OutcomeRates>(&outcomes))
        return rates->error > 0;
    const auto& values = std::get<OutcomeSequence>(outcomes).values;
    return std::find(values.begin(), values.end(), Outcome::Error) != values.end();
}

} // namespace

const char* scheduleComment(Schedule schedule)
{
    switch (schedule) {
    case Schedule::AfterWork:
        return "The next tick is armed only now, after the work: it cannot pile up";
    case Schedule::BeforeWork:
        return "The next tick is armed before the work: slow work does not delay it";
    case Schedule::SendInterval:
        return "One tick every interval, whatever the work takes: slow work lets them pile up";
    case Schedule::Absolute:
        return "Counted from when this tick was due, not from now: no drift adds up";
    case Schedule::AbsoluteSkip:
        return "The first point of the grid still to come: missed ticks are left out";
    case Schedule::IdleTimeout:
        return "The next tick is a timeout: any other message starts the wait anew";
    }
    return "";
}

ServerUses usesOf(const Scenario& scenario, const ServerSpec& spec, Clauses clauses)
{
    if (clauses == Clauses::All)
        return { true, true, true, true, true, true };
    ServerUses uses;
    uses.error = canFail(spec.outcomes);
    for (const Action& action : scenario.actions) {
        if (!concerns(action, spec))
            continue;
        uses.setInterval = uses.setInterval || action.kind == ActionKind::SetInterval;
        uses.cancel = uses.cancel || action.kind == ActionKind::Cancel;
        uses.resume = uses.resume || action.kind == ActionKind::Resume;
        uses.call = uses.call || action.kind == ActionKind::Call;
        uses.error
            = uses.error || (action.kind == ActionKind::SetOutcomes && canFail(action.outcomes));
    }
    return uses;
}

ServerPlan::ServerPlan(const ServerSpec& serverSpec, ServerNames serverNames, ServerUses serverUses)
    : spec(serverSpec)
    , names(std::move(serverNames))
    , uses(serverUses)
    , tick(isIdle() ? "timeout" : tickOf(spec.kind))
    , schedule(spec.kind == ServerKind::CacheRefresh ? "schedule_refresh"
                                                     : "schedule_" + tickOf(spec.kind))
    , work(workOf(spec.kind))
{
}

} // namespace tickscope

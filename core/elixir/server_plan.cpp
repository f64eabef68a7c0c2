// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/server_plan.h"

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
    case ServerKind::BackoffPoller:
        return "fetch";
    case ServerKind::Heartbeat:
        return "check";
    case ServerKind::CacheRefresh:
        return "fetch_cache";
    case ServerKind::Countdown:
        return "step";
    }
    return {};
}

} // namespace

ServerPlan::ServerPlan(const ServerSpec& serverSpec, ServerNames serverNames)
    : spec(serverSpec)
    , names(std::move(serverNames))
    , tick(isIdle() ? "timeout" : tickOf(spec.kind))
    , schedule(spec.kind == ServerKind::CacheRefresh ? "schedule_refresh"
                                                     : "schedule_" + tickOf(spec.kind))
    , work(workOf(spec.kind))
{
}

} // namespace tickscope

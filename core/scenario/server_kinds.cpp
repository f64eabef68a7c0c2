// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/server_kinds.h"

namespace tickscope {

namespace {

constexpr OwnKey heartbeatKeys[] {
    { "timeout", "the timeout", &ServerSpec::timeout },
};
constexpr OwnKey countdownKeys[] {
    { "from", "from", &ServerSpec::from },
};
constexpr OwnKey backoffKeys[] {
    { "factor", "the factor", &ServerSpec::factor },
    { "max_interval", "max_interval", &ServerSpec::maxInterval },
    { "growth", "the growth", &ServerSpec::growth },
};

constexpr ServerKindRow poller {
    .name = "poller",
    .tick = MessageKind::Poll,
    .arms = "schedule_poll",
    .keys = {},
};
constexpr ServerKindRow heartbeat {
    .name = "heartbeat",
    .tick = MessageKind::Heartbeat,
    .arms = "schedule_heartbeat",
    .keys = heartbeatKeys,
    .hasMonitor = true,
};
constexpr ServerKindRow cacheRefresh {
    .name = "cache_refresh",
    .tick = MessageKind::RefreshCache,
    .arms = "schedule_refresh",
    .keys = {},
};
constexpr ServerKindRow countdown {
    .name = "countdown",
    .tick = MessageKind::Tick,
    .arms = "schedule_tick",
    .keys = countdownKeys,
    .countsDown = true,
};
constexpr ServerKindRow backoffPoller {
    .name = "backoff_poller",
    .tick = MessageKind::Poll,
    .arms = "schedule_poll",
    .keys = backoffKeys,
    .backsOff = true,
};

} // namespace

const ServerKindRow& rowOf(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Poller:
        break;
    case ServerKind::Heartbeat:
        return heartbeat;
    case ServerKind::CacheRefresh:
        return cacheRefresh;
    case ServerKind::Countdown:
        return countdown;
    case ServerKind::BackoffPoller:
        return backoffPoller;
    }
    return poller;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/make_server.h"

#include "core/servers/backoff_poller.h"
#include "core/servers/cache_refresh.h"
#include "core/servers/countdown.h"
#include "core/servers/heartbeat.h"
#include "core/servers/poller.h"

#include <algorithm>
#include <new>

namespace tickscope {

// With its process and its world a poller takes two cache lines.
static_assert(ProcessTable::serverOffset + sizeof(Poller) == 2 * ProcessTable::lineSize);

std::size_t serverBytes(ServerKind kind)
{
    switch (kind) {
    case ServerKind::Poller:
        break;
    case ServerKind::Heartbeat:
        return std::max(sizeof(Heartbeat), sizeof(HeartbeatMonitor));
    case ServerKind::CacheRefresh:
        return sizeof(CacheRefresh);
    case ServerKind::Countdown:
        return sizeof(Countdown);
    case ServerKind::BackoffPoller:
        return sizeof(BackoffPoller);
    }
    return sizeof(Poller);
}

void makeServer(void* room, const World& world, std::uint32_t monitor)
{
    switch (world.spec().kind) {
    case ServerKind::Poller:
        new (room) Poller(world);
        break;
    case ServerKind::Heartbeat:
        new (room) Heartbeat(world, monitor);
        break;
    case ServerKind::CacheRefresh:
        new (room) CacheRefresh(world);
        break;
    case ServerKind::Countdown:
        new (room) Countdown(world);
        break;
    case ServerKind::BackoffPoller:
        new (room) BackoffPoller(world);
        break;
    }
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/make_server.h"

#include "core/scenario/server_kinds.h"
#include "core/servers/backoff_poller/backoff_poller.h"
#include "core/servers/cache_refresh/cache_refresh.h"
#include "core/servers/countdown/countdown.h"
#include "core/servers/heartbeat/heartbeat.h"
#include "core/servers/poller/poller.h"

#include <algorithm>
#include <new>
#include <type_traits>

namespace tickscope {

// With its process and its world a poller takes two cache lines.
static_assert(ProcessTable::serverOffset + sizeof(Poller) == 2 * ProcessTable::lineSize);

namespace {

// Calls `use` with the class that a kind's room has.
template <typename Use>
auto withClassOf(ServerKind kind, Use use)
{
    switch (kind) {
    case ServerKind::Poller:
        break;
    case ServerKind::Heartbeat:
        return use(std::type_identity<Heartbeat> {});
    case ServerKind::CacheRefresh:
        return use(std::type_identity<CacheRefresh> {});
    case ServerKind::Countdown:
        return use(std::type_identity<Countdown> {});
    case ServerKind::BackoffPoller:
        return use(std::type_identity<BackoffPoller> {});
    }
    return use(std::type_identity<Poller> {});
}

} // namespace

std::size_t serverBytes(ServerKind kind)
{
    const std::size_t bytes = withClassOf(
        kind, []<typename Server>(std::type_identity<Server>) { return sizeof(Server); });
    return rowOf(kind).hasMonitor ? std::max(bytes, sizeof(HeartbeatMonitor)) : bytes;
}

void makeServer(void* room, const World& world, std::uint32_t monitor)
{
    withClassOf(world.spec().kind, [&]<typename Server>(std::type_identity<Server>) {
        if constexpr (std::is_constructible_v<Server, const World&, std::uint32_t>)
            new (room) Server(world, monitor);
        else
            new (room) Server(world);
    });
}

} // namespace tickscope

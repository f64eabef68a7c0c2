// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/server_factory.h"

#include "core/servers/backoff_poller.h"
#include "core/servers/cache_refresh.h"
#include "core/servers/countdown.h"
#include "core/servers/heartbeat.h"
#include "core/servers/poller.h"

namespace tickscope {

std::unique_ptr<GenServer> makeServer(World& world, std::uint32_t monitor)
{
    switch (world.spec().kind) {
    case ServerKind::Poller:
        return std::make_unique<Poller>(world);
    case ServerKind::Heartbeat:
        return std::make_unique<Heartbeat>(world, monitor);
    case ServerKind::CacheRefresh:
        return std::make_unique<CacheRefresh>(world);
    case ServerKind::Countdown:
        return std::make_unique<Countdown>(world);
    case ServerKind::BackoffPoller:
        return std::make_unique<BackoffPoller>(world);
    }
    return nullptr;
}

std::unique_ptr<GenServer> makeMonitor(const ServerSpec& heartbeat)
{
    return std::make_unique<HeartbeatMonitor>(heartbeatTimeout(heartbeat));
}

MessageKind tickMessage(const ServerSpec& spec)
{
    if (spec.schedule == Schedule::IdleTimeout)
        return MessageKind::Timeout;
    switch (spec.kind) {
    case ServerKind::Heartbeat:
        return MessageKind::Heartbeat;
    case ServerKind::CacheRefresh:
        return MessageKind::RefreshCache;
    case ServerKind::Countdown:
        return MessageKind::Tick;
    case ServerKind::Poller:
    case ServerKind::BackoffPoller:
        break;
    }
    return MessageKind::Poll;
}

std::optional<Duration> intervalOf(const GenServer& server)
{
    const auto* periodic = dynamic_cast<const PeriodicServer*>(&server);
    if (periodic == nullptr)
        return std::nullopt;
    return periodic->interval();
}

bool hasFinished(const GenServer& server)
{
    const auto* countdown = dynamic_cast<const Countdown*>(&server);
    return countdown != nullptr && countdown->hasFinished();
}

} // namespace tickscope

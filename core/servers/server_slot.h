// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/servers/backoff_poller.h"
#include "core/servers/cache_refresh.h"
#include "core/servers/countdown.h"
#include "core/servers/heartbeat.h"
#include "core/servers/poller.h"
#include "core/servers/world.h"

#include <cstdint>
#include <variant>

namespace tickscope {

/// Room for the GenServer of one scenario server, whatever its kind, and beside it the world that
/// decides its work: all that its ticks need, in two cache lines.
class alignas(64) ServerSlot
{
public:
    ServerSlot() = default; ///< of no server yet

    void setWorld(World world) { m_world = std::move(world); }
    World& world() { return m_world; }
    const World& world() const { return m_world; }

    /// Makes the GenServer that the scenario's table describes, in its first state.
    /// @param monitor  process name index of a heartbeat's monitor; not used by other kinds
    GenServer& create(std::uint32_t monitor);
    void destroy() { m_server.emplace<std::monostate>(); }

private:
    std::variant<std::monostate, Poller, Heartbeat, CacheRefresh, Countdown, BackoffPoller>
        m_server;
    World m_world;
};
static_assert(sizeof(ServerSlot) == 128);

} // namespace tickscope

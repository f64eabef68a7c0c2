// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/server_slot.h"

namespace tickscope {

GenServer& ServerSlot::create(std::uint32_t monitor)
{
    switch (m_world.spec().kind) {
    case ServerKind::Poller:
        break;
    case ServerKind::Heartbeat:
        return m_server.emplace<Heartbeat>(m_world, monitor);
    case ServerKind::CacheRefresh:
        return m_server.emplace<CacheRefresh>(m_world);
    case ServerKind::Countdown:
        return m_server.emplace<Countdown>(m_world);
    case ServerKind::BackoffPoller:
        return m_server.emplace<BackoffPoller>(m_world);
    }
    return m_server.emplace<Poller>(m_world);
}

} // namespace tickscope

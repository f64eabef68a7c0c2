// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/servers/periodic_server.h"

#include <optional>

namespace tickscope {

/// Reads a cache anew on every :refresh_cache and keeps the old one when that fails.
/// State: interval, timer, cache, refreshed_at.
class CacheRefresh final : public PeriodicServer
{
public:
    explicit CacheRefresh(const World& world)
        : PeriodicServer(world, MessageKind::RefreshCache)
    {
    }

    Handler handleInfo(Message refresh) override;
    std::string inspectState() const override;

private:
    void refresh(Outcome result);

    std::uint32_t m_cache = 0; // which refresh it holds; 0: none yet
    std::optional<VirtualTime> m_refreshedAt;
};

} // namespace tickscope

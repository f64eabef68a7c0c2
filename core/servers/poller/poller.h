// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/servers/periodic_server.h"

namespace tickscope {

/// Fetches something on every :poll. State: interval, timer, data, count.
class Poller final : public PeriodicServer
{
public:
    explicit Poller(const World& world)
        : PeriodicServer(world, MessageKind::Poll)
    {
    }

    Handler handleInfo(Message poll) override;
    std::string inspectState() const override;

private:
    Outcome m_data = Outcome::Ok;
    std::uint32_t m_count = 0;
};

} // namespace tickscope

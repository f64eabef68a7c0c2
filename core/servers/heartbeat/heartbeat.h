// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/servers/periodic_server.h"

#include <optional>

namespace tickscope {

/// Tells its monitor on every :heartbeat that it lives. State: interval, timer, last_heartbeat.
class Heartbeat final : public PeriodicServer
{
public:
    Heartbeat(const World& world, std::uint32_t monitor)
        : PeriodicServer(world, MessageKind::Heartbeat)
        , m_monitor(monitor)
    {
    }

    Handler handleInfo(Message heartbeat) override;
    std::string inspectState() const override;

private:
    void beat(Outcome result);

    std::uint32_t m_monitor;
    std::optional<VirtualTime> m_lastHeartbeat;
};

/// Watches one heartbeat and reports when it was silent for `timeout`. State: timeout, timer.
class HeartbeatMonitor final : public GenServer
{
public:
    explicit HeartbeatMonitor(Duration timeout)
        : m_timeout(timeout)
    {
    }

    Handler init() override;
    Handler handleInfo(Message message) override;
    std::string inspectState() const override;

private:
    void watch();

    Duration m_timeout;
    TimerRef m_timer;
    bool m_waits = false; // for the beat that m_timer gives time for
    int m_stale = 0; // messages of timers that fired before a beat could cancel them
};

} // namespace tickscope

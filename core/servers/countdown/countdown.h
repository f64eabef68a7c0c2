// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/servers/periodic_server.h"

namespace tickscope {

/// Counts down on every :tick, tells on the tick that finds 0, and schedules no more.
/// State: interval, timer, remaining.
class Countdown final : public PeriodicServer
{
public:
    explicit Countdown(const World& world)
        : PeriodicServer(world, MessageKind::Tick)
        , m_remaining(world.spec().from)
    {
    }

    Handler handleInfo(Message tick) override;
    std::string inspectState() const override;
    bool hasFinished() const { return m_hasFinished; }

private:
    std::int64_t m_remaining;
    bool m_hasFinished = false; // it has found 0
};

} // namespace tickscope

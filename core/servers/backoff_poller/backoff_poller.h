// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/servers/periodic_server.h"

namespace tickscope {

/// Polls less often while polls fail. State: base_interval, timer, last_result, errors.
class BackoffPoller final : public PeriodicServer
{
public:
    explicit BackoffPoller(const World& world)
        : PeriodicServer(world, MessageKind::Poll)
    {
    }

    Handler handleInfo(Message poll) override;
    std::string inspectState() const override;

protected:
    /// base * factor after an error (or ^ errors in a row), capped and then jittered.
    Duration nextInterval() override;

private:
    void remember(Outcome result);
    void follow(Duration before);
    Duration backoff() const;

    Outcome m_lastResult = Outcome::Ok;
    std::uint32_t m_polls = 0;
    std::uint32_t m_errorsInARow = 0;
};

} // namespace tickscope

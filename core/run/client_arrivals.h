// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/sim/random.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <optional>

namespace tickscope {

/// The requests of one client, one after another: when each comes and how long it takes to handle.
///
/// It draws from streams of its own, so a client changes no draw of a server or of another client.
class ClientArrivals
{
public:
    /// @param client  kept by reference
    /// @param index  its place in Scenario::clients
    ClientArrivals(const ClientSpec& client, std::uint64_t seed, std::uint32_t index);

    /// Goes on to the next request. @return when it comes; nothing when there are no more
    std::optional<VirtualTime> next();
    /// How long the handler of that request works. To be asked for once.
    Duration work();

    const ClientSpec& client() const { return m_client; }

private:
    const ClientSpec& m_client;
    Random m_everyDraws;
    Random m_workDraws;
    VirtualTime m_at {};
    std::uint32_t m_count = 0;
    std::uint32_t m_gaps = 0;
};

} // namespace tickscope

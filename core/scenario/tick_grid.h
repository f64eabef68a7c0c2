// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tickscope {

/// When a server's ticks are due under `clock = "ideal"` as long as nothing intervenes:
/// first + k * period. All replicas have the same.
struct TickGrid
{
    Duration first {}; ///< from the start of the run
    Duration period {}; ///< longer than 0
    std::int64_t ticks = INT64_MAX; ///< a countdown ends

    /// @return whether a tick is due at this moment
    bool has(Duration at) const;
};

/// @param server  index into scenario.servers
/// @pre server < scenario.servers.size()
/// @return its grid; nothing where chance, errors, clients, or other servers have a say in it
std::optional<TickGrid> tickGrid(const Scenario& scenario, std::size_t server);

/// @return whether the exit of one child may start others anew
bool sharesFate(const SupervisorSpec& supervisor);

/// @return whether an action leaves the later ticks of its server where they were
bool keepsTickGrid(ActionKind action, Schedule schedule);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/gen_server.h"
#include "core/scenario/scenario.h"
#include "core/servers/world.h"

#include <cstddef>
#include <cstdint>

namespace tickscope {

/// @return the bytes that a server of this kind takes; for a heartbeat, its monitor's included.
std::size_t serverBytes(ServerKind kind);

/// Makes the GenServer that the scenario's table describes, in its first state.
/// @param room  beside a process in whose surroundings its world lies
/// @param monitor  process name index of a heartbeat's monitor; not used by other kinds
void makeServer(void* room, const World& world, std::uint32_t monitor);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/otp/timer.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace tickscope {

class WorkDone;

/// Something that processes share, such as a pool of connections: so many units, and who finds none
/// waits, first come first served.
/// @see https://hexdocs.pm/db_connection/DBConnection.html, the queue of a pool
struct Resource
{
    std::uint32_t capacity = 1;
    std::optional<Duration> timeout; ///< of a wait
    std::uint32_t inUse = 0;
    std::deque<std::uint32_t> waiting; ///< processes

    bool isFree() const { return inUse < capacity; }
};

/// A process that works with a unit of a resource, or waits for one.
struct UnitUse
{
    std::uint32_t resource = 0;
    bool isWaiting = false;
    Duration duration {}; ///< of the work
    Outcome outcome = Outcome::Ok; ///< likewise
    WorkDone* done = nullptr; ///< what the handler awaits; in its frame
    TimerRef timeout; ///< while it waits
};

} // namespace tickscope

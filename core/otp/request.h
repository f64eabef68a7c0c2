// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <cstdint>

namespace tickscope {

/// Which clause of a server's module handles a call or a cast.
enum class RequestClause : std::uint8_t {
    Plain, ///< the live edits, and a call for the state
    Works, ///< {:request, ms}
    Forgetful, ///< the same without a return timeout
};

/// What a call or a cast asks of its server, beside an answer.
struct Request
{
    Duration work {}; ///< how long its handler works
    /// Its clause returns {:reply, ...} or {:noreply, state} without a return timeout.
    bool forgetsTimeout = false;
    bool isFollowed = true; ///< somebody will ask what became of it

    RequestClause clause() const
    {
        if (forgetsTimeout)
            return RequestClause::Forgetful;
        return work > Duration::zero() ? RequestClause::Works : RequestClause::Plain;
    }
};

} // namespace tickscope

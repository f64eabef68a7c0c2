// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>

namespace tickscope {

/// The clock on the wall, as far as playing needs it: how much time went by.
/// Only RunController reads it, and TickSound, which paces what is heard; a test puts its own in.
class WallClock
{
public:
    virtual ~WallClock() = default;
    /// Time since some fixed moment; never goes back.
    virtual std::chrono::nanoseconds now() const = 0;
};

/// The machine's steady clock.
class SteadyWallClock final : public WallClock
{
public:
    std::chrono::nanoseconds now() const override
    {
        return std::chrono::steady_clock::now().time_since_epoch();
    }
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/wall_clock.h"

namespace tickscope {

/// A wall clock that stands still until a test moves it; each look at it may take a little.
class FakeClock final : public WallClock
{
public:
    std::chrono::nanoseconds now() const override
    {
        m_now += m_perLook;
        return m_now;
    }
    void advance(std::chrono::nanoseconds span) { m_now += span; }
    /// Makes work take time: a slice ends after so many looks.
    void setPerLook(std::chrono::nanoseconds span) { m_perLook = span; }

private:
    mutable std::chrono::nanoseconds m_now { std::chrono::seconds(100) };
    std::chrono::nanoseconds m_perLook {};
};

} // namespace tickscope

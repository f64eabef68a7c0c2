// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/wall_clock.h"

#include <algorithm>

namespace tickscope {

/// Lets something costly happen a few times a second, and less often the more it costs: it never
/// takes more than a small share of the time.
class Throttle
{
public:
    explicit Throttle(
        const WallClock& clock, std::chrono::nanoseconds least = std::chrono::milliseconds(250))
        : m_clock(clock)
        , m_least(least)
    {
    }

    bool isDue() const { return m_clock.now() >= m_next; }
    /// Runs `work` and decides when it may run again.
    template <typename Work>
    void run(Work work)
    {
        constexpr int share = 20; // at most a twentieth of the time
        const auto started = m_clock.now();
        work();
        const auto ended = m_clock.now();
        m_next = ended + std::max(m_least, (ended - started) * share);
    }

private:
    const WallClock& m_clock;
    std::chrono::nanoseconds m_least;
    std::chrono::nanoseconds m_next {};
};

} // namespace tickscope

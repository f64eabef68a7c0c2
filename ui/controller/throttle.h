// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/wall_clock.h"

#include <algorithm>

namespace tickscope {

/// Lets something costly happen a few times a second, and less often the more it costs: it never
/// takes more than a share of the time.
class Throttle
{
public:
    /// @param least  time from the end of one to the start of the next
    /// @param share  at most one part in so many of the time
    Throttle(const WallClock& clock, std::chrono::nanoseconds least, int share)
        : m_clock(clock)
        , m_least(least)
        , m_share(share)
    {
    }

    bool isDue() const { return m_clock.now() >= m_next; }
    /// Runs `work` and decides when it may run again.
    template <typename Work>
    void run(Work work)
    {
        const auto started = m_clock.now();
        work();
        const auto ended = m_clock.now();
        m_next = ended + std::max(m_least, (ended - started) * m_share);
    }

private:
    const WallClock& m_clock;
    std::chrono::nanoseconds m_least;
    int m_share;
    std::chrono::nanoseconds m_next {};
};

} // namespace tickscope

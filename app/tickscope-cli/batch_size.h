// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace tickscope::cli {

/// How many pieces of work a thread takes at once: one at first, so that slow ones show progress at
/// once; more while they are quick, so that threads seldom meet.
class BatchSize
{
public:
    static constexpr std::size_t most = 256;
    static constexpr std::chrono::microseconds quick { 500 };
    static constexpr std::chrono::microseconds slow { 4'000 };

    /// @param left     pieces that nobody has begun
    /// @param threads  how many share them: the last ones are to end at about the same time
    std::size_t next(std::size_t left, std::size_t threads) const
    {
        return std::clamp<std::size_t>(left / (4 * threads), 1, m_size);
    }
    /// A batch of next() pieces took this long.
    void took(std::chrono::nanoseconds time)
    {
        if (time < quick)
            m_size = std::min(2 * m_size, most);
        else if (time > slow)
            m_size = std::max<std::size_t>(m_size / 2, 1);
    }

private:
    std::size_t m_size = 1;
};

} // namespace tickscope::cli

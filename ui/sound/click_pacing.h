// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/sound/click.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

namespace tickscope {

/// Decides which ticks are heard: one a frame at most, and none while there are so many that clicks
/// would run together.
class ClickPacing
{
public:
    static constexpr std::uint64_t mostPerSecond = 20; ///< clicks

    /// @param wall  when the frame was drawn; never goes back
    /// @param ticks  that were taken in it
    /// @param waited  how many of them had waited
    /// @return what is to be heard of it
    std::optional<Click> frame(
        std::chrono::nanoseconds wall, std::uint64_t ticks, std::uint64_t waited);
    void clear();

private:
    std::deque<std::chrono::nanoseconds> m_second; ///< frames with ticks, of the last second
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/theme/tokens.h"

#include <cstdint>

namespace tickscope {

enum class LaneSize : std::uint8_t {
    Large, ///< all strips, text
    Medium, ///< no text in the lane, the mailbox is one area
    Small, ///< mailbox over work, no timers
};

/// The size that so many servers get when a file opens.
LaneSize laneSizeFor(std::size_t servers);

/// Where the three strips of a lane lie: timer, mailbox, work, from the top. Lengths in logical px.
struct LaneMetrics
{
    LaneSize size = LaneSize::Large;
    double timerTop = 10;
    double timerHeight = 18;
    double timerLine = 24.5; ///< y of the line on which timers run
    double chainOffset = 6; ///< a second chain lies so much higher
    double mailboxTop = 31;
    double row = 14; ///< height of one message, while there is room
    int rows = 2; ///< how many messages have room
    double leastCell = 11; ///< a message that is lower is not told apart from its neighbours
    double workTop = 62;
    double workHeight = 24;
    double measuredTop = 0; ///< of the row of a real BEAM
    double measuredHeight = 0; ///< 0 without one
    double height = 96; ///< the hairline below it included
    double mark = 8; ///< width of a due mark
    double line = 1; ///< factor for line widths
    double scale = 1; ///< of type and of the small marks

    double mailboxHeight() const { return rows * row; }
    double mailboxBottom() const { return mailboxTop + mailboxHeight(); }
    double workBottom() const { return workTop + workHeight; }
    double workMiddle() const { return workTop + workHeight / 2; }
    double markHeight() const { return mark * 7 / 8; }
};

/// @param maxDepth  the deepest that the mailbox was so far: the deeper, the more rows, so that a
/// lane grows and never shrinks while it runs.
LaneMetrics laneMetrics(const Theme& theme, LaneSize size, std::uint32_t maxDepth);

/// The same lane, higher by a row for what a real BEAM did.
LaneMetrics withMeasuredRow(LaneMetrics lane);

} // namespace tickscope

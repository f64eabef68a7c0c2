// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/lane_metrics.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace tickscope {

namespace {

/// The first of these counts of rows that has room for so many messages, or the last.
int rowsFor(std::uint32_t messages, std::initializer_list<int> counts)
{
    const auto* found = std::find_if(counts.begin(), counts.end(),
        [messages](int rows) { return messages <= static_cast<std::uint32_t>(rows); });
    return found == counts.end() ? *std::prev(found) : *found;
}

LaneMetrics large(std::uint32_t maxDepth)
{
    LaneMetrics lane;
    lane.rows = rowsFor(maxDepth, { 2, 4, 6, 8, 10, 12, 16, 20 });
    lane.workTop = lane.mailboxBottom() + 3;
    lane.height = lane.workBottom() + 10;
    return lane;
}

// Larger type and thicker marks, but fewer rows: four lanes must fit on a projector. So five
// messages share the height of four before the lane grows.
LaneMetrics largeOnProjector(std::uint32_t maxDepth)
{
    LaneMetrics lane;
    lane.timerTop = 8;
    lane.timerHeight = 24;
    lane.timerLine = 25;
    lane.chainOffset = 8;
    lane.mailboxTop = 35;
    lane.row = 20;
    lane.rows = rowsFor(maxDepth == 5 ? 4 : maxDepth, { 1, 4, 8 });
    lane.leastCell = 14;
    lane.workTop = lane.mailboxBottom() + 4;
    lane.workHeight = 34;
    lane.height = lane.workBottom() + 9;
    return lane;
}

LaneMetrics medium(std::uint32_t maxDepth)
{
    LaneMetrics lane;
    lane.size = LaneSize::Medium;
    lane.timerTop = 6;
    lane.timerHeight = 9;
    lane.timerLine = 10.5;
    lane.chainOffset = 3;
    lane.mailboxTop = 16;
    lane.row = 3;
    lane.rows = rowsFor(maxDepth, { 4, 8 });
    lane.workTop = lane.mailboxBottom() + 1;
    lane.workHeight = 14;
    lane.height = lane.workBottom() + 5;
    lane.mark = 6;
    return lane;
}

LaneMetrics small(std::uint32_t maxDepth)
{
    LaneMetrics lane;
    lane.size = LaneSize::Small;
    lane.timerTop = 2;
    lane.timerHeight = 0;
    lane.timerLine = 2;
    lane.chainOffset = 0;
    lane.mailboxTop = 2;
    lane.row = 3;
    lane.rows = rowsFor(maxDepth, { 2, 4, 8 });
    lane.workTop = lane.mailboxBottom() + 1;
    lane.workHeight = 10;
    lane.height = lane.workBottom() + 3;
    lane.mark = 5;
    return lane;
}

/// Strips stay on whole pixels, lines on half ones.
void scale(LaneMetrics& lane, double factor)
{
    if (factor == 1)
        return;
    for (double* length : { &lane.timerTop, &lane.timerHeight, &lane.chainOffset, &lane.mailboxTop,
             &lane.row, &lane.leastCell, &lane.workTop, &lane.workHeight, &lane.height })
        *length = std::round(*length * factor);
    lane.timerLine = std::floor(lane.timerLine * factor) + 0.5;
    lane.mark *= factor;
    lane.scale *= factor;
    // Rounding must not let strips overlap.
    lane.workTop = std::max(lane.workTop, lane.mailboxBottom() + 1);
    lane.height = std::max(lane.height, lane.workBottom() + 2);
}

} // namespace

LaneSize laneSizeFor(std::size_t servers)
{
    if (servers <= 8)
        return LaneSize::Large;
    return servers <= 16 ? LaneSize::Medium : LaneSize::Small;
}

LaneMetrics laneMetrics(const Theme& theme, LaneSize size, std::uint32_t maxDepth)
{
    const bool isProjector = theme.name == ThemeName::Projector;
    LaneMetrics lane;
    if (size == LaneSize::Large)
        lane = isProjector ? largeOnProjector(maxDepth) : large(maxDepth);
    else
        lane = size == LaneSize::Medium ? medium(maxDepth) : small(maxDepth);
    if (isProjector && size == LaneSize::Large) {
        lane.mark = 12;
        lane.scale = 16 / 11.5;
    }
    const bool isSmallOnProjector = isProjector && size != LaneSize::Large;
    scale(lane, theme.scale * (isSmallOnProjector ? 1.5 : 1));
    lane.line = theme.metrics.line;
    return lane;
}

LaneMetrics withMeasuredRow(LaneMetrics lane)
{
    const double row = lane.size == LaneSize::Large ? 16 : lane.size == LaneSize::Medium ? 10 : 6;
    const double gap = lane.size == LaneSize::Large ? 4 : 2;
    lane.measuredTop = lane.workBottom() + std::round(gap * lane.scale);
    lane.measuredHeight = std::round(row * lane.scale);
    lane.height = std::max(lane.height, lane.measuredTop + lane.measuredHeight + gap + 1);
    return lane;
}

} // namespace tickscope

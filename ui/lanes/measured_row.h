// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/lanes/lane_text.h"
#include "ui/lanes/measured_run.h"
#include "ui/theme/tokens.h"
#include "ui/time/time_axis.h"

#include <QRectF>

class QPainter;

namespace tickscope {

/// Draws what a real BEAM did as a row of outlined blocks, right below the simulated work: where
/// both agree, the edges stand below each other.
/// @param row  in the lane; its left edge is where the axis begins
void paintMeasuredRow(QPainter& painter, const Theme& theme, const LaneText& text,
    const TimeAxis& axis, const QRectF& row, const std::vector<MeasuredTick>& ticks,
    std::int64_t untilNs);

} // namespace tickscope

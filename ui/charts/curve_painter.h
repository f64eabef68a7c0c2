// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/plot_scale.h"

#include <QColor>
#include <QList>

class QPainter;

namespace tickscope {

/// Draws a line, 1 px wide, through more points than the plot has columns of pixels: on a screen
/// column by column, in a vector picture as the line that it is.
/// @param points  by time, x in s
void drawDenseCurve(
    QPainter& painter, const QList<QPointF>& points, const PlotScale& scale, const QColor& colour);

/// Fills what lies between steps and the ground.
/// @param steps  by time, x in s
void fillBelow(
    QPainter& painter, const QList<QPointF>& steps, const PlotScale& scale, const QColor& colour);

} // namespace tickscope

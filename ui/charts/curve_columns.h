// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/plot_scale.h"

#include <QList>
#include <QRect>

namespace tickscope {

/// The pixels of a line through the points (by time, x in s) as upright boxes: one for each column
/// of pixels, or for more where neighbours are alike. Each reaches to the one before, so that the
/// line has no gap.
QList<QRect> curveColumns(const QList<QPointF>& points, const PlotScale& scale);

/// The pixels between steps and the ground as upright boxes.
QList<QRect> columnsBelow(const QList<QPointF>& steps, const PlotScale& scale);

/// Whether the boxes, by column and without a gap, come as near to a point of the screen.
bool isNear(const QList<QRect>& columns, QPointF point, double distance);

} // namespace tickscope

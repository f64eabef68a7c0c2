// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QRect>

class QColor;
class QPainter;

namespace tickscope {

/// Fills thousands of boxes with sharp edges, all in one call: to set up a single rectangle takes
/// Qt longer than to fill it.
void fillBoxes(QPainter& painter, const QList<QRect>& boxes, const QColor& colour);

} // namespace tickscope

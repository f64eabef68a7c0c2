// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/fill_boxes.h"

#include <QPainter>

namespace tickscope {

void fillBoxes(QPainter& painter, const QList<QRect>& boxes, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRects(boxes);
    painter.restore();
}

} // namespace tickscope

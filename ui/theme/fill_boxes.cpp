// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/fill_boxes.h"

#include <QPaintEngine>
#include <QPainter>

#include <algorithm>

namespace tickscope {

namespace {

// Where boxes are lower, it takes longer to find the rows that they have in common than to fill
// them.
constexpr int leastRows = 32;

bool isHigh(const QRect& box)
{
    return box.height() >= leastRows;
}

/// The same pixels: rows that boxes side by side have in common are one box, since a wide row is
/// filled as fast as a narrow one.
QList<QRect> withCommonRows(const QList<QRect>& boxes)
{
    constexpr qsizetype most = 16; // of a wider block, fewer rows would be common to all
    QList<QRect> result;
    result.reserve(2 * boxes.size());
    for (qsizetype first = 0, last = 0; first < boxes.size(); first = last) {
        int top = boxes[first].top(), bottom = boxes[first].bottom();
        for (last = first + 1; last < std::min(first + most, boxes.size()); ++last) {
            const QRect& next = boxes[last];
            if (next.left() != boxes[last - 1].right() + 1
                || std::max(top, next.top()) > std::min(bottom, next.bottom()) - leastRows)
                break;
            top = std::max(top, next.top());
            bottom = std::min(bottom, next.bottom());
        }
        const int left = boxes[first].left();
        result << QRect(QPoint(left, top), QPoint(boxes[last - 1].right(), bottom));
        for (qsizetype i = first; i < last; ++i) {
            const QRect& box = boxes[i];
            if (box.top() < top)
                result << QRect(box.left(), box.top(), box.width(), top - box.top());
            if (box.bottom() > bottom)
                result << QRect(box.left(), bottom + 1, box.width(), box.bottom() - bottom);
        }
    }
    return result;
}

} // namespace

void fillBoxes(QPainter& painter, const QList<QRect>& boxes, const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const bool hasPixels = painter.paintEngine()->type() == QPaintEngine::Raster;
    const bool isWorthIt = hasPixels && std::any_of(boxes.begin(), boxes.end(), isHigh);
    painter.drawRects(isWorthIt ? withCommonRows(boxes) : boxes);
    painter.restore();
}

} // namespace tickscope

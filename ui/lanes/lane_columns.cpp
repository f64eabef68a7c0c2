// SPDX-License-Identifier: GPL-3.0-only
// What a lane draws from far: one value for each column of pixels.
#include "ui/lanes/lane_painter.h"
#include "ui/theme/fill_boxes.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

int pixel(double length)
{
    return static_cast<int>(std::lround(length));
}

/// Something at work keeps a pixel, and only a full column reaches the top.
int busyHeight(float share, double whole)
{
    if (share <= 0)
        return 0;
    return share < 1 ? std::max(1, static_cast<int>(share * whole)) : pixel(whole);
}

} // namespace

// As plain rectangles, since a polygon of so many edges takes long to fill.
void LanePainter::drawDepthColumns(const QPolygonF& area)
{
    const int line = std::max(1, pixel(m_theme.metrics.line));
    const int bottom = pixel(area.back().y());
    int before = bottom;
    QList<QRect> waiting, outline;
    // First and last point stand on the ground; between them each step is two points.
    for (qsizetype i = 1; i + 1 < area.size(); i += 2) {
        const int left = pixel(area[i].x()), right = pixel(area[i + 1].x());
        const int top = pixel(area[i].y());
        if (top < bottom) {
            waiting << QRect(left, top, right - left, bottom - top);
            outline << QRect(left, top, right - left, line);
        }
        const int high = std::min(before, top), low = std::max(before, top);
        if (i > 1 && low > high)
            outline << QRect(left, high, line, low - high);
        before = top;
    }
    fillBoxes(m_painter, waiting, m_theme.wait);
    fillBoxes(m_painter, outline, m_theme.waitline);
}

void LanePainter::drawBusy(const LaneScene& scene, const QRectF& box)
{
    const auto columns = static_cast<int>(scene.busy.size());
    const int left = pixel(box.left()), bottom = pixel(box.bottom());
    QList<QRect> boxes;
    boxes.reserve(columns);
    for (int column = 0; column < columns; ++column) {
        const int height = busyHeight(scene.busy[static_cast<std::size_t>(column)], box.height());
        if (height == 0)
            continue;
        if (!boxes.isEmpty() && boxes.back().height() == height
            && boxes.back().right() == left + column - 1)
            boxes.back().setRight(left + column);
        else
            boxes << QRect(left + column, bottom - height, 1, height);
    }
    fillBoxes(m_painter, boxes, m_theme.work);
}

} // namespace tickscope

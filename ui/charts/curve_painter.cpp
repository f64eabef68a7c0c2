// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/curve_painter.h"

#include "ui/charts/curve_columns.h"
#include "ui/theme/fill_boxes.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPolygonF>

namespace tickscope {

namespace {

bool hasPixels(const QPainter& painter)
{
    return painter.paintEngine()->type() == QPaintEngine::Raster;
}

void drawLine(
    QPainter& painter, const QList<QPointF>& points, const PlotScale& scale, const QColor& colour)
{
    QPolygonF line;
    line.reserve(points.size());
    for (const auto& point : points)
        line << scale.at(point);
    painter.save();
    painter.setClipRect(scale.plot());
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace

void drawDenseCurve(
    QPainter& painter, const QList<QPointF>& points, const PlotScale& scale, const QColor& colour)
{
    if (hasPixels(painter))
        fillBoxes(painter, curveColumns(points, scale), colour);
    else
        drawLine(painter, points, scale, colour);
}

void fillBelow(
    QPainter& painter, const QList<QPointF>& steps, const PlotScale& scale, const QColor& colour)
{
    fillBoxes(painter, columnsBelow(steps, scale), colour);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/lanes/lane_scene.h"
#include "ui/theme/tokens.h"

#include <QPainterPath>
#include <QPen>

class QPainter;

namespace tickscope {

/// Draws the shapes of a lane with the colours of a theme, on anything that can be painted on.
class LanePainter
{
public:
    /// All three outlive this.
    LanePainter(QPainter& painter, const Theme& theme, const LaneText& text);

    /// @param origin  top left corner of the lane
    void paint(const LaneScene& scene, const LaneMetrics& metrics, QPointF origin);

    /// Texts that the clip would cut at the left or right are left out from now on.
    void hideCutTexts() { m_hidesCutTexts = true; }

    QColor ink(Ink ink) const;
    /// Draws text whose capitals are centred on `middle`.
    void drawText(const QString& text, TextRole role, const QColor& color, double x, double middle);
    void drawTextRight(
        const QString& text, TextRole role, const QColor& color, double right, double middle);
    void drawDiamond(QPointF centre, double side, const QColor& edge);
    /// Lines at 45 degrees inside of the box.
    void drawHatch(const QRectF& box, const QColor& color, double pitch);

private:
    void paintItem(const LaneScene& scene, const LaneItem& item);
    void paintTimerItem(const LaneItem& item);
    void paintMailboxItem(const LaneScene& scene, const LaneItem& item);
    void paintWorkItem(const LaneScene& scene, const LaneItem& item);
    void paintEventItem(const LaneItem& item);
    void paintPathItem(const LaneItem& item);

    bool isCut(double left, double width) const;
    QPen pen(const QColor& color, double width) const;
    QPen dashed(const QColor& color, double width, double dash, double gap) const;
    void drawUpright(const LaneItem& item, const QPen& pen);
    void drawLine(const LaneItem& item, const QPen& pen);
    void drawTriangleDown(const QRectF& box, const QPen& pen, const QColor& fill);
    void drawTriangleUp(const QRectF& box, const QColor& fill);
    void drawCross(const QRectF& box, const QPen& pen);
    void drawRing(const QRectF& box, const QColor& color, double width);
    void drawClock(const QRectF& box);
    void drawRestart(const QRectF& box);
    void drawBlock(const LaneItem& item);
    void drawTrouble(const QRectF& box);
    void drawBusy(const LaneScene& scene, const QRectF& box);
    void drawDepthColumns(const QPolygonF& area);
    void drawCellEdit(const LaneItem& item);
    QPainterPath blockShape(const QRectF& box, bool isOpenEnded) const;

    QPainter& m_painter;
    const Theme& m_theme;
    const LaneText& m_text;
    LaneMetrics m_metrics;
    bool m_hidesCutTexts = false;
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// The single marks that a lane is drawn with: triangles, rings, crosses, diamonds.
#include "ui/lanes/lane_painter.h"

#include <QPainter>

#include <cmath>

namespace tickscope {

QColor LanePainter::ink(Ink ink) const
{
    switch (ink) {
    case Ink::Text2:
        return m_theme.text2;
    case Ink::OnWork:
        return m_theme.onwork;
    case Ink::OnWait:
        return m_theme.onwait;
    case Ink::Waiting:
        return m_theme.waitline;
    case Ink::Accent:
        return m_theme.accent;
    case Ink::Warn:
        return m_theme.warn;
    case Ink::Text:
        break;
    }
    return m_theme.text;
}

void LanePainter::drawText(
    const QString& text, TextRole role, const QColor& color, double x, double middle)
{
    if (m_hidesCutTexts && isCut(x, m_text.width(role, text)))
        return;
    m_painter.setFont(m_text.font(role));
    m_painter.setPen(color);
    m_painter.drawText(QPointF(x, middle + m_text.capHeight(role) / 2), text);
}

bool LanePainter::isCut(double left, double width) const
{
    const QRectF clip = m_painter.clipBoundingRect();
    return left < clip.left() || left + width > clip.right();
}

void LanePainter::drawTextRight(
    const QString& text, TextRole role, const QColor& color, double right, double middle)
{
    drawText(text, role, color, right - m_text.width(role, text), middle);
}

QPen LanePainter::pen(const QColor& color, double width) const
{
    QPen pen(color, width * m_theme.metrics.line);
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QPen LanePainter::dashed(const QColor& color, double width, double dash, double gap) const
{
    QPen line = pen(color, width);
    line.setDashPattern({ dash / width, gap / width });
    return line;
}

void LanePainter::drawLine(const LaneItem& item, const QPen& pen)
{
    m_painter.setPen(pen);
    m_painter.drawLine(item.box.topLeft(), item.box.bottomRight());
}

// Uprights begin on a whole pixel and grow to the right, so that they meet the blocks.
void LanePainter::drawUpright(const LaneItem& item, const QPen& pen)
{
    const double x = item.box.left() + pen.widthF() / 2;
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(x, item.box.top()), QPointF(x, item.box.bottom()));
}

void LanePainter::drawTriangleDown(const QRectF& box, const QPen& pen, const QColor& fill)
{
    // A little larger than its box: the slanted sides and the tip would look too small.
    const QRectF place = box.translated(0.5, 0).adjusted(-1, -1, 1, 1);
    m_painter.setPen(pen);
    m_painter.setBrush(fill);
    QPolygonF triangle { place.topLeft(), place.topRight(),
        QPointF(place.center().x(), place.bottom()) };
    if (pen.style() != Qt::NoPen) { // the line lies inside of the mark
        const double half = pen.widthF() / 2;
        triangle = QPolygonF { place.topLeft() + QPointF(1.2 * half, half),
            place.topRight() + QPointF(-1.2 * half, half),
            QPointF(place.center().x(), place.bottom() - 1.5 * half) };
    }
    m_painter.drawPolygon(triangle);
}

void LanePainter::drawTriangleUp(const QRectF& box, const QColor& fill)
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    m_painter.drawPolygon(
        QPolygonF { box.bottomLeft(), box.bottomRight(), QPointF(box.center().x(), box.top()) });
}

void LanePainter::drawCross(const QRectF& box, const QPen& pen)
{
    QPen line = pen;
    line.setCapStyle(Qt::RoundCap);
    m_painter.setPen(line);
    m_painter.drawLine(box.topLeft(), box.bottomRight());
    m_painter.drawLine(box.topRight(), box.bottomLeft());
}

void LanePainter::drawRing(const QRectF& box, const QColor& color, double width)
{
    const double inset = width * m_theme.metrics.line / 2;
    m_painter.setPen(pen(color, width));
    m_painter.setBrush(m_theme.canvas);
    m_painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset));
}

void LanePainter::drawDiamond(QPointF centre, double side, const QColor& edge)
{
    const double half = side / 2;
    const QPolygonF diamond { centre + QPointF(0, -half), centre + QPointF(half, 0),
        centre + QPointF(0, half), centre + QPointF(-half, 0) };
    if (edge.alpha() > 0) {
        QPen line(edge, 3);
        line.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(line);
        m_painter.setBrush(edge);
        m_painter.drawPolygon(diamond);
    }
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.accent);
    m_painter.drawPolygon(diamond);
}

void LanePainter::drawHatch(const QRectF& box, const QColor& color, double pitch)
{
    // The lines stand still when the block moves: they start from a grid, not from the block.
    const double slope = std::sqrt(2.0) * pitch;
    const double first = std::floor((box.left() - box.height()) / slope) * slope;
    QVector<QLineF> lines;
    for (double x = first; x < box.right(); x += slope) {
        // From the lower edge at x, up and to the right, as far as it lies inside of the box.
        const double from = std::max(0.0, box.left() - x);
        const double to = std::min(box.height(), box.right() - x);
        if (to > from)
            lines.append(QLineF(x + from, box.bottom() - from, x + to, box.bottom() - to));
    }
    m_painter.setPen(QPen(color, m_theme.metrics.line));
    m_painter.drawLines(lines);
}

void LanePainter::drawClock(const QRectF& box)
{
    drawRing(box, m_theme.waitline, 1.5);
    const QPointF centre = box.center();
    const double hand = box.width() / 4;
    m_painter.drawLine(centre, centre - QPointF(0, hand));
    m_painter.drawLine(centre, centre + QPointF(hand, 0));
}

void LanePainter::drawRestart(const QRectF& box)
{
    const double unit = box.width() / 14;
    const QRectF ring = box.adjusted(unit, unit, -unit, -unit);
    QPen line = pen(m_theme.text, 1.75);
    line.setJoinStyle(Qt::MiterJoin);
    m_painter.setPen(line);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawArc(ring, 175 * 16, -325 * 16);
    // Round clockwise; the head is a corner at the lower left, where the arc ends.
    const QPointF tip(ring.left() - 0.2 * unit, ring.center().y() + 3.6 * unit);
    m_painter.drawPolyline(
        QPolygonF { tip + QPointF(4.8, 0) * unit, tip, tip + QPointF(0, 4.8) * unit });
}

void LanePainter::paintEventItem(const LaneItem& item)
{
    const Theme& t = m_theme;
    switch (item.kind) {
    case ItemKind::ExitLine:
        return drawUpright(item, pen(t.error, 2));
    case ItemKind::StopLine:
        return drawUpright(item, pen(t.armed, 1.5));
    case ItemKind::ExitRing: {
        drawRing(item.box, t.error, 2);
        const double inset = item.box.width() * 0.33;
        return drawCross(item.box.adjusted(inset, inset, -inset, -inset), pen(t.error, 2));
    }
    case ItemKind::StopRing: {
        drawRing(item.box, t.armed, 1.5);
        const double inset = item.box.width() * 0.35;
        return m_painter.fillRect(item.box.adjusted(inset, inset, -inset, -inset), t.armed);
    }
    case ItemKind::LostCross:
        return drawCross(item.box, pen(t.error, 1.75));
    case ItemKind::Restart:
        return drawRestart(item.box);
    case ItemKind::CancelCross: {
        const double inset = 0.5;
        return drawCross(item.box.adjusted(inset, inset, -inset, -inset), pen(t.armed, 1.5));
    }
    case ItemKind::Handled:
        return drawDiamond(item.box.center(), item.box.width(), t.canvas);
    case ItemKind::HandledLine:
        return drawUpright(item, pen(t.accent, 1.5));
    case ItemKind::DropRing: {
        drawRing(item.box, t.error, 1.75);
        const double inset = item.box.width() * 0.2;
        const QRectF bar = item.box.adjusted(inset, inset, -inset, -inset);
        m_painter.setPen(pen(t.error, 1.75));
        return m_painter.drawLine(bar.bottomLeft(), bar.topRight());
    }
    case ItemKind::MissedBeat:
        return drawTriangleUp(item.box, t.warn);
    case ItemKind::Finished:
        return m_painter.fillRect(item.box, t.armed);
    default:
        return;
    }
}

} // namespace tickscope

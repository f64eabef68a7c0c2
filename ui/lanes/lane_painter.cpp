// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/lane_painter.h"

#include <QPainter>

#include <cmath>

namespace tickscope {

LanePainter::LanePainter(QPainter& painter, const Theme& theme, const LaneText& text)
    : m_painter(painter)
    , m_theme(theme)
    , m_text(text)
{
}

void LanePainter::paint(const LaneScene& scene, const LaneMetrics& metrics, QPointF origin)
{
    m_metrics = metrics;
    m_painter.save();
    m_painter.translate(origin);
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (const LaneItem& item : scene.items)
        paintItem(scene, item);
    m_painter.restore();
}

void LanePainter::paintItem(const LaneScene& scene, const LaneItem& item)
{
    if (item.kind == ItemKind::Baseline) {
        m_painter.fillRect(
            QRectF(item.box.left(), item.box.top() - 0.5, item.box.width(), 1), m_theme.hairline);
    } else if (item.kind == ItemKind::Label) {
        drawText(item.text, item.role, ink(item.ink), item.box.left(), item.box.center().y());
    } else if (item.kind <= ItemKind::TimerBand) {
        paintTimerItem(item);
    } else if (item.kind <= ItemKind::Clock) {
        paintMailboxItem(scene, item);
    } else if (item.kind <= ItemKind::Busy) {
        paintWorkItem(scene, item);
    } else if (item.kind <= ItemKind::Finished) {
        paintEventItem(item);
    } else {
        paintPathItem(item);
    }
}

void LanePainter::paintTimerItem(const LaneItem& item)
{
    const Theme& t = m_theme;
    switch (item.kind) {
    case ItemKind::NoProcess:
        return drawHatch(item.box, t.hairline.darker(t.isDark() ? 60 : 115), 8 * m_metrics.scale);
    case ItemKind::SpanFired:
        return drawLine(item, pen(t.armedpast, 1));
    case ItemKind::SpanArmed:
        return drawLine(item, dashed(t.armed, 1.5, 4, 3));
    case ItemKind::SpanRest:
        return drawLine(item, dashed(t.armedpast, 1, 1, 3));
    case ItemKind::ArmedPast:
        return drawUpright(item, pen(t.armedpast, 1.5));
    case ItemKind::ArmedNow:
        return drawUpright(item, pen(t.armed, 1.5));
    case ItemKind::Fall:
        if (item.box.width() == 0)
            return drawUpright(item, pen(t.armedpast, 1));
        return drawLine(item, pen(t.armedpast, 1));
    case ItemKind::DropLine:
        return drawUpright(item, dashed(t.error, 1.5, 1.5, 2.5));
    case ItemKind::DueFilled:
        return drawTriangleDown(item.box, Qt::NoPen, t.due);
    case ItemKind::DueHollow:
        return drawTriangleDown(item.box, pen(t.armed, 1.5), t.canvas);
    case ItemKind::DueLine:
        return drawUpright(item, pen(t.armed, 1));
    case ItemKind::TimerBand: {
        QColor band = t.armedpast;
        band.setAlphaF(0.55F);
        return m_painter.fillRect(item.box, band);
    }
    default:
        return;
    }
}

void LanePainter::paintMailboxItem(const LaneScene& scene, const LaneItem& item)
{
    const Theme& t = m_theme;
    switch (item.kind) {
    case ItemKind::WaitArea:
        if (scene.level >= ZoomLevel::Far)
            return drawDepthColumns(scene.shapes[item.shape]);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(t.wait);
        m_painter.drawPolygon(scene.shapes[item.shape]);
        return;
    case ItemKind::CellGap:
        if (item.box.height() == 0)
            m_painter.fillRect(
                QRectF(item.box.left(), item.box.top() - 1, item.box.width(), 1), t.canvas);
        else
            m_painter.fillRect(
                QRectF(item.box.left(), item.box.top(), 1, item.box.height()), t.canvas);
        return;
    case ItemKind::WaitOutline: {
        if (scene.level >= ZoomLevel::Far)
            return; // drawn with the columns
        QPen line = pen(t.waitline, m_metrics.size == LaneSize::Large ? 1.5 : 1);
        line.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(line);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(scene.shapes[item.shape]);
        return;
    }
    case ItemKind::CellText:
        if (!item.text.isEmpty())
            drawText(item.text, TextRole::LaneMono, t.onwait, item.box.left() + 5,
                item.box.center().y() + 0.5);
        return;
    case ItemKind::CellEdit:
        return drawCellEdit(item);
    case ItemKind::StaleHatch:
        drawHatch(item.box, t.waitline, 6 * m_metrics.scale);
        m_painter.fillRect(
            QRectF(item.box.left(), item.box.top(), 1.5, item.box.height()), t.waitline);
        return;
    case ItemKind::Clock:
        return drawClock(item.box);
    default:
        return;
    }
}

void LanePainter::drawCellEdit(const LaneItem& item)
{
    const double unit = m_metrics.scale;
    const double centre = std::min(7.5 * unit, item.box.width() / 2);
    drawDiamond(
        QPointF(item.box.left() + centre, item.box.center().y()), 9 * unit, Qt::transparent);
    if (!item.text.isEmpty())
        drawText(item.text, TextRole::LaneStrong, m_theme.onwait, item.box.left() + 16 * unit,
            item.box.center().y());
}

void LanePainter::paintWorkItem(const LaneScene& scene, const LaneItem& item)
{
    switch (item.kind) {
    case ItemKind::Work:
    case ItemKind::WorkNow:
        return drawBlock(item);
    case ItemKind::Trouble:
        return drawTrouble(item.box);
    case ItemKind::TroubleSign:
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.error);
        m_painter.drawEllipse(item.box);
        drawText(QStringLiteral("!"), TextRole::LaneStrong, m_theme.onerror,
            item.box.center().x() - m_text.width(TextRole::LaneStrong, QStringLiteral("!")) / 2,
            item.box.center().y());
        return;
    case ItemKind::TroubleNotch:
        return drawTriangleUp(item.box, m_theme.error);
    case ItemKind::TroubleLine:
        return m_painter.fillRect(item.box, m_theme.error);
    case ItemKind::Busy:
        return drawBusy(scene, item.box);
    default:
        return;
    }
}

QPainterPath LanePainter::blockShape(const QRectF& box, bool isOpenEnded) const
{
    const double radius = std::min({ 3 * m_metrics.scale, box.width() / 3, box.height() / 4 });
    QPainterPath shape;
    shape.addRoundedRect(box, radius, radius);
    if (isOpenEnded) {
        QPainterPath end;
        end.addRect(box.adjusted(std::min(radius, box.width()), 0, 0, 0));
        shape = shape.united(end);
    }
    return shape;
}

void LanePainter::drawBlock(const LaneItem& item)
{
    const bool isOpen = item.kind == ItemKind::WorkNow || item.isCut;
    if (item.box.width() < 4)
        m_painter.fillRect(item.box, m_theme.work);
    else
        m_painter.fillPath(blockShape(item.box, isOpen), m_theme.work);
    const double padding = 7;
    const double middle = item.box.center().y();
    if (!item.text.isEmpty())
        drawText(item.text, TextRole::LaneMonoStrong, m_theme.onwork,
            std::max(item.box.left(), 0.0) + padding + item.insetLeft, middle);
    if (!item.detail.isEmpty())
        drawTextRight(item.detail, TextRole::Lane, m_theme.onwork,
            item.box.right() - padding - item.insetRight, middle);
}

void LanePainter::drawTrouble(const QRectF& box)
{
    const QPainterPath shape = blockShape(box, false);
    m_painter.fillPath(shape, m_theme.error);
    if (box.width() >= 4)
        drawHatch(box.adjusted(0.5, 0.5, -0.5, -0.5), m_theme.errorline, 6 * m_metrics.scale);
}

void LanePainter::paintPathItem(const LaneItem& item)
{
    const QPen accent = pen(m_theme.accent, 2);
    switch (item.kind) {
    case ItemKind::PathLine:
        if (item.box.width() == 0) {
            m_painter.setPen(accent);
            m_painter.drawLine(item.box.topLeft(), item.box.bottomRight());
            return;
        }
        m_painter.setPen(accent); // 2 px thick, so between two rows of pixels
        if (item.box.height() == 0)
            return m_painter.drawLine(
                item.box.topLeft() - QPointF(0, 0.5), item.box.topRight() - QPointF(0, 0.5));
        return m_painter.drawLine(item.box.topLeft(), item.box.bottomRight());
    case ItemKind::PathArm: {
        m_painter.setPen(dashed(m_theme.accent, 1.5, 2, 2));
        const QPointF tip = item.box.topLeft();
        m_painter.drawLine(tip, item.box.bottomRight());
        const double head = 4 * m_theme.metrics.mark / 8;
        return drawTriangleUp(
            QRectF(tip.x() - head, tip.y(), 2 * head, 1.5 * head), m_theme.accent);
    }
    case ItemKind::PathNext:
        return drawLine(item, dashed(m_theme.accent, 1.5, 2, 2));
    case ItemKind::PathDue:
        return drawTriangleDown(item.box.adjusted(-0.5, -0.5, 0.5, 0.5), Qt::NoPen, m_theme.accent);
    case ItemKind::PathCell:
        m_painter.setPen(accent);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(item.box);
        return;
    case ItemKind::PathWork: {
        const double line = m_metrics.line;
        const double ring = line;
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(pen(m_theme.canvas, 1));
        m_painter.drawRoundedRect(
            item.box.adjusted(2.5 * ring, 2.5 * ring, -2.5 * ring, -2.5 * ring), 2, 2);
        m_painter.setPen(accent);
        m_painter.drawRoundedRect(item.box.adjusted(ring, ring, -ring, -ring), 3, 3);
        return;
    }
    default:
        return;
    }
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/ruler_painter.h"

#include "ui/text/moment_text.h"
#include "ui/text/time_text.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

RulerPainter::RulerPainter(QPainter& painter, const Theme& theme, const LaneText& text,
    const TimelineGeometry& geometry, const TimelineState& state, std::vector<EditMark> edits)
    : m_painter(painter)
    , m_theme(theme)
    , m_text(text)
    , m_geometry(geometry)
    , m_state(state)
    , m_axis(geometry.axis(state.span))
    , m_shapes(painter, theme, text)
    , m_flags(theme, text, state, m_axis, std::move(edits))
    , m_unit(m_flags.unit())
    , m_labelY(std::round(geometry.ruler.height() * 0.33))
    , m_flagY(std::round(geometry.ruler.height() * 0.735))
{
    if (state.isPart)
        m_shapes.hideCutTexts();
}

void RulerPainter::paint()
{
    m_painter.save();
    m_painter.setClipRect(m_geometry.ruler, Qt::IntersectClip);
    m_painter.translate(m_geometry.ruler.topLeft());
    paintTicks();
    paintNow();
    paintCursors();
    paintInstant();
    paintMarkers();
    paintEdits();
    m_painter.restore();
}

void RulerPainter::paintTicks()
{
    const double bottom = m_geometry.ruler.height() - 1;
    const RulerStep step = m_axis.step(90 * m_unit);
    for (const RulerTick& tick : m_axis.ticks(step)) {
        const double height = tick.isMajor ? 8 * m_unit : 4 * m_unit;
        const double x = std::round(m_axis.x(tick.ns));
        m_painter.fillRect(QRectF(x, bottom - height, m_theme.metrics.line, height),
            tick.isMajor ? m_theme.armedpast : m_theme.hairline);
    }
}

void RulerPainter::paintLabels(double nowLeft, double nowRight)
{
    const RulerStep step = m_axis.step(90 * m_unit);
    for (const RulerTick& tick : m_axis.ticks(step)) {
        if (!tick.isMajor)
            continue;
        const QString label = m_axis.label(tick.ns, step);
        const double width = m_text.width(TextRole::Lane, label);
        const double x = m_axis.x(tick.ns);
        // Those at the edges are moved inside instead of being cut.
        const double left = tick.ns == m_axis.span().startNs ? x + 3
            : tick.ns == m_axis.span().endNs                 ? x - 3 - width
                                                             : x - width / 2;
        const bool isCut = left < 0 || left + width > m_geometry.ruler.width();
        const bool isUnderNow = left < nowRight + 6 && left + width > nowLeft - 6;
        if (!isCut && !isUnderNow)
            m_shapes.drawText(label, TextRole::Lane, m_theme.text2, left, m_labelY);
    }
}

void RulerPainter::paintNow()
{
    const double x = m_axis.x(m_state.nowNs);
    if (x < 0 || x > m_geometry.ruler.width() || !m_state.hasNowFlag)
        return paintLabels(-1e9, -1e9);
    const QString text = momentText(m_state.nowNs, m_axis.span().endNs);
    const double width = m_text.width(TextRole::LaneMonoStrong, text) + 12 * m_unit;
    const double height = 17 * m_unit;
    const double left = std::clamp(x - width / 2, 2.0, m_geometry.ruler.width() - width - 2);
    paintLabels(left, left + width);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.accent);
    const QRectF flag(
        std::round(left), std::round(m_labelY - height / 2), std::round(width), height);
    m_painter.drawRoundedRect(flag, 2, 2);
    m_shapes.drawText(text, TextRole::LaneMonoStrong, m_theme.onaccent,
        flag.left() + (flag.width() - m_text.width(TextRole::LaneMonoStrong, text)) / 2,
        flag.center().y());
}

void RulerPainter::paintCursor(double left, const QString& name)
{
    const double side = 16 * m_unit;
    const QRectF flag(left, m_flagY - side / 2, side, side);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.text);
    m_painter.drawRoundedRect(flag, 2, 2);
    const double width = m_text.width(TextRole::LaneStrong, name);
    m_shapes.drawText(name, TextRole::LaneStrong, m_theme.canvas, flag.center().x() - width / 2,
        flag.center().y());
}

void RulerPainter::paintCursors()
{
    if (m_flags.cursorA())
        paintCursor(*m_flags.cursorA(), QStringLiteral("A"));
    if (m_flags.cursorB())
        paintCursor(*m_flags.cursorB(), QStringLiteral("B"));
    const QString& difference = m_flags.difference();
    if (difference.isEmpty())
        return;
    const double side = 16 * m_unit;
    const double xA = m_axis.x(*m_state.cursorA), xB = m_axis.x(*m_state.cursorB);
    const double left = std::min(xA, xB) + side, right = std::max(xA, xB) - side;
    const double width = m_text.width(TextRole::LaneStrong, difference);
    const double middle = (left + right) / 2, gap = width / 2 + 6 * m_unit;
    m_painter.setPen(QPen(m_theme.armedpast, m_theme.metrics.line));
    if (right - left >= width + 24) {
        m_painter.drawLine(QPointF(left, m_flagY + 0.5), QPointF(middle - gap, m_flagY + 0.5));
        m_painter.drawLine(QPointF(middle + gap, m_flagY + 0.5), QPointF(right, m_flagY + 0.5));
    }
    m_shapes.drawText(difference, TextRole::LaneStrong, m_theme.text, middle - width / 2, m_flagY);
}

void RulerPainter::paintInstant()
{
    if (!m_flags.instant())
        return;
    const auto [left, right] = *m_flags.instant();
    const QRectF box(left, std::round(m_flagY - 8 * m_unit), right - left, 16 * m_unit);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_theme.accent, m_theme.metrics.line));
    m_painter.setBrush(m_theme.tint);
    m_painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8 * m_unit, 8 * m_unit);
    m_shapes.drawText(
        m_state.instant->words, TextRole::LaneStrong, m_theme.accent, left + 6 * m_unit, m_flagY);
}

void RulerPainter::paintMarkers()
{
    for (const RulerFlags::MarkerFlag& flag : m_flags.markers())
        paintMarker(flag);
}

void RulerPainter::paintMarker(const RulerFlags::MarkerFlag& flag)
{
    const bool isSelected = m_state.selectedMarker == flag.marker;
    const QColor& ink = isSelected ? m_theme.text : m_theme.armed;
    const double top = m_flagY - 6 * m_unit;
    m_painter.setRenderHint(QPainter::Antialiasing);
    if (isSelected && !flag.name.isEmpty()) {
        m_painter.setPen(QPen(m_theme.accent, m_theme.metrics.line));
        m_painter.setBrush(m_theme.tint);
        const QRectF ground(flag.left, m_flagY - 8 * m_unit, flag.right - flag.left, 16 * m_unit);
        m_painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    }
    m_painter.fillRect(
        QRectF(flag.x, top, m_theme.metrics.line, m_geometry.ruler.height() - top), ink);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(ink);
    const double tip = (flag.isMirrored ? -8 : 8) * m_unit;
    m_painter.drawPolygon(QPolygonF { QPointF(flag.x, top),
        QPointF(flag.x + tip, top + 3.5 * m_unit), QPointF(flag.x, top + 7 * m_unit) });
    const double left = flag.isMirrored ? flag.left + 3 * m_unit : flag.x + 11 * m_unit;
    m_shapes.drawText(flag.name, TextRole::Lane, m_theme.text, left, m_flagY);
}

void RulerPainter::paintEdits()
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    for (const RulerFlags::EditFlag& edit : m_flags.edits()) {
        m_shapes.drawDiamond(QPointF(edit.x, m_flagY), 11 * m_unit, Qt::transparent);
        if (!edit.words.isEmpty())
            m_shapes.drawText(
                edit.words, TextRole::LaneStrong, m_theme.accent, edit.x + 11 * m_unit, m_flagY);
    }
}

void RulerPainter::paintWholeRun()
{
    if (m_geometry.wholeRun.isEmpty())
        return;
    const double left = m_geometry.lanes.left() + 12, right = m_geometry.lanes.right() - 12;
    const double end = static_cast<double>(std::max(m_state.runEndNs, m_state.nowNs));
    const auto x = [&](std::int64_t ns) {
        return left + std::clamp(static_cast<double>(ns) / end, 0.0, 1.0) * (right - left);
    };
    const double middle = std::round(m_geometry.wholeRun.center().y() + 1);
    const double half = 4 * m_unit;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.hairline);
    m_painter.drawRoundedRect(QRectF(left, middle - half, right - left, 2 * half), half, half);
    m_painter.setBrush(m_theme.armedpast);
    const QRectF done(left, middle - half, std::max(2 * half, x(m_state.nowNs) - left), 2 * half);
    if (m_state.nowNs > 0)
        m_painter.drawRoundedRect(done, half, half);
    for (const Marker& marker : m_state.markers)
        m_painter.fillRect(QRectF(std::round(x(toNs(marker.at))), middle - half - 2,
                               m_theme.metrics.line, 2 * half + 4),
            m_theme.armed);
    // The frame is what the lanes show; never so narrow that it could not be seen or held.
    const double from = x(m_state.span.startNs) - 3.5;
    const double to = std::max(x(m_state.span.endNs) + 3.5, from + 8);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(m_theme.border, m_theme.metrics.line));
    m_painter.drawRoundedRect(QRectF(QPointF(std::round(from) + 0.5, middle - half - 3.5),
                                  QPointF(std::round(to) - 0.5, middle + half + 3.5)),
        4, 4);
    m_painter.restore();
}

} // namespace tickscope

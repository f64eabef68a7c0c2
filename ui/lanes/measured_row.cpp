// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/measured_row.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

/// Paints one row; holds what its blocks share.
class RowPainter
{
public:
    RowPainter(QPainter& painter, const Theme& theme, const LaneText& text, const TimeAxis& axis,
        const QRectF& row)
        : m_painter(painter)
        , m_theme(theme)
        , m_text(text)
        , m_axis(axis)
        , m_row(row)
    {
    }

    void paintGround(std::int64_t untilNs)
    {
        const double right = std::clamp(m_axis.x(untilNs), 0.0, m_row.width());
        const double left = std::clamp(m_axis.x(0), 0.0, right);
        m_painter.fillRect(
            QRectF(m_row.left() + left, m_row.center().y(), right - left, 1), m_theme.hairline);
    }

    void paintTick(const MeasuredTick& tick, std::int64_t untilNs)
    {
        const double left = std::max(m_axis.x(tick.startedNs), -4.0);
        const double right = std::min(m_axis.x(endOf(tick, untilNs)), m_row.width() + 4);
        if (right < m_painted) // another block has coloured these columns already
            return;
        m_painted = std::floor(right) + 1;
        const QRectF box(m_row.left() + left, m_row.top() + 0.5, right - left, m_row.height() - 1);
        const QColor ink = inkOf(tick);
        if (box.width() < 3) {
            const double width = 1.5 * m_theme.metrics.line;
            m_painter.fillRect(QRectF(box.left(), box.top(), width, box.height()), ink);
            return;
        }
        m_painter.setPen(QPen(ink, 1.25 * m_theme.metrics.line));
        m_painter.setBrush(m_theme.canvas);
        m_painter.drawRoundedRect(box, 2, 2);
        paintNumber(tick, box, ink);
    }

private:
    static std::int64_t endOf(const MeasuredTick& tick, std::int64_t untilNs)
    {
        if (tick.finishedNs != noTime)
            return tick.finishedNs;
        return tick.outcome == TickOutcome::Unfinished ? untilNs : tick.startedNs;
    }

    QColor inkOf(const MeasuredTick& tick) const
    {
        const bool isTrouble = tick.outcome == TickOutcome::Error
            || tick.outcome == TickOutcome::Crash || tick.outcome == TickOutcome::Killed;
        return isTrouble ? m_theme.errorline : m_theme.work;
    }

    void paintNumber(const MeasuredTick& tick, const QRectF& box, const QColor& ink)
    {
        const QString number = QString::number(tick.number);
        const double padding = 5;
        const double tall = m_text.capHeight(TextRole::LaneMono);
        if (m_text.width(TextRole::LaneMono, number) + 2 * padding > box.width()
            || tall + 4 > box.height())
            return;
        m_painter.setFont(m_text.font(TextRole::LaneMono));
        m_painter.setPen(ink);
        m_painter.drawText(QPointF(std::max(box.left(), m_row.left()) + padding,
                               std::round(box.center().y() + tall / 2)),
            number);
    }

    QPainter& m_painter;
    const Theme& m_theme;
    const LaneText& m_text;
    const TimeAxis& m_axis;
    QRectF m_row;
    double m_painted = -1e9; // columns up to here have been painted
};

} // namespace

void paintMeasuredRow(QPainter& painter, const Theme& theme, const LaneText& text,
    const TimeAxis& axis, const QRectF& row, const std::vector<MeasuredTick>& ticks,
    std::int64_t untilNs)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    RowPainter rowPainter(painter, theme, text, axis, row);
    rowPainter.paintGround(untilNs);
    const TimeSpan seen = axis.visible();
    auto tick = std::partition_point(ticks.begin(), ticks.end(),
        [&](const MeasuredTick& one) { return one.startedNs < seen.startNs; });
    if (tick != ticks.begin())
        --tick; // it may still be at work when the axis begins
    for (; tick != ticks.end() && tick->startedNs <= seen.endNs; ++tick)
        rowPainter.paintTick(*tick, untilNs);
    painter.restore();
}

} // namespace tickscope

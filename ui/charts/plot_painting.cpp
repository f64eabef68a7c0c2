// SPDX-License-Identifier: GPL-3.0-only
// What a chart draws itself: behind its curves and in front of them.
#include "ui/charts/curve_painter.h"
#include "ui/charts/plot_view.h"
#include "ui/theme/fonts.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

double seconds(std::int64_t ns)
{
    return double(ns) / 1e9;
}

QColor mixed(const QColor& ground, const QColor& colour, float part)
{
    const auto mix = [part](float from, float to) { return from + (to - from) * part; };
    return QColor::fromRgbF(mix(ground.redF(), colour.redF()),
        mix(ground.greenF(), colour.greenF()), mix(ground.blueF(), colour.blueF()));
}

} // namespace

void PlotView::drawBackground(QPainter* painter, const QRectF&)
{
    const auto& theme = m_themes.theme();
    const auto scale = pixels();
    const auto& plot = scale.plot();
    painter->save();
    painter->fillRect(QRectF(QPointF(), room()), theme.surface);
    painter->fillRect(plot, theme.canvas);
    const double now = std::clamp(scale.x(seconds(m_nowNs)), plot.left(), plot.right());
    painter->fillRect(QRectF(QPointF(now, plot.top()), plot.bottomRight()), theme.future);
    const auto ground = [&theme](Look look) { // opaque: for a translucent one Qt wakes its threads
        switch (look) {
        case Look::Work:
            return mixed(theme.canvas, theme.work, 0.3F);
        case Look::Envelope:
            return mixed(theme.canvas, theme.armed, 0.2F);
        default:
            return mixed(theme.canvas, theme.wait, 0.6F);
        }
    };
    // What others come to lies behind the selected server.
    for (const bool isBehind : { true, false })
        for (const auto& series : m_filled)
            if ((series.look == Look::Envelope) == isBehind)
                fillBelow(*painter, series.points, scale, ground(series.look));
    drawAxes(*painter, scale);
    for (const auto& series : m_dense)
        drawDenseCurve(*painter, series.points, scale, penOf(series).color());
    painter->restore();
}

void PlotView::drawAxes(QPainter& painter, const PlotScale& scale)
{
    const auto& theme = m_themes.theme();
    const auto& plot = scale.plot();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(uiFont(theme.type.lane));
    const QFontMetricsF metrics(painter.font());
    const int steps = int(std::lround(m_scale.top / m_scale.step));
    const int every = stepsPerLabel(m_scale, plot.height(), metrics.height());
    for (int i = 0; i <= steps; i += every) {
        const double value = i * m_scale.step;
        const double y = std::round(scale.y(value));
        painter.fillRect(
            QRectF(plot.left(), y, plot.width(), 1), i == 0 ? theme.border : theme.grid);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, scaleLabel(value, m_scale.step));
    }
    drawTimes(painter, plot);
}

void PlotView::drawTimes(QPainter& painter, const QRectF& plot)
{
    const auto& theme = m_themes.theme();
    const QFontMetricsF metrics(painter.font());
    const TimeAxis axis(m_span, std::max(20.0, plot.width()), 0);
    const auto step = axis.step(std::max(46 * theme.scale, plot.width() / 5));
    std::vector<RulerTick> labels;
    for (const auto& tick : axis.ticks(step))
        if (tick.isMajor && m_span.contains(tick.ns))
            labels.push_back(tick);
    // From the last on, which has the unit; what would touch its neighbour is left out.
    double free = room().width();
    for (auto tick = labels.rbegin(); tick != labels.rend(); ++tick) {
        auto text = axis.label(tick->ns, step);
        if (tick != labels.rbegin() && text.endsWith(QLatin1String(" s")))
            text.chop(2);
        const double x = plot.left() + axis.x(tick->ns);
        painter.fillRect(QRectF(std::round(x), plot.bottom(), 1, 4), theme.border);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::min(x - width / 2, room().width() - width - 1);
        if (left + width > free || left < 0)
            continue;
        free = left - 4;
        painter.setPen(theme.text2);
        painter.drawText(QPointF(left, plot.bottom() + 6 + metrics.ascent()), text);
    }
}

void PlotView::drawAlarm(QPainter& painter, const PlotScale& scale)
{
    const auto& theme = m_themes.theme();
    const auto& plot = scale.plot();
    const double width = 1.5 * theme.metrics.line;
    for (const auto& span : m_alarm->spans) {
        const double left = std::clamp(scale.x(seconds(span.startNs)), plot.left(), plot.right());
        const double right = std::clamp(scale.x(seconds(span.endNs)), plot.left(), plot.right());
        painter.fillRect(
            QRectF(left, plot.top(), std::max(2.0, right - left), 3 * width), theme.warn);
    }
    painter.setFont(uiFont(theme.type.lane));
    const QFontMetricsF metrics(painter.font());
    const auto line = [&](std::uint32_t depth, const QString& words, Qt::PenStyle style) {
        const double y = std::round(scale.y(depth)) + 0.5;
        QPen pen(theme.warn, width);
        pen.setStyle(style);
        painter.setPen(pen);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const double left = plot.right() - metrics.horizontalAdvance(words) - 4;
        const double base = style == Qt::SolidLine ? y - 4 : y + metrics.ascent() + 2;
        if (left > plot.left() && base - metrics.ascent() > plot.top() - metrics.height()
            && base < plot.bottom() - 2)
            painter.drawText(QPointF(left, base), words);
    };
    line(m_alarm->alarm.on, tr("alarm on at %1").arg(m_alarm->alarm.on), Qt::SolidLine);
    line(m_alarm->alarm.off, tr("off at %1").arg(m_alarm->alarm.off), Qt::DotLine);
}

void PlotView::drawForeground(QPainter* painter, const QRectF&)
{
    const auto& theme = m_themes.theme();
    const auto scale = pixels();
    const auto& plot = scale.plot();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double now = scale.x(seconds(m_nowNs));
    if (m_alarm)
        drawAlarm(*painter, scale);
    if (m_ring) {
        painter->setPen(QPen(theme.accent, 2 * theme.metrics.line));
        painter->setBrush(Qt::NoBrush);
        const double radius = theme.metrics.mark;
        painter->drawEllipse(scale.at(*m_ring), radius, radius);
    }
    if (now >= plot.left() && now <= plot.right()) {
        painter->setPen(QPen(theme.accent, 1.5 * theme.metrics.line));
        painter->drawLine(QPointF(now, plot.top()), QPointF(now, plot.bottom()));
    }
    painter->restore();
}

} // namespace tickscope

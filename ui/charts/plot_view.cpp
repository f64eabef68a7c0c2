// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/plot_view.h"

#include "ui/theme/fonts.h"

#include <QChart>
#include <QLineSeries>
#include <QPainter>
#include <QScatterSeries>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

// More points than one in so many columns would only hide the line.
constexpr int columnsPerPoint = 8;
constexpr int columnsPerOtherPoint = 20;

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

PlotView::PlotView(double leastStep, const ThemeController& themes, QWidget* parent)
    : PlainChart(themes, parent)
    , m_leastStep(leastStep)
{
    setRenderHint(QPainter::Antialiasing);
    onTheme(this, themes, [this](const Theme& theme) {
        setBackgroundBrush(theme.surface);
        layOut();
    });
}

QRectF PlotView::plotRect() const
{
    const auto& theme = m_themes.theme();
    const QFontMetricsF labels(uiFont(theme.type.lane));
    const double left
        = labels.horizontalAdvance(scaleLabel(m_scale.top, m_scale.step)) + theme.metrics.gap + 2;
    const double bottom = labels.height() + 8;
    const double least = 22 * theme.scale;
    return QRectF(std::max(least, left), labels.height() / 2 + 1,
        std::max(20.0, room().width() - std::max(least, left) - labels.height()),
        std::max(20.0, room().height() - bottom - labels.height() / 2 - 1));
}

int PlotView::columns() const
{
    return std::max(1, int(plotRect().width()));
}

void PlotView::setData(TimeSpan span, std::int64_t nowNs, const std::vector<Series>& series,
    std::optional<QPointF> ring)
{
    m_span = span;
    m_nowNs = nowNs;
    m_ring = ring;
    double highest = 0;
    for (const auto& one : series)
        for (const auto& point : one.points)
            highest = std::max(highest, point.y());
    if (m_alarm)
        highest = std::max(highest, double(m_alarm->alarm.on));
    m_scale
        = m_fixedTop ? NiceScale { *m_fixedTop, *m_fixedTop / 5 } : niceScale(highest, m_leastStep);
    m_x->setRange(seconds(span.startNs), seconds(span.endNs));
    m_y->setRange(0, m_scale.top);
    chart()->removeAllSeries();
    m_pointCount = 0;
    m_filled.clear();
    for (const auto& one : series)
        addCurve(one);
    // A point a column is a picture of columns: there is nothing to smooth, and to smooth a line of
    // so many turns takes the square of their number.
    setSmooth(m_pointCount <= columns());
    layOut();
}

void PlotView::addCurve(const Series& series)
{
    if (series.points.isEmpty())
        return;
    const auto& theme = m_themes.theme();
    const double width = theme.metrics.line;
    // The points come last: Qt Charts lays them out anew for all that comes after them.
    const auto attach = [&](QXYSeries* added) {
        chart()->addSeries(added);
        added->attachAxis(m_x);
        added->attachAxis(m_y);
        added->replace(series.points);
    };
    // Where a column is a line, a wide one would only hide its neighbours.
    const auto penOf = [&](const QColor& colour, double wide) {
        return QPen(colour, series.points.size() > columns() ? 1 : wide);
    };
    auto* line = new QLineSeries;
    m_pointCount += int(series.points.size());
    const auto colour = series.look == Look::Selected ? theme.accent : theme.armed;
    switch (series.look) {
    case Look::Depth:
    case Look::Work: {
        QPen pen = penOf(series.look == Look::Work ? theme.work : theme.waitline, 2 * width);
        pen.setJoinStyle(Qt::MiterJoin);
        line->setPen(pen);
        attach(line);
        m_filled.push_back(series);
        return;
    }
    case Look::Nominal: {
        QPen pen(theme.text2, 1.5 * width);
        pen.setDashPattern({ 5 / 1.5, 3 / 1.5 });
        line->setPen(pen);
        attach(line);
        return;
    }
    case Look::OtherSteps:
        line->setPen(penOf(theme.armed, width));
        attach(line);
        return;
    case Look::Selected:
    case Look::Other:
        line->setPen(penOf(colour, 2 * width));
        attach(line);
        break;
    }
    const bool isSelected = series.look == Look::Selected;
    if (isSelected)
        connect(line, &QLineSeries::clicked, this,
            [this](const QPointF& point) { emit pointClicked(point.x()); });
    const int room = isSelected ? columnsPerPoint : columnsPerOtherPoint;
    if (series.points.size() * room > columns())
        return;
    auto* points = new QScatterSeries;
    points->setMarkerShape(
        isSelected ? QScatterSeries::MarkerShapeRectangle : QScatterSeries::MarkerShapeCircle);
    points->setMarkerSize(7 * theme.scale * width + 1);
    points->setBrush(theme.surface);
    points->setPen(QPen(colour, 2 * width));
    attach(points);
    if (isSelected)
        connect(points, &QScatterSeries::clicked, this,
            [this](const QPointF& point) { emit pointClicked(point.x()); });
}

double PlotView::xOf(double value) const
{
    const auto plot = plotRect();
    return plot.left()
        + (value - seconds(m_span.startNs)) / seconds(m_span.length()) * plot.width();
}

double PlotView::yOf(double value) const
{
    const auto plot = plotRect();
    return plot.bottom() - value / m_scale.top * plot.height();
}

void PlotView::drawBackground(QPainter* painter, const QRectF&)
{
    const auto& theme = m_themes.theme();
    const auto plot = plotRect();
    painter->save();
    painter->fillRect(QRectF(QPointF(), room()), theme.surface);
    painter->fillRect(plot, theme.canvas);
    const double now = std::clamp(xOf(seconds(m_nowNs)), plot.left(), plot.right());
    painter->fillRect(QRectF(QPointF(now, plot.top()), plot.bottomRight()), theme.future);
    for (const auto& series : m_filled)
        fillSteps(*painter, series);
    drawAxes(*painter);
    painter->restore();
}

// Rectangle by rectangle and opaque: one area of so many corners would take seconds, and for each
// translucent rectangle Qt wakes its threads.
void PlotView::fillSteps(QPainter& painter, const Series& series)
{
    const auto& theme = m_themes.theme();
    const auto fill = series.look == Look::Work ? mixed(theme.canvas, theme.work, 0.3F)
                                                : mixed(theme.canvas, theme.wait, 0.6F);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const auto plot = plotRect(); // it measures words: not for each point
    const double perSecond = plot.width() / seconds(m_span.length());
    const double perUnit = plot.height() / m_scale.top;
    const auto xOf = [&](const QPointF& point) {
        return std::lround(plot.left() + (point.x() - seconds(m_span.startNs)) * perSecond);
    };
    const auto base = int(std::lround(plot.bottom()));
    for (qsizetype i = 1; i < series.points.size(); ++i) {
        const auto left = int(xOf(series.points[i - 1])), right = int(xOf(series.points[i]));
        const auto top = int(std::lround(plot.bottom() - series.points[i - 1].y() * perUnit));
        if (left < right && top < base)
            painter.fillRect(QRect(left, top, right - left, base - top), fill);
    }
}

void PlotView::drawAxes(QPainter& painter)
{
    const auto& theme = m_themes.theme();
    const auto plot = plotRect();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(uiFont(theme.type.lane));
    const QFontMetricsF metrics(painter.font());
    const int steps = int(std::lround(m_scale.top / m_scale.step));
    const int every = stepsPerLabel(m_scale, plot.height(), metrics.height());
    for (int i = 0; i <= steps; i += every) {
        const double value = i * m_scale.step;
        const double y = std::round(yOf(value));
        painter.fillRect(
            QRectF(plot.left(), y, plot.width(), 1), i == 0 ? theme.border : theme.grid);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, scaleLabel(value, m_scale.step));
    }
    const TimeAxis axis(m_span, std::max(20.0, plot.width()), 0);
    const auto step = axis.step(std::max(46 * theme.scale, plot.width() / 5));
    std::vector<RulerTick> labels;
    for (const auto& tick : axis.ticks(step))
        if (tick.isMajor && m_span.contains(tick.ns))
            labels.push_back(tick);
    for (const auto& tick : labels) {
        auto text = axis.label(tick.ns, step);
        // The unit stands once, at the last label.
        if (tick.ns != labels.back().ns && text.endsWith(QLatin1String(" s")))
            text.chop(2);
        const double x = plot.left() + axis.x(tick.ns);
        const double half = metrics.horizontalAdvance(text) / 2;
        const double left = std::min(x - half, room().width() - 2 * half - 1);
        painter.fillRect(QRectF(std::round(x), plot.bottom(), 1, 4), theme.border);
        painter.setPen(theme.text2);
        painter.drawText(QPointF(left, plot.bottom() + 6 + metrics.ascent()), text);
    }
}

void PlotView::drawAlarm(QPainter& painter)
{
    const auto& theme = m_themes.theme();
    const auto plot = plotRect();
    const double width = 1.5 * theme.metrics.line;
    for (const auto& span : m_alarm->spans) {
        const double left = std::clamp(xOf(seconds(span.startNs)), plot.left(), plot.right());
        const double right = std::clamp(xOf(seconds(span.endNs)), plot.left(), plot.right());
        painter.fillRect(
            QRectF(left, plot.top(), std::max(2.0, right - left), 3 * width), theme.warn);
    }
    painter.setFont(uiFont(theme.type.lane));
    const QFontMetricsF metrics(painter.font());
    const auto line = [&](std::uint32_t depth, const QString& words, Qt::PenStyle style) {
        const double y = std::round(yOf(depth)) + 0.5;
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
    const auto plot = plotRect();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const double now = xOf(seconds(m_nowNs));
    if (m_alarm)
        drawAlarm(*painter);
    if (m_ring) {
        painter->setPen(QPen(theme.accent, 2 * theme.metrics.line));
        painter->setBrush(Qt::NoBrush);
        const double radius = theme.metrics.mark;
        painter->drawEllipse(QPointF(xOf(m_ring->x()), yOf(m_ring->y())), radius, radius);
    }
    if (now >= plot.left() && now <= plot.right()) {
        painter->setPen(QPen(theme.accent, 1.5 * theme.metrics.line));
        painter->drawLine(QPointF(now, plot.top()), QPointF(now, plot.bottom()));
    }
    painter->restore();
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/plot_view.h"

#include "ui/charts/curve_columns.h"
#include "ui/charts/curve_painter.h"
#include "ui/theme/fonts.h"

#include <QChart>
#include <QLineSeries>
#include <QMouseEvent>
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
    m_dense.clear();
    for (const auto& one : series)
        addCurve(one);
    // A point a column is a picture of columns: there is nothing to smooth, and to smooth a line of
    // so many turns takes the square of their number.
    setSmooth(m_pointCount <= columns());
    layOut();
}

QPen PlotView::penOf(const Series& series) const
{
    const auto& theme = m_themes.theme();
    const double width = theme.metrics.line;
    // Where a column is a line, a wide one would only hide its neighbours.
    const auto line = [&](const QColor& colour, double wide) {
        return QPen(colour, isDense(series) ? 1 : wide);
    };
    switch (series.look) {
    case Look::Depth:
    case Look::Work: {
        QPen pen = line(series.look == Look::Work ? theme.work : theme.waitline, 2 * width);
        pen.setJoinStyle(Qt::MiterJoin);
        return pen;
    }
    case Look::Nominal: {
        QPen pen(theme.text2, 1.5 * width);
        pen.setDashPattern({ 5 / 1.5, 3 / 1.5 });
        return pen;
    }
    case Look::OtherSteps:
    case Look::Envelope:
        return line(theme.armed, width);
    case Look::Selected:
        return line(theme.accent, 2 * width);
    case Look::Other:
        break;
    }
    return line(theme.armed, 2 * width);
}

void PlotView::addCurve(const Series& series)
{
    if (series.points.isEmpty())
        return;
    m_pointCount += int(series.points.size());
    if (series.look == Look::Depth || series.look == Look::Work || series.look == Look::Envelope)
        m_filled.push_back(series);
    if (isDense(series)) {
        m_dense.push_back(series);
        return;
    }
    const auto pen = penOf(series);
    auto* line = new QLineSeries;
    line->setPen(pen);
    attach(line, series.points);
    if (series.look == Look::Selected)
        connect(line, &QLineSeries::clicked, this,
            [this](const QPointF& point) { emit pointClicked(point.x()); });
    if (series.look == Look::Selected || series.look == Look::Other)
        addPoints(series, pen);
}

void PlotView::addPoints(const Series& series, const QPen& pen)
{
    const bool isSelected = series.look == Look::Selected;
    const int room = isSelected ? columnsPerPoint : columnsPerOtherPoint;
    if (series.points.size() * room > columns())
        return;
    const auto& theme = m_themes.theme();
    auto* points = new QScatterSeries;
    points->setMarkerShape(
        isSelected ? QScatterSeries::MarkerShapeRectangle : QScatterSeries::MarkerShapeCircle);
    points->setMarkerSize(7 * theme.scale * theme.metrics.line + 1);
    points->setBrush(theme.surface);
    points->setPen(pen);
    attach(points, series.points);
    if (isSelected)
        connect(points, &QScatterSeries::clicked, this,
            [this](const QPointF& point) { emit pointClicked(point.x()); });
}

void PlotView::attach(QXYSeries* series, const QList<QPointF>& points)
{
    chart()->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
    // The points come last: Qt Charts lays them out anew for all that comes after them.
    series->replace(points);
}

PlotScale PlotView::pixels() const
{
    return PlotScale(plotRect(), seconds(m_span.startNs), seconds(m_span.length()), m_scale.top);
}

bool PlotView::isOnDenseCurve(QPointF point) const
{
    constexpr double reach = 3;
    const auto scale = pixels();
    return std::any_of(m_dense.begin(), m_dense.end(), [&](const Series& series) {
        return series.look == Look::Selected
            && isNear(curveColumns(series.points, scale), point, reach);
    });
}

// As Qt Charts does it for its own curves: a click counts where it began.
void PlotView::mousePressEvent(QMouseEvent* event)
{
    PlainChart::mousePressEvent(event);
    m_pressedAt.reset();
    if (event->button() == Qt::LeftButton && isOnDenseCurve(event->position()))
        m_pressedAt = event->position();
    event->setAccepted(event->isAccepted() || m_pressedAt);
}

void PlotView::mouseReleaseEvent(QMouseEvent* event)
{
    PlainChart::mouseReleaseEvent(event);
    if (!m_pressedAt)
        return;
    const double at = pixels().seconds(m_pressedAt->x());
    m_pressedAt.reset();
    emit pointClicked(at);
}

} // namespace tickscope

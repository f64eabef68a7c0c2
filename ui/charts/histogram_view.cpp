// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/histogram_view.h"

#include "ui/theme/fonts.h"

#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QPainter>
#include <QValueAxis>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tickscope {

HistogramView::HistogramView(const ThemeController& themes, QWidget* parent)
    : PlainChart(themes, parent)
    , m_bars(new QBarSet(QString()))
{
    auto* series = new QBarSeries;
    series->append(m_bars);
    series->setBarWidth(1);
    chart()->addSeries(series);
    series->attachAxis(m_x);
    series->attachAxis(m_y);
    onTheme(this, themes, [this](const Theme& theme) { applyTheme(theme); });
}

void HistogramView::applyTheme(const Theme& theme)
{
    setBackgroundBrush(theme.surface);
    m_bars->setBrush(theme.work);
    m_bars->setPen(QPen(theme.canvas, 1)); // the gap between two bars
    layOut();
}

QRectF HistogramView::plotRect() const
{
    const auto& theme = m_themes.theme();
    const QFontMetricsF labels(uiFont(theme.type.lane));
    const double left = std::max(22 * theme.scale,
        labels.horizontalAdvance(scaleLabel(m_scale.top, m_scale.step)) + theme.metrics.gap + 2);
    const double top = 2 * labels.height(); // for the names of the percentiles
    const double bottom = labels.height() + 8;
    return QRectF(left, top, std::max(20.0, room().width() - left - labels.height()),
        std::max(20.0, room().height() - top - bottom));
}

int HistogramView::mostBars() const
{
    return std::clamp(int(plotRect().width() / (7 * m_themes.theme().scale)), 5, 60);
}

void HistogramView::setHistogram(const Histogram& histogram)
{
    m_histogram = histogram;
    m_scale = niceScale(double(histogram.highest()), 1);
    m_bars->remove(0, m_bars->count());
    QList<qreal> counts;
    for (const auto count : histogram.counts)
        counts << double(count);
    m_bars->append(counts);
    m_x->setRange(-0.5, std::max<double>(1, double(counts.size())) - 0.5);
    m_y->setRange(0, m_scale.top);
    layOut();
}

double HistogramView::xOf(double seconds) const
{
    const auto plot = plotRect();
    const double length = std::max(1e-12, m_histogram.to() - m_histogram.from);
    return plot.left() + (seconds - m_histogram.from) / length * plot.width();
}

void HistogramView::drawBackground(QPainter* painter, const QRectF&)
{
    const auto& theme = m_themes.theme();
    painter->save();
    painter->fillRect(QRectF(QPointF(), room()), theme.surface);
    painter->fillRect(plotRect(), theme.canvas);
    drawAxes(*painter);
    painter->restore();
}

void HistogramView::drawAxes(QPainter& painter)
{
    const auto& theme = m_themes.theme();
    const auto plot = plotRect();
    painter.setFont(uiFont(theme.type.lane));
    const QFontMetricsF metrics(painter.font());
    const int steps = int(std::lround(m_scale.top / m_scale.step));
    const int every = stepsPerLabel(m_scale, plot.height(), metrics.height());
    for (int i = 0; i <= steps; i += every) {
        const double value = i * m_scale.step;
        const double y = std::round(plot.bottom() - value / m_scale.top * plot.height());
        painter.fillRect(
            QRectF(plot.left(), y, plot.width(), 1), i == 0 ? theme.border : theme.grid);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, scaleLabel(value, m_scale.step));
    }
    if (m_histogram.counts.empty()) {
        painter.drawText(plot, Qt::AlignCenter, tr("No tick yet"));
        return;
    }
    // Edges of bars, as many as have room; the unit stands once, at the last one.
    const double perBar = plot.width() / double(m_histogram.counts.size());
    const double labelWidth
        = metrics.horizontalAdvance(
              scaleLabel(m_histogram.to(), m_histogram.step) + QStringLiteral(" s"))
        + theme.metrics.gap;
    const int barsPerLabel = std::max(1, int(std::ceil(labelWidth / perBar)));
    const int last = int(m_histogram.counts.size()) / barsPerLabel * barsPerLabel;
    for (int bar = 0; bar <= last; bar += barsPerLabel) {
        auto text = scaleLabel(m_histogram.from + bar * m_histogram.step, m_histogram.step);
        if (bar == last)
            text += QStringLiteral(" s");
        const double x = plot.left() + bar * perBar;
        const double width = metrics.horizontalAdvance(text);
        painter.fillRect(QRectF(std::round(x), plot.bottom(), 1, 4), theme.border);
        painter.drawText(QPointF(std::min(x - width / 2, room().width() - width - 1),
                             plot.bottom() + 6 + metrics.ascent()),
            text);
    }
}

void HistogramView::drawForeground(QPainter* painter, const QRectF&)
{
    if (m_histogram.counts.empty())
        return;
    const auto& theme = m_themes.theme();
    const auto plot = plotRect();
    painter->save();
    painter->setFont(uiFont(theme.type.lane));
    const QFontMetricsF metrics(painter->font());
    // Percentiles at one place share a line and their names.
    std::vector<std::pair<QString, double>> lines;
    for (const auto& [name, value] : { std::pair(tr("50 %"), m_histogram.p50),
             std::pair(tr("90 %"), m_histogram.p90), std::pair(tr("99 %"), m_histogram.p99) }) {
        const double x = std::round(xOf(value));
        if (!lines.empty() && lines.back().second == x)
            lines.back().first += QStringLiteral(", ") + name;
        else
            lines.push_back({ name, x });
    }
    double rightOf[2] = { 0, 0 }; // two rows of names; what finds no room is left out
    for (const auto& [name, x] : lines) {
        painter->setPen(QPen(theme.text, theme.metrics.line));
        painter->drawLine(QPointF(x + 0.5, plot.top()), QPointF(x + 0.5, plot.bottom()));
        const double width = metrics.horizontalAdvance(name);
        const double left = std::clamp(x - width / 2, plot.left(), room().width() - width - 1.0);
        for (int row = 0; row < 2; ++row) {
            if (left < rightOf[row])
                continue;
            painter->drawText(QPointF(left, plot.top() - 3 - (row * metrics.height())), name);
            rightOf[row] = left + width + 4;
            break;
        }
    }
    painter->restore();
}

} // namespace tickscope

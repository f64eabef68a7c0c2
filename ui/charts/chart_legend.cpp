// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/chart_legend.h"

#include "ui/theme/fonts.h"

#include <QPainter>

namespace tickscope {

namespace {

void drawSample(QPainter& painter, PlotView::Look look, double x, double y, const Theme& theme)
{
    const double length = 26 * theme.scale;
    const double side = 7 * theme.scale;
    const double width = theme.metrics.line;
    const auto colour = look == PlotView::Look::Selected ? theme.accent : theme.armed;
    QPen pen(colour, 2 * width);
    if (look == PlotView::Look::Nominal) {
        pen = QPen(theme.text2, 1.5 * width);
        pen.setDashPattern({ 5 / 1.5, 3 / 1.5 });
    }
    if (look == PlotView::Look::Envelope) {
        const QRectF area(x, y - side / 2, length, side);
        auto ground = theme.armed;
        ground.setAlphaF(0.2F);
        painter.fillRect(area, ground);
        painter.setPen(QPen(colour, width));
        painter.drawLine(area.topLeft(), area.topRight());
        return;
    }
    painter.setPen(pen);
    painter.drawLine(QPointF(x, y), QPointF(x + length, y));
    if (look == PlotView::Look::Nominal)
        return;
    painter.setBrush(theme.surface);
    const QRectF mark(x + length / 2 - side / 2, y - side / 2, side, side);
    if (look == PlotView::Look::Selected)
        painter.drawRect(mark);
    else
        painter.drawEllipse(mark);
}

} // namespace

ChartLegend::ChartLegend(const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
{
    onTheme(this, themes, [this](const Theme& theme) {
        setFixedHeight(px(36 * theme.scale));
        update();
    });
}

void ChartLegend::setEntries(std::vector<Entry> entries)
{
    if (entries == m_entries)
        return;
    m_entries = std::move(entries);
    update();
}

void ChartLegend::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(theme.type.second));
    double x = theme.metrics.padding - 2;
    for (const auto& entry : m_entries) {
        const double sample = 32 * theme.scale;
        const auto text = painter.fontMetrics().elidedText(
            entry.text, Qt::ElideRight, std::max(0, int(width() - x - sample)));
        if (text.size() < std::min<qsizetype>(4, entry.text.size()))
            return; // a sample of which nobody can read the name
        drawSample(painter, entry.look, x, height() / 2.0 + 0.5, theme);
        x += sample;
        painter.setPen(theme.text2);
        painter.drawText(QRectF(x, 0, width() - x, height()), Qt::AlignVCenter, text);
        x += painter.fontMetrics().horizontalAdvance(text) + 16 * theme.scale;
    }
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/plain_chart.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QValueAxis>

namespace tickscope {

PlainChart::PlainChart(const ThemeController& themes, QWidget* parent)
    : QChartView(parent)
    , m_themes(themes)
    , m_x(new QValueAxis(this))
    , m_y(new QValueAxis(this))
{
    auto* plot = chart();
    plot->setBackgroundVisible(false);
    plot->setPlotAreaBackgroundVisible(false);
    plot->legend()->hide();
    plot->setMargins({});
    plot->layout()->setContentsMargins(0, 0, 0, 0);
    plot->setAnimationOptions(QChart::NoAnimation);
    for (auto* axis : { m_x, m_y })
        axis->setVisible(false);
    plot->addAxis(m_x, Qt::AlignBottom);
    plot->addAxis(m_y, Qt::AlignLeft);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setMinimumSize(120, 60);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
}

void PlainChart::layOut()
{
    viewport()->update();
    const auto plot = plotRect();
    if (chart()->size() == room() && plot == m_plot)
        return; // Qt Charts would lay out everything anew
    m_plot = plot;
    chart()->resize(room());
    chart()->setPlotArea(plot);
}

void PlainChart::setPictureSize(std::optional<QSizeF> size)
{
    m_pictureSize = size;
    layOut();
}

void PlainChart::renderPicture(QPainter& painter, QPointF corner)
{
    const QRectF place(QPointF(), room());
    chart()->layout()->activate(); // a view that nobody sees puts it off
    painter.save();
    painter.translate(corner);
    painter.setRenderHint(QPainter::Antialiasing);
    drawBackground(&painter, place);
    painter.setRenderHints(renderHints());
    scene()->render(&painter, place, place);
    drawForeground(&painter, place);
    painter.restore();
}

void PlainChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    layOut();
}

} // namespace tickscope

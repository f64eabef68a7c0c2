// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPointF>
#include <QRectF>

namespace tickscope {

/// Where the values of a chart lie on its pixels.
class PlotScale
{
public:
    PlotScale() = default;
    /// @param start  s at the left edge
    /// @param length  s, above 0
    /// @param top  value at the upper edge, above 0; the lower one stands at 0
    PlotScale(QRectF plot, double start, double length, double top)
        : m_plot(plot)
        , m_start(start)
        , m_perSecond(plot.width() / length)
        , m_perUnit(plot.height() / top)
    {
    }

    const QRectF& plot() const { return m_plot; }
    double x(double seconds) const { return m_plot.left() + (seconds - m_start) * m_perSecond; }
    double seconds(double x) const { return m_start + (x - m_plot.left()) / m_perSecond; }
    double y(double value) const { return m_plot.bottom() - value * m_perUnit; }
    QPointF at(QPointF value) const { return { x(value.x()), y(value.y()) }; }

private:
    QRectF m_plot { 0, 0, 1, 1 };
    double m_start = 0;
    double m_perSecond = 1;
    double m_perUnit = 1;
};

} // namespace tickscope

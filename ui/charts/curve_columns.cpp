// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/curve_columns.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace tickscope {

namespace {

int pixel(double length)
{
    return int(std::lround(length));
}

/// Goes along a line and collects how much of each column it takes.
class ColumnWalk
{
public:
    ColumnWalk(QPointF start, const QRectF& plot)
        : m_first(pixel(plot.left()))
        , m_last(pixel(plot.right()))
        , m_column(pixel(start.x()))
        , m_high(start.y())
        , m_low(start.y())
        , m_at(start)
    {
    }

    void lineTo(QPointF next)
    {
        const int column = pixel(next.x());
        if (column > m_column + 1)
            cross(next, column);
        if (column > m_column)
            startColumn(next.y());
        take(next.y());
        m_at = next;
    }

    QList<QRect> end()
    {
        finish();
        return std::move(m_columns);
    }

private:
    /// Up to the column before.
    void cross(QPointF next, int column)
    {
        const double slope = (next.y() - m_at.y()) / (next.x() - m_at.x());
        while (m_column < column - 1) {
            const double edge = m_at.y() + slope * (m_column + 0.5 - m_at.x());
            take(edge);
            startColumn(edge);
        }
        take(m_at.y() + slope * (m_column + 0.5 - m_at.x()));
    }

    void startColumn(double y)
    {
        finish();
        ++m_column;
        m_before = { m_high, m_low };
        m_high = m_low = y;
    }

    void take(double y)
    {
        m_high = std::min(m_high, y);
        m_low = std::max(m_low, y);
    }

    void finish()
    {
        if (m_before) { // no gap between two columns
            m_high = std::min(m_high, m_before->low);
            m_low = std::max(m_low, m_before->high);
        }
        if (m_column < m_first || m_column > m_last)
            return;
        const int top = pixel(m_high), height = pixel(m_low) - top + 1;
        if (!m_columns.isEmpty()) {
            auto& before = m_columns.back();
            if (before.top() == top && before.height() == height) {
                before.setRight(m_column);
                return;
            }
        }
        m_columns.append(QRect(m_column, top, 1, height));
    }

    int m_first, m_last; ///< columns of the plot
    int m_column;
    double m_high, m_low; ///< of the line in this column
    struct Reach
    {
        double high, low;
    };
    std::optional<Reach> m_before; ///< in the column before
    QPointF m_at;
    QList<QRect> m_columns;
};

} // namespace

QList<QRect> curveColumns(const QList<QPointF>& points, const PlotScale& scale)
{
    if (points.isEmpty())
        return {};
    ColumnWalk walk(scale.at(points.front()), scale.plot());
    for (const auto& point : points)
        walk.lineTo(scale.at(point));
    return walk.end();
}

QList<QRect> columnsBelow(const QList<QPointF>& steps, const PlotScale& scale)
{
    QList<QRect> columns;
    const int ground = pixel(scale.plot().bottom());
    for (qsizetype i = 1; i < steps.size(); ++i) {
        const int left = pixel(scale.x(steps[i - 1].x())), right = pixel(scale.x(steps[i].x()));
        const int top = pixel(scale.y(steps[i - 1].y()));
        if (left < right && top < ground)
            columns.append(QRect(left, top, right - left, ground - top));
    }
    return columns;
}

bool isNear(const QList<QRect>& columns, QPointF point, double distance)
{
    const auto reaches = [&](const QRect& box) {
        return QRectF(box).adjusted(-distance, -distance, distance, distance).contains(point);
    };
    return std::any_of(columns.begin(), columns.end(), reaches);
}

} // namespace tickscope

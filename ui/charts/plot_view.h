// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/alarm.h"
#include "ui/charts/plain_chart.h"
#include "ui/charts/plot_scale.h"
#include "ui/time/time_axis.h"
#include "ui/widgets/themed.h"

#include <optional>
#include <vector>

class QMouseEvent;
class QXYSeries;

namespace tickscope {

/// One chart over the shared stretch of time, in the look of the lanes. Qt Charts draws the curves
/// whose points stand apart; ground, grid, labels, the line of now, and curves that fill every
/// column of pixels are drawn here.
class PlotView : public PlainChart
{
    Q_OBJECT

public:
    /// How a series is drawn.
    enum class Look : std::uint8_t {
        Depth, ///< amber steps, filled
        Selected, ///< accent, square points
        Other, ///< armed, round points
        OtherSteps, ///< armed, without points
        Nominal, ///< dashed
        Work, ///< steps in the colour of work, filled
        Envelope, ///< steps over what others come to at the most, filled
    };
    struct Series
    {
        Look look = Look::Other;
        QList<QPointF> points; ///< x in s
    };

    /// Limits that are drawn across, and when the mailbox was beyond them.
    struct AlarmMarks
    {
        Alarm alarm;
        std::vector<TimeSpan> spans;
    };

    /// @param leastStep  1 for things that are counted, 0 for none
    PlotView(double leastStep, const ThemeController& themes, QWidget* parent = nullptr);

    /// @param ring  a point to be ringed, if any
    void setData(TimeSpan span, std::int64_t nowNs, const std::vector<Series>& series,
        std::optional<QPointF> ring);
    /// Shown from the next setData() on.
    void setAlarm(std::optional<AlarmMarks> alarm) { m_alarm = std::move(alarm); }
    /// The axis ends here whatever the values are.
    void setTop(double top) { m_fixedTop = top; }
    /// Columns of pixels that the plot has.
    int columns() const;
    /// How many points all curves have.
    int pointCount() const { return m_pointCount; }

signals:
    /// Somebody clicked a point of the selected server.
    void pointClicked(double seconds);

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    QRectF plotRect() const override;
    PlotScale pixels() const;
    /// Whether the curve has more points than there are columns to draw it on.
    bool isDense(const Series& series) const { return series.points.size() > columns(); }
    QPen penOf(const Series& series) const;
    void addCurve(const Series& series);
    void addPoints(const Series& series, const QPen& pen);
    void attach(QXYSeries* series, const QList<QPointF>& points);
    void drawAxes(QPainter& painter, const PlotScale& scale);
    void drawTimes(QPainter& painter, const QRectF& plot);
    void drawAlarm(QPainter& painter, const PlotScale& scale);
    bool isOnDenseCurve(QPointF point) const;

    double m_leastStep;
    TimeSpan m_span { 0, 1 };
    std::int64_t m_nowNs = 0;
    std::optional<QPointF> m_ring;
    std::optional<AlarmMarks> m_alarm;
    std::optional<double> m_fixedTop;
    int m_pointCount = 0;
    std::vector<Series> m_filled; ///< steps with what lies below them
    std::vector<Series> m_dense;
    std::optional<QPointF> m_pressedAt; ///< on a dense curve
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/depth_pyramid.h"
#include "ui/charts/decimate.h"
#include "ui/charts/plot_view.h"
#include "ui/controller/throttle.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;

namespace tickscope {

class ChartLegend;
class Label;
class RunController;
class TimeWindow;

/// Mailbox depth, lateness and period over the stretch of time that the lanes show: the selected
/// server and, beside it, the others.
class ChartsPanel : public QWidget
{
    Q_OBJECT

public:
    ChartsPanel(const RunController& controller, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    PlotView& depth() { return *m_depth; }
    PlotView& lateness() { return *m_lateness; }
    PlotView& period() { return *m_period; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    PlotView* addPlot(
        QHBoxLayout* row, const QString& title, const QString& unit, double leastStep);
    void runReplaced();
    void runWentOn();
    void refresh();
    void draw();
    std::vector<PlotView::Series> depthSeries();
    std::vector<PlotView::Series> tickSeries(TickValue value);
    PlotView::Series depthEnvelope();
    bool envelopeOfTicks(TickValue value, QList<QPointF>& points);
    std::optional<QPointF> selectedPoint(TickValue value) const;
    ChartSpan span(const PlotView& plot) const;
    void selectTickAt(double seconds);
    void describe();

    const RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    Throttle m_throttle;
    ChartLegend* m_legend = nullptr;
    PlotView* m_depth = nullptr;
    PlotView* m_lateness = nullptr;
    PlotView* m_period = nullptr;
    std::vector<DepthPyramid> m_pyramids;
    std::uint32_t m_server = 0;
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/busy_sums.h"
#include "core/trace/depth_pyramid.h"
#include "ui/charts/alarm.h"
#include "ui/charts/decimate.h"
#include "ui/charts/plot_view.h"
#include "ui/controller/throttle.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QAction;
class QComboBox;
class QGraphicsView;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace tickscope {

class ChartLegend;
class HistogramView;
class Label;
class RunController;
class TimeWindow;

/// Mailbox depth, lateness, period, utilisation and a histogram over the selected range, or else
/// over the stretch of time that the lanes show: the selected server and, beside it, the others.
class ChartsPanel : public QWidget
{
    Q_OBJECT

public:
    ChartsPanel(const RunController& controller, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    PlotView& depth() { return *m_depth; }
    PlotView& lateness() { return *m_lateness; }
    PlotView& period() { return *m_period; }
    PlotView& utilisation() { return *m_utilisation; }
    HistogramView& histogram() { return *m_histogram; }
    /// What the histogram counts.
    void setHistogramValue(TickValue value);
    const std::optional<Alarm>& alarm() const { return m_alarm; }
    void setAlarm(std::optional<Alarm> alarm);
    /// Which charts are not wanted, by their number from the left. Of the others as many are shown
    /// as there is room for.
    QList<int> hiddenCharts() const;
    void setHiddenCharts(const QList<int>& hidden);
    /// The stretch of time that the charts show.
    TimeSpan shownSpan() const;
    /// Draws the charts that are shown side by side over another span, for a picture.
    void render(QPainter& painter, QSizeF size, TimeSpan span);
    /// What the charts show in sentences, a line each.
    QStringList sentences();

signals:
    void alarmChanged();
    void hiddenChartsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Chart
    {
        QWidget* column = nullptr;
        QHBoxLayout* header = nullptr;
        QGraphicsView* view = nullptr;
        Label* unit = nullptr;
        QString unitWords; ///< of it, while there is room
        QString title;
        QAction* action = nullptr; ///< checked: there is room for it, and it is wanted
        bool isWanted = true;
        int wish = 0; ///< when somebody asked for it; the latest wish is the first to get room
    };
    Chart& addChart(QGraphicsView* view, const QString& title, const QString& unit);
    PlotView* addPlot(const QString& title, const QString& unit, double leastStep);
    void createHistogram();
    void createChooser();
    void askAlarm();
    void drawDepth();
    void drawUtilisation();
    void drawHistogram();
    void setSentence(QGraphicsView& view, const QString& sentence);
    void runReplaced();
    void runWentOn();
    void refresh();
    void draw();
    std::vector<PlotView::Series> depthSeries();
    std::vector<PlotView::Series> tickSeries(PlotView& plot, std::vector<TickPyramid>& pyramids);
    PlotView::Series depthEnvelope();
    QList<QPointF> tickEnvelope(const std::vector<TickPyramid>& pyramids, const ChartSpan& shown);
    bool isDrawn(const QGraphicsView* view) const;
    std::optional<QPointF> selectedPoint(TickValue value) const;
    ChartSpan span(const PlotView& plot) const;
    void selectTickAt(double seconds);
    void describe();
    void describeIfShort();
    void describeCharts();
    void choose(std::size_t chart, bool isWanted);
    void fitCharts();
    void fitWords(int shown);
    std::vector<Chart*> wantedCharts();
    void setPictureSize(std::optional<QSizeF> size);
    void renderCharts(QPainter& painter, double width);

    const RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    Throttle m_throttle;
    ChartLegend* m_legend = nullptr;
    PlotView* m_depth = nullptr;
    PlotView* m_lateness = nullptr;
    PlotView* m_period = nullptr;
    PlotView* m_utilisation = nullptr;
    HistogramView* m_histogram = nullptr;
    QComboBox* m_histogramValue = nullptr;
    QPushButton* m_alarmButton = nullptr;
    QToolButton* m_chooser = nullptr;
    QMenu* m_chooserMenu = nullptr;
    QBoxLayout* m_row = nullptr;
    std::vector<Chart> m_charts;
    int m_wishes = 0;
    std::optional<Alarm> m_alarm;
    std::optional<TimeSpan> m_pictureSpan; ///< while a picture is drawn
    std::vector<BusySums> m_busy;
    std::vector<DepthPyramid> m_pyramids;
    std::vector<TickPyramid> m_latenesses;
    std::vector<TickPyramid> m_periods;
    std::uint32_t m_server = 0;
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/histogram.h"
#include "ui/charts/plain_chart.h"
#include "ui/widgets/themed.h"

#include <optional>

class QBarSet;

namespace tickscope {

/// A histogram with its percentiles as labelled lines, in the look of the other charts.
class HistogramView : public PlainChart
{
    Q_OBJECT

public:
    explicit HistogramView(const ThemeController& themes, QWidget* parent = nullptr);

    void setHistogram(const Histogram& histogram);
    const Histogram& histogram() const { return m_histogram; }
    /// How many bars the plot has room for.
    int mostBars() const;

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;

private:
    QRectF plotRect() const override;
    void applyTheme(const Theme& theme);
    double xOf(double seconds) const;
    void drawAxes(QPainter& painter);

    Histogram m_histogram;
    QBarSet* m_bars = nullptr; ///< owned by its series
};

} // namespace tickscope

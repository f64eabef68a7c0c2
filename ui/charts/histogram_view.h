// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/histogram.h"
#include "ui/charts/nice_scale.h"
#include "ui/widgets/themed.h"

#include <QChartView>

#include <optional>

class QBarSet;
class QValueAxis;

namespace tickscope {

/// A histogram with its percentiles as labelled lines, in the look of the other charts.
class HistogramView : public QChartView
{
    Q_OBJECT

public:
    explicit HistogramView(const ThemeController& themes, QWidget* parent = nullptr);

    void setHistogram(const Histogram& histogram);
    const Histogram& histogram() const { return m_histogram; }
    /// Lays out for a picture of this size; nothing: for the screen.
    void setPictureSize(std::optional<QSizeF> size);
    /// Draws at the size that was set. @pre setPictureSize() and setHistogram() came before
    void renderPicture(QPainter& painter, QPointF corner);
    /// How many bars the plot has room for.
    int mostBars() const;

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QSizeF room() const { return m_pictureSize.value_or(QSizeF(size())); }
    QRectF plotRect() const;
    void layOut();
    void applyTheme(const Theme& theme);
    double xOf(double seconds) const;
    void drawAxes(QPainter& painter);

    const ThemeController& m_themes;
    Histogram m_histogram;
    NiceScale m_scale;
    std::optional<QSizeF> m_pictureSize;
    QBarSet* m_bars = nullptr; ///< owned by its series
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;
};

} // namespace tickscope

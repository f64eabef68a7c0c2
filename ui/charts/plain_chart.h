// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/nice_scale.h"
#include "ui/widgets/themed.h"

#include <QChartView>

#include <optional>

class QValueAxis;

namespace tickscope {

/// What our charts have in common: Qt Charts draws the series alone, and lays them out where the
/// chart says; it is drawn on the screen or, at another size, into a picture.
class PlainChart : public QChartView
{
    Q_OBJECT

public:
    /// Lays out for a picture of this size; nothing: for the screen.
    void setPictureSize(std::optional<QSizeF> size);
    /// Draws at the size that was set. @pre setPictureSize() and the chart's data came before
    void renderPicture(QPainter& painter, QPointF corner);

protected:
    PlainChart(const ThemeController& themes, QWidget* parent);

    /// Where the series are drawn.
    virtual QRectF plotRect() const = 0;
    QSizeF room() const { return m_pictureSize.value_or(QSizeF(size())); }
    void layOut();
    /// Whether curves are drawn with smooth edges; so they are unless this says no.
    void setSmooth(bool isSmooth) { setRenderHint(QPainter::Antialiasing, isSmooth); }
    void resizeEvent(QResizeEvent* event) override;

    const ThemeController& m_themes;
    NiceScale m_scale; ///< of the values
    QValueAxis* m_x = nullptr;
    QValueAxis* m_y = nullptr;

private:
    std::optional<QSizeF> m_pictureSize;
    QRectF m_plot; ///< as it was last laid out
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/speed_slider.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionSlider>

namespace tickscope {

SpeedSlider::SpeedSlider(QList<int> marks, const ThemeController& themes, QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
    , m_marks(std::move(marks))
    , m_themes(themes)
{
    setPageStep(1);
    onTheme(this, themes, [this](const Theme& theme) { setFixedWidth(px(124 * theme.scale)); });
}

void SpeedSlider::paintEvent(QPaintEvent* event)
{
    const auto& theme = m_themes.theme();
    QStyleOptionSlider option;
    initStyleOption(&option);
    const int handle = style()->pixelMetric(QStyle::PM_SliderLength, &option, this);
    QPainter painter(this);
    for (const int mark : m_marks) {
        const int x = handle / 2
            + QStyle::sliderPositionFromValue(minimum(), maximum(), mark, width() - handle);
        painter.fillRect(QRectF(x - 0.5, height() / 2.0 - 4, theme.metrics.line, 8), theme.border);
    }
    painter.end();
    QSlider::paintEvent(event);
}

} // namespace tickscope

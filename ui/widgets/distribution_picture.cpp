// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/distribution_picture.h"

#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>

namespace tickscope {

DistributionPicture::DistributionPicture(const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
{
    setAccessibleName(tr("Shape of the work"));
    onTheme(this, themes, [this](const Theme& theme) {
        setFixedHeight(px(44 * theme.type.lane / 11.5));
        update();
    });
    hide();
}

void DistributionPicture::setSpec(const DurationSpec& spec)
{
    if (spec == m_spec)
        return;
    m_spec = spec;
    m_shape = distributionShape(spec);
    setVisible(!m_shape.points.isEmpty());
    setAccessibleDescription(distributionWords(spec));
    setToolTip(distributionWords(spec));
    update();
}

void DistributionPicture::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(uiFont(theme.type.lane));
    const double words = painter.fontMetrics().height();
    const QRectF plot(0.5, 2, width() - 1, height() - words - 4);
    const auto at = [&plot](QPointF point) {
        return QPointF(plot.left() + point.x() * plot.width(),
            plot.bottom() - point.y() * (plot.height() - 1));
    };
    painter.setBrush(theme.work);
    painter.setPen(Qt::NoPen);
    if (m_shape.isBars) {
        const double bar = plot.width() / std::max<qsizetype>(1, m_shape.points.size());
        for (const auto& point : m_shape.points)
            painter.drawRect(
                QRectF(at(point), QPointF(at(point).x() + std::max(1.0, bar - 1), plot.bottom())));
    } else {
        QPolygonF area { at({ 0, 0 }) };
        for (const auto& point : m_shape.points)
            area << at(point);
        painter.drawPolygon(area << at({ 1, 0 }));
    }
    painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), 1), theme.border);
    painter.setPen(theme.text2);
    const QRectF line(0, plot.bottom() + 2, width(), words);
    if (m_shape.isBars)
        return painter.drawText(
            line, Qt::AlignLeft, tr("up to %1").arg(lengthText(m_shape.to.count())));
    painter.drawText(line, Qt::AlignLeft, lengthText(m_shape.from.count()));
    painter.drawText(line, Qt::AlignRight, lengthText(m_shape.to.count()));
}

} // namespace tickscope

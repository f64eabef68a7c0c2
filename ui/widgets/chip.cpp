// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/chip.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QPainter>

namespace tickscope {

Chip::Chip(const QString& text, const ThemeController& themes, QWidget* parent)
    : QAbstractButton(parent)
    , m_themes(themes)
{
    setText(text);
    setAccessibleName(tr("Remove filter %1").arg(text));
    setToolTip(tr("Remove this filter"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    onTheme(this, themes, [this](const Theme& theme) {
        setFont(uiFont(theme.type.second));
        updateGeometry();
        update();
    });
}

QSize Chip::sizeHint() const
{
    const double scale = m_themes.theme().scale;
    return { fontMetrics().horizontalAdvance(text()) + px(38 * scale), px(22 * scale) };
}

void Chip::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(hasFocus() ? theme.accent : theme.border, hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() ? theme.hover : theme.surface);
    const auto shape = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2);
    painter.setFont(font());
    painter.setPen(theme.text);
    const int inset = px(10 * theme.scale);
    painter.drawText(rect().adjusted(inset, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    const double side = 14 * theme.scale;
    paintIcon(painter, QStringLiteral("close"),
        QRectF(width() - side - 0.7 * inset, (height() - side) / 2, side, side), theme.text2);
}

} // namespace tickscope

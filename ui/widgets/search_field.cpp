// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/search_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"

#include <QKeyEvent>
#include <QPainter>

namespace tickscope {

SearchField::SearchField(const QString& key, const ThemeController& themes, QWidget* parent)
    : QLineEdit(parent)
    , m_key(key)
    , m_themes(themes)
{
    onTheme(this, themes, [this](const Theme& theme) {
        setFixedHeight(px(theme.metrics.control));
        setTextMargins(px(theme.metrics.icon + 0.5 * theme.metrics.gap), 0, 4, 0);
    });
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    const double side = 0.8 * theme.metrics.icon;
    paintIcon(painter, QStringLiteral("find"),
        QRectF(1.2 * theme.metrics.gap, (height() - side) / 2, side, side), theme.text2);
    painter.setFont(monoFont(theme.type.second));
    const int used = fontMetrics().horizontalAdvance(placeholderText())
        + painter.fontMetrics().horizontalAdvance(m_key);
    if (!text().isEmpty() || width() < used + px(6 * theme.metrics.gap))
        return;
    painter.setPen(theme.text3);
    painter.drawText(rect().adjusted(0, 0, -px(1.4 * theme.metrics.gap), 0),
        Qt::AlignRight | Qt::AlignVCenter, m_key);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return QLineEdit::keyPressEvent(event);
    clear();
    clearFocus();
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/link_button.h"

#include "ui/theme/fonts.h"

#include <QPainter>
#include <QStyleOptionFocusRect>

namespace tickscope {

LinkButton::LinkButton(const QString& text, const ThemeController& themes, QWidget* parent)
    : QPushButton(text, parent)
    , m_themes(themes)
{
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    // Without this the style takes its ring off the rectangle and the text would be cut.
    setAttribute(Qt::WA_LayoutUsesWidgetRect);
    onTheme(this, themes, [this](const Theme& theme) {
        setFont(uiFont(theme.type.second));
        updateGeometry();
    });
}

QSize LinkButton::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(text()) + 4,
        std::max(fontMetrics().height() + 4, px(m_themes.theme().metrics.row)) };
}

void LinkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto& theme = m_themes.theme();
    auto words = font();
    words.setUnderline(isEnabled());
    painter.setFont(words);
    painter.setPen(isEnabled() ? theme.link : theme.text2);
    painter.drawText(rect().adjusted(2, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
}

} // namespace tickscope

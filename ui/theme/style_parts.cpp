// SPDX-License-Identifier: GPL-3.0-only
// The single parts that controls are made of: panels, boxes, rings, rows.
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QVariant>

#include <algorithm>

namespace tickscope {

namespace {

constexpr char roleProperty[] = "buttonRole";
constexpr char invalidProperty[] = "invalidField";

ButtonRole roleOf(const QWidget* widget)
{
    return widget == nullptr ? ButtonRole::Plain
                             : static_cast<ButtonRole>(widget->property(roleProperty).toInt());
}

} // namespace

void setButtonRole(QWidget& button, ButtonRole role)
{
    button.setProperty(roleProperty, static_cast<int>(role));
    button.update();
}

void setFieldState(QWidget& field, FieldState state)
{
    field.setProperty(invalidProperty, state == FieldState::Invalid);
    field.update();
}

void Style::drawButtonPanel(
    const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const bool isEnabled = option->state & State_Enabled;
    const bool isPressed = option->state & State_Sunken;
    const bool isOn = option->state & State_On;
    const bool isHovered = isEnabled && option->state & State_MouseOver;
    QColor fill = isOn ? m_theme.tint : isPressed || isHovered ? m_theme.hover : m_theme.surface;
    QColor line = isOn ? m_theme.accent : isPressed ? m_theme.text : m_theme.border;
    if (roleOf(widget) == ButtonRole::Primary && isEnabled) {
        fill = m_theme.accent;
        line = isPressed ? m_theme.text : m_theme.accent;
    }
    if (!isEnabled)
        line = m_theme.hairline;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(line, m_theme.metrics.line));
    painter->setBrush(fill);
    const bool isPushButton = qobject_cast<const QPushButton*>(widget) != nullptr;
    const double margin = (isPushButton ? ringMargin : 0) + 0.5;
    const QRectF rect = QRectF(option->rect).adjusted(margin, margin, -margin, -margin);
    painter->drawRoundedRect(rect, m_theme.metrics.radius, m_theme.metrics.radius);
    painter->restore();
    if (isPushButton && option->state & State_HasFocus && option->state & State_KeyboardFocusChange)
        drawFocusRing(option->rect, painter);
}

void Style::drawToolPanel(
    const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const bool isFramed = !(option->state & State_AutoRaise) || option->state & State_On
        || roleOf(widget) == ButtonRole::Primary;
    const bool isHovered = option->state & State_Enabled && option->state & State_MouseOver;
    if (isFramed)
        return drawButtonPanel(option, painter, widget);
    if (!isHovered && !(option->state & State_Sunken))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.hover);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(2, 2, -2, -2), m_theme.metrics.radius,
        m_theme.metrics.radius);
    painter->restore();
}

void Style::drawFieldPanel(
    const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
    if (frame != nullptr && frame->lineWidth <= 0) { // a field inside a combo or spin box
        painter->fillRect(option->rect.adjusted(0, 1, 0, -1), m_theme.surface);
        return;
    }
    const bool isInvalid = widget != nullptr && widget->property(invalidProperty).toBool();
    const bool hasFocus = option->state & State_HasFocus;
    const double width = isInvalid || hasFocus ? 2 : m_theme.metrics.line;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor line = isInvalid       ? m_theme.error
        : hasFocus                      ? m_theme.accent
        : option->state & State_Enabled ? m_theme.border
                                        : m_theme.hairline;
    painter->setPen(QPen(line, width));
    painter->setBrush(m_theme.surface);
    const double inset = width / 2;
    painter->drawRoundedRect(QRectF(option->rect).adjusted(inset, inset, -inset, -inset),
        m_theme.metrics.radius, m_theme.metrics.radius);
    painter->restore();
}

void Style::drawFocusRing(const QRect& rect, QPainter* painter) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.accent, 2 * m_theme.metrics.line));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), m_theme.metrics.radius + 2,
        m_theme.metrics.radius + 2);
    painter->restore();
}

void Style::drawCheckBox(const QStyleOption* option, QPainter* painter) const
{
    const bool isEnabled = option->state & State_Enabled;
    const bool isOn = option->state & State_On;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QColor line = isEnabled ? m_theme.border : m_theme.hairline;
    const QColor fill = isOn && isEnabled ? m_theme.accent : m_theme.surface;
    painter->setPen(QPen(isOn && isEnabled ? m_theme.accent : line, m_theme.metrics.line));
    painter->setBrush(fill);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    const QColor mark = isEnabled ? m_theme.onaccent : m_theme.disabled;
    if (isOn)
        paintIcon(*painter, QStringLiteral("check"), option->rect, mark);
    else if (option->state & State_NoChange)
        painter->fillRect(QRectF(option->rect).adjusted(4, 7, -4, -7), m_theme.accent);
    painter->restore();
}

void Style::drawRadioButton(const QStyleOption* option, QPainter* painter) const
{
    const bool isOn = option->state & State_On;
    const QColor line = option->state & State_Enabled ? m_theme.border : m_theme.hairline;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF rect = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->setPen(QPen(isOn ? m_theme.accent : line, isOn ? 4 : m_theme.metrics.line));
    painter->setBrush(m_theme.surface);
    painter->drawEllipse(isOn ? rect.adjusted(2, 2, -2, -2) : rect);
    painter->restore();
}

void Style::drawSelectedRow(
    const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option);
    if (item == nullptr)
        return;
    if (item->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option->rect, item->backgroundBrush);
    const bool isSelected = option->state & State_Selected;
    if (isSelected)
        painter->fillRect(option->rect, m_theme.tint);
    else if (option->state & State_MouseOver && option->state & State_Enabled)
        painter->fillRect(option->rect, m_theme.hover);
    const auto* view = qobject_cast<const QAbstractItemView*>(widget);
    const bool isFirst = item->index.column() == 0
        || item->viewItemPosition == QStyleOptionViewItem::Beginning
        || item->viewItemPosition == QStyleOptionViewItem::OnlyOne;
    if (isSelected && isFirst && view != nullptr)
        painter->fillRect(0, option->rect.y(), 3, option->rect.height(), m_theme.accent);
}

void Style::drawChevron(
    PrimitiveElement element, const QStyleOption* option, QPainter* painter) const
{
    const QString name = element == PE_IndicatorArrowDown ? QStringLiteral("down")
        : element == PE_IndicatorArrowUp                  ? QStringLiteral("up")
        : element == PE_IndicatorArrowLeft                ? QStringLiteral("left")
                                                          : QStringLiteral("right");
    // A menu leaves less room beside its entries than there is.
    const bool isOfMenu = element == PE_IndicatorArrowRight || element == PE_IndicatorArrowLeft;
    const double whole = 0.8 * m_theme.metrics.icon;
    const double side = isOfMenu
        ? whole
        : std::min({ whole, double(option->rect.width()), double(option->rect.height()) });
    QRectF rect(0, 0, side, side);
    rect.moveCenter(QRectF(option->rect).center());
    const QColor color = option->state & State_Enabled ? m_theme.text2 : m_theme.disabled;
    paintIcon(*painter, name, rect, color);
}

} // namespace tickscope

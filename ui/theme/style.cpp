// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/style.h"

#include "ui/theme/icons.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QVariant>

#include <cmath>

namespace tickscope {

namespace {

constexpr char roleProperty[] = "buttonRole";
constexpr char invalidProperty[] = "invalidField";

ButtonRole roleOf(const QWidget* widget)
{
    return widget == nullptr ? ButtonRole::Plain
                             : static_cast<ButtonRole>(widget->property(roleProperty).toInt());
}

// Room for the focus ring around a push button: 2 px, 1 px off. Layouts do not see it.
constexpr int ringMargin = 3;

int rounded(double length)
{
    return static_cast<int>(std::lround(length));
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

Style::Style(const Theme& theme)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(theme)
{
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const Metrics& m = m_theme.metrics;
    switch (metric) {
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
    case PM_DefaultFrameWidth:
    case PM_MenuPanelWidth:
    case PM_TabBarBaseHeight:
        return 1;
    case PM_MenuBarPanelWidth:
    case PM_ToolBarFrameWidth:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_DockWidgetFrameWidth:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_ButtonDefaultIndicator:
        return 0;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 2;
    case PM_ScrollBarExtent:
        return rounded(12 * m_theme.scale);
    case PM_ScrollBarSliderMin:
        return rounded(28 * m_theme.scale);
    case PM_TabBarTabHSpace:
        return rounded(2 * m.padding);
    case PM_TabBarTabVSpace:
        return rounded(m.gap);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return rounded(0.8 * m.icon);
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return rounded(0.8 * m.icon);
    case PM_ToolBarIconSize:
        return rounded(m.icon);
    case PM_ToolBarItemSpacing:
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return rounded(m.gap);
    case PM_SliderThickness:
    case PM_SliderControlThickness:
    case PM_SliderLength:
        return rounded(16 * m_theme.scale);
    case PM_DockWidgetTitleMargin:
        return rounded(m.gap);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_TabBar_PreferNoArrows:
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    const Metrics& m = m_theme.metrics;
    switch (type) {
    case CT_PushButton:
        result.setHeight(std::max(size.height(), rounded(m.control)) + 2 * ringMargin);
        result.setWidth(size.width() + rounded(2.5 * m.gap) + 2 * ringMargin);
        break;
    case CT_ToolButton:
        result = result.expandedTo({ rounded(m.control), rounded(m.control) });
        break;
    case CT_ComboBox:
    case CT_LineEdit:
    case CT_SpinBox:
        result.setHeight(std::max(rounded(m.control), size.height() + 4));
        break;
    case CT_TabBarTab:
        result.setHeight(rounded(m.tab));
        break;
    case CT_MenuBarItem:
        result.setHeight(rounded(m.menu));
        break;
    case CT_ItemViewItem:
        result.setHeight(std::max(result.height(), rounded(m.row)));
        break;
    default:
        break;
    }
    return result;
}

QRect Style::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_PushButtonFocusRect)
        return option->rect;
    if (element == SE_PushButtonLayoutItem)
        return option->rect.adjusted(ringMargin, ringMargin, -ringMargin, -ringMargin);
    return QProxyStyle::subElementRect(element, option, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButtonPanel(option, painter, widget);
    case PE_PanelButtonTool:
        return drawToolPanel(option, painter, widget);
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        return drawFieldPanel(option, painter, widget);
    case PE_FrameFocusRect:
        return drawFocusRing(option->rect, painter);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(option, painter);
    case PE_IndicatorRadioButton:
        return drawRadioButton(option, painter);
    case PE_PanelItemViewItem:
    case PE_PanelItemViewRow:
        return drawSelectedRow(option, painter, widget);
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowRight:
    case PE_IndicatorArrowLeft:
        return drawChevron(element, option, painter);
    case PE_Frame:
    case PE_FrameMenu:
    case PE_FrameDockWidget:
    case PE_FrameGroupBox:
        painter->setPen(m_theme.hairline);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_PanelTipLabel:
        painter->setPen(m_theme.border);
        painter->setBrush(m_theme.surface);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            option->rect.x(), option->rect.bottom(), option->rect.width(), 1, m_theme.hairline);
        return;
    case PE_FrameButtonBevel:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameWindow:
    case PE_IndicatorToolBarHandle:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
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
    const double margin
        = (qobject_cast<const QPushButton*>(widget) != nullptr ? ringMargin : 0) + 0.5;
    const QRectF rect = QRectF(option->rect).adjusted(margin, margin, -margin, -margin);
    painter->drawRoundedRect(rect, m_theme.metrics.radius, m_theme.metrics.radius);
    painter->restore();
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
    const double side = std::min({ 0.8 * m_theme.metrics.icon, double(option->rect.width()),
        double(option->rect.height()) });
    QRectF rect(0, 0, side, side);
    rect.moveCenter(QRectF(option->rect).center());
    const QColor color = option->state & State_Enabled ? m_theme.text2 : m_theme.disabled;
    paintIcon(*painter, name, rect, color);
}

void Style::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr
        || qobject_cast<QComboBox*>(widget) != nullptr)
        widget->setAttribute(Qt::WA_Hover);
}

void Style::unpolish(QWidget* widget)
{
    QProxyStyle::unpolish(widget);
}

} // namespace tickscope

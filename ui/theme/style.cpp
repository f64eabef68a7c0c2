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

int rounded(double length)
{
    return static_cast<int>(std::lround(length));
}

} // namespace

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
    case PM_FocusFrameHMargin: // also the padding of rows in lists and tables
        return rounded(0.75 * m.gap);
    case PM_FocusFrameVMargin:
        return 2;
    case PM_HeaderMargin:
        return rounded(0.9 * m.gap);
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
    if (element == SE_LineEditContents) {
        const int padding = rounded(0.75 * m_theme.metrics.gap);
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
        if (frame != nullptr && frame->lineWidth > 0)
            return option->rect.adjusted(padding, 1, -padding, -1);
    }
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
        if (qobject_cast<const QPushButton*>(widget) != nullptr)
            return; // its panel draws it
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

QIcon Style::standardIcon(
    StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const
{
    switch (pixmap) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_LineEditClearButton:
    case SP_TabCloseButton:
        return icon(QStringLiteral("close"), m_theme.text2);
    case SP_TitleBarNormalButton:
        return icon(QStringLiteral("duplicate"), m_theme.text2);
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
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

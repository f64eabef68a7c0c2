// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QDockWidget>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QTabBar>

#include <cmath>

namespace tickscope {

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
    const QWidget* widget) const
{
    switch (element) {
    case CE_TabBarTabShape:
        return drawTab(option, painter);
    case CE_DockWidgetTitle:
        return drawDockTitle(option, painter, widget);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderSection(option, painter);
    case CE_MenuBarItem:
        return drawMenuBarItem(option, painter);
    case CE_MenuBarEmptyArea:
    case CE_ToolBar:
        painter->fillRect(option->rect, m_theme.window);
        return;
    case CE_SizeGrip:
    case CE_ProgressBarGroove:
    case CE_ProgressBarLabel:
        return;
    case CE_ProgressBarContents:
        return drawProgress(option, painter);
    case CE_Splitter:
        painter->fillRect(option->rect, m_theme.hairline);
        return;
    case CE_PushButtonLabel: {
        QStyleOptionButton label = *qstyleoption_cast<const QStyleOptionButton*>(option);
        const int role = widget != nullptr ? widget->property("buttonRole").toInt() : 0;
        const bool isEnabled = option->state & State_Enabled;
        if (isEnabled && role == static_cast<int>(ButtonRole::Primary))
            label.palette.setColor(QPalette::ButtonText, m_theme.onaccent);
        else if (isEnabled && role == static_cast<int>(ButtonRole::Danger))
            label.palette.setColor(QPalette::ButtonText, m_theme.error);
        else if (isEnabled && option->state & State_On)
            label.palette.setColor(QPalette::ButtonText, m_theme.accent);
        return QProxyStyle::drawControl(element, &label, painter, widget);
    }
    case CE_ToolButtonLabel: {
        QStyleOptionToolButton label = *qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const int role = widget != nullptr ? widget->property("buttonRole").toInt() : 0;
        if (role == static_cast<int>(ButtonRole::Primary))
            label.palette.setColor(QPalette::ButtonText, m_theme.onaccent);
        else if (option->state & State_On && option->state & State_Enabled)
            label.palette.setColor(QPalette::ButtonText, m_theme.accent);
        return QProxyStyle::drawControl(element, &label, painter, widget);
    }
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawTab(const QStyleOption* option, QPainter* painter) const
{
    const QRect rect = option->rect;
    const bool isSelected = option->state & State_Selected;
    if (!isSelected && option->state & State_MouseOver && option->state & State_Enabled)
        painter->fillRect(rect, m_theme.hover);
    painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, m_theme.hairline);
    const int thickness = static_cast<int>(std::lround(2 * m_theme.metrics.line));
    if (isSelected)
        painter->fillRect(
            rect.x(), rect.bottom() + 1 - thickness, rect.width(), thickness, m_theme.accent);
    if (option->state & State_HasFocus)
        drawFocusRing(rect.adjusted(2, 2, -2, -4), painter);
}

void Style::drawDockTitle(
    const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    const auto* dock = qstyleoption_cast<const QStyleOptionDockWidget*>(option);
    if (dock == nullptr)
        return;
    const QRect rect = option->rect;
    painter->fillRect(rect, m_theme.sunken);
    painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, m_theme.hairline);
    painter->save();
    painter->setFont(uiFont(m_theme.type.second, FontWeight::Semibold));
    painter->setPen(m_theme.text);
    QRect textRect = subElementRect(SE_DockWidgetTitleBarText, option, widget);
    textRect.setLeft(rect.left() + static_cast<int>(m_theme.metrics.padding));
    const QString text
        = painter->fontMetrics().elidedText(dock->title, Qt::ElideRight, textRect.width());
    painter->drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, text);
    painter->restore();
}

void Style::drawHeaderSection(const QStyleOption* option, QPainter* painter) const
{
    const QRect rect = option->rect;
    painter->fillRect(rect, m_theme.sunken);
    painter->fillRect(rect.x(), rect.bottom(), rect.width(), 1, m_theme.hairline);
}

void Style::drawMenuBarItem(const QStyleOption* option, QPainter* painter) const
{
    const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
    if (item == nullptr)
        return;
    const bool isOpen = option->state & (State_Selected | State_Sunken);
    painter->fillRect(option->rect, isOpen ? m_theme.hover : m_theme.window);
    const bool isEnabled = option->state & State_Enabled;
    const int flags = Qt::AlignCenter | Qt::TextHideMnemonic | Qt::TextSingleLine;
    painter->setPen(isEnabled ? m_theme.text : m_theme.disabled);
    painter->drawText(option->rect, flags, item->text);
}

void Style::drawProgress(const QStyleOption* option, QPainter* painter) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
    if (bar == nullptr)
        return;
    const double height = std::min(6.0 * m_theme.scale, double(option->rect.height()));
    QRectF groove(0, 0, option->rect.width(), height);
    groove.moveCenter(QRectF(option->rect).center());
    const double span = std::max(1, bar->maximum - bar->minimum);
    const double share = std::clamp((bar->progress - bar->minimum) / span, 0.0, 1.0);
    QRectF done = groove;
    done.setWidth(groove.width() * share);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.hairline);
    painter->drawRoundedRect(groove, height / 2, height / 2);
    painter->setBrush(m_theme.accent);
    if (share > 0)
        painter->drawRoundedRect(done, height / 2, height / 2);
    painter->restore();
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
    SubControl subControl, const QWidget* widget) const
{
    const QRect rect = option->rect;
    const int margin = static_cast<int>(m_theme.metrics.gap);
    const int arrow = static_cast<int>(1.2 * m_theme.metrics.icon);
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return rect.adjusted(margin, 1, -arrow, -1);
    if (control == CC_ComboBox && subControl == SC_ComboBoxArrow)
        return { rect.right() - arrow, rect.y(), arrow, rect.height() };
    if (control == CC_ScrollBar && subControl == SC_ScrollBarAddLine)
        return {};
    if (control == CC_ScrollBar && subControl == SC_ScrollBarSubLine)
        return {};
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (control == CC_ScrollBar && bar != nullptr) {
        const bool isHorizontal = bar->orientation == Qt::Horizontal;
        const int length = isHorizontal ? rect.width() : rect.height();
        const std::int64_t range = std::int64_t(bar->maximum) - bar->minimum;
        const int least = pixelMetric(PM_ScrollBarSliderMin, option, widget);
        int slider = length;
        if (range > 0)
            slider = std::max<int>(least,
                static_cast<int>(std::int64_t(bar->pageStep) * length / (range + bar->pageStep)));
        slider = std::min(slider, length);
        const int start = sliderPositionFromValue(
            bar->minimum, bar->maximum, bar->sliderPosition, length - slider, bar->upsideDown);
        const auto part = [&](int from, int to) {
            return isHorizontal ? QRect(from, rect.y(), to - from, rect.height())
                                : QRect(rect.x(), from, rect.width(), to - from);
        };
        switch (subControl) {
        case SC_ScrollBarSlider:
            return part(start, start + slider);
        case SC_ScrollBarSubPage:
            return part(0, start);
        case SC_ScrollBarAddPage:
            return part(start + slider, length);
        case SC_ScrollBarGroove:
            return rect;
        default:
            break;
        }
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    switch (control) {
    case CC_ComboBox:
        return drawComboBox(option, painter, widget);
    case CC_SpinBox:
        return drawSpinBox(option, painter, widget);
    case CC_Slider:
        return drawSlider(option, painter, widget);
    case CC_ScrollBar:
        return drawScrollBar(option, painter, widget);
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

void Style::drawComboBox(
    const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    QStyleOptionFrame field;
    field.QStyleOption::operator=(*option);
    field.lineWidth = 1;
    drawFieldPanel(&field, painter, widget);
    QStyleOption arrow = *option;
    arrow.rect = subControlRect(CC_ComboBox, option, SC_ComboBoxArrow, widget);
    drawChevron(PE_IndicatorArrowDown, &arrow, painter);
}

void Style::drawSpinBox(
    const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
    if (spin == nullptr)
        return;
    QStyleOptionFrame field;
    field.QStyleOption::operator=(*option);
    field.lineWidth = spin->frame ? 1 : 0;
    drawFieldPanel(&field, painter, widget);
    const auto drawStep = [&](SubControl part, PrimitiveElement arrow, bool isPossible) {
        QStyleOption chevron = *option;
        chevron.rect = subControlRect(CC_SpinBox, option, part, widget);
        chevron.state.setFlag(State_Enabled, isPossible && option->state & State_Enabled);
        drawChevron(arrow, &chevron, painter);
    };
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    drawStep(
        SC_SpinBoxUp, PE_IndicatorArrowUp, spin->stepEnabled & QAbstractSpinBox::StepUpEnabled);
    drawStep(SC_SpinBoxDown, PE_IndicatorArrowDown,
        spin->stepEnabled & QAbstractSpinBox::StepDownEnabled);
}

void Style::drawSlider(
    const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (slider == nullptr)
        return;
    const bool isHorizontal = slider->orientation == Qt::Horizontal;
    const QRectF groove = subControlRect(CC_Slider, option, SC_SliderGroove, widget);
    const QRectF handle = subControlRect(CC_Slider, option, SC_SliderHandle, widget);
    const QColor accent = option->state & State_Enabled ? m_theme.accent : m_theme.disabled;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.border, 2 * m_theme.metrics.line, Qt::SolidLine, Qt::RoundCap));
    const QPointF middle = groove.center();
    if (isHorizontal)
        painter->drawLine(
            QPointF(groove.left() + 2, middle.y()), QPointF(groove.right() - 2, middle.y()));
    else
        painter->drawLine(
            QPointF(middle.x(), groove.top() + 2), QPointF(middle.x(), groove.bottom() - 2));
    const double radius = 6 * m_theme.scale;
    painter->setPen(QPen(accent, 2 * m_theme.metrics.line));
    painter->setBrush(m_theme.surface);
    painter->drawEllipse(handle.center(), radius, radius);
    painter->restore();
    if (option->state & State_HasFocus)
        drawFocusRing(handle.toRect().adjusted(-1, -1, 1, 1), painter);
}

void Style::drawScrollBar(
    const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
    if (bar == nullptr)
        return;
    // The ground of what it scrolls, which has a palette of its own where that is not a surface.
    painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    if (bar->maximum <= bar->minimum)
        return;
    const QRectF handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    const bool isActive = option->state & (State_MouseOver | State_Sunken);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(isActive ? m_theme.border : m_theme.armedpast);
    const double inset
        = bar->orientation == Qt::Horizontal ? handle.height() / 4 : handle.width() / 4;
    const QRectF thumb = handle.adjusted(inset, inset, -inset, -inset);
    painter->drawRoundedRect(thumb, inset, inset);
    painter->restore();
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/theme/tokens.h"

#include <QProxyStyle>

namespace tickscope {

/// How much a button stands out.
enum class ButtonRole : std::uint8_t {
    Plain, ///< 1 px border
    Primary, ///< filled with accent: one in a view
    Danger, ///< its words in error
};
void setButtonRole(QWidget& button, ButtonRole role);

/// Whether a field holds a refused value: a 2 px error border.
enum class FieldState : std::uint8_t { Valid, Invalid };
void setFieldState(QWidget& field, FieldState state);

/// Fusion, drawn flat: depth comes from hairlines and two greys. No shadow, gradient or bevel.
class Style : public QProxyStyle
{
    Q_OBJECT

public:
    explicit Style(const Theme& theme);

    int pixelMetric(
        PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* returnData) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
        const QWidget* widget) const override;
    QRect subElementRect(
        SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option,
        SubControl subControl, const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
        QPainter* painter, const QWidget* widget) const override;
    QIcon standardIcon(
        StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const override;
    void polish(QWidget* widget) override;
    void unpolish(QWidget* widget) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;

private:
    /// Room for the focus ring around a push button: 2 px, 1 px off. Layouts do not see it.
    static constexpr int ringMargin = 3;

    // style_parts.cpp: single parts
    void drawButtonPanel(
        const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawToolPanel(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawFieldPanel(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawFocusRing(const QRect& rect, QPainter* painter) const;
    void drawCheckBox(const QStyleOption* option, QPainter* painter) const;
    void drawRadioButton(const QStyleOption* option, QPainter* painter) const;
    void drawSelectedRow(
        const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawChevron(PrimitiveElement element, const QStyleOption* option, QPainter* painter) const;
    // style_controls.cpp: whole controls
    void drawTab(const QStyleOption* option, QPainter* painter) const;
    void drawDockTitle(const QStyleOption* option, QPainter* painter, const QWidget* widget) const;
    void drawHeaderSection(const QStyleOption* option, QPainter* painter) const;
    void drawMenuBarItem(const QStyleOption* option, QPainter* painter) const;
    void drawProgress(const QStyleOption* option, QPainter* painter) const;
    void drawComboBox(
        const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawSpinBox(
        const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawSlider(
        const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;
    void drawScrollBar(
        const QStyleOptionComplex* option, QPainter* painter, const QWidget* widget) const;

    Theme m_theme;
};

} // namespace tickscope

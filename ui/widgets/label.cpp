// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/label.h"

#include "ui/theme/fonts.h"

namespace tickscope {

namespace {

QFont fontOf(TextLook look, const TypeSizes& type)
{
    switch (look) {
    case TextLook::Body:
    case TextLook::Quiet:
        return uiFont(type.body);
    case TextLook::Strong:
        return uiFont(type.body, FontWeight::Semibold);
    case TextLook::Second:
    case TextLook::Hint:
    case TextLook::Error:
        return uiFont(type.second);
    case TextLook::Header:
        return uiFont(type.second, FontWeight::Semibold);
    case TextLook::Title:
        return uiFont(type.title, FontWeight::Semibold);
    case TextLook::Display:
        return uiFont(type.display * 30 / 26, FontWeight::Semibold);
    case TextLook::Lead:
        return uiFont(type.title);
    case TextLook::Mono:
    case TextLook::MonoHint:
        return monoFont(type.second);
    case TextLook::Clock:
        return monoFont(type.clock);
    case TextLook::Warning:
    case TextLook::Good:
        return uiFont(type.body, FontWeight::Semibold);
    }
    return {};
}

QColor colourOf(TextLook look, const Theme& theme)
{
    switch (look) {
    case TextLook::Quiet:
    case TextLook::Second:
    case TextLook::Header:
    case TextLook::Lead:
        return theme.text2;
    case TextLook::Hint:
    case TextLook::MonoHint:
        return theme.text3;
    case TextLook::Warning:
        return theme.warn;
    case TextLook::Error:
        return theme.error;
    case TextLook::Good:
        return theme.ok;
    default:
        return theme.text;
    }
}

} // namespace

Label::Label(TextLook look, const ThemeController& themes, const QString& text, QWidget* parent)
    : QLabel(text, parent)
    , m_themes(themes)
    , m_look(look)
{
    setTextFormat(Qt::PlainText);
    // Otherwise a parent with another ground decides which colour of the palette is used.
    setForegroundRole(QPalette::WindowText);
    onTheme(this, themes, [this](const Theme& theme) { apply(theme); });
}

void Label::setLook(TextLook look)
{
    if (look == m_look)
        return;
    m_look = look;
    apply(m_themes.theme());
}

void Label::setWords(const QString& text)
{
    if (text != this->text())
        setText(text);
}

void Label::apply(const Theme& theme)
{
    setFont(fontOf(m_look, theme.type));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, colourOf(m_look, theme));
    setPalette(colours);
}

} // namespace tickscope

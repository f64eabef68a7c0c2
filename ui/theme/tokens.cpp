// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/tokens.h"

#include <QBrush>

#include <array>

namespace tickscope {

namespace {

struct Token
{
    QColor Theme::*colour;
    QRgb light, dark, projector;
};

// The one table of colours; the contrast ratios and distances that it must keep are tested.
constexpr Token tokens[] = {
    { &Theme::window, 0xF2F4F7, 0x12151A, 0xFFFFFF },
    { &Theme::surface, 0xFFFFFF, 0x1A1E25, 0xFFFFFF },
    { &Theme::sunken, 0xF7F8FA, 0x15191F, 0xF3F4F6 },
    { &Theme::hover, 0xEEF1F5, 0x252B34, 0xE6E9EE },
    { &Theme::canvas, 0xFFFFFF, 0x171B21, 0xFFFFFF },
    { &Theme::future, 0xF5F6F9, 0x13161B, 0xEEF0F3 },
    { &Theme::lanesel, 0xFAF8FE, 0x1E1D2A, 0xF7F3FD },
    { &Theme::grid, 0xE9ECF1, 0x232932, 0xD5DAE1 },
    { &Theme::hairline, 0xDFE3E9, 0x2D343F, 0xB9C0CA },
    { &Theme::border, 0x808B9A, 0x6E7887, 0x5B6675 },
    { &Theme::text, 0x1A212B, 0xE8ECF2, 0x000000 },
    { &Theme::text2, 0x475160, 0xB4BDCA, 0x27303B },
    { &Theme::text3, 0x5F6A79, 0x939EAD, 0x3C4652 },
    { &Theme::disabled, 0x98A2B0, 0x5F6977, 0x7C8693 },
    { &Theme::accent, 0x47168F, 0xDDCDFF, 0x3C0A80 },
    { &Theme::onaccent, 0xFFFFFF, 0x1A1030, 0xFFFFFF },
    { &Theme::tint, 0xF1EBFB, 0x2B2440, 0xEBE1FB },
    { &Theme::link, 0x47168F, 0xC9B3FF, 0x3C0A80 },
    { &Theme::work, 0x2472D8, 0x4690EE, 0x0F5FC8 },
    { &Theme::onwork, 0xFFFFFF, 0x050D17, 0xFFFFFF },
    { &Theme::wait, 0xF9CE74, 0x7A5413, 0xFFC23D },
    { &Theme::onwait, 0x3A2700, 0xFFE6B0, 0x231600 },
    { &Theme::waitline, 0x9C6200, 0xF0B03F, 0x8A5000 },
    { &Theme::error, 0xC8321E, 0xF2705C, 0xBE1E0B },
    { &Theme::onerror, 0xFFFFFF, 0x210602, 0xFFFFFF },
    { &Theme::errorline, 0x8F1F10, 0xFFA395, 0x7D1005 },
    { &Theme::armed, 0x566272, 0xA3AFBE, 0x3A4552 },
    { &Theme::armedpast, 0x8792A0, 0x687485, 0x8792A0 },
    { &Theme::due, 0x2F3A48, 0xCDD5DF, 0x141B24 },
    { &Theme::ok, 0x1B7A4B, 0x58C48D, 0x0D6137 },
    { &Theme::oktint, 0xE8F5EE, 0x16291F, 0xE3F3EA },
    { &Theme::warn, 0x8A5200, 0xF0B03F, 0x6E4000 },
    { &Theme::warntint, 0xFFF5DF, 0x2C2412, 0xFFF1D1 },
    { &Theme::errtint, 0xFDEDEA, 0x331A17, 0xFCE4E0 },
    { &Theme::lit, 0xEBE3FA, 0x41326A, 0xDCCBF7 },
    { &Theme::ran, 0xF7F3FD, 0x221F30, 0xF1EAFB },
    { &Theme::keyword, 0x5B2BB0, 0xC9B3FF, 0x5A1FB5 },
    { &Theme::atom, 0x1F5FA8, 0x8FC0F7, 0x0B4791 },
    { &Theme::key, 0x1F5FA8, 0x8FC0F7, 0x0B4791 },
    { &Theme::string, 0x166B40, 0x7AD3A4, 0x0D6137 },
    { &Theme::number, 0x8A5200, 0xF0C36B, 0x6E4000 },
    { &Theme::comment, 0x56606E, 0xA0AAB8, 0x3C4652 },
};

QRgb colourOf(const Token& token, ThemeName name)
{
    switch (name) {
    case ThemeName::Dark:
        return token.dark;
    case ThemeName::Projector:
        return token.projector;
    case ThemeName::Light:
        break;
    }
    return token.light;
}

// Read from the back row: nothing below 16, lines and rings half as thick again.
constexpr TypeSizes projectorType { 16, 16, 20, 22, 38, 25, 25, 36 };

constexpr Metrics projectorMetrics()
{
    Metrics metrics;
    metrics.line = 1.5;
    metrics.mark = 12;
    metrics.control = 40;
    metrics.transport = 48;
    metrics.transportBar = 64;
    metrics.dockHeader = 44;
    metrics.menu = 40;
    metrics.statusBar = 36;
    metrics.row = 32;
    metrics.twoLineRow = 64;
    metrics.tab = 46;
    metrics.readout = 46;
    metrics.icon = 26;
    metrics.nameColumn = 236;
    metrics.ruler = 58;
    metrics.wholeRun = 30;
    return metrics;
}

Theme make(ThemeName name)
{
    Theme made;
    made.name = name;
    for (const Token& token : tokens)
        made.*token.colour = QColor(colourOf(token, name) | 0xFF000000U);
    if (name == ThemeName::Projector) {
        made.type = projectorType;
        made.metrics = projectorMetrics();
    }
    return made;
}

} // namespace

const Theme& theme(ThemeName name)
{
    static const std::array<Theme, 3> themes { make(ThemeName::Light), make(ThemeName::Dark),
        make(ThemeName::Projector) };
    return themes[static_cast<std::size_t>(name)];
}

Theme scaled(const Theme& theme, double scale)
{
    Theme result = theme;
    result.scale = theme.scale * scale;
    TypeSizes& type = result.type;
    for (double* size : { &type.lane, &type.second, &type.body, &type.title, &type.clock,
             &type.caption, &type.lesson, &type.display })
        *size *= scale;
    Metrics& m = result.metrics;
    for (double* length : { &m.mark, &m.control, &m.transport, &m.transportBar, &m.dockHeader,
             &m.menu, &m.statusBar, &m.row, &m.twoLineRow, &m.tab, &m.readout, &m.icon, &m.padding,
             &m.gap, &m.nameColumn, &m.ruler, &m.wholeRun })
        *length *= scale;
    return result;
}

QPalette toPalette(const Theme& theme)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) {
        palette.setColor(QPalette::All, role, colour);
    };
    set(QPalette::Window, theme.window);
    set(QPalette::WindowText, theme.text);
    set(QPalette::Base, theme.surface);
    set(QPalette::AlternateBase, theme.sunken);
    set(QPalette::Text, theme.text);
    set(QPalette::PlaceholderText, theme.text3);
    set(QPalette::Button, theme.surface);
    set(QPalette::ButtonText, theme.text);
    set(QPalette::BrightText, theme.onaccent);
    set(QPalette::Highlight, theme.tint);
    set(QPalette::HighlightedText, theme.text);
    set(QPalette::Link, theme.link);
    set(QPalette::LinkVisited, theme.link);
    set(QPalette::ToolTipBase, theme.surface);
    set(QPalette::ToolTipText, theme.text);
    set(QPalette::Light, theme.hover);
    set(QPalette::Midlight, theme.hairline);
    set(QPalette::Mid, theme.hairline);
    set(QPalette::Dark, theme.border);
    set(QPalette::Shadow, theme.border);
    for (QPalette::ColorRole role :
        { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText })
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    return palette;
}

} // namespace tickscope

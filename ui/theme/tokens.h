// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QColor>
#include <QPalette>

#include <cstdint>

namespace tickscope {

/// The three looks. Projector is light with larger type, thicker lines and stronger colours.
enum class ThemeName : std::uint8_t { Light, Dark, Projector };

/// Sizes of type in logical pixels.
struct TypeSizes
{
    double lane = 11.5; ///< inside lanes, on the ruler, on chart axes
    double second = 12; ///< second lines, log times, source
    double body = 13; ///< controls and text
    double title = 15; ///< panel titles, semibold
    double clock = 22;
    double caption = 15; ///< the caption under the lanes when presenting
    double lesson = 15; ///< lesson text
    double display = 26; ///< lesson and welcome titles
};

/// Lengths in logical pixels.
struct Metrics
{
    double line = 1; ///< factor for the width of lines and rings
    double mark = 8; ///< width of a due mark
    double radius = 4; ///< of controls
    double control = 28;
    double transport = 32; ///< controls of the transport bar
    double transportBar = 48;
    double dockHeader = 32;
    double menu = 28;
    double statusBar = 26;
    double row = 22;
    double twoLineRow = 46;
    double tab = 34;
    double readout = 34;
    double icon = 20;
    double padding = 14; ///< of a panel
    double gap = 8; ///< between controls
    double nameColumn = 192; ///< of the lanes
    double ruler = 40;
    double wholeRun = 22;
};

/// Every colour and size that the window uses, by meaning. Colour says one thing each: accent is
/// you, now or selected; work is working; wait is waiting; error is failed; armed and due are
/// timers. Everything else is grey.
struct Theme
{
    ThemeName name = ThemeName::Light;
    double scale = 1; ///< text size; type and metrics are multiplied already

    QColor window, surface, sunken, hover, canvas, future, lanesel, grid, hairline, border;
    QColor text, text2, text3, disabled;
    QColor accent, onaccent, tint, link;
    QColor work, onwork, wait, onwait, waitline, error, onerror, errorline;
    QColor armed, armedpast, due;
    QColor ok, oktint, warn, warntint, errtint, lit, ran;
    QColor keyword, atom, key, string, number, comment;

    TypeSizes type;
    Metrics metrics;

    bool isDark() const { return name == ThemeName::Dark; }
};

/// The theme at text size 1.
const Theme& theme(ThemeName name);

/// The same theme with type and geometry scaled together.
/// @param scale  text size, such as 1.15
Theme scaled(const Theme& theme, double scale);

/// What Qt's own widgets are coloured with.
QPalette toPalette(const Theme& theme);

} // namespace tickscope

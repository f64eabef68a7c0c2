// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QLabel>

#include <cstdint>

namespace tickscope {

/// How a piece of text looks: its size, weight and colour, all of them from the theme.
enum class TextLook : std::uint8_t {
    Body,
    Quiet, ///< as Body, in the second colour: the names of fields
    Strong,
    Second, ///< second lines
    Hint, ///< third level
    Header, ///< headers of docks
    Title, ///< titles of panels
    Display, ///< the welcome page
    Lead, ///< below a display line
    Mono, ///< numbers that change in place
    MonoHint,
    Clock,
    Warning,
    Error,
    Good,
};

/// A label that follows the look. Plain text unless told otherwise: names come from files.
class Label : public QLabel
{
    Q_OBJECT

public:
    Label(TextLook look, const ThemeController& themes, const QString& text = {},
        QWidget* parent = nullptr);

    void setLook(TextLook look);
    /// Sets the text if it is another one, so that a label in a live panel costs nothing.
    void setWords(const QString& text);

private:
    void apply(const Theme& theme);

    const ThemeController& m_themes;
    TextLook m_look;
};

} // namespace tickscope

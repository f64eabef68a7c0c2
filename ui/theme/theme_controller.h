// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/theme/tokens.h"

#include <QObject>
#include <QString>

#include <array>
#include <optional>

namespace tickscope {

/// Which look a person asked for. System follows what the desktop had when the program started.
enum class ThemeChoice : std::uint8_t { System, Light, Dark, Projector };

/// "system", "light", "dark", "projector".
QString themeChoiceName(ThemeChoice choice);
std::optional<ThemeChoice> themeChoiceNamed(const QString& name);

/// Holds the look that is in force: which theme, and at which text size. Views draw with theme()
/// and repaint on themeChanged().
class ThemeController : public QObject
{
    Q_OBJECT

public:
    static constexpr std::array<double, 6> scaleSteps { 0.9, 1, 1.15, 1.3, 1.5, 1.75 };

    explicit ThemeController(QObject* parent = nullptr);

    const Theme& theme() const { return m_theme; }
    ThemeChoice choice() const { return m_choice; }
    double textScale() const { return m_scale; }

    void setChoice(ThemeChoice choice);
    /// Takes the nearest of scaleSteps.
    void setTextScale(double scale);
    void stepTextScaleUp();
    void stepTextScaleDown();

    /// Gives the application this look: style, palette and font. Call it once; later changes
    /// follow.
    void install();

signals:
    void themeChanged();

private:
    void stepTextScale(int by);
    void update();
    void applyToApplication();

    Theme m_theme;
    ThemeChoice m_choice = ThemeChoice::System;
    double m_scale = 1;
    bool m_systemIsDark = false;
    bool m_isInstalled = false;
};

} // namespace tickscope

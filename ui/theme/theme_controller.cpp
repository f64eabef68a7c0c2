// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/theme_controller.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

const std::array<std::pair<ThemeChoice, const char*>, 4> themeNames { {
    { ThemeChoice::System, "system" },
    { ThemeChoice::Light, "light" },
    { ThemeChoice::Dark, "dark" },
    { ThemeChoice::Projector, "projector" },
} };

std::size_t nearestStep(double scale)
{
    const auto& steps = ThemeController::scaleSteps;
    const auto nearest = std::min_element(steps.begin(), steps.end(),
        [scale](double a, double b) { return std::abs(a - scale) < std::abs(b - scale); });
    return static_cast<std::size_t>(nearest - steps.begin());
}

ThemeName resolve(ThemeChoice choice, bool systemIsDark)
{
    switch (choice) {
    case ThemeChoice::Light:
        return ThemeName::Light;
    case ThemeChoice::Dark:
        return ThemeName::Dark;
    case ThemeChoice::Projector:
        return ThemeName::Projector;
    case ThemeChoice::System:
        break;
    }
    return systemIsDark ? ThemeName::Dark : ThemeName::Light;
}

} // namespace

QString themeChoiceName(ThemeChoice choice)
{
    for (const auto& [known, name] : themeNames)
        if (known == choice)
            return QString::fromLatin1(name);
    return {};
}

std::optional<ThemeChoice> themeChoiceNamed(const QString& name)
{
    for (const auto& [choice, known] : themeNames)
        if (name == QLatin1String(known))
            return choice;
    return {};
}

ThemeController::ThemeController(QObject* parent)
    : QObject(parent)
{
    // Qt 6.4 does not tell the desktop's colour scheme; the palette it starts with does.
    const QPalette palette = QGuiApplication::palette();
    m_systemIsDark = palette.color(QPalette::Window).lightness()
        < palette.color(QPalette::WindowText).lightness();
    m_theme = tickscope::theme(resolve(m_choice, m_systemIsDark));
}

void ThemeController::setChoice(ThemeChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    update();
}

void ThemeController::setTextScale(double scale)
{
    const double step = scaleSteps[nearestStep(scale)];
    if (step == m_scale)
        return;
    m_scale = step;
    update();
}

void ThemeController::stepTextScaleUp()
{
    stepTextScale(1);
}

void ThemeController::stepTextScaleDown()
{
    stepTextScale(-1);
}

void ThemeController::stepTextScale(int by)
{
    const int last = static_cast<int>(scaleSteps.size()) - 1;
    const int step = std::clamp(static_cast<int>(nearestStep(m_scale)) + by, 0, last);
    setTextScale(scaleSteps[static_cast<std::size_t>(step)]);
}

void ThemeController::install()
{
    m_isInstalled = true;
    applyToApplication();
}

void ThemeController::update()
{
    m_theme = scaled(tickscope::theme(resolve(m_choice, m_systemIsDark)), m_scale);
    if (m_isInstalled)
        applyToApplication();
    emit themeChanged();
}

void ThemeController::applyToApplication()
{
    QApplication::setStyle(new Style(m_theme)); // the application owns it
    QApplication::setPalette(toPalette(m_theme));
    QApplication::setFont(uiFont(m_theme.type.body));
}

} // namespace tickscope

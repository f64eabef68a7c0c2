// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/fonts.h"

#include <QGuiApplication>
#include <QPaintDevice>
#include <QScreen>
#include <QStringList>

namespace tickscope {

namespace {

double dotsPerInch(const QPaintDevice* device)
{
    if (device != nullptr)
        return device->logicalDpiY();
    const QScreen* screen = QGuiApplication::primaryScreen();
    return screen != nullptr ? screen->logicalDotsPerInchY() : 96;
}

QFont sized(
    const QStringList& families, double pixels, FontWeight weight, const QPaintDevice* device)
{
    QFont font;
    font.setFamilies(families);
    // Points, because QFont::setPixelSize() knows whole pixels only.
    font.setPointSizeF(pixels * 72 / dotsPerInch(device));
    // Hinting rounds advances to whole pixels: 11.5 would be as wide as 12.
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setWeight(weight == FontWeight::Semibold ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace

QFont uiFont(double pixels, FontWeight weight, const QPaintDevice* device)
{
    static const QStringList families { QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
        QStringLiteral("DejaVu Sans") };
    return sized(families, pixels, weight, device);
}

QFont monoFont(double pixels, FontWeight weight, const QPaintDevice* device)
{
    static const QStringList families { QStringLiteral("JetBrains Mono"),
        QStringLiteral("DejaVu Sans Mono") };
    QFont font = sized(families, pixels, weight, device);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/fonts.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

QFont sized(const QStringList& families, double pixels, FontWeight weight)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(pixels))));
    // Text keeps its width at every zoom of a picture, on screen and in exports.
    font.setHintingPreference(QFont::PreferNoHinting);
    font.setWeight(weight == FontWeight::Semibold ? QFont::DemiBold : QFont::Normal);
    return font;
}

} // namespace

QFont uiFont(double pixels, FontWeight weight)
{
    static const QStringList families { QStringLiteral("Inter"), QStringLiteral("Noto Sans"),
        QStringLiteral("DejaVu Sans") };
    return sized(families, pixels, weight);
}

QFont monoFont(double pixels, FontWeight weight)
{
    static const QStringList families { QStringLiteral("JetBrains Mono"),
        QStringLiteral("DejaVu Sans Mono") };
    QFont font = sized(families, pixels, weight);
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFont>

#include <cstdint>

class QPaintDevice;

namespace tickscope {

enum class FontWeight : std::uint8_t { Regular, Semibold };

/// The sans-serif of all text: Inter, then Noto Sans, then DejaVu Sans.
/// @param pixels  size in logical pixels; fractions count
/// @param device  what it is drawn on (a PDF has its own resolution); the screen when null
QFont uiFont(
    double pixels, FontWeight weight = FontWeight::Regular, const QPaintDevice* device = nullptr);

/// The monospace of source and of every number that changes in place or stands in a column:
/// JetBrains Mono, then DejaVu Sans Mono. Without ligatures.
QFont monoFont(
    double pixels, FontWeight weight = FontWeight::Regular, const QPaintDevice* device = nullptr);

} // namespace tickscope

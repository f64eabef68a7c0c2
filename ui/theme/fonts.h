// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFont>

#include <cstdint>

namespace tickscope {

enum class FontWeight : std::uint8_t { Regular, Semibold };

/// The sans-serif of all text: Inter, then Noto Sans, then DejaVu Sans.
/// @param pixels  size in logical pixels; Qt draws whole ones only, so the nearest is taken. In
/// pixels and not in points, so that a scaled painter (a PDF, an SVG) scales the text along.
QFont uiFont(double pixels, FontWeight weight = FontWeight::Regular);

/// The monospace of source and of every number that changes in place or stands in a column:
/// JetBrains Mono, then DejaVu Sans Mono. Without ligatures.
QFont monoFont(double pixels, FontWeight weight = FontWeight::Regular);

} // namespace tickscope

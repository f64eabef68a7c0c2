// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace tickscope {

/// A text with another number in it, and where that number ends.
struct SteppedText
{
    QString text;
    int cursor = 0;
};

/// Steps the number at the cursor, or else the one before it, or else the first: "5 s" by 1 is
/// "6 s", "4/min" is "5/min", "1 s to 3 s" with the cursor at its end is "1 s to 4 s".
/// @param tenths  by how many tenths of the unit that is shown
/// @return nothing where there is no number, or where it would come below 0
std::optional<SteppedText> steppedText(const QString& text, int cursor, std::int64_t tenths);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>
#include <QFontMetricsF>
#include <QString>

#include <array>
#include <cstdint>
#include <vector>

namespace tickscope {

/// The kinds of text that the timeline draws.
enum class TextRole : std::uint8_t {
    Lane, ///< words inside lanes and ruler labels
    LaneStrong,
    LaneMono, ///< numbers that change in place
    LaneMonoStrong,
    Second, ///< second lines
    SecondStrong,
    Name, ///< names of servers, "4 waiting"
};
inline constexpr std::size_t textRoles = 7;

/// The timeline's fonts at one size, and how wide text becomes in them.
class LaneText
{
public:
    explicit LaneText(const Theme& theme);

    const QFont& font(TextRole role) const { return m_fonts[static_cast<std::size_t>(role)]; }
    double width(TextRole role, const QString& text) const;
    /// The text, or what of its beginning and end fits in so many px.
    QString elided(TextRole role, const QString& text, double width) const;
    /// From the baseline up to the top of capitals: what centres text by eye.
    double capHeight(TextRole role) const;

private:
    std::array<QFont, textRoles> m_fonts;
    std::vector<QFontMetricsF> m_metrics;
};

} // namespace tickscope

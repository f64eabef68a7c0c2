// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/lane_text.h"

#include "ui/theme/fonts.h"

#include <QPaintDevice>

namespace tickscope {

LaneText::LaneText(const Theme& theme, const QPaintDevice* device)
    : m_fonts { uiFont(theme.type.lane, FontWeight::Regular, device),
        uiFont(theme.type.lane, FontWeight::Semibold, device),
        monoFont(theme.type.lane, FontWeight::Regular, device),
        monoFont(theme.type.lane, FontWeight::Semibold, device),
        uiFont(theme.type.second, FontWeight::Regular, device),
        uiFont(theme.type.second, FontWeight::Semibold, device),
        uiFont(theme.type.body, FontWeight::Semibold, device) }
{
    m_metrics.reserve(textRoles);
    for (const QFont& font : m_fonts)
        m_metrics.push_back(device != nullptr ? QFontMetricsF(font, device) : QFontMetricsF(font));
}

double LaneText::width(TextRole role, const QString& text) const
{
    return m_metrics[static_cast<std::size_t>(role)].horizontalAdvance(text);
}

double LaneText::capHeight(TextRole role) const
{
    return m_metrics[static_cast<std::size_t>(role)].capHeight();
}

} // namespace tickscope

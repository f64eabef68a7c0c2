// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/lane_text.h"

#include "ui/theme/fonts.h"

namespace tickscope {

LaneText::LaneText(const Theme& theme)
    : m_fonts { uiFont(theme.type.lane, FontWeight::Regular),
        uiFont(theme.type.lane, FontWeight::Semibold),
        monoFont(theme.type.lane, FontWeight::Regular),
        monoFont(theme.type.lane, FontWeight::Semibold),
        uiFont(theme.type.second, FontWeight::Regular),
        uiFont(theme.type.second, FontWeight::Semibold),
        uiFont(theme.type.body, FontWeight::Semibold) }
{
    m_metrics.reserve(textRoles);
    for (const QFont& font : m_fonts)
        m_metrics.emplace_back(font);
}

double LaneText::width(TextRole role, const QString& text) const
{
    return m_metrics[static_cast<std::size_t>(role)].horizontalAdvance(text);
}

QString LaneText::elided(TextRole role, const QString& text, double width) const
{
    return m_metrics[static_cast<std::size_t>(role)].elidedText(text, Qt::ElideMiddle, width);
}

double LaneText::capHeight(TextRole role) const
{
    return m_metrics[static_cast<std::size_t>(role)].capHeight();
}

} // namespace tickscope

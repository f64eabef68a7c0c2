// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/ruler_flags.h"

#include "ui/text/time_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double flagSide = 8;
constexpr double nameAt = 11; ///< from the moment
constexpr double longestName = 160;
constexpr double gap = 4; ///< between two names
constexpr double grab = 3;

} // namespace

RulerFlags::RulerFlags(
    const Theme& theme, const LaneText& text, const TimelineState& state, const TimeAxis& axis)
    : m_text(text)
    , m_unit(theme.type.lane / 11.5)
{
    placeCursors(state, axis);
    placeInstant(state, axis);
    placeMarkers(state, axis);
}

bool RulerFlags::isFree(double left, double right) const
{
    return std::none_of(m_taken.begin(), m_taken.end(),
        [&](const auto& taken) { return left < taken.second + gap && right > taken.first - gap; });
}

bool RulerFlags::reserve(double left, double right)
{
    if (!isFree(left, right))
        return false;
    m_taken.emplace_back(left, right);
    return true;
}

/// The flags of A and B stand between their lines, and the difference between the flags.
void RulerFlags::placeCursors(const TimelineState& state, const TimeAxis& axis)
{
    const auto a = state.cursorA, b = state.cursorB;
    const double side = 16 * m_unit;
    const bool isAFirst = !b || (a && *a <= *b);
    const auto take = [&](std::int64_t ns, bool isRightOfLine) {
        const double left = std::round(isRightOfLine ? axis.x(ns) : axis.x(ns) - side);
        m_taken.emplace_back(left, left + side);
    };
    if (a)
        take(*a, isAFirst);
    if (b)
        take(*b, !isAFirst || !a);
    if (!a || !b)
        return;
    const double left = axis.x(std::min(*a, *b)) + side;
    const double right = axis.x(std::max(*a, *b)) - side;
    const QString difference = lengthText(std::abs(*b - *a));
    if (right - left < m_text.width(TextRole::LaneStrong, difference) + 8)
        return;
    m_difference = difference;
    m_taken.emplace_back(left, right);
}

void RulerFlags::placeInstant(const TimelineState& state, const TimeAxis& axis)
{
    if (!state.instant)
        return;
    const double x = std::round(axis.x(state.instant->ns));
    const double width = m_text.width(TextRole::LaneStrong, state.instant->words) + 12 * m_unit;
    const double beside = flagSide * m_unit; // a diamond may stand at the moment itself
    const bool isInView = x >= 0 && x <= axis.width();
    for (const double left : { x + beside, x - beside - width }) {
        if (isInView && left >= 0 && left + width <= axis.width() && reserve(left, left + width)) {
            m_instant = { left, left + width };
            return;
        }
    }
}

bool RulerFlags::isInstantAt(double x) const
{
    return m_instant && x >= m_instant->first - grab && x <= m_instant->second + grab;
}

void RulerFlags::placeMarkers(const TimelineState& state, const TimeAxis& axis)
{
    std::optional<std::size_t> selected; // among those to be seen
    for (std::size_t index = 0; index < state.markers.size(); ++index) {
        const double x = std::round(axis.x(toNs(state.markers[index].at)));
        const bool isSelected = state.selectedMarker == index;
        const bool isHidden = !m_markers.empty() && m_markers.back().x == x && !isSelected;
        if (x < 0 || x > axis.width() || isHidden)
            continue;
        if (isSelected)
            selected = m_markers.size();
        m_markers.push_back({ index, x, x, x + flagSide * m_unit, {}, false });
    }
    // The selected one has its name, whoever else must do without.
    if (selected)
        placeName(*selected, state, axis.width());
    for (std::size_t place = 0; place < m_markers.size(); ++place)
        if (place != selected)
            placeName(place, state, axis.width());
    for (const MarkerFlag& flag : m_markers)
        m_taken.emplace_back(flag.left, flag.right);
}

/// Right of its flag, or left of it where the next one stands in the way, or the edge.
void RulerFlags::placeName(std::size_t place, const TimelineState& state, double width)
{
    MarkerFlag& flag = m_markers[place];
    const bool isLast = place + 1 == m_markers.size();
    const double right = isLast ? width : m_markers[place + 1].x - gap;
    const double left = place == 0 ? 0 : m_markers[place - 1].x + flagSide * m_unit + gap;
    const double least = nameAt * m_unit;
    // Measuring text is what takes long: only where some of it could stand.
    if (right - flag.x < least && flag.x - left < least)
        return;
    const QString whole = QString::fromStdString(state.markers[flag.marker].name);
    const QString name = QFontMetricsF(m_text.font(TextRole::Lane))
                             .elidedText(whole, Qt::ElideRight, longestName * m_unit);
    const double length = least + m_text.width(TextRole::Lane, name) + 3 * m_unit;
    if (flag.x + length <= right && reserve(flag.x, flag.x + length)) {
        flag.name = name;
        flag.right = flag.x + length;
    } else if (flag.x - length >= left && reserve(flag.x - length, flag.x)) {
        flag.name = name;
        flag.left = flag.x - length;
        flag.right = flag.x;
        flag.isMirrored = true;
    }
}

std::optional<std::size_t> RulerFlags::markerAt(double x) const
{
    const auto isAt = [x](const MarkerFlag& flag, double room) {
        return x >= flag.left - room && x <= flag.right + room;
    };
    for (const double room : { 0.0, grab })
        for (const MarkerFlag& flag : m_markers)
            if (isAt(flag, room))
                return flag.marker;
    return std::nullopt;
}

} // namespace tickscope

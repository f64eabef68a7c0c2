// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/ruler_flags.h"

#include "ui/text/time_text.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double flagSide = 8;
constexpr double diamondSide = 11;
constexpr double nameAt = 11; ///< from the moment
constexpr double longestName = 160;
constexpr double gap = 4; ///< between two names
constexpr double grab = 3;

} // namespace

// Diamonds have their place; everything else stands where it leaves them free.
RulerFlags::RulerFlags(const Theme& theme, const LaneText& text, const TimelineState& state,
    const TimeAxis& axis, std::vector<EditMark> edits)
    : m_text(text)
    , m_unit(theme.type.lane / 11.5)
{
    placeDiamonds(std::move(edits));
    placeCursors(state, axis);
    placeEditWords(axis.width());
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

void RulerFlags::placeDiamonds(std::vector<EditMark> edits)
{
    std::stable_sort(edits.begin(), edits.end(),
        [](const EditMark& a, const EditMark& b) { return a.atNs < b.atNs; });
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const bool isSame = i > 0 && edits[i - 1].atNs == edits[i].atNs
            && edits[i - 1].words == edits[i].words; // the same for all replicas
        if (isSame)
            continue;
        const double half = diamondSide / 2 * m_unit;
        m_edits.push_back({ edits[i].x, std::move(edits[i].words) });
        m_taken.emplace_back(m_edits.back().x - half, m_edits.back().x + half);
    }
}

void RulerFlags::placeEditWords(double width)
{
    for (EditFlag& edit : m_edits) {
        const double left = edit.x + diamondSide * m_unit;
        const double right = left + m_text.width(TextRole::LaneStrong, edit.words);
        if (left < 0 || right > width - gap || !reserve(left, right))
            edit.words.clear();
    }
}

/// The flags of A and B stand between their lines, and the difference between the flags. Where
/// there is no room for both, or a flag would be cut or hide an edit, they stand on the other side.
void RulerFlags::placeCursors(const TimelineState& state, const TimeAxis& axis)
{
    const auto a = state.cursorA, b = state.cursorB;
    const double side = 16 * m_unit;
    const bool isAFirst = !b || (a && *a <= *b);
    const bool hasRoom = !a || !b || std::abs(axis.x(*b) - axis.x(*a)) >= 2 * side + gap;
    const auto place = [&](std::int64_t ns, bool isFirst) {
        const double x = std::round(axis.x(ns));
        const auto isGood = [&](double left) {
            return left >= 0 && left + side <= axis.width()
                && isFree(left + gap, left + side - gap);
        };
        double left = isFirst == hasRoom ? x : x - side;
        const double other = isFirst == hasRoom ? x - side : x;
        if (hasRoom && !isGood(left) && isGood(other))
            left = other;
        m_taken.emplace_back(left, left + side);
        return left;
    };
    if (a)
        m_cursorA = place(*a, isAFirst);
    if (b)
        m_cursorB = place(*b, !isAFirst || !a);
    if (a && b && hasRoom)
        placeDifference(std::min(*a, *b), std::max(*a, *b), axis);
}

void RulerFlags::placeDifference(std::int64_t fromNs, std::int64_t toNs, const TimeAxis& axis)
{
    const double side = 16 * m_unit;
    const double left = axis.x(fromNs) + side, right = axis.x(toNs) - side;
    const QString difference = lengthText(toNs - fromNs);
    const double half = m_text.width(TextRole::LaneStrong, difference) / 2;
    const double middle = (left + right) / 2;
    const bool fits
        = right - left >= 2 * half + 8 && middle - half >= 0 && middle + half <= axis.width();
    if (fits && reserve(middle - half, middle + half))
        m_difference = difference;
}

void RulerFlags::placeInstant(const TimelineState& state, const TimeAxis& axis)
{
    if (!state.instant)
        return;
    const double x = std::round(axis.x(state.instant->ns));
    const double width = m_text.width(TextRole::LaneStrong, state.instant->words) + 12 * m_unit;
    const double beside = diamondSide * m_unit; // a diamond may stand at the moment itself
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

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/lanes/lane_text.h"
#include "ui/timeline/timeline_picture.h"

#include <optional>
#include <utility>
#include <vector>

namespace tickscope {

/// The row of flags below the labels of a ruler: what stands where. Painting and hitting ask the
/// same, so that what is seen is what is hit. x counts from the left edge of the lanes.
class RulerFlags
{
public:
    struct MarkerFlag
    {
        std::size_t marker = 0; ///< index into the state's markers
        double x = 0; ///< of its moment
        double left = 0; ///< of flag and name
        double right = 0;
        QString name; ///< as it fits; empty where there is no room
        bool isMirrored = false; ///< left of its moment, where it would be cut otherwise
    };

    /// A live edit; those of one moment with the same words share a flag.
    struct EditFlag
    {
        double x = 0;
        QString words; ///< empty where there is no room
    };

    /// @param text  outlives this
    /// @param edits  of all lanes seen; x counts from the left edge of the lanes
    RulerFlags(const Theme& theme, const LaneText& text, const TimelineState& state,
        const TimeAxis& axis, std::vector<EditMark> edits);

    double unit() const { return m_unit; } ///< scale of flags and marks
    /// Those to be seen, by time; of several on one pixel the first, and the selected one.
    const std::vector<MarkerFlag>& markers() const { return m_markers; }
    const std::vector<EditFlag>& edits() const { return m_edits; }
    /// Left edge of the flag of a cursor.
    std::optional<double> cursorA() const { return m_cursorA; }
    std::optional<double> cursorB() const { return m_cursorB; }
    /// The difference between the cursors, where it fits.
    const QString& difference() const { return m_difference; }
    /// Where the chip of the instant stands: left and right edge.
    const std::optional<std::pair<double, double>>& instant() const { return m_instant; }
    bool isInstantAt(double x) const;
    /// Index of the marker whose flag or name is at x.
    std::optional<std::size_t> markerAt(double x) const;

private:
    /// Takes a place in the row, unless something stands there.
    bool reserve(double left, double right);
    bool isFree(double left, double right) const;
    void placeDiamonds(std::vector<EditMark> edits);
    void placeCursors(const TimelineState& state, const TimeAxis& axis);
    void placeDifference(std::int64_t fromNs, std::int64_t toNs, const TimeAxis& axis);
    void placeEditWords(double width);
    void placeInstant(const TimelineState& state, const TimeAxis& axis);
    void placeMarkers(const TimelineState& state, const TimeAxis& axis);
    void placeName(std::size_t place, const TimelineState& state, double width);

    const LaneText& m_text;
    double m_unit;
    std::vector<EditFlag> m_edits;
    std::optional<double> m_cursorA, m_cursorB;
    QString m_difference;
    std::optional<std::pair<double, double>> m_instant;
    std::vector<MarkerFlag> m_markers;
    std::vector<std::pair<double, double>> m_taken;
};

} // namespace tickscope

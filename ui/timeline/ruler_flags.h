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

    /// @param theme  outlives this
    RulerFlags(
        const Theme& theme, const LaneText& text, const TimelineState& state, const TimeAxis& axis);

    double unit() const { return m_unit; } ///< scale of flags and marks
    /// Those to be seen, by time; of several on one pixel the first, and the selected one.
    const std::vector<MarkerFlag>& markers() const { return m_markers; }
    /// The difference between the cursors, where it fits.
    const QString& difference() const { return m_difference; }
    /// Where the chip of the instant stands: left and right edge.
    const std::optional<std::pair<double, double>>& instant() const { return m_instant; }
    bool isInstantAt(double x) const;
    /// Index of the marker whose flag or name is at x.
    std::optional<std::size_t> markerAt(double x) const;

    /// Takes a place in the row, unless something stands there.
    bool reserve(double left, double right);

private:
    bool isFree(double left, double right) const;
    void placeCursors(const TimelineState& state, const TimeAxis& axis);
    void placeInstant(const TimelineState& state, const TimeAxis& axis);
    void placeMarkers(const TimelineState& state, const TimeAxis& axis);
    void placeName(std::size_t place, const TimelineState& state, double width);

    const LaneText& m_text;
    double m_unit;
    QString m_difference;
    std::optional<std::pair<double, double>> m_instant;
    std::vector<MarkerFlag> m_markers;
    std::vector<std::pair<double, double>> m_taken;
};

} // namespace tickscope

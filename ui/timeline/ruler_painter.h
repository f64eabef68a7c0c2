// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/lanes/lane_painter.h"
#include "ui/timeline/ruler_flags.h"
#include "ui/timeline/timeline_picture.h"

namespace tickscope {

/// Draws the ruler with its labels and flags, and the bar of the whole run above it.
class RulerPainter
{
public:
    /// All outlive this.
    /// @param edits  of all lanes seen; x counts from the left edge of the lanes
    RulerPainter(QPainter& painter, const Theme& theme, const LaneText& text,
        const TimelineGeometry& geometry, const TimelineState& state, std::vector<EditMark> edits);

    void paint();
    void paintWholeRun();

private:
    void paintTicks();
    void paintLabels(double nowLeft, double nowRight);
    void paintNow();
    void paintCursors();
    void paintCursor(double left, const QString& name);
    void paintInstant();
    void paintMarkers();
    void paintEdits();
    void paintMarker(const RulerFlags::MarkerFlag& flag);

    QPainter& m_painter;
    const Theme& m_theme;
    const LaneText& m_text;
    const TimelineGeometry& m_geometry;
    const TimelineState& m_state;
    TimeAxis m_axis;
    LanePainter m_shapes;
    RulerFlags m_flags;
    double m_unit; ///< scale of flags and marks
    double m_labelY; ///< middle of the row of labels
    double m_flagY; ///< middle of the row of flags
};

} // namespace tickscope

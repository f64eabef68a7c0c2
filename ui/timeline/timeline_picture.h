// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/lanes/lane_scene.h"
#include "ui/theme/tokens.h"
#include "ui/time/time_axis.h"
#include "ui/timeline/timeline_lanes.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace tickscope {

class TimeWindow;

/// On the ruler, what a click opens: how many events the instant of the selection has.
struct InstantChip
{
    std::int64_t ns = 0;
    QString words; ///< "6 events"

    friend bool operator==(const InstantChip&, const InstantChip&) = default;
};

/// What of a run is shown, as plain values: the same as a TimeWindow holds.
struct TimelineState
{
    TimeSpan span { 0, 60'000'000'000 };
    std::int64_t nowNs = 0;
    std::int64_t runEndNs = 60'000'000'000;
    bool hasNowFlag = true; ///< the time of now on the ruler
    bool isPart = false; ///< the painter is clipped to a part: texts at its edges are left out
    std::optional<std::int64_t> cursorA;
    std::optional<std::int64_t> cursorB;
    std::optional<TimeSpan> range;
    std::optional<std::uint32_t> selectedServer;
    std::uint32_t selectedMessage = 0;
    std::vector<Marker> markers; ///< by time
    std::optional<std::size_t> selectedMarker;
    std::optional<InstantChip> instant; ///< none in pictures
};

/// Which parts of the timeline there are.
struct TimelineParts
{
    bool hasWholeRun = true; ///< the bar above the ruler
    bool hasDueTimes = true; ///< "45.000 s" at an armed timer
    bool hasAddServer = false; ///< a row "Add server" below the last lane
    double scrolled = 0; ///< how far the lanes are scrolled up
};

/// Where the parts of a timeline lie.
struct TimelineGeometry
{
    TimelineGeometry(const Theme& theme, QSizeF size, const TimelineParts& parts);

    QRectF wholeRun; ///< the row above the ruler; empty without one
    QRectF ruler; ///< right of the name column
    QRectF names; ///< beside the lanes
    QRectF lanes; ///< where time runs
    QSizeF size;

    TimeAxis axis(TimeSpan span) const { return { span, lanes.width() }; }
};

/// Draws the whole timeline: whole-run bar, ruler, names, lanes, now, cursors, range. Works on a
/// window, a picture, an SVG or a PDF alike.
/// @param lanes  arranged for this theme and now; not const, because it indexes what it is asked
/// for
void renderTimeline(QPainter& painter, QSizeF size, const Theme& theme, TimelineLanes& lanes,
    const TimelineState& state, const TimelineParts& parts);

/// The live edits of the lanes that are seen, as the ruler marks them.
std::vector<EditMark> seenEdits(const Theme& theme, QSizeF size, TimelineLanes& lanes,
    const TimelineState& state, const TimelineParts& parts);

/// Height that all lanes, the ruler and the bar need.
double timelineHeight(const Theme& theme, const TimelineLanes& lanes, const TimelineParts& parts);

TimelineState timelineState(const TimeWindow& window);

} // namespace tickscope

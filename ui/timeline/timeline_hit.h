// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_picture.h"

#include <QPointF>
#include <QRectF>

namespace tickscope {

/// What lies under a point of the timeline.
struct TimelineHit
{
    enum class Kind : std::uint8_t {
        Nothing,
        WholeRun, ///< the bar
        Ruler,
        Name, ///< the name of a lane
        AddServer,
        Lane, ///< a lane, and nothing of it
        Message, ///< number: of the message
        Timer, ///< number: index into the log's timers of one that is armed
        Mark, ///< number: index into the log's marks
        Measured, ///< number: index into the ticks of the real BEAM's row
        Instant, ///< the chip of the instant of the selection
        Marker, ///< number: index into the state's markers
        CursorA,
        CursorB,
        RangeStart,
        RangeEnd,
    };
    /// What of the shape lies there, as far as it can be dragged.
    enum class Part : std::uint8_t { Body, WorkEnd, DueMark };
    Kind kind = Kind::Nothing;
    Part part = Part::Body;
    std::uint32_t lane = 0;
    std::uint32_t number = 0;
    QRectF box; ///< of the shape, in the picture; for Message, Timer and Mark

    friend bool operator==(const TimelineHit&, const TimelineHit&) = default;
};

/// @param lanes  arranged for this theme and now
TimelineHit hitTimeline(QPointF point, QSizeF size, const Theme& theme, TimelineLanes& lanes,
    const TimelineState& state, const TimelineParts& parts);

/// The moment nearest to `ns` at which something happened in this lane (armed, due, delivered,
/// started or finished), if one lies within `withinNs`; else `ns`.
std::int64_t snapped(const ServerLog& log, std::int64_t ns, std::int64_t withinNs);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/time/time_window.h"
#include "ui/timeline/timeline_hit.h"
#include "ui/timeline/timeline_picture.h"

#include <QPointF>
#include <QSizeF>
#include <QString>

namespace tickscope {

class ThemeController;

/// What a timeline shows and where it lies: the widget and everything that works on it share one.
struct TimelineCanvas
{
    /// Both outlive the canvas.
    TimelineCanvas(const ThemeController& themeController, TimeWindow& timeWindow);

    const Theme& theme() const;
    TimelineGeometry places() const;
    TimeAxis axis() const;
    TimelineState state() const;

    /// What lies under a point.
    TimelineHit hitAt(QPointF point);
    /// The moment under a point, within the run.
    std::int64_t timeAt(QPointF point) const;
    /// The same; over a lane the moment near it at which something happened, if there is one.
    std::int64_t snappedAt(QPointF point) const;
    /// The lane under a point where time runs.
    std::optional<std::uint32_t> laneAt(QPointF point) const;
    /// A moment as somebody points at it, without the digits that a pixel cannot tell apart.
    std::int64_t roundedToPixel(std::int64_t ns) const;
    /// From when the selected message was due until it was handled, as far as now.
    std::optional<TimeSpan> selectionSpan() const;
    /// What is selected in one sentence; what the whole timeline shows when nothing is.
    QString sentence() const;
    /// Null when none is selected.
    const MessageEntry* selectedMessage() const;

    const ThemeController& themes;
    TimeWindow& window;
    QSizeF size { 1, 1 }; ///< of what is drawn, without a scroll bar
    TimelineLanes lanes;
    TimelineParts parts;
    std::vector<Marker> markers;
    std::optional<std::size_t> selectedMarker;
    std::optional<std::int64_t> markerDraggedTo; ///< the selected one, while it is dragged
    std::optional<InstantChip> chip;
};

} // namespace tickscope

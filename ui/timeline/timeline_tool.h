// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_hit.h"

#include <QPointF>

#include <memory>

class QPainter;

namespace tickscope {

class TimelineView;
struct TimelineCanvas;

/// Where the pointer is while somebody drags.
struct TimelinePointer
{
    QPointF point;
    std::int64_t ns = 0; ///< under it; snapped to what happened, unless Shift is held
};

/// Where a drag began.
struct TimelinePress
{
    QPointF point;
    TimelineHit hit;
    std::int64_t ns = 0; ///< as of a pointer
    TimeSpan span; ///< that was shown
};

/// What a pressed pointer does to the timeline, from the press until it is let go. One at a time.
class TimelineTool
{
public:
    TimelineTool() = default;
    TimelineTool(const TimelineTool&) = delete;
    TimelineTool& operator=(const TimelineTool&) = delete;
    virtual ~TimelineTool() = default;

    virtual void begin() { }
    virtual void move(const TimelinePointer& pointer) = 0;
    /// The pointer is let go.
    virtual void drop() { }
    /// Esc, or something else begins: all is as it was.
    virtual void cancel() { }
    /// Another tool that takes over from here; null while this one goes on.
    virtual std::unique_ptr<TimelineTool> successor(const TimelinePointer& /*pointer*/)
    {
        return nullptr;
    }
    /// It began with a key, so no button is held: the next press ends it.
    virtual bool endsWithPress() const { return false; }
    virtual void paint(QPainter& /*painter*/) const { }
};

enum class TimelineCursor : std::uint8_t { A, B };

/// The tool for what was pressed; null where nothing can be dragged.
std::unique_ptr<TimelineTool> makeTool(
    TimelineView& view, TimelineCanvas& canvas, const TimelinePress& press);
std::unique_ptr<TimelineTool> makePanTool(TimelineCanvas& canvas, const TimelinePress& press);
/// A cursor that follows the pointer until the next press.
std::unique_ptr<TimelineTool> makeGrabbedCursor(TimelineCanvas& canvas, TimelineCursor cursor);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_tool.h"

#include <memory>

class QContextMenuEvent;
class QMouseEvent;
class QPainter;

namespace tickscope {

class TimelineHover;
class TimelineInstant;
class TimelineMarkers;
class TimelineView;
struct TimelineCanvas;

/// What the mouse does in a timeline: which tool a press takes up, and when it is laid down.
class TimelineHand
{
public:
    /// What it points at, beside the canvas.
    struct Parts
    {
        TimelineHover& hover;
        TimelineMarkers& markers;
        TimelineInstant& instant;
    };

    /// All of it outlives the hand.
    TimelineHand(TimelineView& view, TimelineCanvas& canvas, const Parts& parts);
    TimelineHand(const TimelineHand&) = delete;
    TimelineHand& operator=(const TimelineHand&) = delete;
    ~TimelineHand();

    void press(const QMouseEvent& event);
    void move(const QMouseEvent& event);
    void release(const QMouseEvent& event);
    void pressTwice(const QMouseEvent& event);
    void openMenu(const QContextMenuEvent& event);
    /// The cursor follows the pointer until the next press.
    void grabCursor(TimelineCursor cursor);
    /// What is dragged is as it was.
    void cancel();
    bool isBusy() const { return m_tool != nullptr; }
    /// What is dragged; else a frame around what the pointer rests on.
    void paint(QPainter& painter) const;

private:
    void setTool(std::unique_ptr<TimelineTool> tool);
    void releaseTool();
    void pressed(const TimelinePress& press, const QMouseEvent& event);
    TimelinePointer pointerOf(const QMouseEvent& event) const;

    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    Parts m_parts;
    std::unique_ptr<TimelineTool> m_tool; ///< what is dragged; null for nothing
};

} // namespace tickscope

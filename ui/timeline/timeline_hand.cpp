// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_hand.h"

#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_hover.h"
#include "ui/timeline/timeline_instant.h"
#include "ui/timeline/timeline_markers.h"
#include "ui/timeline/timeline_view.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QPainter>

#include <utility>

namespace tickscope {

namespace {

using Kind = TimelineHit::Kind;

} // namespace

TimelineHand::TimelineHand(TimelineView& view, TimelineCanvas& canvas, const Parts& parts)
    : m_view(view)
    , m_canvas(canvas)
    , m_parts(parts)
{
}

TimelineHand::~TimelineHand() = default;

void TimelineHand::setTool(std::unique_ptr<TimelineTool> tool)
{
    if (m_tool)
        m_tool->cancel();
    m_tool = std::move(tool);
    m_parts.hover.setHeld(m_tool != nullptr);
    if (m_tool)
        m_tool->begin();
}

void TimelineHand::grabCursor(TimelineCursor cursor)
{
    const auto point = m_parts.hover.pointInLanes();
    setTool(makeGrabbedCursor(m_canvas, cursor));
    m_tool->move(
        { point.value_or(QPointF()), point ? m_canvas.timeAt(*point) : m_canvas.window.nowNs() });
}

TimelinePointer TimelineHand::pointerOf(const QMouseEvent& event) const
{
    const QPointF point = event.position();
    const bool isFree = event.modifiers() & Qt::ShiftModifier;
    return { point, isFree ? m_canvas.timeAt(point) : m_canvas.snappedAt(point) };
}

void TimelineHand::press(const QMouseEvent& event)
{
    m_parts.hover.hideText();
    m_view.stopMotion();
    if (m_parts.instant.isOpen()) // what it covers is not where it seems to be
        return m_parts.instant.close();
    if (m_tool && m_tool->endsWithPress()) // a cursor followed the mouse: here it stays
        return releaseTool();
    const auto pointer = pointerOf(event);
    pressed({ pointer.point, m_canvas.hitAt(pointer.point), pointer.ns, m_canvas.window.span() },
        event);
}

void TimelineHand::pressed(const TimelinePress& press, const QMouseEvent& event)
{
    const bool isShift = event.modifiers() & Qt::ShiftModifier;
    const bool isInLanes = m_canvas.places().lanes.contains(press.point);
    if (event.button() == Qt::MiddleButton || (isShift && isInLanes)) {
        m_view.setCursor(Qt::ClosedHandCursor);
        return setTool(makePanTool(m_canvas, press));
    }
    if (event.button() != Qt::LeftButton)
        return;
    if (event.modifiers() & Qt::AltModifier && m_parts.instant.openAt(press.point))
        return;
    if (press.hit.kind == Kind::Instant)
        m_parts.instant.openSelected();
    else if (press.hit.kind == Kind::AddServer)
        emit m_view.addServerRequested();
    else if (press.hit.kind == Kind::Name)
        m_canvas.window.setSelection(Selection { press.hit.lane, 0 });
    else
        setTool(makeTool(m_view, m_canvas, press));
}

void TimelineHand::move(const QMouseEvent& event)
{
    m_parts.hover.moveTo(event.position());
    if (m_parts.instant.isOpen())
        return m_parts.hover.set({}, event.position());
    if (!m_tool)
        return m_parts.hover.set(m_canvas.hitAt(event.position()), event.position());
    const auto pointer = pointerOf(event);
    if (auto next = m_tool->successor(pointer))
        setTool(std::move(next));
    m_tool->move(pointer);
}

/// What was dragged stays where it is.
void TimelineHand::releaseTool()
{
    const auto tool = std::exchange(m_tool, nullptr);
    m_parts.hover.setHeld(false);
    if (tool)
        tool->drop();
}

void TimelineHand::release(const QMouseEvent& event)
{
    if (m_tool && m_tool->endsWithPress())
        return;
    releaseTool();
    if (m_parts.instant.isOpen())
        return;
    m_parts.hover.set(m_canvas.hitAt(event.position()), event.position());
    m_view.update();
}

void TimelineHand::pressTwice(const QMouseEvent& event)
{
    if (event.button() != Qt::LeftButton || m_parts.instant.isOpen())
        return;
    const TimelineHit hit = m_canvas.hitAt(event.position());
    if (hit.kind == Kind::Ruler)
        emit m_view.seekTakenBack(); // by the first of the two clicks
    if (hit.kind == Kind::Ruler)
        emit m_view.markerAddRequested(m_canvas.roundedToPixel(m_canvas.timeAt(event.position())));
    else if (hit.kind == Kind::Marker)
        m_parts.markers.edit(hit.number);
    else if (hit.kind == Kind::Message)
        emit m_view.messageActivated(hit.lane, hit.number);
    else if (hit.kind == Kind::WholeRun)
        m_view.fitRun();
}

void TimelineHand::openMenu(const QContextMenuEvent& event)
{
    if (event.reason() == QContextMenuEvent::Keyboard && m_canvas.selectedMarker)
        return m_parts.markers.showMenu(*m_canvas.selectedMarker,
            m_view.mapToGlobal(m_parts.markers.placeOf(*m_canvas.selectedMarker)));
    const TimelineHit hit = m_canvas.hitAt(event.pos());
    const bool isLane = hit.kind == Kind::Name || hit.kind == Kind::Lane
        || hit.kind == Kind::Message || hit.kind == Kind::Timer || hit.kind == Kind::Mark
        || hit.kind == Kind::Measured;
    if (hit.kind == Kind::Marker)
        m_parts.markers.showMenu(hit.number, event.globalPos());
    else if (isLane)
        emit m_view.contextMenuRequested(hit.lane, event.globalPos());
}

void TimelineHand::cancel()
{
    setTool(nullptr);
}

void TimelineHand::paint(QPainter& painter) const
{
    if (m_tool)
        m_tool->paint(painter);
    else
        m_parts.hover.paint(painter);
}

} // namespace tickscope

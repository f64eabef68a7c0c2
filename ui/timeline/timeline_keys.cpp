// SPDX-License-Identifier: GPL-3.0-only
// What the keys do in a TimelineView. Keys that drive the run belong to the window around it.
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/timeline/timeline_view.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double zoomPerKey = 0.7;
constexpr double panPerKey = 0.1; ///< of the width

} // namespace

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (!keyPressed(*event))
        QWidget::keyPressEvent(event);
}

bool TimelineView::keyPressed(const QKeyEvent& event)
{
    const auto others = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const bool isPlain = !(event.modifiers() & others);
    if (isPlain && markerKeyPressed(event.key()))
        return true;
    if (const auto* command = m_keys.find(event.key(), event.modifiers()))
        return perform(*command);
    if (isPlain && event.key() == Qt::Key_End) {
        m_motion.stop();
        m_window.follow();
        return true;
    }
    if (isPlain && event.key() == Qt::Key_Escape) {
        escape();
        return true;
    }
    return false;
}

bool TimelineView::perform(TimelineCommand command)
{
    const auto pan = std::llround(panPerKey * static_cast<double>(m_window.span().length()));
    switch (command) {
    case TimelineCommand::LaneUp:
        return selectLane(-1);
    case TimelineCommand::LaneDown:
        return selectLane(1);
    case TimelineCommand::NextTick:
        return selectTick(true);
    case TimelineCommand::PreviousTick:
        return selectTick(false);
    case TimelineCommand::OpenInstant:
        return openSelectedInstant();
    case TimelineCommand::ZoomIn:
        zoomBy(zoomPerKey);
        return true;
    case TimelineCommand::ZoomOut:
        zoomBy(1 / zoomPerKey);
        return true;
    case TimelineCommand::PanBack:
        m_window.panBy(-pan);
        return true;
    case TimelineCommand::PanAhead:
        m_window.panBy(pan);
        return true;
    case TimelineCommand::Focus:
        focusSelection();
        return true;
    case TimelineCommand::Range:
        if (const auto span = selectionSpan())
            m_window.setRange(span);
        return true;
    case TimelineCommand::Mark:
        markSelection(false);
        return true;
    case TimelineCommand::Keep:
        markSelection(true);
        return true;
    case TimelineCommand::Cursors:
        toggleCursors();
        return true;
    case TimelineCommand::CursorA:
        grabCursor(Drag::CursorA);
        return true;
    case TimelineCommand::CursorB:
        grabCursor(Drag::CursorB);
        return true;
    }
    return false;
}

/// Tab goes from tick to tick, and on to the next widget where there is no further one.
bool TimelineView::focusNextPrevChild(bool next)
{
    const auto* command
        = m_keys.find(Qt::Key_Tab, next ? Qt::KeyboardModifiers() : Qt::ShiftModifier);
    const auto wanted = next ? TimelineCommand::NextTick : TimelineCommand::PreviousTick;
    const bool isTick = command != nullptr && *command == wanted;
    return (isTick && hasFocus() && selectTick(next)) || QWidget::focusNextPrevChild(next);
}

/// The lane above or below the selected one, as they are shown.
bool TimelineView::selectLane(int by)
{
    if (m_lanes.isEmpty())
        return false;
    const auto selection = m_window.selection();
    auto lane = m_lanes.laneAt(0);
    if (selection && selection->server < m_lanes.count()) {
        const auto other
            = by < 0 ? m_lanes.above(selection->server) : m_lanes.below(selection->server);
        lane = other.value_or(selection->server);
    }
    m_window.setSelection(Selection { *lane, 0 });
    revealLane(*lane);
    return true;
}

/// The tick after or before the selected one in its lane; without one, the first or last in view.
/// @return whether there is one
bool TimelineView::selectTick(bool isNext)
{
    const auto selection = m_window.selection();
    if (!selection || selection->server >= m_lanes.count())
        return false;
    const ServerLog& log = m_lanes.log(selection->server);
    const auto& messages = log.messages;
    const auto shown = [this](const MessageEntry& entry) {
        return isTick(entry.kind) && entry.deliveredNs <= m_window.nowNs();
    };
    const auto select = [&](const MessageEntry& entry) {
        m_window.setSelection(Selection { selection->server, entry.number });
        if (!m_window.span().contains(entry.deliveredNs))
            animateTo(m_window.spanAround(entry.deliveredNs));
        revealLane(selection->server);
    };
    const MessageEntry* from = findMessage(log, selection->message);
    const auto begin = messages.data(), end = begin + messages.size();
    const auto isInView = [&](const MessageEntry& entry) {
        return shown(entry) && (from != nullptr || m_window.span().contains(entry.deliveredNs));
    };
    if (isNext) {
        const auto found = std::find_if(from != nullptr ? from + 1 : begin, end, isInView);
        if (found == end)
            return false;
        select(*found);
        return true;
    }
    const auto last = std::make_reverse_iterator(from != nullptr ? from : end);
    const auto found = std::find_if(last, std::make_reverse_iterator(begin), isInView);
    if (found == std::make_reverse_iterator(begin))
        return false;
    select(*found);
    return true;
}

/// Where zooming by key holds on: the pointer, else now, else the middle.
std::int64_t TimelineView::zoomAnchor() const
{
    const TimelineGeometry place = places();
    if (m_hasPointer && place.lanes.contains(m_hoverPoint))
        return axis().t(m_hoverPoint.x() - place.lanes.left());
    const TimeSpan span = m_window.span();
    return span.contains(m_window.nowNs()) ? m_window.nowNs() : span.startNs + span.length() / 2;
}

/// From when the selected message was due until it was handled, as far as now.
std::optional<TimeSpan> TimelineView::selectionSpan()
{
    const auto selection = m_window.selection();
    if (!selection || selection->message == 0 || selection->server >= m_lanes.count())
        return std::nullopt;
    const MessageEntry* message = findMessage(m_lanes.log(selection->server), selection->message);
    if (message == nullptr)
        return std::nullopt;
    const std::int64_t start = message->dueNs != noTime ? message->dueNs : message->deliveredNs;
    const std::int64_t end = message->finishedNs == noTime
        ? m_window.nowNs()
        : std::min(message->finishedNs, m_window.nowNs());
    return TimeSpan { start, std::max(start, end) };
}

void TimelineView::focusSelection()
{
    auto span = selectionSpan();
    if (!span)
        span = m_window.range();
    if (!span)
        return fitRun();
    const std::int64_t room = std::max<std::int64_t>(span->length() / 10, shortestSpanNs);
    const TimeSpan wanted
        = clamped({ span->startNs - room, span->endNs + room }, m_window.limits());
    if (wanted == m_window.span())
        fitRun();
    else
        animateTo(wanted);
}

void TimelineView::grabCursor(Drag cursor)
{
    const bool hasPlace = m_hasPointer && places().lanes.contains(m_hoverPoint);
    moveCursor(cursor, hasPlace ? timeAt(m_hoverPoint) : m_window.nowNs());
    m_drag = cursor;
    m_isGrabbed = true;
}

/// M makes the selection the range, and Shift+M keeps it as a marker. Without a selection both mark
/// the moment under the pointer, or now.
void TimelineView::markSelection(bool isKept)
{
    const auto span = selectionSpan();
    if (span && !isKept)
        return m_window.setRange(span);
    const bool hasPlace = m_hasPointer && places().lanes.contains(m_hoverPoint);
    emit markerAddRequested(span ? span->startNs
            : hasPlace           ? roundedToPixel(timeAt(m_hoverPoint))
                                 : m_window.nowNs());
}

/// Leaves one thing at a time: what is dragged, a marker, the range, the selection, the cursors.
void TimelineView::escape()
{
    if (m_drag != Drag::None) {
        m_drag = Drag::None;
        m_isGrabbed = false;
        endEdit(false);
        dropMarker(false);
        update();
    } else if (openBand() != nullptr) {
        closeInstant();
    } else if (m_selectedMarker) {
        selectMarker(std::nullopt);
    } else if (m_window.range()) {
        m_window.setRange(std::nullopt);
    } else if (m_window.selection() && m_window.selection()->message != 0) {
        m_window.setSelection(Selection { m_window.selection()->server, 0 });
    } else {
        m_window.setCursors(std::nullopt, std::nullopt);
    }
}

} // namespace tickscope

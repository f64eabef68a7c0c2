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
    const auto others = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    if (event->modifiers() & others || !keyPressed(*event))
        QWidget::keyPressEvent(event);
}

bool TimelineView::keyPressed(const QKeyEvent& event)
{
    const bool isShift = event.modifiers() & Qt::ShiftModifier;
    if (markerKeyPressed(event.key()))
        return true;
    const auto pan = std::llround(panPerKey * static_cast<double>(m_window.span().length()));
    switch (event.key()) {
    case Qt::Key_W:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(zoomPerKey);
        return true;
    case Qt::Key_S:
    case Qt::Key_Minus:
        zoomBy(1 / zoomPerKey);
        return true;
    case Qt::Key_A:
        m_window.panBy(-pan);
        return true;
    case Qt::Key_D:
        m_window.panBy(pan);
        return true;
    case Qt::Key_F:
        focusSelection();
        return true;
    case Qt::Key_R:
        if (const auto span = selectionSpan())
            m_window.setRange(span);
        return true;
    case Qt::Key_M:
        markSelection(isShift);
        return true;
    case Qt::Key_C:
        toggleCursors();
        return true;
    case Qt::Key_1:
        grabCursor(Drag::CursorA);
        return true;
    case Qt::Key_2:
        grabCursor(Drag::CursorB);
        return true;
    case Qt::Key_End:
        m_motion.stop();
        m_window.follow();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return openSelectedInstant();
    case Qt::Key_Escape:
        escape();
        return true;
    default:
        return false;
    }
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

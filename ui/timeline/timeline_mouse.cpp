// SPDX-License-Identifier: GPL-3.0-only
// What the mouse does in a TimelineView.
#include "ui/lanes/sentences.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"

#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QScreen>
#include <QScrollBar>
#include <QTimerEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

using Kind = TimelineHit::Kind;

constexpr double dragDistance = 4;
constexpr double snapPixels = 8;
constexpr double zoomPerNotch = 0.8;

} // namespace

/// The moment under a point; with an event, snapped to what happened unless Shift is held.
std::int64_t TimelineView::timeAt(QPointF point, const QMouseEvent* event) const
{
    const TimelineGeometry place = places();
    const TimeAxis time = axis();
    const std::int64_t ns = std::clamp<std::int64_t>(
        time.t(point.x() - place.lanes.left()), 0, m_window.limits().endNs);
    if (event == nullptr || event->modifiers() & Qt::ShiftModifier)
        return ns;
    const auto lane = m_lanes.laneAt(point.y() - place.lanes.top() + m_parts.scrolled);
    if (!lane || !place.lanes.contains(point))
        return ns;
    return snapped(m_lanes.log(*lane), ns, std::llround(snapPixels * time.nsPerPixel()));
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    hideHoverText();
    closeInstant();
    m_motion.stop();
    const QPointF point = event->position();
    const QPoint turn = event->angleDelta();
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    const int sideways = turn.x() != 0 ? turn.x() : isShift ? turn.y() : 0;
    event->accept();
    if (places().names.contains(point)) {
        m_scrollBar->setValue(m_scrollBar->value() - turn.y());
    } else if (sideways != 0) {
        const double share = -sideways / 120.0 / 10; // a notch is a tenth of the width
        m_window.panBy(std::llround(share * static_cast<double>(m_window.span().length())));
    } else if (turn.y() != 0) {
        const std::int64_t anchor = axis().t(point.x() - places().lanes.left());
        m_window.zoomAt(anchor, std::pow(zoomPerNotch, turn.y() / 120.0));
    }
}

bool TimelineView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_selectedMarker) {
        // F2 is the window's, unless there is something to rename.
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_F2 && key->modifiers() == Qt::NoModifier) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            const double x = gesture->position().x() - places().lanes.left();
            m_window.zoomAt(axis().t(x), 1 / std::max(0.1, 1 + gesture->value()));
            return true;
        }
    }
    return QWidget::event(event);
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    hideHoverText();
    m_motion.stop();
    if (openBand() != nullptr) // what it covers is not where it seems to be
        return closeInstant();
    if (m_isGrabbed) { // a cursor followed the mouse: here it stays
        m_isGrabbed = false;
        m_drag = Drag::None;
        return;
    }
    m_pressPoint = event->position();
    m_pressHit
        = hitTimeline(m_pressPoint, contentSize(), m_themes.theme(), m_lanes, state(), m_parts);
    m_pressNs = timeAt(m_pressPoint, event);
    m_pressSpan = m_window.span();
    pressed(m_pressHit, *event);
}

void TimelineView::pressed(const TimelineHit& hit, const QMouseEvent& event)
{
    const bool isInLanes = places().lanes.contains(event.position());
    const bool isShift = event.modifiers() & Qt::ShiftModifier;
    if (event.button() == Qt::MiddleButton || (isShift && isInLanes)) {
        m_drag = Drag::Pan;
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event.button() != Qt::LeftButton)
        return;
    if (event.modifiers() & Qt::AltModifier && openInstantAt(event.position()))
        return;
    switch (hit.kind) {
    case Kind::WholeRun:
        m_drag = Drag::WholeRun;
        return moveWholeRun(event.position());
    case Kind::Ruler:
        m_drag = Drag::Seek;
        emit seekBegan();
        emit seekRequested(m_pressNs);
        return;
    case Kind::Instant:
        openSelectedInstant();
        return;
    case Kind::Marker:
        return pressMarker(hit.number);
    case Kind::CursorA:
        m_drag = Drag::CursorA;
        return;
    case Kind::CursorB:
        m_drag = Drag::CursorB;
        return;
    case Kind::RangeStart:
        m_drag = Drag::RangeStart;
        return;
    case Kind::RangeEnd:
        m_drag = Drag::RangeEnd;
        return;
    case Kind::AddServer:
        emit addServerRequested();
        return;
    case Kind::Name:
        return m_window.setSelection(Selection { hit.lane, 0 });
    default:
        m_drag = isInLanes ? Drag::Pressed : Drag::None;
    }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    m_hasPointer = true;
    m_hoverPoint = event->position();
    if (openBand() != nullptr)
        return setHover({}, m_hoverPoint);
    if (m_drag == Drag::None) {
        const TimelineHit hit
            = hitTimeline(m_hoverPoint, contentSize(), m_themes.theme(), m_lanes, state(), m_parts);
        setHover(hit, m_hoverPoint);
        return;
    }
    if (m_drag == Drag::Pressed) {
        if ((m_hoverPoint - m_pressPoint).manhattanLength() < dragDistance)
            return;
        beginEdit();
    }
    dragged(*event);
}

void TimelineView::dragged(const QMouseEvent& event)
{
    const std::int64_t ns = timeAt(event.position(), &event);
    switch (m_drag) {
    case Drag::Pan: {
        const double pixels = m_pressPoint.x() - event.position().x();
        const std::int64_t by = std::llround(pixels * axis().nsPerPixel());
        const std::int64_t moved = m_window.span().startNs - m_pressSpan.startNs;
        return m_window.panBy(by - moved);
    }
    case Drag::Range:
        return m_window.setRange(TimeSpan { m_pressNs, ns });
    case Drag::RangeStart:
    case Drag::RangeEnd: {
        TimeSpan range = m_window.range().value_or(TimeSpan { ns, ns });
        (m_drag == Drag::RangeStart ? range.startNs : range.endNs) = ns;
        if (range.startNs > range.endNs) // the edge went past the other one
            m_drag = m_drag == Drag::RangeStart ? Drag::RangeEnd : Drag::RangeStart;
        return m_window.setRange(range);
    }
    case Drag::CursorA:
    case Drag::CursorB:
        return moveCursor(m_drag, ns);
    case Drag::Seek:
        emit seekRequested(timeAt(event.position()));
        return;
    case Drag::WholeRun:
        return moveWholeRun(event.position());
    case Drag::Edit:
        return moveEdit(event.position());
    case Drag::Marker:
        return dragMarker(event.position());
    default:
        return;
    }
}

void TimelineView::moveCursor(Drag cursor, std::int64_t ns)
{
    if (cursor == Drag::CursorA)
        m_window.setCursors(ns, m_window.cursorB());
    else
        m_window.setCursors(m_window.cursorA(), ns);
}

/// Centres what is shown on the point of the bar.
void TimelineView::moveWholeRun(QPointF point)
{
    const QRectF lanes = places().lanes;
    const double share = (point.x() - lanes.left() - 12) / std::max(1.0, lanes.width() - 24);
    const std::int64_t end = std::max(m_window.runEndNs(), m_window.nowNs());
    const std::int64_t centre
        = std::llround(std::clamp(share, 0.0, 1.0) * static_cast<double>(end));
    const TimeSpan span = m_window.span();
    m_window.panBy(centre - (span.startNs + span.length() / 2));
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    const Drag drag = m_drag;
    if (m_isGrabbed)
        return;
    m_drag = Drag::None;
    if (drag == Drag::Pressed)
        clicked(m_pressHit);
    if (drag == Drag::Edit)
        endEdit(true);
    if (drag == Drag::Marker)
        dropMarker(true);
    if (openBand() != nullptr)
        return;
    setHover(
        hitTimeline(event->position(), contentSize(), m_themes.theme(), m_lanes, state(), m_parts),
        event->position());
    update();
}

void TimelineView::clicked(const TimelineHit& hit)
{
    selectMarker(std::nullopt);
    // Beside the lanes there is nothing to select: the server that the next edit meets stays.
    if (hit.kind == Kind::Nothing)
        return m_window.setRange(std::nullopt);
    const std::uint32_t message = hit.kind == Kind::Message ? hit.number : 0;
    m_window.setSelection(Selection { hit.lane, message });
    if (hit.kind == Kind::Timer && !m_lanes.log(hit.lane).timers[hit.number].isIdle)
        emit cancelRequested(hit.lane);
    else if (hit.kind == Kind::Lane)
        m_window.setRange(std::nullopt);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || openBand() != nullptr)
        return;
    const TimelineHit hit = hitTimeline(
        event->position(), contentSize(), m_themes.theme(), m_lanes, state(), m_parts);
    if (hit.kind == Kind::Ruler)
        emit seekTakenBack(); // by the first of the two clicks
    if (hit.kind == Kind::Ruler)
        emit markerAddRequested(roundedToPixel(timeAt(event->position())));
    else if (hit.kind == Kind::Marker)
        editMarker(hit.number);
    else if (hit.kind == Kind::Message)
        emit messageActivated(hit.lane, hit.number);
    else if (hit.kind == Kind::WholeRun)
        fitRun();
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard && m_selectedMarker)
        return showMarkerMenu(*m_selectedMarker, mapToGlobal(markerPlace(*m_selectedMarker)));
    const TimelineHit hit
        = hitTimeline(event->pos(), contentSize(), m_themes.theme(), m_lanes, state(), m_parts);
    const bool isLane = hit.kind == Kind::Name || hit.kind == Kind::Lane
        || hit.kind == Kind::Message || hit.kind == Kind::Timer || hit.kind == Kind::Mark
        || hit.kind == Kind::Measured;
    if (hit.kind == Kind::Marker)
        showMarkerMenu(hit.number, event->globalPos());
    else if (isLane)
        emit contextMenuRequested(hit.lane, event->globalPos());
}

void TimelineView::setHover(const TimelineHit& hit, QPointF point)
{
    updatePointer(hit);
    const bool isSame = hit == m_hover;
    m_hoverPoint = point;
    if (isSame)
        return;
    m_hover = hit;
    hideHoverText();
    const bool isShape = hit.kind == Kind::Message || hit.kind == Kind::Timer
        || hit.kind == Kind::Mark || hit.kind == Kind::Measured || hit.kind == Kind::Marker
        || hit.kind == Kind::Instant;
    if (isShape)
        m_hoverTimer.start(m_hoverDelayMs, this);
    update();
}

void TimelineView::updatePointer(const TimelineHit& hit)
{
    const bool isArmed = hit.kind == Kind::Timer; // a click cancels it: the hand says so
    if (!isArmed && hit.part != TimelineHit::Part::Body && dragOf(hit, m_lanes.log(hit.lane)))
        return setCursor(Qt::SplitHCursor);
    switch (hit.kind) {
    case Kind::Marker:
    case Kind::CursorA:
    case Kind::CursorB:
    case Kind::RangeStart:
    case Kind::RangeEnd:
        return setCursor(Qt::SplitHCursor);
    case Kind::Timer:
    case Kind::Instant:
    case Kind::AddServer:
        return setCursor(Qt::PointingHandCursor);
    case Kind::Lane:
    case Kind::Message:
    case Kind::Mark:
    case Kind::Measured:
        return setCursor(Qt::CrossCursor);
    default:
        return unsetCursor();
    }
}

void TimelineView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_hoverTimer.timerId())
        return QWidget::timerEvent(event);
    m_hoverTimer.stop();
    if (m_drag == Drag::None)
        showHoverText();
}

QString TimelineView::hoverText(const TimelineHit& hit)
{
    if (hit.kind == Kind::Marker && hit.number < m_markers.size())
        return tr("%1, at %2. Drag it to move it, double-click to rename it.")
            .arg(QString::fromStdString(m_markers[hit.number].name),
                timeText(toNs(m_markers[hit.number].at)));
    if (hit.kind == Kind::Instant)
        return tr("They happened at %1, one after the other. Click to open them in their order "
                  "(Enter).")
            .arg(timeText(m_chip->ns));
    if (hit.lane >= m_lanes.count())
        return {};
    const ServerLog& log = m_lanes.log(hit.lane);
    if (hit.kind == Kind::Timer)
        return describeTimer(log.timers[hit.number], m_window.nowNs());
    if (hit.kind == Kind::Mark)
        return describeMark(m_lanes.info(hit.lane).name, log.marks[hit.number]);
    if (hit.kind == Kind::Measured) {
        const std::vector<MeasuredTick>* ticks = m_lanes.measured(hit.lane);
        return ticks != nullptr && hit.number < ticks->size()
            ? describeMeasured(log, (*ticks)[hit.number])
            : QString();
    }
    const MessageEntry* message
        = hit.kind == Kind::Message ? findMessage(log, hit.number) : nullptr;
    if (message == nullptr)
        return {};
    QStringList sentences { describeMessage({}, log, *message, m_window.nowNs()) };
    sentences << describePeriod(log, *message);
    const auto selection = m_window.selection();
    if (selection && selection->message != 0 && selection->server < m_lanes.count()) {
        const MessageEntry* other = findMessage(m_lanes.log(selection->server), selection->message);
        if (other != nullptr && other != message)
            sentences << tr("Delivered %1 after the selection.")
                             .arg(timeText(message->deliveredNs - other->deliveredNs));
    }
    if (hit.part == TimelineHit::Part::WorkEnd && dragOf(hit, log))
        sentences << tr("Drag its end to change its work.");
    else if (hit.part == TimelineHit::Part::DueMark && dragOf(hit, log))
        sentences << tr("Drag the mark to change the interval.");
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

void TimelineView::showHoverText()
{
    const QString text = hoverText(m_hover);
    if (text.isEmpty())
        return;
    const double scale = m_themes.theme().scale;
    m_tooltip->setFont(font());
    m_tooltip->setPalette(palette());
    m_tooltip->setText(text);
    // As wide as its words up to the most; left to itself it would be narrow and high.
    const int most = static_cast<int>(360 * scale);
    const int around = 2 * (m_tooltip->margin() + m_tooltip->frameWidth());
    const int words = m_tooltip->fontMetrics().horizontalAdvance(text) + 2;
    m_tooltip->setFixedWidth(std::min(most, words + around));
    m_tooltip->adjustSize();
    // Below and right of the pointer; above it where that would leave the screen.
    QPoint corner = mapToGlobal(m_hoverPoint.toPoint()) + QPoint(14, 20);
    const QScreen* screen = this->screen();
    const QRect room = screen != nullptr ? screen->availableGeometry() : QRect(0, 0, 9999, 9999);
    if (corner.y() + m_tooltip->height() > room.bottom())
        corner.ry() -= m_tooltip->height() + 34;
    corner.rx() = std::min(corner.x(), room.right() - m_tooltip->width());
    m_tooltip->move(corner);
    m_tooltip->show();
}

void TimelineView::hideHoverText()
{
    m_hoverTimer.stop();
    m_tooltip->hide();
}

void TimelineView::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_hasPointer = false;
    m_hover = {};
    hideHoverText();
    update();
}

} // namespace tickscope

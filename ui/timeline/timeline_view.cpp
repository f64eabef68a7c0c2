// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_view.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_accessible.h"
#include "ui/timeline/timeline_hand.h"
#include "ui/timeline/timeline_hover.h"
#include "ui/timeline/timeline_instant.h"
#include "ui/timeline/timeline_keys.h"
#include "ui/timeline/timeline_markers.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tickscope {

namespace {

constexpr int moveMs = 160;
constexpr double zoomPerNotch = 0.8;

} // namespace

TimelineView::TimelineView(ThemeController& themes, TimeWindow& window, QWidget* parent)
    : QWidget(parent)
    , m_window(window)
    , m_canvas(themes, window)
    , m_scrollBar(new QScrollBar(Qt::Vertical, this))
    , m_hover(new TimelineHover(*this, m_canvas))
    , m_markers(new TimelineMarkers(*this, m_canvas))
    , m_instant(new TimelineInstant(*this, m_canvas, themes))
    , m_hand(std::make_unique<TimelineHand>(
          *this, m_canvas, TimelineHand::Parts { *m_hover, *m_markers, *m_instant }))
{
    installTimelineAccessibility();
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_motion.setDuration(moveMs);
    m_motion.setStartValue(0.0);
    m_motion.setEndValue(1.0);
    m_motion.setEasingCurve(QEasingCurve::OutCubic);
    connect(&themes, &ThemeController::themeChanged, this, &TimelineView::refresh);
    connect(&m_window, &TimeWindow::changed, this, &TimelineView::windowChanged);
    connect(m_scrollBar, &QScrollBar::valueChanged, this, [this](int value) {
        m_canvas.parts.scrolled = value;
        m_instant->arrange();
        update();
    });
    arrange();
}

TimelineView::~TimelineView() = default;

void TimelineView::setRun(const TraceLog* log, LaneInfoSource info)
{
    m_canvas.lanes.setRun(log, std::move(info));
    m_canvas.lanes.setSize(laneSizeFor(m_canvas.lanes.count()));
    m_scrollBar->setValue(0);
    m_instant->close();
    m_hover->hideText();
    m_hover->clear();
    refresh();
}

void TimelineView::setLog(const TraceLog* log)
{
    m_canvas.lanes.setLog(log);
    m_instant->close();
    m_hover->clear();
    refresh();
}

void TimelineView::setMeasured(std::shared_ptr<const MeasuredRun> measured)
{
    // While a real run goes on this happens often: what the pointer rests on has to keep its text.
    const bool isRowNew = m_canvas.lanes.hasMeasured() != (measured != nullptr);
    m_canvas.lanes.setMeasured(std::move(measured));
    if (isRowNew)
        m_hover->clear();
    refresh();
}

void TimelineView::refresh()
{
    arrange();
    m_instant->refresh();
    m_instant->updateChip();
    update();
}

void TimelineView::setLaneSize(LaneSize size)
{
    m_canvas.lanes.setSize(size);
    refresh();
}

void TimelineView::setLaneOrder(LaneOrder order)
{
    m_canvas.lanes.setOrder(order, m_window.nowNs());
    m_scrollBar->setValue(0);
    refresh();
}

void TimelineView::setParts(const TimelineParts& parts)
{
    const double scrolled = m_canvas.parts.scrolled;
    m_canvas.parts = parts;
    m_canvas.parts.scrolled = scrolled;
    refresh();
}

void TimelineView::setReducedMotion(bool isReduced)
{
    m_isReducedMotion = isReduced;
    m_window.setReducedMotion(isReduced);
}

QSize TimelineView::minimumSizeHint() const
{
    return { 560, 200 };
}

void TimelineView::setMarkers(std::vector<Marker> markers)
{
    m_markers->set(std::move(markers));
}

void TimelineView::selectMarker(std::optional<std::size_t> marker)
{
    m_markers->select(marker);
}

void TimelineView::editMarker(std::size_t marker)
{
    m_markers->edit(marker);
}

void TimelineView::setInstantSource(InstantSource source)
{
    m_instant->setSource(std::move(source));
}

void TimelineView::openInstant(std::int64_t ns, std::optional<std::uint32_t> lane)
{
    m_instant->open(ns, lane);
}

bool TimelineView::openSelectedInstant()
{
    return m_instant->openSelected();
}

void TimelineView::closeInstant()
{
    m_instant->close();
}

InstantBand* TimelineView::openBand() const
{
    return m_instant->band();
}

void TimelineView::setHoverDelay(int ms)
{
    m_hover->setDelay(ms);
}

// The scroll bar stands beside the lanes only while they do not fit.
void TimelineView::updateSize()
{
    const int bar = m_scrollBar->isVisibleTo(this) ? m_scrollBar->width() : 0;
    m_canvas.size
        = { static_cast<double>(std::max(1, width() - bar)), static_cast<double>(height()) };
}

void TimelineView::arrange()
{
    m_canvas.lanes.arrange(m_canvas.theme(), m_window.nowNs());
    updateScrollBar();
}

void TimelineView::updateScrollBar()
{
    updateSize();
    const TimelineGeometry place = m_canvas.places();
    const double needed
        = timelineHeight(m_canvas.theme(), m_canvas.lanes, m_canvas.parts) - place.lanes.top();
    const double page = place.lanes.height();
    const int most = static_cast<int>(std::ceil(std::max(0.0, needed - page)));
    m_scrollBar->setVisible(most > 0);
    m_scrollBar->setPageStep(static_cast<int>(page));
    m_scrollBar->setSingleStep(static_cast<int>(24 * m_canvas.theme().scale));
    m_scrollBar->setRange(0, most);
    const int barWidth = m_scrollBar->sizeHint().width();
    const int top = static_cast<int>(place.lanes.top());
    m_scrollBar->setGeometry(width() - barWidth, top, barWidth, std::max(0, height() - top));
    updateSize();
}

void TimelineView::resizeEvent(QResizeEvent* /*event*/)
{
    updateScrollBar();
    m_instant->arrange();
}

void TimelineView::windowChanged(TimeWindow::Parts parts)
{
    if (parts & TimeWindow::Now)
        arrange();
    if (parts & TimeWindow::Selected) {
        const auto selection = m_window.selection();
        if (selection && selection->server < m_canvas.lanes.count())
            revealLane(selection->server);
        QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
        m_instant->updateChip();
        m_markers->select(std::nullopt); // one thing is selected, and that is now another
    }
    m_instant->arrange();
    if (parts & TimeWindow::Span)
        m_markers->arrange();
    update();
}

void TimelineView::animateTo(TimeSpan span)
{
    m_motion.stop();
    m_motion.disconnect(this);
    const TimeSpan from = m_window.span();
    const TimeSpan to = clamped(span, m_window.limits());
    if (m_isReducedMotion || !isVisible()) {
        m_window.setSpan(to);
        return;
    }
    connect(&m_motion, &QVariantAnimation::valueChanged, this, [this, from, to](const QVariant& v) {
        const double share = v.toDouble();
        const auto between = [share](std::int64_t a, std::int64_t b) {
            return a + std::llround(share * static_cast<double>(b - a));
        };
        m_window.setSpan({ between(from.startNs, to.startNs), between(from.endNs, to.endNs) });
    });
    m_motion.start();
}

void TimelineView::showSpan(TimeSpan span)
{
    animateTo(span);
}

void TimelineView::fitRun()
{
    animateTo(m_window.limits());
}

void TimelineView::zoomBy(double factor)
{
    m_motion.stop();
    m_window.zoomAt(zoomAnchor(), factor);
}

/// Where zooming by key holds on: the pointer, else now, else the middle.
std::int64_t TimelineView::zoomAnchor() const
{
    if (const auto point = m_hover->pointInLanes())
        return m_canvas.axis().t(point->x() - m_canvas.places().lanes.left());
    const TimeSpan span = m_window.span();
    return span.contains(m_window.nowNs()) ? m_window.nowNs() : span.startNs + span.length() / 2;
}

void TimelineView::focusSelection()
{
    auto span = m_canvas.selectionSpan();
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

void TimelineView::revealLane(std::uint32_t lane)
{
    if (lane >= m_canvas.lanes.count() || m_scrollBar->maximum() == 0)
        return;
    const double top = m_canvas.lanes.top(lane), bottom = top + m_canvas.lanes.metrics(lane).height;
    const double page = m_canvas.places().lanes.height();
    if (top < m_canvas.parts.scrolled)
        m_scrollBar->setValue(static_cast<int>(top));
    else if (bottom > m_canvas.parts.scrolled + page)
        m_scrollBar->setValue(static_cast<int>(std::ceil(bottom - page)));
}

void TimelineView::toggleCursors()
{
    if (m_window.cursorA() || m_window.cursorB())
        return m_window.setCursors(std::nullopt, std::nullopt);
    const TimeSpan span = m_window.span();
    const auto range = m_window.range();
    const std::int64_t third = span.length() / 3;
    m_window.setCursors(
        range ? range->startNs : span.startNs + third, range ? range->endNs : span.endNs - third);
}

QString TimelineView::sentence()
{
    return m_canvas.sentence();
}

bool TimelineView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && m_canvas.selectedMarker) {
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
            const double x = gesture->position().x() - m_canvas.places().lanes.left();
            m_window.zoomAt(m_canvas.axis().t(x), 1 / std::max(0.1, 1 + gesture->value()));
            return true;
        }
    }
    return QWidget::event(event);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    m_hover->hideText();
    m_instant->close();
    m_motion.stop();
    const QPointF point = event->position();
    const QPoint turn = event->angleDelta();
    const bool isShift = event->modifiers() & Qt::ShiftModifier;
    const int sideways = turn.x() != 0 ? turn.x() : isShift ? turn.y() : 0;
    event->accept();
    if (m_canvas.places().names.contains(point)) {
        m_scrollBar->setValue(m_scrollBar->value() - turn.y());
    } else if (sideways != 0) {
        const double share = -sideways / 120.0 / 10; // a notch is a tenth of the width
        m_window.panBy(std::llround(share * static_cast<double>(m_window.span().length())));
    } else if (turn.y() != 0) {
        const std::int64_t anchor = m_canvas.axis().t(point.x() - m_canvas.places().lanes.left());
        m_window.zoomAt(anchor, std::pow(zoomPerNotch, turn.y() / 120.0));
    }
}

void TimelineView::grabCursor(TimelineCursor cursor)
{
    m_hand->grabCursor(cursor);
}

void TimelineView::endTool()
{
    m_hand->cancel();
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    m_hand->press(*event);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    m_hand->move(*event);
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    m_hand->release(*event);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_hand->pressTwice(*event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    m_hand->openMenu(*event);
}

void TimelineView::leaveEvent(QEvent* event)
{
    QWidget::leaveEvent(event);
    m_hover->leave();
}

bool TimelineView::perform(TimelineCommand command)
{
    return doTimelineCommand(*this, m_canvas, command);
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const auto others = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const bool isPlain = !(event->modifiers() & others);
    if (isPlain && m_markers->press(event->key()))
        return;
    const auto* command = m_keys.find(event->key(), event->modifiers());
    const bool isDone = command != nullptr
        ? perform(*command)
        : isPlain && pressTimelineKey(*this, m_canvas, event->key());
    if (!isDone)
        QWidget::keyPressEvent(event);
}

/// Tab goes from tick to tick, and on to the next widget where there is no further one.
bool TimelineView::focusNextPrevChild(bool next)
{
    const auto* command
        = m_keys.find(Qt::Key_Tab, next ? Qt::KeyboardModifiers() : Qt::ShiftModifier);
    const auto wanted = next ? TimelineCommand::NextTick : TimelineCommand::PreviousTick;
    const bool isTick = command != nullptr && *command == wanted;
    return (isTick && hasFocus() && perform(wanted)) || QWidget::focusNextPrevChild(next);
}

void TimelineView::escape()
{
    if (m_hand->isBusy()) {
        m_hand->cancel();
        update();
    } else if (m_instant->isOpen()) {
        m_instant->close();
    } else if (m_canvas.selectedMarker) {
        m_markers->select(std::nullopt);
    } else if (m_window.range()) {
        m_window.setRange(std::nullopt);
    } else if (m_window.selection() && m_window.selection()->message != 0) {
        m_window.setSelection(Selection { m_window.selection()->server, 0 });
    } else {
        m_window.setCursors(std::nullopt, std::nullopt);
    }
}

void TimelineView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = m_canvas.theme();
    painter.fillRect(rect(), theme.canvas);
    m_instant->paint(painter);
    if (m_canvas.lanes.isEmpty())
        paintEmpty(painter);
    m_hand->paint(painter);
    if (hasFocus() && m_isFocusShown) {
        painter.setPen(QPen(theme.accent, 2 * theme.metrics.line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TimelineView::paintEmpty(QPainter& painter)
{
    const Theme& theme = m_canvas.theme();
    const QRectF place = m_canvas.places().lanes;
    painter.setPen(theme.text);
    painter.setFont(uiFont(theme.type.title, FontWeight::Semibold));
    painter.drawText(
        place.adjusted(0, 0, 0, -theme.metrics.row), Qt::AlignCenter, tr("No servers"));
    painter.setPen(theme.text2);
    painter.setFont(uiFont(theme.type.body));
    painter.drawText(place.adjusted(0, 1.5 * theme.metrics.row, 0, 0), Qt::AlignCenter,
        tr("Add one to see its ticks."));
}

void TimelineView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    // Who uses the mouse knows where it is.
    m_isFocusShown = event->reason() == Qt::TabFocusReason
        || event->reason() == Qt::BacktabFocusReason || event->reason() == Qt::ShortcutFocusReason;
    update();
}

void TimelineView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tickscope

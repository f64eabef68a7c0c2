// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_view.h"

#include "ui/instant/instant_band.h"
#include "ui/lanes/sentences.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/marker_edit.h"
#include "ui/timeline/timeline_accessible.h"

#include <QAccessible>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr int moveMs = 160;

QLabel* makeTooltip(QWidget* parent)
{
    auto* label = new QLabel(parent, Qt::ToolTip | Qt::WindowTransparentForInput);
    label->setWordWrap(true);
    label->setMargin(8);
    label->setFrameShape(QFrame::Box);
    label->setAttribute(Qt::WA_ShowWithoutActivating);
    label->setForegroundRole(QPalette::ToolTipText);
    label->setBackgroundRole(QPalette::ToolTipBase);
    label->setAutoFillBackground(true);
    label->hide();
    return label;
}

} // namespace

TimelineView::TimelineView(ThemeController& themes, TimeWindow& window, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_window(window)
    , m_scrollBar(new QScrollBar(Qt::Vertical, this))
    , m_band(new InstantBand(themes, this))
    , m_tooltip(makeTooltip(this))
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
    connect(&m_themes, &ThemeController::themeChanged, this, &TimelineView::refresh);
    connect(&m_window, &TimeWindow::changed, this, &TimelineView::windowChanged);
    connect(m_band, &InstantBand::closeRequested, this, &TimelineView::closeInstant);
    connect(m_band, &InstantBand::scopeToggled, this, &TimelineView::toggleInstantScope);
    connect(m_band, &InstantBand::eventSelected, this, &TimelineView::instantEventSelected);
    connect(m_scrollBar, &QScrollBar::valueChanged, this, [this](int value) {
        m_parts.scrolled = value;
        arrangeInstant();
        update();
    });
    arrange();
}

void TimelineView::setRun(const TraceLog* log, LaneInfoSource info)
{
    m_info = std::move(info);
    m_lanes.setRun(log, m_info);
    m_lanes.setSize(laneSizeFor(m_lanes.count()));
    m_scrollBar->setValue(0);
    closeInstant();
    hideHoverText();
    m_hover = {};
    refresh();
}

void TimelineView::setLog(const TraceLog* log)
{
    m_lanes.setLog(log);
    closeInstant();
    m_hover = {};
    refresh();
}

void TimelineView::setMeasured(std::shared_ptr<const MeasuredRun> measured)
{
    // While a real run goes on this happens often: what the pointer rests on has to keep its text.
    const bool isRowNew = m_lanes.hasMeasured() != (measured != nullptr);
    m_lanes.setMeasured(std::move(measured));
    if (isRowNew)
        m_hover = {};
    refresh();
}

void TimelineView::refresh()
{
    arrange();
    refreshInstant();
    updateInstantChip();
    update();
}

void TimelineView::setLaneSize(LaneSize size)
{
    m_lanes.setSize(size);
    refresh();
}

void TimelineView::setLaneOrder(LaneOrder order)
{
    m_lanes.setOrder(order, m_window.nowNs());
    m_scrollBar->setValue(0);
    refresh();
}

void TimelineView::setParts(const TimelineParts& parts)
{
    const double scrolled = m_parts.scrolled;
    m_parts = parts;
    m_parts.scrolled = scrolled;
    refresh();
}

void TimelineView::setReducedMotion(bool isReduced)
{
    m_isReducedMotion = isReduced;
    m_window.setReducedMotion(isReduced);
}

QSize TimelineView::minimumSizeHint() const
{
    return { 560, 280 };
}

// The scroll bar stands beside the lanes only while they do not fit.
QSizeF TimelineView::contentSize() const
{
    const int bar = m_scrollBar->isVisibleTo(this) ? m_scrollBar->width() : 0;
    return { static_cast<double>(std::max(1, width() - bar)), static_cast<double>(height()) };
}

TimelineGeometry TimelineView::places() const
{
    return { m_themes.theme(), contentSize(), m_parts };
}

TimeAxis TimelineView::axis() const
{
    return places().axis(m_window.span());
}

TimelineState TimelineView::state() const
{
    TimelineState state = timelineState(m_window);
    state.markers = m_markers;
    state.selectedMarker = m_selectedMarker;
    state.instant = m_chip;
    if (m_selectedMarker && m_markerDraggedTo)
        state.markers[*m_selectedMarker].at = fromNs(*m_markerDraggedTo);
    return state;
}

void TimelineView::arrange()
{
    m_lanes.arrange(m_themes.theme(), m_window.nowNs());
    updateScrollBar();
}

void TimelineView::updateScrollBar()
{
    const TimelineGeometry place = places();
    const double needed = timelineHeight(m_themes.theme(), m_lanes, m_parts) - place.lanes.top();
    const double page = place.lanes.height();
    const int most = static_cast<int>(std::ceil(std::max(0.0, needed - page)));
    m_scrollBar->setVisible(most > 0);
    m_scrollBar->setPageStep(static_cast<int>(page));
    m_scrollBar->setSingleStep(static_cast<int>(24 * m_themes.theme().scale));
    m_scrollBar->setRange(0, most);
    const int barWidth = m_scrollBar->sizeHint().width();
    const int top = static_cast<int>(place.lanes.top());
    m_scrollBar->setGeometry(width() - barWidth, top, barWidth, std::max(0, height() - top));
}

void TimelineView::resizeEvent(QResizeEvent* /*event*/)
{
    updateScrollBar();
    arrangeInstant();
}

void TimelineView::windowChanged(TimeWindow::Parts parts)
{
    if (parts & TimeWindow::Now)
        arrange();
    if (parts & TimeWindow::Selected) {
        const auto selection = m_window.selection();
        if (selection && selection->server < m_lanes.count())
            revealLane(selection->server);
        QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
        QAccessible::updateAccessibility(&changed);
        updateInstantChip();
        selectMarker(std::nullopt); // one thing is selected, and that is now another
    }
    arrangeInstant();
    if (m_markerEdit && parts & TimeWindow::Span)
        placeMarkerEdit();
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

void TimelineView::revealLane(std::uint32_t lane)
{
    if (lane >= m_lanes.count() || m_scrollBar->maximum() == 0)
        return;
    const double top = m_lanes.top(lane), bottom = top + m_lanes.metrics(lane).height;
    const double page = places().lanes.height();
    if (top < m_parts.scrolled)
        m_scrollBar->setValue(static_cast<int>(top));
    else if (bottom > m_parts.scrolled + page)
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
    if (m_selectedMarker)
        return describeMarker(QString::fromStdString(m_markers[*m_selectedMarker].name),
            toNs(m_markers[*m_selectedMarker].at), m_window.nowNs());
    const auto selection = m_window.selection();
    if (!selection || selection->server >= m_lanes.count()) {
        return tr(
            "%n server(s), from %1 to %2, now at %3.", nullptr, static_cast<int>(m_lanes.count()))
            .arg(timeText(m_window.span().startNs), timeText(m_window.span().endNs),
                timeText(m_window.nowNs()));
    }
    const LaneInfo info = m_lanes.info(selection->server);
    const ServerLog& log = m_lanes.log(selection->server);
    const MessageEntry* message = findMessage(log, selection->message);
    if (message != nullptr && message->deliveredNs <= m_window.nowNs())
        return describeMessage(info.name, log, *message, m_window.nowNs());
    return tr("%1, %2. %3.").arg(info.name, info.schedule, info.state);
}

void TimelineView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Theme& theme = m_themes.theme();
    painter.fillRect(rect(), theme.canvas);
    paintParts(painter);
    if (m_lanes.isEmpty())
        paintEmpty(painter);
    paintHover(painter);
    paintEdit(painter);
    if (hasFocus() && m_isFocusShown) {
        painter.setPen(QPen(theme.accent, 2 * theme.metrics.line));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void TimelineView::paintHover(QPainter& painter)
{
    const bool isShape = m_hover.kind == TimelineHit::Kind::Message
        || m_hover.kind == TimelineHit::Kind::Timer || m_hover.kind == TimelineHit::Kind::Mark;
    if (!isShape || m_drag != Drag::None || m_hover.box.isEmpty())
        return;
    painter.save();
    painter.setClipRect(places().lanes);
    painter.setPen(QPen(m_themes.theme().text, m_themes.theme().metrics.line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m_hover.box.adjusted(0.5, 0.5, -0.5, -0.5));
    if (m_hover.lane < m_lanes.count() && dragOf(m_hover, m_lanes.log(m_hover.lane)))
        paintHandle(painter);
    painter.restore();
}

/// What can be dragged shows it: a grip at the end of a work, arrows on both sides of a due mark.
void TimelineView::paintHandle(QPainter& painter)
{
    const Theme& theme = m_themes.theme();
    const QRectF box = m_hover.box;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.accent);
    painter.setPen(QPen(theme.canvas, theme.metrics.line));
    if (m_hover.part == TimelineHit::Part::WorkEnd) {
        const double width = 5 * theme.metrics.line;
        painter.drawRoundedRect(QRectF(box.right() - width / 2, box.top() + box.height() / 6, width,
                                    box.height() * 2 / 3),
            2, 2);
        return;
    }
    const double y = box.center().y(), size = theme.metrics.mark / 2;
    for (const double side : { -1.0, 1.0 }) {
        const double x = box.center().x() + side * (box.width() / 2 + size);
        painter.drawPolygon(
            QPolygonF { QPointF(x, y - size), QPointF(x + side * size, y), QPointF(x, y + size) });
    }
}

void TimelineView::paintEmpty(QPainter& painter)
{
    const Theme& theme = m_themes.theme();
    const QRectF place = places().lanes;
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

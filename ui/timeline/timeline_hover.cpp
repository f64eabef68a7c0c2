// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_hover.h"

#include "ui/lanes/sentences.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_drag.h"

#include <QLabel>
#include <QPainter>
#include <QScreen>
#include <QTimerEvent>
#include <QWidget>

#include <algorithm>

namespace tickscope {

namespace {

using Kind = TimelineHit::Kind;

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

TimelineHover::TimelineHover(QWidget& view, TimelineCanvas& canvas)
    : QObject(&view)
    , m_view(view)
    , m_canvas(canvas)
    , m_tooltip(makeTooltip(&view))
{
}

void TimelineHover::set(const TimelineHit& hit, QPointF point)
{
    updatePointer(hit);
    m_point = point;
    if (hit == m_hit)
        return;
    m_hit = hit;
    hideText();
    const bool isShape = hit.kind == Kind::Message || hit.kind == Kind::Timer
        || hit.kind == Kind::Mark || hit.kind == Kind::Measured || hit.kind == Kind::Marker
        || hit.kind == Kind::Instant;
    if (isShape)
        m_timer.start(m_delayMs, this);
    m_view.update();
}

void TimelineHover::moveTo(QPointF point)
{
    m_hasPointer = true;
    m_point = point;
}

void TimelineHover::leave()
{
    m_hasPointer = false;
    m_hit = {};
    hideText();
    m_view.update();
}

std::optional<QPointF> TimelineHover::pointInLanes() const
{
    if (!m_hasPointer || !m_canvas.places().lanes.contains(m_point))
        return std::nullopt;
    return m_point;
}

void TimelineHover::hideText()
{
    m_timer.stop();
    m_tooltip->hide();
}

void TimelineHover::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    m_timer.stop();
    if (!m_isHeld)
        showText();
}

void TimelineHover::updatePointer(const TimelineHit& hit)
{
    const bool isArmed = hit.kind == Kind::Timer; // a click cancels it: the hand says so
    if (!isArmed && hit.part != TimelineHit::Part::Body
        && dragOf(hit, m_canvas.lanes.log(hit.lane)))
        return m_view.setCursor(Qt::SplitHCursor);
    switch (hit.kind) {
    case Kind::Marker:
    case Kind::CursorA:
    case Kind::CursorB:
    case Kind::RangeStart:
    case Kind::RangeEnd:
        return m_view.setCursor(Qt::SplitHCursor);
    case Kind::Timer:
    case Kind::Instant:
    case Kind::AddServer:
        return m_view.setCursor(Qt::PointingHandCursor);
    case Kind::Lane:
    case Kind::Message:
    case Kind::Mark:
    case Kind::Measured:
        return m_view.setCursor(Qt::CrossCursor);
    default:
        return m_view.unsetCursor();
    }
}

QString TimelineHover::text() const
{
    const auto& hit = m_hit;
    if (hit.kind == Kind::Marker && hit.number < m_canvas.markers.size())
        return tr("%1, at %2. Drag it to move it, double-click to rename it.")
            .arg(QString::fromStdString(m_canvas.markers[hit.number].name),
                timeText(toNs(m_canvas.markers[hit.number].at)));
    if (hit.kind == Kind::Instant)
        return tr("They happened at %1, one after the other. Click to open them in their order "
                  "(Enter).")
            .arg(timeText(m_canvas.chip->ns));
    if (hit.lane >= m_canvas.lanes.count())
        return {};
    const ServerLog& log = m_canvas.lanes.log(hit.lane);
    if (hit.kind == Kind::Timer)
        return describeTimer(log.timers[hit.number], m_canvas.window.nowNs());
    if (hit.kind == Kind::Mark)
        return describeMark(m_canvas.lanes.info(hit.lane).name, log.marks[hit.number]);
    if (hit.kind == Kind::Measured) {
        const std::vector<MeasuredTick>* ticks = m_canvas.lanes.measured(hit.lane);
        return ticks != nullptr && hit.number < ticks->size()
            ? describeMeasured(log, (*ticks)[hit.number])
            : QString();
    }
    const MessageEntry* message
        = hit.kind == Kind::Message ? findMessage(log, hit.number) : nullptr;
    return message == nullptr ? QString() : messageText(*message);
}

/// What a message did, how far it is from the selected one, and what of it can be dragged.
QString TimelineHover::messageText(const MessageEntry& message) const
{
    const auto& hit = m_hit;
    const ServerLog& log = m_canvas.lanes.log(hit.lane);
    QStringList sentences { describeMessage({}, log, message, m_canvas.window.nowNs()) };
    sentences << describePeriod(log, message);
    const MessageEntry* selected = m_canvas.selectedMessage();
    if (selected != nullptr && selected != &message)
        sentences << tr("Delivered %1 after the selection.")
                         .arg(timeText(message.deliveredNs - selected->deliveredNs));
    if (hit.part == TimelineHit::Part::WorkEnd && dragOf(hit, log))
        sentences << tr("Drag its end to change its work.");
    else if (hit.part == TimelineHit::Part::DueMark && dragOf(hit, log))
        sentences << tr("Drag the mark to change the interval.");
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

void TimelineHover::showText()
{
    const QString words = text();
    if (words.isEmpty())
        return;
    const double scale = m_canvas.theme().scale;
    m_tooltip->setFont(m_view.font());
    m_tooltip->setPalette(m_view.palette());
    m_tooltip->setText(words);
    // As wide as its words up to the most; left to itself it would be narrow and high.
    const int most = static_cast<int>(360 * scale);
    const int around = 2 * (m_tooltip->margin() + m_tooltip->frameWidth());
    const int wide = m_tooltip->fontMetrics().horizontalAdvance(words) + 2;
    m_tooltip->setFixedWidth(std::min(most, wide + around));
    m_tooltip->adjustSize();
    // Below and right of the pointer; above it where that would leave the screen.
    QPoint corner = m_view.mapToGlobal(m_point.toPoint()) + QPoint(14, 20);
    const QScreen* screen = m_view.screen();
    const QRect room = screen != nullptr ? screen->availableGeometry() : QRect(0, 0, 9999, 9999);
    if (corner.y() + m_tooltip->height() > room.bottom())
        corner.ry() -= m_tooltip->height() + 34;
    corner.rx() = std::min(corner.x(), room.right() - m_tooltip->width());
    m_tooltip->move(corner);
    m_tooltip->show();
}

void TimelineHover::paint(QPainter& painter) const
{
    const bool isShape = m_hit.kind == TimelineHit::Kind::Message
        || m_hit.kind == TimelineHit::Kind::Timer || m_hit.kind == TimelineHit::Kind::Mark;
    if (!isShape || m_hit.box.isEmpty())
        return;
    painter.save();
    painter.setClipRect(m_canvas.places().lanes);
    painter.setPen(QPen(m_canvas.theme().text, m_canvas.theme().metrics.line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(m_hit.box.adjusted(0.5, 0.5, -0.5, -0.5));
    if (m_hit.lane < m_canvas.lanes.count() && dragOf(m_hit, m_canvas.lanes.log(m_hit.lane)))
        paintHandle(painter);
    painter.restore();
}

/// What can be dragged shows it: a grip at the end of a work, arrows on both sides of a due mark.
void TimelineHover::paintHandle(QPainter& painter) const
{
    const Theme& theme = m_canvas.theme();
    const QRectF box = m_hit.box;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(theme.accent);
    painter.setPen(QPen(theme.canvas, theme.metrics.line));
    if (m_hit.part == TimelineHit::Part::WorkEnd) {
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

} // namespace tickscope

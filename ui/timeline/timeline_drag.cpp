// SPDX-License-Identifier: GPL-3.0-only
// Dragging due marks and the ends of work: which shapes can be dragged, and the drag itself.
#include "ui/timeline/timeline_drag.h"

#include "ui/lanes/causes.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

/// The timers of ticks that were armed since its interval came into force, itself included.
std::int64_t intervalsUpTo(const ServerLog& log, const TimerEntry& timer)
{
    std::int64_t since = 0;
    for (const auto& message : log.messages)
        if (message.kind == MessageKind::SetInterval && message.startedNs != noTime
            && message.startedNs <= timer.armedNs)
            since = message.startedNs;
    const auto count = std::count_if(log.timers.begin(), log.timers.end(), [&](const auto& other) {
        return isTick(other.kind) && other.armedNs >= since && other.dueNs <= timer.dueNs;
    });
    return std::max<std::int64_t>(1, count);
}

/// 1, 2 or 5 times a power of ten, at least a millisecond: timers and sleeps count those.
std::int64_t roundStep(double least)
{
    for (std::int64_t power = 1'000'000; power <= 1'000'000'000'000'000; power *= 10)
        for (const std::int64_t factor : { 1, 2, 5 })
            if (double(factor * power) >= least)
                return factor * power;
    return 1'000'000'000'000'000'000;
}

} // namespace

std::optional<TimelineDrag> dragOf(const TimelineHit& hit, const ServerLog& log)
{
    TimelineDrag drag;
    drag.server = hit.lane;
    if (hit.part == TimelineHit::Part::WorkEnd) {
        const auto* message = findMessage(log, hit.number);
        if (!message || !isTick(message->kind) || message->workEndNs == noTime)
            return {};
        drag.kind = TimelineDrag::Kind::Work;
        drag.incarnation = message->incarnation;
        drag.tick = message->tick;
        drag.fromNs = message->startedNs;
        drag.placeNs = message->workEndNs;
        return drag;
    }
    if (hit.part != TimelineHit::Part::DueMark)
        return {};
    const TimerEntry* timer = nullptr;
    if (hit.kind == TimelineHit::Kind::Timer) {
        timer = &log.timers[hit.number];
    } else if (const auto* message = findMessage(log, hit.number)) {
        timer = timerOf(log, *message);
        drag.tick = message->tick;
        drag.incarnation = message->incarnation;
    }
    if (!timer)
        return {};
    drag.kind = TimelineDrag::Kind::Due;
    drag.fromNs = timer->armedNs;
    drag.placeNs = timer->dueNs;
    drag.intervals = intervalsUpTo(log, *timer);
    return drag;
}

std::int64_t roundedDrag(const TimelineDrag& drag, std::int64_t byNs, double nsPerPixel)
{
    if (drag.intervals > 1) {
        const auto step = drag.intervals * roundStep(nsPerPixel / double(drag.intervals));
        return std::llround(double(byNs) / double(step)) * step;
    }
    const auto step = roundStep(nsPerPixel);
    const auto length = drag.lengthNs();
    const auto wanted = std::max<std::int64_t>(0, length + byNs);
    const auto round = (wanted + step / 2) / step * step;
    return std::max(round, step) - length;
}

void TimelineView::beginEdit()
{
    m_edit = dragOf(m_pressHit, m_lanes.log(m_pressHit.lane));
    m_drag = m_edit ? Drag::Edit : Drag::Range;
    if (m_edit)
        setCursor(Qt::SplitHCursor);
}

void TimelineView::moveEdit(QPointF point)
{
    const double pixels = point.x() - m_pressPoint.x();
    const auto by = std::llround(pixels * axis().nsPerPixel());
    const auto rounded = roundedDrag(*m_edit, by, axis().nsPerPixel());
    if (rounded == m_edit->byNs)
        return;
    m_edit->byNs = rounded;
    update();
    emit editDragged(*m_edit);
}

void TimelineView::endEdit(bool isDropped)
{
    if (!m_edit)
        return;
    const auto edit = *m_edit;
    m_edit.reset();
    update();
    if (isDropped && edit.byNs != 0)
        emit editDropped(edit);
    else
        emit editCancelled();
}

/// A line where the shape is dragged to, and what that means.
void TimelineView::paintEdit(QPainter& painter)
{
    if (!m_edit || m_edit->server >= m_lanes.count())
        return;
    const Theme& theme = m_themes.theme();
    const TimelineGeometry place = places();
    const double x = place.lanes.left() + std::round(axis().x(m_edit->placeNs + m_edit->byNs));
    const double top = place.lanes.top() - m_parts.scrolled + m_lanes.top(m_edit->server);
    const double height = m_lanes.metrics(m_edit->server).height;
    painter.save();
    painter.setClipRect(place.lanes);
    painter.fillRect(QRectF(x, top, 2 * theme.metrics.line, height), theme.accent);
    const bool isWork = m_edit->kind == TimelineDrag::Kind::Work;
    const auto was = isWork ? lengthText(m_edit->lengthNs()) : timeText(m_edit->placeNs);
    const auto is
        = isWork ? lengthText(m_edit->draggedNs()) : timeText(m_edit->placeNs + m_edit->byNs);
    const QString words = (isWork ? tr("work %1, was %2") : tr("due %1, was %2")).arg(is, was);
    painter.setFont(uiFont(theme.type.second, FontWeight::Semibold));
    const QFontMetricsF metrics(painter.font());
    QRectF label(x + 6, top + 4, metrics.horizontalAdvance(words) + 16, metrics.height() + 6);
    if (label.right() > place.lanes.right())
        label.moveRight(x - 6);
    painter.fillRect(label, theme.accent);
    painter.setPen(theme.onaccent);
    painter.drawText(label, Qt::AlignCenter, words);
    painter.restore();
}

} // namespace tickscope

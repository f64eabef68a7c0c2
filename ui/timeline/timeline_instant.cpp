// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_instant.h"

#include "ui/instant/instant_band.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_hover.h"
#include "ui/timeline/timeline_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double edge = 24; ///< of the lanes that stays to be seen beside the band

} // namespace

TimelineInstant::TimelineInstant(
    TimelineView& view, TimelineCanvas& canvas, ThemeController& themes)
    : QObject(&view)
    , m_view(view)
    , m_canvas(canvas)
    , m_band(new InstantBand(themes, &view))
{
    connect(m_band, &InstantBand::closeRequested, this, &TimelineInstant::close);
    connect(m_band, &InstantBand::scopeToggled, this, &TimelineInstant::toggleScope);
    connect(m_band, &InstantBand::eventSelected, this, &TimelineInstant::eventSelected);
}

InstantBand* TimelineInstant::band() const
{
    return m_band->isHidden() ? nullptr : m_band;
}

/// Where the selected message was taken, or came; without one, now.
std::optional<std::int64_t> TimelineInstant::selected() const
{
    const auto selection = m_canvas.window.selection();
    if (!selection || selection->server >= m_canvas.lanes.count())
        return std::nullopt;
    const std::int64_t now = m_canvas.window.nowNs();
    if (selection->message == 0)
        return now;
    const MessageEntry* message = m_canvas.selectedMessage();
    if (message == nullptr)
        return std::nullopt;
    const bool isTaken = message->startedNs != noTime && message->startedNs <= now;
    return isTaken ? message->startedNs : message->deliveredNs;
}

bool TimelineInstant::openSelected()
{
    const auto ns = selected();
    if (!ns)
        return false;
    open(*ns, m_canvas.window.selection()->server);
    if (!isOpen()) // nothing of this server, but perhaps of another
        open(*ns, std::nullopt);
    return true;
}

bool TimelineInstant::openAt(QPointF point)
{
    const auto lane = m_canvas.laneAt(point);
    if (!lane)
        return false;
    open(m_canvas.snappedAt(point), *lane);
    return isOpen();
}

void TimelineInstant::open(std::int64_t ns, std::optional<std::uint32_t> lane)
{
    if (!m_source || (lane && *lane >= m_canvas.lanes.count()))
        return;
    Instant instant = m_source(ns, lane);
    if (instant.events.empty())
        return;
    m_view.hover().hideText();
    m_view.hover().clear();
    m_view.endTool();
    if (!m_canvas.window.span().contains(ns)) {
        m_view.stopMotion();
        m_canvas.window.setSpan(m_canvas.window.spanAround(ns));
    }
    if (lane)
        m_view.revealLane(*lane);
    m_lane = lane;
    const auto whole = lane ? m_source(ns, std::nullopt).total : instant.total;
    m_band->setInstant(std::move(instant), !lane, whole);
    show(std::nullopt);
}

/// @param current  which event is selected; none for the first one of the selected message
void TimelineInstant::show(std::optional<std::size_t> current)
{
    const auto& events = m_band->instant().events;
    const auto selection = m_canvas.window.selection();
    const auto first = std::find_if(events.begin(), events.end(), [&](const InstantEvent& event) {
        return selection && event.message != 0 && event.message == selection->message
            && event.lane == selection->server;
    });
    const std::size_t own = first == events.end() ? 0 : std::size_t(first - events.begin());
    arrange();
    m_band->setCurrent(current.value_or(own));
    m_band->show();
    m_band->raise();
    m_band->setFocus(Qt::PopupFocusReason);
    updateChip();
    m_view.update();
}

void TimelineInstant::close()
{
    if (!isOpen())
        return;
    const bool hadFocus = m_band->isAncestorOf(m_view.focusWidget());
    m_band->hide();
    if (hadFocus)
        m_view.setFocus(Qt::PopupFocusReason);
    updateChip();
    m_view.update();
}

/// The band begins at its moment, or as far left of it as it needs to be seen whole.
void TimelineInstant::arrange()
{
    if (m_band->instant().events.empty())
        return;
    const TimelineGeometry place = m_canvas.places();
    const QRectF& lanes = place.lanes;
    const double width = std::min(m_band->wantedWidth(), std::max(1.0, lanes.width() - 2 * edge));
    const double x = lanes.left() + m_canvas.axis().x(m_band->instant().ns);
    const double left
        = std::clamp(x, lanes.left(), std::max(lanes.left(), lanes.right() - edge - width));
    const double top = place.ruler.top();
    m_band->setGeometry(
        int(std::round(left)), int(top), int(std::ceil(width)), int(m_view.height() - top));
    const double lane = m_lane && *m_lane < m_canvas.lanes.count()
        ? m_canvas.lanes.top(*m_lane) - m_canvas.parts.scrolled
        : 0;
    const double most = std::max(0.0, lanes.height() - m_band->listHeight());
    m_band->setHeads(place.ruler.height(), lanes.top() - top + std::clamp(lane, 0.0, most));
}

void TimelineInstant::refresh()
{
    if (!isOpen())
        return;
    const auto lane = m_band->isOfRun() ? std::nullopt : m_lane;
    Instant instant = m_source(m_band->instant().ns, lane);
    if (instant.events.empty())
        return close();
    if (instant.total == m_band->instant().total)
        return;
    const auto* current = m_band->current();
    const auto place = current == nullptr ? 0 : current - m_band->instant().events.data();
    const auto whole = m_source(instant.ns, std::nullopt).total;
    m_band->setInstant(std::move(instant), m_band->isOfRun(), whole);
    m_band->setCurrent(std::size_t(place));
    arrange();
}

/// This server's events, or those of all; the same one stays selected.
void TimelineInstant::toggleScope()
{
    const std::int64_t ns = m_band->instant().ns;
    const auto seq = m_band->current() != nullptr ? m_band->current()->seq : 0;
    const bool isOfRun = !m_band->isOfRun();
    if (!isOfRun && !m_lane)
        m_lane = m_canvas.window.selection() ? m_canvas.window.selection()->server : 0;
    Instant instant = m_source(ns, isOfRun ? std::nullopt : m_lane);
    if (instant.events.empty())
        return;
    const auto whole = isOfRun ? m_source(ns, m_lane).total : m_source(ns, std::nullopt).total;
    const auto same = std::find_if(instant.events.begin(), instant.events.end(),
        [seq](const InstantEvent& event) { return event.seq == seq; });
    const auto place = same == instant.events.end() ? 0 : same - instant.events.begin();
    m_band->setInstant(std::move(instant), isOfRun, whole);
    show(std::size_t(place));
}

void TimelineInstant::eventSelected(const InstantEvent& event)
{
    if (event.lane)
        m_canvas.window.setSelection(Selection { *event.lane, event.message });
    emit m_view.recordSelected(event.seq);
}

void TimelineInstant::updateChip()
{
    m_canvas.chip.reset();
    const auto selection = m_canvas.window.selection();
    if (!m_source || isOpen() || !selection || selection->message == 0)
        return;
    const auto ns = selected();
    if (!ns)
        return;
    const Instant instant = m_source(*ns, selection->server);
    if (instant.total > 1)
        m_canvas.chip = InstantChip { *ns, tr("%1 events").arg(countText(instant.total)) };
}

void TimelineInstant::paint(QPainter& painter)
{
    TimelineState shown = m_canvas.state();
    const auto part = [&](const QRegion& clip, int by) {
        painter.save();
        painter.setClipRegion(clip);
        painter.translate(by, 0);
        renderTimeline(
            painter, m_canvas.size, m_canvas.theme(), m_canvas.lanes, shown, m_canvas.parts);
        painter.restore();
    };
    if (!isOpen())
        return part(m_view.rect(), 0);
    // At the band itself, whose head says the time, its flag would be cut in two.
    shown.hasNowFlag = m_band->instant().ns != m_canvas.window.nowNs();
    const TimelineGeometry place = m_canvas.places();
    const QRect band = m_band->geometry();
    const int left = int(place.lanes.left());
    const int x = left + int(std::round(m_canvas.axis().x(m_band->instant().ns)));
    const QRect time(left, band.top(), m_view.width() - left, m_view.height() - band.top());
    part(QRegion(m_view.rect()) - time, 0);
    shown.isPart = true;
    part(QRect(QPoint(left, time.top()), QPoint(band.left() - 1, time.bottom())), band.left() - x);
    part(QRect(QPoint(band.right() + 1, time.top()), time.bottomRight()), band.right() + 1 - x);
}

} // namespace tickscope

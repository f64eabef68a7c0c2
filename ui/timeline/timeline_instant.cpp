// SPDX-License-Identifier: GPL-3.0-only
// An opened instant in a TimelineView: the lanes are cut at the moment, and its events stand
// between the two parts.
#include "ui/instant/instant_band.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double edge = 24; ///< of the lanes that stays to be seen beside the band
constexpr double snapPixels = 8;

} // namespace

void TimelineView::setInstantSource(InstantSource source)
{
    m_instantSource = std::move(source);
}

InstantBand* TimelineView::openBand() const
{
    return m_band->isHidden() ? nullptr : m_band;
}

/// Where the selected message was taken, or came; without one, now.
std::optional<std::int64_t> TimelineView::selectedInstant()
{
    const auto selection = m_window.selection();
    if (!selection || selection->server >= m_lanes.count())
        return std::nullopt;
    if (selection->message == 0)
        return m_window.nowNs();
    const MessageEntry* message = findMessage(m_lanes.log(selection->server), selection->message);
    if (message == nullptr)
        return std::nullopt;
    const bool isTaken = message->startedNs != noTime && message->startedNs <= m_window.nowNs();
    return isTaken ? message->startedNs : message->deliveredNs;
}

bool TimelineView::openSelectedInstant()
{
    const auto ns = selectedInstant();
    if (!ns)
        return false;
    openInstant(*ns, m_window.selection()->server);
    if (openBand() == nullptr) // nothing of this server, but perhaps of another
        openInstant(*ns, std::nullopt);
    return true;
}

/// The instant of a lane that is nearest to a point.
bool TimelineView::openInstantAt(QPointF point)
{
    const QRectF lanes = places().lanes;
    const auto lane = m_lanes.laneAt(point.y() - lanes.top() + m_parts.scrolled);
    if (!lane || !lanes.contains(point))
        return false;
    const auto within = std::llround(snapPixels * axis().nsPerPixel());
    openInstant(snapped(m_lanes.log(*lane), timeAt(point), within), *lane);
    return openBand() != nullptr;
}

void TimelineView::openInstant(std::int64_t ns, std::optional<std::uint32_t> lane)
{
    if (!m_instantSource || (lane && *lane >= m_lanes.count()))
        return;
    Instant instant = m_instantSource(ns, lane);
    if (instant.events.empty())
        return;
    hideHoverText();
    m_hover = {};
    m_drag = Drag::None;
    if (!m_window.span().contains(ns)) {
        m_motion.stop();
        m_window.setSpan(m_window.spanAround(ns));
    }
    if (lane)
        revealLane(*lane);
    m_bandLane = lane;
    const auto whole = lane ? m_instantSource(ns, std::nullopt).total : instant.total;
    m_band->setInstant(std::move(instant), !lane, whole);
    showInstant(std::nullopt);
}

/// @param current  which event is selected; none for the first one of the selected message
void TimelineView::showInstant(std::optional<std::size_t> current)
{
    const auto& events = m_band->instant().events;
    const auto selection = m_window.selection();
    const auto first = std::find_if(events.begin(), events.end(), [&](const InstantEvent& event) {
        return selection && event.message != 0 && event.message == selection->message
            && event.lane == selection->server;
    });
    const std::size_t own = first == events.end() ? 0 : std::size_t(first - events.begin());
    arrangeInstant();
    m_band->setCurrent(current.value_or(own));
    m_band->show();
    m_band->raise();
    m_band->setFocus(Qt::PopupFocusReason);
    updateInstantChip();
    update();
}

void TimelineView::closeInstant()
{
    if (openBand() == nullptr)
        return;
    const bool hadFocus = m_band->isAncestorOf(focusWidget());
    m_band->hide();
    if (hadFocus)
        setFocus(Qt::PopupFocusReason);
    updateInstantChip();
    update();
}

/// The band begins at its moment, or as far left of it as it needs to be seen whole.
void TimelineView::arrangeInstant()
{
    if (m_band->instant().events.empty())
        return;
    const TimelineGeometry place = places();
    const QRectF& lanes = place.lanes;
    const double width = std::min(m_band->wantedWidth(), std::max(1.0, lanes.width() - 2 * edge));
    const double x = lanes.left() + axis().x(m_band->instant().ns);
    const double left
        = std::clamp(x, lanes.left(), std::max(lanes.left(), lanes.right() - edge - width));
    const double top = place.ruler.top();
    m_band->setGeometry(
        int(std::round(left)), int(top), int(std::ceil(width)), int(height() - top));
    const double lane = m_bandLane && *m_bandLane < m_lanes.count()
        ? m_lanes.top(*m_bandLane) - m_parts.scrolled
        : 0;
    const double most = std::max(0.0, lanes.height() - m_band->listHeight());
    m_band->setHeads(place.ruler.height(), lanes.top() - top + std::clamp(lane, 0.0, most));
}

/// The run went on: at the present moment more may have happened.
void TimelineView::refreshInstant()
{
    if (openBand() == nullptr)
        return;
    const auto lane = m_band->isOfRun() ? std::nullopt : m_bandLane;
    Instant instant = m_instantSource(m_band->instant().ns, lane);
    if (instant.events.empty())
        return closeInstant();
    if (instant.total == m_band->instant().total)
        return;
    const auto* current = m_band->current();
    const auto place = current == nullptr ? 0 : current - m_band->instant().events.data();
    const auto whole = m_instantSource(instant.ns, std::nullopt).total;
    m_band->setInstant(std::move(instant), m_band->isOfRun(), whole);
    m_band->setCurrent(std::size_t(place));
    arrangeInstant();
}

/// This server's events, or those of all; the same one stays selected.
void TimelineView::toggleInstantScope()
{
    const std::int64_t ns = m_band->instant().ns;
    const auto seq = m_band->current() != nullptr ? m_band->current()->seq : 0;
    const bool isOfRun = !m_band->isOfRun();
    if (!isOfRun && !m_bandLane)
        m_bandLane = m_window.selection() ? m_window.selection()->server : 0;
    Instant instant = m_instantSource(ns, isOfRun ? std::nullopt : m_bandLane);
    if (instant.events.empty())
        return;
    const auto whole
        = isOfRun ? m_instantSource(ns, m_bandLane).total : m_instantSource(ns, std::nullopt).total;
    const auto same = std::find_if(instant.events.begin(), instant.events.end(),
        [seq](const InstantEvent& event) { return event.seq == seq; });
    const auto place = same == instant.events.end() ? 0 : same - instant.events.begin();
    m_band->setInstant(std::move(instant), isOfRun, whole);
    showInstant(std::size_t(place));
}

void TimelineView::instantEventSelected(const InstantEvent& event)
{
    if (event.lane)
        m_window.setSelection(Selection { *event.lane, event.message });
    emit recordSelected(event.seq);
}

/// The chip says what Enter would open: it is there while there is an order to be seen.
void TimelineView::updateInstantChip()
{
    m_chip.reset();
    const auto selection = m_window.selection();
    if (!m_instantSource || openBand() != nullptr || !selection || selection->message == 0)
        return;
    const auto ns = selectedInstant();
    if (!ns)
        return;
    const Instant instant = m_instantSource(*ns, selection->server);
    if (instant.total > 1)
        m_chip = InstantChip { *ns, tr("%1 events").arg(countText(instant.total)) };
}

/// The timeline; around an opened instant in two parts that keep their time, moved apart.
void TimelineView::paintParts(QPainter& painter)
{
    TimelineState shown = state();
    const auto part = [&](const QRegion& clip, int by) {
        painter.save();
        painter.setClipRegion(clip);
        painter.translate(by, 0);
        renderTimeline(painter, contentSize(), m_themes.theme(), m_lanes, shown, m_parts);
        painter.restore();
    };
    if (openBand() == nullptr)
        return part(rect(), 0);
    // At the band itself, whose head says the time, its flag would be cut in two.
    shown.hasNowFlag = m_band->instant().ns != m_window.nowNs();
    const TimelineGeometry place = places();
    const QRect band = m_band->geometry();
    const int left = int(place.lanes.left());
    const int x = left + int(std::round(axis().x(m_band->instant().ns)));
    const QRect time(left, band.top(), width() - left, height() - band.top());
    part(QRegion(rect()) - time, 0);
    shown.isPart = true;
    part(QRect(QPoint(left, time.top()), QPoint(band.left() - 1, time.bottom())), band.left() - x);
    part(QRect(QPoint(band.right() + 1, time.top()), time.bottomRight()), band.right() + 1 - x);
}

} // namespace tickscope

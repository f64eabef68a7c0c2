// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_canvas.h"

#include "ui/lanes/sentences.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double snapPixels = 8;

struct Sentences
{
    Q_DECLARE_TR_FUNCTIONS(TimelineView)
};

} // namespace

TimelineCanvas::TimelineCanvas(const ThemeController& themeController, TimeWindow& timeWindow)
    : themes(themeController)
    , window(timeWindow)
{
}

const Theme& TimelineCanvas::theme() const
{
    return themes.theme();
}

TimelineGeometry TimelineCanvas::places() const
{
    return { theme(), size, parts };
}

TimeAxis TimelineCanvas::axis() const
{
    return places().axis(window.span());
}

TimelineState TimelineCanvas::state() const
{
    TimelineState state = timelineState(window);
    state.markers = markers;
    state.selectedMarker = selectedMarker;
    state.instant = chip;
    if (selectedMarker && markerDraggedTo)
        state.markers[*selectedMarker].at = fromNs(*markerDraggedTo);
    return state;
}

TimelineHit TimelineCanvas::hitAt(QPointF point)
{
    return hitTimeline(point, size, theme(), lanes, state(), parts);
}

std::int64_t TimelineCanvas::timeAt(QPointF point) const
{
    const double x = point.x() - places().lanes.left();
    return std::clamp<std::int64_t>(axis().t(x), 0, window.limits().endNs);
}

std::int64_t TimelineCanvas::snappedAt(QPointF point) const
{
    const std::int64_t ns = timeAt(point);
    const auto lane = laneAt(point);
    if (!lane)
        return ns;
    return snapped(lanes.log(*lane), ns, std::llround(snapPixels * axis().nsPerPixel()));
}

std::optional<std::uint32_t> TimelineCanvas::laneAt(QPointF point) const
{
    const QRectF where = places().lanes;
    if (!where.contains(point))
        return std::nullopt;
    return lanes.laneAt(point.y() - where.top() + parts.scrolled);
}

std::int64_t TimelineCanvas::roundedToPixel(std::int64_t ns) const
{
    const double exponent = std::floor(std::log10(std::max(1.0, axis().nsPerPixel())));
    const auto step = static_cast<std::int64_t>(std::llround(std::pow(10, exponent)));
    return (ns + step / 2) / step * step;
}

const MessageEntry* TimelineCanvas::selectedMessage() const
{
    const auto selection = window.selection();
    if (!selection || selection->message == 0 || selection->server >= lanes.count())
        return nullptr;
    return findMessage(lanes.log(selection->server), selection->message);
}

std::optional<TimeSpan> TimelineCanvas::selectionSpan() const
{
    const MessageEntry* message = selectedMessage();
    if (message == nullptr)
        return std::nullopt;
    const std::int64_t start = message->dueNs != noTime ? message->dueNs : message->deliveredNs;
    const std::int64_t end = message->finishedNs == noTime
        ? window.nowNs()
        : std::min(message->finishedNs, window.nowNs());
    return TimeSpan { start, std::max(start, end) };
}

QString TimelineCanvas::sentence() const
{
    if (selectedMarker)
        return describeMarker(QString::fromStdString(markers[*selectedMarker].name),
            toNs(markers[*selectedMarker].at), window.nowNs());
    const auto selection = window.selection();
    if (!selection || selection->server >= lanes.count()) {
        return Sentences::tr(
            "%n server(s), from %1 to %2, now at %3.", nullptr, static_cast<int>(lanes.count()))
            .arg(timeText(window.span().startNs), timeText(window.span().endNs),
                timeText(window.nowNs()));
    }
    const LaneInfo info = lanes.info(selection->server);
    const ServerLog& log = lanes.log(selection->server);
    const MessageEntry* message = findMessage(log, selection->message);
    if (message != nullptr && message->deliveredNs <= window.nowNs())
        return describeMessage(info.name, log, *message, window.nowNs());
    return Sentences::tr("%1, %2. %3.").arg(info.name, info.schedule, info.state);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lanes/lane_builder.h"

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

/// Up to 33 distances between neighbours of [first, last), evenly chosen; the middle one.
template <typename At>
double medianDistance(std::size_t first, std::size_t last, const At& at)
{
    std::vector<std::int64_t> distances;
    const std::size_t gaps = last - first - 1;
    const std::size_t step = std::max<std::size_t>(1, gaps / 33);
    for (std::size_t i = first; i + 1 < last; i += step)
        distances.push_back(at(i + 1) - at(i));
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return static_cast<double>(*middle);
}

ZoomLevel levelFor(double pixels)
{
    if (pixels >= 60)
        return ZoomLevel::Close;
    if (pixels >= 8)
        return ZoomLevel::Middle;
    return pixels >= 1 ? ZoomLevel::Far : ZoomLevel::Density;
}

/// The line on which the cells stand, as far as the run has come.
void addBaseline(LaneBuilder& lane)
{
    const double y = lane.metrics.mailboxBottom() + 0.5;
    if (lane.hasPast() && lane.metrics.size != LaneSize::Small)
        lane.line(ItemKind::Baseline, lane.x(std::max<std::int64_t>(0, lane.past.startNs)), y,
            lane.x(lane.past.endNs), y);
}

void countChains(LaneBuilder& lane)
{
    if (lane.source.nowNs < lane.log.lastNs)
        return; // the past: what is armed then is not kept as a list
    for (std::uint32_t index : lane.log.armed)
        lane.scene.chains += isTick(lane.log.timers[index].kind) ? 1 : 0;
}

} // namespace

ZoomLevel zoomLevel(const ServerLog& log, const TimeAxis& axis, std::int64_t nowNs)
{
    const TimeSpan seen = axis.visible();
    const std::int64_t until = std::min(seen.endNs, nowNs);
    const auto delivered = [&](std::size_t i) { return log.messages[i].deliveredNs; };
    const auto first = std::partition_point(log.messages.begin(), log.messages.end(),
        [&](const MessageEntry& entry) { return entry.deliveredNs < seen.startNs; });
    const auto last = std::partition_point(first, log.messages.end(),
        [&](const MessageEntry& entry) { return entry.deliveredNs <= until; });
    const auto from = static_cast<std::size_t>(first - log.messages.begin());
    const auto to = static_cast<std::size_t>(last - log.messages.begin());
    const auto timers
        = LaneIndex::timersUntil(log, until) - LaneIndex::timersUntil(log, seen.startNs - 1);
    const auto shapes = static_cast<double>(std::max(to - from, timers));
    // However unevenly they come: never more shapes than columns.
    if (shapes > axis.width())
        return ZoomLevel::Density;
    if (to - from < 3)
        return ZoomLevel::Close;
    const ZoomLevel level = levelFor(medianDistance(from, to, delivered) / axis.nsPerPixel());
    return shapes > axis.width() / 4 ? std::max(level, ZoomLevel::Far) : level;
}

double messageHeight(const LaneMetrics& metrics, std::uint32_t maxDepth)
{
    const auto messages = std::max<double>(maxDepth, metrics.rows);
    return metrics.mailboxHeight() / messages;
}

std::uint32_t queuePosition(const ServerLog& log, std::size_t message, std::int64_t ns)
{
    const auto taken = std::partition_point(log.taken.begin(), log.taken.end(),
        [&](std::uint32_t index) { return log.messages[index].startedNs <= ns; });
    std::size_t head = message - log.messages[message].position; // first of its incarnation
    if (taken != log.taken.begin())
        head = std::max<std::size_t>(head, *std::prev(taken) + 1);
    return static_cast<std::uint32_t>(message - std::min(head, message));
}

std::int64_t leftMailboxNs(const MessageEntry& message)
{
    return message.startedNs != noTime ? message.startedNs : message.finishedNs;
}

LaneBuilder::LaneBuilder(const LaneSource& laneSource)
    : source(laneSource)
    , log(laneSource.log)
    , metrics(laneSource.metrics)
    , seen(laneSource.axis.visible())
    , past { seen.startNs, std::min(seen.endNs, laneSource.nowNs) }
    , maxDepth(laneSource.index.maxDepthUntil(laneSource.nowNs))
    , messageHeight(tickscope::messageHeight(metrics, maxDepth))
{
    for (const double line : source.lines)
        labels.emplace_back(line - 1, 0, 4, metrics.height);
}

double LaneBuilder::x(std::int64_t ns) const
{
    constexpr double beyond = 64;
    return std::round(std::clamp(source.axis.x(ns), -beyond, source.axis.width() + beyond));
}

double LaneBuilder::depthTop(std::uint32_t depth) const
{
    const double height = messageHeight * depth;
    return metrics.mailboxBottom() - (hasCells() ? std::round(height) : height);
}

bool LaneBuilder::shows(std::int64_t ns, double margin) const
{
    if (ns == noTime || ns > source.nowNs)
        return false;
    const double at = source.axis.x(ns);
    return at >= -margin && at <= source.axis.width() + margin;
}

LaneItem& LaneBuilder::box(ItemKind kind, double left, double top, double right, double bottom)
{
    scene.items.push_back(
        { .kind = kind, .box = QRectF(QPointF(left, top), QPointF(right, bottom)) });
    return scene.items.back();
}

LaneItem& LaneBuilder::centred(ItemKind kind, double x, double y, double width, double height)
{
    return box(kind, x - width / 2, y - height / 2, x + width / 2, y + height / 2);
}

LaneItem& LaneBuilder::line(ItemKind kind, double fromX, double fromY, double toX, double toY)
{
    return box(kind, fromX, fromY, toX, toY);
}

LaneItem& LaneBuilder::upright(ItemKind kind, double x, double fromY, double toY)
{
    return box(kind, x, fromY, x, toY);
}

bool LaneBuilder::label(const QString& text, TextRole role, Ink ink, double x, double middle)
{
    const double width = source.text.width(role, text);
    const double half = source.text.capHeight(role);
    const QRectF place(x, middle - half, width, 2 * half);
    if (x < 0 || place.right() > source.axis.width() - 4)
        return false;
    for (const QRectF& other : labels) {
        if (other.intersects(place.adjusted(-4, 0, 4, 0)))
            return false;
    }
    labels.push_back(place);
    LaneItem& item = box(ItemKind::Label, place.left(), place.top(), place.right(), place.bottom());
    item.text = text;
    item.role = role;
    item.ink = ink;
    return true;
}

std::uint32_t LaneBuilder::shape(QPolygonF polygon)
{
    scene.shapes.push_back(std::move(polygon));
    return static_cast<std::uint32_t>(scene.shapes.size() - 1);
}

std::vector<EditMark> editMarks(const LaneSource& source)
{
    LaneBuilder lane(source);
    addEdits(lane);
    return std::move(lane.scene.edits);
}

LaneScene buildLane(const LaneSource& source)
{
    LaneBuilder lane(source);
    lane.scene.level = zoomLevel(source.log, source.axis, source.nowNs);
    if (lane.isLarge() && lane.scene.level <= ZoomLevel::Middle)
        reserveUprights(lane);
    lane.scene.depthNow = LaneIndex::depthAt(source.log, source.nowNs);
    countChains(lane);
    const bool isFar = lane.scene.level >= ZoomLevel::Far;
    addBaseline(lane);
    addNoProcess(lane);
    addMailbox(lane);
    if (isFar) {
        addTimersFromFar(lane);
        addWorkFromFar(lane);
    } else {
        addTimers(lane);
        addWork(lane);
    }
    addIncidents(lane);
    addEdits(lane);
    addSelection(lane);
    return std::move(lane.scene);
}

} // namespace tickscope

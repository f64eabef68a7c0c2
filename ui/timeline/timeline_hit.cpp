// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_hit.h"

#include "ui/text/trace_text.h"
#include "ui/timeline/ruler_flags.h"

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

using Kind = TimelineHit::Kind;

constexpr double grab = 3; ///< half of the 6 px in which lines can be grabbed

constexpr double workEnd = 5; ///< of a block that a press takes as its end
constexpr double leastBlock = 14; ///< narrower ones have no end of their own

/// Thin shapes are easier to hit than they look.
QRectF touchArea(const LaneItem& item)
{
    QRectF box = item.box.normalized();
    const double dx = std::max(0.0, grab - box.width() / 2);
    const double dy = std::max(0.0, grab - box.height() / 2);
    return box.adjusted(-dx, -dy, dx, dy);
}

/// A line through the strip stands for its timer or its message only where nothing else is.
bool isLine(ItemKind kind)
{
    return kind == ItemKind::SpanFired || kind == ItemKind::SpanArmed || kind == ItemKind::Fall;
}

std::uint32_t armedTimer(const ServerLog& log, std::uint32_t number)
{
    for (std::uint32_t index : log.armed) {
        if (log.timers[index].number == number)
            return index;
    }
    return UINT32_MAX;
}

/// Where ticks are too dense for shapes: whatever is at work, or waits, at that point.
std::uint32_t messageAt(
    const ServerLog& log, const LaneMetrics& lane, double messageHeight, std::int64_t ns, double y)
{
    if (y >= lane.workTop && y <= lane.workBottom()) {
        const IndexRange handled = LaneIndex::handled(log, { ns, ns });
        return handled.size() == 0 ? 0 : log.messages[log.taken[handled.last - 1]].number;
    }
    if (y < lane.mailboxTop || y > lane.mailboxBottom())
        return 0;
    const auto level = static_cast<std::uint32_t>((lane.mailboxBottom() - y) / messageHeight);
    if (level >= LaneIndex::depthAt(log, ns))
        return 0;
    const auto last = std::partition_point(log.messages.begin(), log.messages.end(),
        [&](const MessageEntry& entry) { return entry.deliveredNs <= ns; });
    if (last == log.messages.begin())
        return 0;
    const auto newest = static_cast<std::size_t>(last - log.messages.begin()) - 1;
    const std::uint32_t top = queuePosition(log, newest, ns);
    return level > top ? 0 : log.messages[newest - (top - level)].number;
}

class LaneHit
{
public:
    LaneHit(const LaneScene& scene, const ServerLog& log, QPointF point)
        : m_scene(scene)
        , m_log(log)
        , m_point(point)
    {
    }

    TimelineHit find() const
    {
        TimelineHit line;
        for (auto item = m_scene.items.rbegin(); item != m_scene.items.rend(); ++item) {
            if (!touchArea(*item).contains(m_point))
                continue;
            const TimelineHit hit = meaning(*item);
            if (hit.kind == Kind::Nothing)
                continue;
            if (!isLine(item->kind))
                return hit;
            if (line.kind == Kind::Nothing)
                line = hit;
        }
        return line;
    }

private:
    TimelineHit::Part partOf(const LaneItem& item) const
    {
        const QRectF box = item.box.normalized();
        const bool isBlock = item.kind == ItemKind::Work || item.kind == ItemKind::Trouble;
        if (isBlock && box.width() >= leastBlock && m_point.x() > box.right() - workEnd)
            return TimelineHit::Part::WorkEnd;
        if (item.kind == ItemKind::DueFilled || item.kind == ItemKind::DueHollow)
            return TimelineHit::Part::DueMark;
        return TimelineHit::Part::Body;
    }

    TimelineHit meaning(const LaneItem& item) const
    {
        TimelineHit hit;
        hit.box = item.box.normalized();
        hit.part = partOf(item);
        const bool isArmed = item.kind == ItemKind::DueHollow || item.kind == ItemKind::SpanArmed
            || item.kind == ItemKind::ArmedNow;
        if (item.mark != 0) {
            hit.kind = Kind::Mark;
            hit.number = item.mark - 1;
        } else if (item.message != 0) {
            hit.kind = Kind::Message;
            hit.number = item.message;
        } else if (isArmed && item.timer != 0) {
            hit.number = armedTimer(m_log, item.timer);
            hit.kind = hit.number == UINT32_MAX ? Kind::Nothing : Kind::Timer;
        }
        return hit;
    }

    const LaneScene& m_scene;
    const ServerLog& m_log;
    QPointF m_point;
};

TimelineHit hitMeasured(QPointF point, const TimeAxis& axis, const std::vector<MeasuredTick>* ticks)
{
    TimelineHit hit;
    hit.kind = Kind::Lane;
    if (ticks == nullptr)
        return hit;
    const auto near = static_cast<std::int64_t>(grab * axis.nsPerPixel());
    const auto tick = measuredTickAt(*ticks, axis.t(point.x()), near);
    if (!tick)
        return hit;
    hit.kind = Kind::Measured;
    hit.number = *tick;
    hit.box = QRectF(point.x(), point.y(), 0, 0);
    return hit;
}

TimelineHit hitLane(std::uint32_t lane, QPointF point, const TimeAxis& axis, const Theme& theme,
    TimelineLanes& lanes, const TimelineState& state)
{
    const LaneMetrics metrics = lanes.metrics(lane);
    const LaneInfo info = lanes.info(lane);
    const LaneText text(theme);
    const ServerLog& log = lanes.log(lane);
    const LaneScene scene = buildLane({ .log = log,
        .index = lanes.index(lane),
        .info = info,
        .axis = axis,
        .metrics = metrics,
        .text = text,
        .nowNs = state.nowNs });
    TimelineHit hit = LaneHit(scene, log, point).find();
    if (metrics.measuredHeight > 0 && point.y() >= metrics.measuredTop)
        return hitMeasured(point, axis, lanes.measured(lane));
    if (hit.kind == Kind::Nothing && axis.t(point.x()) <= state.nowNs) {
        const double height = messageHeight(metrics, lanes.index(lane).maxDepthUntil(state.nowNs));
        hit.number = messageAt(log, metrics, height, axis.t(point.x()), point.y());
        hit.box = QRectF(point.x(), point.y(), 0, 0);
        hit.kind = hit.number == 0 ? Kind::Lane : Kind::Message;
    }
    if (hit.kind == Kind::Nothing)
        hit.kind = Kind::Lane;
    return hit;
}

/// Lines across all lanes: cursors and the edges of the range.
Kind hitLines(double x, const TimeAxis& axis, const TimelineState& state)
{
    const auto isNear = [&](std::int64_t ns) { return std::abs(axis.x(ns) - x) <= grab; };
    if (state.cursorA && isNear(*state.cursorA))
        return Kind::CursorA;
    if (state.cursorB && isNear(*state.cursorB))
        return Kind::CursorB;
    if (state.range && isNear(state.range->startNs))
        return Kind::RangeStart;
    if (state.range && isNear(state.range->endNs))
        return Kind::RangeEnd;
    return Kind::Nothing;
}

/// The row of flags below the labels of the ruler.
void hitFlags(TimelineHit& hit, double x, const Theme& theme, const RulerFlags& flags)
{
    const double side = 16 * theme.type.lane / 11.5;
    const auto isOn = [&](const std::optional<double>& left) {
        return left && x >= *left - grab && x <= *left + side + grab;
    };
    const auto marker = flags.markerAt(x);
    hit.kind = Kind::Ruler;
    if (isOn(flags.cursorA())) {
        hit.kind = Kind::CursorA;
    } else if (isOn(flags.cursorB())) {
        hit.kind = Kind::CursorB;
    } else if (flags.isInstantAt(x)) {
        hit.kind = Kind::Instant;
    } else if (marker) {
        hit.kind = Kind::Marker;
        hit.number = static_cast<std::uint32_t>(*marker);
    }
}

} // namespace

TimelineHit hitTimeline(QPointF point, QSizeF size, const Theme& theme, TimelineLanes& lanes,
    const TimelineState& state, const TimelineParts& parts)
{
    const TimelineGeometry geometry(theme, size, parts);
    const TimeAxis axis = geometry.axis(state.span);
    TimelineHit hit;
    if (geometry.wholeRun.contains(point)) {
        hit.kind = Kind::WholeRun;
        return hit;
    }
    if (geometry.ruler.contains(point)) {
        const QPointF inRuler = point - geometry.ruler.topLeft();
        const bool isInFlags = inRuler.y() > geometry.ruler.height() / 2;
        if (!isInFlags) {
            hit.kind = Kind::Ruler;
            return hit;
        }
        const LaneText text(theme);
        const RulerFlags flags(
            theme, text, state, axis, seenEdits(theme, size, lanes, state, parts));
        hitFlags(hit, inRuler.x(), theme, flags);
        return hit;
    }
    const double y = point.y() - geometry.lanes.top() + parts.scrolled;
    const std::optional<std::uint32_t> lane = lanes.laneAt(y);
    const bool isInLanes = geometry.lanes.contains(point);
    if (isInLanes) {
        hit.kind = hitLines(point.x() - geometry.lanes.left(), axis, state);
        if (hit.kind != Kind::Nothing)
            return hit;
    }
    if (!lane) {
        const double below = y - lanes.totalHeight();
        if (parts.hasAddServer && below >= 0 && below < theme.metrics.tab
            && geometry.names.contains(point))
            hit.kind = Kind::AddServer;
        return hit;
    }
    if (geometry.names.contains(point)) {
        hit.kind = Kind::Name;
        hit.lane = *lane;
    } else if (isInLanes) {
        const QPointF origin(
            geometry.lanes.left(), geometry.lanes.top() - parts.scrolled + lanes.top(*lane));
        hit = hitLane(*lane, point - origin, axis, theme, lanes, state);
        hit.lane = *lane;
        hit.box.translate(origin);
    }
    return hit;
}

std::int64_t snapped(const ServerLog& log, std::int64_t ns, std::int64_t withinNs)
{
    std::int64_t best = ns, distance = withinNs + 1;
    const auto consider = [&](std::int64_t moment) {
        if (moment == noTime || std::abs(moment - ns) >= distance)
            return;
        distance = std::abs(moment - ns);
        best = moment;
    };
    const auto considerMessage = [&](const MessageEntry& entry) {
        for (std::int64_t moment :
            { entry.dueNs, entry.deliveredNs, entry.startedNs, entry.finishedNs })
            consider(moment);
    };
    constexpr std::ptrdiff_t most = 64; // nearer ones would be on the same pixel anyway
    const auto middle = std::partition_point(log.messages.begin(), log.messages.end(),
        [&](const MessageEntry& entry) { return entry.deliveredNs < ns; });
    const auto first = middle - std::min(most, middle - log.messages.begin());
    const auto last = middle + std::min(most, log.messages.end() - middle);
    std::for_each(first, last, considerMessage);
    const IndexRange handled = LaneIndex::handled(log, { ns - withinNs, ns + withinNs });
    for (std::size_t k = handled.first; k < std::min(handled.last, handled.first + 64); ++k)
        considerMessage(log.messages[log.taken[k]]);
    for (std::uint32_t index : log.armed)
        consider(log.timers[index].dueNs);
    return best;
}

} // namespace tickscope

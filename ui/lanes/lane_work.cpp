// SPDX-License-Identifier: GPL-3.0-only
// The bottom strip of a lane: what the server worked on, for how long, and how it ended.
#include "ui/lanes/lane_builder.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct LaneWork
{
    Q_DECLARE_TR_FUNCTIONS(LaneWork)
};

/// Words in a block; each is left out where it does not fit with 8 px to spare.
void addBlockText(LaneBuilder& lane, LaneItem& block, const QString& name, const QString& detail)
{
    if (!lane.isLarge())
        return;
    const LaneText& text = lane.source.text;
    const double least = lane.scene.level == ZoomLevel::Close ? 0 : 18;
    // A block that begins left of what is seen shows its number at the edge.
    const double left = std::max(block.box.left(), 0.0);
    const double right = std::min(block.box.right(), lane.source.axis.width());
    block.insetRight += block.box.right() - right;
    const double nameWidth = text.width(TextRole::LaneMonoStrong, name);
    const double detailWidth = text.width(TextRole::Lane, detail);
    const double inset = block.insetLeft + block.insetRight - (block.box.right() - right);
    if (right - left < std::max(nameWidth + 8 + inset, least))
        return;
    block.text = name;
    const double needed = nameWidth + detailWidth + 24 + inset;
    if (lane.scene.level == ZoomLevel::Close && right - left >= needed)
        block.detail = detail;
}

struct WorkSpan
{
    std::int64_t startNs;
    std::int64_t endNs;
    bool isNow; ///< still at work at now
};

WorkSpan clippedWork(const LaneBuilder& lane, std::int64_t startNs, std::int64_t endNs)
{
    const bool isNow = endNs == noTime || endNs > lane.source.nowNs;
    return { startNs, isNow ? lane.source.nowNs : endNs, isNow };
}

/// A block on whole pixels: 1 px gap at its end, never narrower than 2 px.
LaneItem& addBlock(LaneBuilder& lane, ItemKind kind, const WorkSpan& span)
{
    const double left = std::round(lane.x(span.startNs));
    double right = std::round(lane.x(span.endNs));
    if (!span.isNow)
        right -= 1;
    right = std::max(right, left + 2);
    return lane.box(kind, left, lane.metrics.workTop, right, lane.metrics.workBottom());
}

void addTroubleSign(LaneBuilder& lane, const QRectF& block, std::uint32_t message)
{
    const double disc = 16 * lane.metrics.scale;
    if (block.width() >= 18 * lane.metrics.scale && lane.isLarge()) {
        lane.centred(ItemKind::TroubleSign, block.center().x(), block.center().y(), disc, disc)
            .message
            = message;
        return;
    }
    const double width = 8 * lane.metrics.scale, height = 7 * lane.metrics.scale;
    const double x = block.center().x();
    lane.box(
            ItemKind::TroubleNotch, x - width / 2, block.top() - height, x + width / 2, block.top())
        .message
        = message;
}

/// Makes room for the diamonds of edits that were handled just before or after the k-th message.
void insetText(const LaneBuilder& lane, LaneItem& block, std::size_t k)
{
    const auto& taken = lane.log.taken;
    const auto isEditAt = [&](std::size_t i, std::int64_t ns) {
        const MessageEntry& entry = lane.log.messages[taken[i]];
        return isEdit(entry.kind) && entry.startedNs == ns;
    };
    const double half = 4 * lane.metrics.scale;
    const MessageEntry& entry = lane.log.messages[taken[k]];
    if (k > 0 && isEditAt(k - 1, entry.startedNs))
        block.insetLeft = half;
    if (k + 1 < taken.size() && isEditAt(k + 1, entry.finishedNs))
        block.insetRight = half;
}

void addTick(LaneBuilder& lane, std::size_t k)
{
    const MessageEntry& entry = lane.log.messages[lane.log.taken[k]];
    const WorkSpan span = clippedWork(lane, entry.startedNs, entry.finishedNs);
    const bool raised = entry.outcome == TickOutcome::Crash && !span.isNow;
    const bool failed = entry.outcome == TickOutcome::Error && !span.isNow;
    const ItemKind kind = span.isNow ? ItemKind::WorkNow
        : raised || failed           ? ItemKind::Trouble
                                     : ItemKind::Work;
    LaneItem& block = addBlock(lane, kind, span);
    block.message = entry.number;
    block.isCut = entry.outcome == TickOutcome::Killed && !span.isNow;
    insetText(lane, block, k);
    const QRectF box = block.box;
    if (failed)
        return addTroubleSign(lane, box, entry.number);
    if (raised)
        return; // the ring at its end says it
    addBlockText(lane, block, QString::number(entry.tick),
        block.isCut      ? QString()
            : span.isNow ? LaneWork::tr("working")
                         : lengthText(span.endNs - span.startNs));
}

void addLoads(LaneBuilder& lane)
{
    for (const LoadSpan& load : lane.log.loads) {
        if (load.startNs > lane.past.endNs)
            return;
        const WorkSpan span = clippedWork(lane, load.startNs, load.endNs);
        if (span.endNs < lane.past.startNs)
            continue;
        LaneItem& block = addBlock(lane, span.isNow ? ItemKind::WorkNow : ItemKind::Work, span);
        addBlockText(lane, block, LaneWork::tr("load"),
            span.isNow ? LaneWork::tr("working") : lengthText(span.endNs - span.startNs));
    }
}

} // namespace

void addWork(LaneBuilder& lane)
{
    if (!lane.hasPast())
        return;
    addLoads(lane);
    const IndexRange handled = LaneIndex::handled(lane.log, lane.past);
    for (std::size_t k = handled.first; k < handled.last; ++k) {
        const MessageEntry& entry = lane.log.messages[lane.log.taken[k]];
        const bool isPoint = entry.startedNs == entry.finishedNs;
        if (isTick(entry.kind) || !isPoint)
            addTick(lane, k);
    }
}

namespace {

void addBusyShare(LaneBuilder& lane)
{
    const TimeAxis& axis = lane.source.axis;
    const auto last = static_cast<int>(std::ceil(lane.x(lane.past.endNs)));
    const int width = std::clamp(last, 0, static_cast<int>(axis.width()));
    LaneItem& item
        = lane.box(ItemKind::Busy, 0, lane.metrics.workTop, width, lane.metrics.workBottom());
    item.message = 0;
    lane.scene.busy.reserve(static_cast<std::size_t>(width));
    // Busy time since the start at each edge, so that every edge is looked up once.
    BusySums::Walk walk(lane.source.index.busy());
    const auto busyUntil = [&](int edge) {
        const std::int64_t ns = std::clamp<std::int64_t>(axis.t(edge), 0, lane.past.endNs);
        return std::pair(ns, walk.busyUntil(ns));
    };
    auto [beforeNs, busyBefore] = busyUntil(0);
    for (int column = 0; column < width; ++column) {
        const auto [ns, busy] = busyUntil(column + 1);
        const double share = ns > beforeNs
            ? static_cast<double>(busy - busyBefore) / static_cast<double>(ns - beforeNs)
            : 0;
        lane.scene.busy.push_back(static_cast<float>(share));
        beforeNs = ns;
        busyBefore = busy;
    }
}

/// Each error keeps 2 px and its notch; notches closer than 10 px share one.
void addTroubleLines(LaneBuilder& lane)
{
    const auto& troubles = lane.source.index.troubles();
    const ServerLog& log = lane.log;
    const auto startedBefore
        = [&](std::uint32_t index, std::int64_t ns) { return log.messages[index].startedNs < ns; };
    auto it = std::lower_bound(troubles.begin(), troubles.end(), lane.past.startNs, startedBefore);
    double lastNotch = -1e9;
    while (it != troubles.end() && log.messages[*it].startedNs <= lane.past.endNs) {
        const MessageEntry& entry = log.messages[*it];
        const double x = std::floor(lane.x(entry.startedNs));
        lane.box(ItemKind::TroubleLine, x, lane.metrics.workTop, x + 2, lane.metrics.workBottom())
            .message
            = entry.number;
        if (x - lastNotch >= 10) {
            addTroubleSign(
                lane, QRectF(x, lane.metrics.workTop, 2, lane.metrics.workHeight), entry.number);
            lastNotch = x;
        }
        // On to the next column: more errors in this one would lie on the same pixels.
        const std::int64_t next = lane.source.axis.t(x + 2);
        it = std::lower_bound(
            it + 1, troubles.end(), std::max(next, entry.startedNs + 1), startedBefore);
    }
}

} // namespace

void addWorkFromFar(LaneBuilder& lane)
{
    if (!lane.hasPast())
        return;
    addBusyShare(lane);
    addTroubleLines(lane);
}

} // namespace tickscope

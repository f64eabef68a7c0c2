// SPDX-License-Identifier: GPL-3.0-only
// The middle strip of a lane: what waits, and how deep the mailbox is.
#include "ui/lanes/lane_builder.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct LaneMailbox
{
    Q_DECLARE_TR_FUNCTIONS(LaneMailbox)
};

/// The depth from one moment (its x) on.
struct Step
{
    double x;
    std::uint32_t depth;
};

/// One step a sample while they are few; else the maximum of each column.
std::vector<Step> depthSteps(const LaneBuilder& lane)
{
    const ServerLog& log = lane.log;
    std::vector<Step> steps;
    const std::int64_t start = std::min(lane.past.startNs, lane.past.endNs);
    const std::size_t first = LaneIndex::depthAfter(log, start);
    const std::size_t last = LaneIndex::depthAfter(log, lane.past.endNs);
    const double left = lane.x(start);
    const auto columns = static_cast<std::size_t>(lane.source.axis.width());
    steps.push_back({ left, LaneIndex::depthAt(log, start) });
    if (last - first <= 2 * columns) {
        for (std::size_t i = first; i < last; ++i)
            steps.push_back({ lane.x(log.depth[i].timeNs), log.depth[i].depth });
        return steps;
    }
    const double right = lane.x(lane.past.endNs);
    DepthPyramid::Walk walk(lane.source.index.depth(), log);
    for (double x = std::floor(left); x < right; x += 1) {
        const std::int64_t from = lane.source.axis.t(x);
        const std::int64_t to = std::min(lane.source.axis.t(x + 1), lane.past.endNs + 1);
        const std::uint32_t deepest = walk.query(from, to).max;
        if (deepest != steps.back().depth)
            steps.push_back({ x, deepest });
    }
    return steps;
}

QPolygonF areaOf(const LaneBuilder& lane, const std::vector<Step>& steps, double right)
{
    const double bottom = lane.metrics.mailboxBottom();
    QPolygonF area { QPointF(steps.front().x, bottom) };
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double top = lane.depthTop(steps[i].depth);
        area << QPointF(steps[i].x, top)
             << QPointF(i + 1 < steps.size() ? steps[i + 1].x : right, top);
    }
    area << QPointF(right, bottom);
    return area;
}

/// The upper edge wherever something waits, as lines that lie inside of the area.
void addOutline(LaneBuilder& lane, const std::vector<Step>& steps, double right)
{
    const double bottom = lane.metrics.mailboxBottom();
    const double inset = lane.isLarge() ? 0.75 * lane.metrics.line : 0.5;
    const auto top = [&](std::uint32_t depth) { return lane.depthTop(depth) + inset; };
    QPolygonF line;
    const auto finish = [&] {
        if (line.size() > 1)
            lane.box(ItemKind::WaitOutline, 0, 0, 0, 0).shape = lane.shape(std::move(line));
        line = {};
    };
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto [x, depth] = steps[i];
        const bool isFirst = i == 0;
        if (depth > before) {
            if (line.isEmpty() && !isFirst)
                line << QPointF(x + inset, bottom);
            line << QPointF(isFirst ? x : x + inset, top(depth));
            if (before > 0 && !isFirst)
                line.insert(line.size() - 1, QPointF(x + inset, top(before)));
        } else if (depth < before) {
            line << QPointF(x - inset, top(before))
                 << QPointF(x - inset, depth == 0 ? bottom : top(depth));
            if (depth == 0)
                finish();
        }
        before = depth;
    }
    if (before > 0)
        line << QPointF(right, top(before));
    finish();
}

/// The longest words for a live edit that fit beside its diamond; maybe none.
QString editWords(const LaneBuilder& lane, const MessageEntry& message, double room)
{
    QStringList choices;
    if (message.kind == MessageKind::SetInterval) {
        const QString value = durationText(message.argument);
        choices << QStringLiteral("set_interval ") + value << QStringLiteral("set ") + value
                << QStringLiteral("set");
    } else {
        choices << QString::fromLatin1(toText(message.kind));
    }
    for (const QString& words : choices) {
        if (lane.source.text.width(TextRole::LaneStrong, words) <= room)
            return words;
    }
    return {};
}

void addCellText(LaneBuilder& lane, const MessageEntry& message, const QRectF& cell)
{
    if (isEdit(message.kind)) {
        const double diamond = 18 * lane.metrics.scale;
        LaneItem& item
            = lane.box(ItemKind::CellEdit, cell.left(), cell.top(), cell.right(), cell.bottom());
        item.text = editWords(lane, message, cell.width() - diamond - 6);
        item.message = message.number;
        return;
    }
    const QString number = QString::number(message.tick);
    const double least = lane.scene.level == ZoomLevel::Close ? 0 : 18;
    const double needed = lane.source.text.width(TextRole::LaneMono, number) + 8;
    LaneItem& item
        = lane.box(ItemKind::CellText, cell.left(), cell.top(), cell.right(), cell.bottom());
    item.message = message.number;
    if (cell.width() >= std::max(needed, least) && message.tick > 0)
        item.text = number;
}

void addStale(LaneBuilder& lane, const MessageEntry& message, const Stay& stay)
{
    if (message.gaveUpNs == noTime || message.gaveUpNs > stay.toNs)
        return;
    const double top = lane.levelTop(stay.level);
    const double from = lane.x(std::max(stay.fromNs, message.gaveUpNs));
    lane.box(ItemKind::StaleHatch, from, top, lane.x(stay.toNs), lane.depthTop(stay.level)).message
        = message.number;
    if (message.gaveUpNs < stay.fromNs || !lane.shows(message.gaveUpNs))
        return;
    const double side = 13 * lane.metrics.scale;
    lane.centred(ItemKind::Clock, from, top - side / 2 - 2, side, side).message = message.number;
}

void addCell(LaneBuilder& lane, const MessageEntry& message, const Stay& stay)
{
    const QRectF cell(QPointF(lane.x(stay.fromNs), lane.levelTop(stay.level)),
        QPointF(lane.x(stay.toNs), lane.depthTop(stay.level)));
    if (stay.level > 0)
        lane.line(ItemKind::CellGap, cell.left(), cell.bottom(), cell.right(), cell.bottom());
    if (stay.steppedDown)
        lane.upright(ItemKind::CellGap, cell.left(), cell.top(), cell.bottom());
    addStale(lane, message, stay);
    addCellText(lane, message, cell);
    const bool isLost = message.outcome == TickOutcome::Lost && stay.toNs == message.finishedNs;
    const double cross = 6 * lane.metrics.scale;
    if (isLost && cell.width() >= cross && lane.shows(stay.toNs))
        lane.centred(ItemKind::LostCross, cell.right() - cross - 1, cell.center().y(), cross, cross)
            .message
            = message.number;
}

void addCells(LaneBuilder& lane)
{
    const IndexRange waiting = lane.source.index.waiting(lane.log, lane.past);
    for (std::size_t i = waiting.first; i < waiting.last; ++i) {
        forEachStay(lane, i, [&](const Stay& stay) { addCell(lane, lane.log.messages[i], stay); });
    }
}

/// The depth in words where a step of the one area has room for them: a number alone would read as
/// that of a tick.
void addDepthWords(LaneBuilder& lane, const std::vector<Step>& steps, double right)
{
    const double least = lane.metrics.row;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double top = lane.depthTop(steps[i].depth);
        const double end = i + 1 < steps.size() ? steps[i + 1].x : right;
        const double left = std::max(steps[i].x, 0.0) + 5; // where they are seen
        const QString words = LaneMailbox::tr("%1 waiting").arg(countText(steps[i].depth));
        if (lane.metrics.mailboxBottom() - top >= least
            && end - left >= lane.source.text.width(TextRole::Lane, words) + 8)
            lane.label(words, TextRole::Lane, Ink::OnWait, left, top + 1 + least / 2);
    }
}

void addLostCross(LaneBuilder& lane)
{
    const IndexRange marks = LaneIndex::marks(lane.log, lane.past);
    for (std::size_t i = marks.first; i < marks.last; ++i) {
        const LaneMark& mark = lane.log.marks[i];
        if (mark.kind != LaneMark::Kind::Exited || mark.value == 0)
            continue;
        const double cross = 6 * lane.metrics.scale;
        lane.centred(ItemKind::LostCross, lane.x(mark.timeNs) - cross - 1,
            lane.metrics.mailboxBottom() - lane.metrics.row / 2, cross, cross);
    }
}

} // namespace

void addMailbox(LaneBuilder& lane)
{
    if (!lane.hasPast() || lane.maxDepth == 0)
        return;
    const std::vector<Step> steps = depthSteps(lane);
    const double right = lane.x(lane.past.endNs);
    const bool isEmpty
        = std::all_of(steps.begin(), steps.end(), [](const Step& step) { return step.depth == 0; });
    if (!isEmpty) {
        lane.box(ItemKind::WaitArea, 0, 0, 0, 0).shape = lane.shape(areaOf(lane, steps, right));
        if (lane.hasCells() && lane.scene.level <= ZoomLevel::Middle)
            addCells(lane);
        else if (lane.isLarge() && lane.scene.level <= ZoomLevel::Middle)
            addDepthWords(lane, steps, right);
        if (!lane.hasCells() && lane.scene.level <= ZoomLevel::Middle)
            addLostCross(lane);
    }
    addOutline(lane, steps, right);
    if (lane.isLarge() && lane.scene.level >= ZoomLevel::Far)
        lane.label(LaneMailbox::tr("max %1").arg(countText(lane.maxDepth)), TextRole::LaneStrong,
            Ink::Waiting, std::max(4.0, lane.x(0) + 4), lane.metrics.mailboxTop + 4);
}

} // namespace tickscope

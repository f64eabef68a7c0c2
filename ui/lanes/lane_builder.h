// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/lanes/lane_scene.h"

#include <algorithm>

namespace tickscope {

/// What the parts of a lane share while it is built. Not for use outside of the lane_*.cpp files.
struct LaneBuilder
{
    explicit LaneBuilder(const LaneSource& laneSource);

    const LaneSource& source;
    const ServerLog& log;
    const LaneMetrics& metrics;
    LaneScene scene;
    TimeSpan seen; ///< what the axis shows
    TimeSpan past; ///< the part of it up to now; empty (end before start) when now lies before
    std::uint32_t maxDepth = 0; ///< deepest so far
    double messageHeight = 0;
    std::vector<double> dueMarks; ///< x of the due marks, in the order drawn
    std::vector<LaneItem> onTop; ///< due marks, to be painted over the spans
    std::vector<QRectF> labels; ///< places that are taken by text

    bool hasPast() const { return past.startNs <= past.endNs; }
    bool isLarge() const { return metrics.size == LaneSize::Large; }
    /// Whether each message has its own cell.
    bool hasCells() const { return isLarge() && messageHeight >= metrics.leastCell; }
    /// x of a moment, on a whole pixel so that shapes of one moment meet, and kept near the lane so
    /// that no shape grows beyond what painters can take.
    double x(std::int64_t ns) const;
    /// Upper edge of so many messages; cells stand on whole pixels.
    double depthTop(std::uint32_t depth) const;
    /// Top and middle of the message at this place in the queue.
    double levelTop(std::uint32_t level) const { return depthTop(level + 1); }
    double levelMiddle(std::uint32_t level) const
    {
        return (depthTop(level + 1) + depthTop(level)) / 2;
    }
    /// Whether a moment lies in the past and can be seen, give or take the width of a mark.
    bool shows(std::int64_t ns, double margin = 20) const;

    LaneItem& box(ItemKind kind, double left, double top, double right, double bottom);
    LaneItem& centred(ItemKind kind, double x, double y, double width, double height);
    LaneItem& line(ItemKind kind, double fromX, double fromY, double toX, double toY);
    LaneItem& upright(ItemKind kind, double x, double fromY, double toY);
    /// Adds the text with its left edge at x, unless it would leave the lane or cover other text.
    bool label(const QString& text, TextRole role, Ink ink, double x, double middle);
    std::uint32_t shape(QPolygonF polygon);
};

/// When a message left the mailbox: taken, lost, or not yet (noTime).
std::int64_t leftMailboxNs(const MessageEntry& message);

/// One stay of a message at one place in the queue.
struct Stay
{
    std::int64_t fromNs;
    std::int64_t toNs;
    std::uint32_t level;
    bool steppedDown; ///< it came from the place above
};

/// The places that a message took in the queue, as far as they are seen.
template <typename Visit>
void forEachStay(const LaneBuilder& lane, std::size_t index, const Visit& visit)
{
    const ServerLog& log = lane.log;
    const MessageEntry& message = log.messages[index];
    const std::int64_t left = leftMailboxNs(message);
    const std::int64_t end = left == noTime ? lane.past.endNs : std::min(left, lane.past.endNs);
    std::int64_t from = std::max(message.deliveredNs, lane.past.startNs);
    if (from >= end)
        return;
    std::uint32_t level = queuePosition(log, index, from);
    bool steppedDown = false;
    const std::size_t head = index - level;
    for (std::size_t ahead = head; from < end; ++ahead) {
        const std::int64_t next = ahead < index ? log.messages[ahead].startedNs : end;
        const std::int64_t to = next == noTime ? end : std::min(next, end);
        if (to > from)
            visit(Stay { from, to, level, steppedDown });
        from = to;
        steppedDown = true;
        if (level > 0)
            --level;
    }
}

/// Keeps labels off the lines of deaths and edits.
void reserveUprights(LaneBuilder& lane);
void addNoProcess(LaneBuilder& lane);
void addTimers(LaneBuilder& lane);
void addTimersFromFar(LaneBuilder& lane);
void addMailbox(LaneBuilder& lane);
void addWork(LaneBuilder& lane);
void addWorkFromFar(LaneBuilder& lane);
void addIncidents(LaneBuilder& lane);
void addEdits(LaneBuilder& lane);
void addSelection(LaneBuilder& lane);

} // namespace tickscope

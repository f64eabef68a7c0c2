// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/trace/depth_pyramid.h"
#include "core/trace/tick_pyramid.h"

#include <QList>
#include <QPointF>

#include <cstdint>
#include <functional>
#include <vector>

namespace tickscope {

/// The stretch of time a chart shows, and on how many columns of pixels.
struct ChartSpan
{
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
    std::int64_t nowNs = 0; ///< nothing is drawn right of it
    int columns = 1;
};

/// The mailbox depth as steps (x in s), never slanted; at most two points a column and four more.
QList<QPointF> depthSteps(const ServerLog& log, const DepthPyramid& pyramid, const ChartSpan& span);

/// The nominal interval as steps (s, s): a live edit changes it from there on.
QList<QPointF> nominalSteps(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs);

/// Calls `take(start ns, value ns, message)` for each tick of the span that has the value, by
/// start.
void forEachTickValue(const ServerLog& log, TickValue value, std::int64_t fromNs, std::int64_t toNs,
    const std::function<void(std::int64_t, std::int64_t, const MessageEntry&)>& take);

/// Values of the ticks of a span, for counting; of very many, one in so many.
struct TickValues
{
    std::vector<std::int64_t> ns;
    std::size_t oneIn = 1;
};

/// @param most  about how many values to look at
TickValues tickValues(const ServerLog& log, TickValue value, std::int64_t fromNs, std::int64_t toNs,
    std::size_t most);

/// The ticks of the span as points (s, s), by start; where there are more than two a column of
/// pixels, the lowest and the highest value of each.
/// @param pyramid  of this log
QList<QPointF> tickPoints(const ServerLog& log, const TickPyramid& pyramid, const ChartSpan& span);

} // namespace tickscope

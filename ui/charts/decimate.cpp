// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/decimate.h"

#include "core/trace/growth.h"
#include "core/trace/statistics.h"

#include <algorithm>

namespace tickscope {

namespace {

constexpr double nsPerSecond = 1e9;

double seconds(std::int64_t ns)
{
    return double(ns) / nsPerSecond;
}

std::vector<DepthSample>::const_iterator firstAfter(const ServerLog& log, std::int64_t ns)
{
    return std::upper_bound(log.depth.begin(), log.depth.end(), ns,
        [](std::int64_t time, const DepthSample& sample) { return time < sample.timeNs; });
}

/// Every step of the span as it is.
QList<QPointF> allSteps(const ServerLog& log, std::int64_t fromNs, std::int64_t endNs)
{
    auto sample = firstAfter(log, fromNs);
    double depth = sample == log.depth.begin() ? 0 : std::prev(sample)->depth;
    QList<QPointF> points { { seconds(fromNs), depth } };
    for (; sample != log.depth.end() && sample->timeNs <= endNs; ++sample) {
        points << QPointF(seconds(sample->timeNs), depth);
        depth = sample->depth;
        points << QPointF(seconds(sample->timeNs), depth);
    }
    points << QPointF(seconds(endNs), depth);
    return points;
}

/// A vertical line per column, joined at the depth that the column ends with.
QList<QPointF> columnSteps(
    const ServerLog& log, const DepthPyramid& pyramid, const ChartSpan& span, std::int64_t endNs)
{
    const double width = double(span.toNs - span.fromNs) / span.columns;
    DepthPyramid::Walk walk(pyramid, log);
    QList<QPointF> points;
    points.reserve(2 * span.columns + 1);
    for (int column = 0; column < span.columns; ++column) {
        const auto from = span.fromNs + std::int64_t(column * width);
        const auto to = std::min(endNs + 1, span.fromNs + std::int64_t((column + 1) * width));
        if (from > endNs)
            break;
        const auto range = walk.query(from, std::max(from, to));
        const bool endsHigh = range.last * 2 >= range.min + range.max;
        points << QPointF(seconds(from), endsHigh ? range.min : range.max);
        if (range.min != range.max)
            points << QPointF(seconds(from), endsHigh ? range.max : range.min);
    }
    if (!points.isEmpty())
        points << QPointF(seconds(endNs), points.back().y());
    return points;
}

} // namespace

QList<QPointF> depthSteps(const ServerLog& log, const DepthPyramid& pyramid, const ChartSpan& span)
{
    const auto endNs = std::min(span.nowNs, span.toNs);
    if (endNs < span.fromNs)
        return {};
    const auto changes = firstAfter(log, endNs) - firstAfter(log, span.fromNs);
    return changes <= span.columns ? allSteps(log, span.fromNs, endNs)
                                   : columnSteps(log, pyramid, span, endNs);
}

QList<QPointF> nominalSteps(
    const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs, std::int64_t toNs)
{
    if (toNs <= fromNs)
        return {};
    QList<QPointF> points;
    for (const auto& step : intervalSteps(log, spec, fromNs, toNs)) {
        if (!points.isEmpty())
            points << QPointF(seconds(step.fromNs), points.back().y());
        points << QPointF(seconds(step.fromNs), seconds(step.intervalNs));
    }
    return points << QPointF(seconds(toNs), points.back().y());
}

void forEachTickValue(const ServerLog& log, TickValue value, std::int64_t fromNs, std::int64_t toNs,
    const std::function<void(std::int64_t, std::int64_t, const MessageEntry&)>& take)
{
    for (auto place = firstTakenFrom(log, fromNs); place < log.taken.size(); ++place) {
        const auto& message = log.messages[log.taken[place]];
        if (message.startedNs > toNs)
            break;
        const auto ns = tickValueAt(log, value, place);
        if (ns != noTime)
            take(message.startedNs, ns, message);
    }
}

TickValues tickValues(
    const ServerLog& log, TickValue value, std::int64_t fromNs, std::int64_t toNs, std::size_t most)
{
    const auto first = firstTakenFrom(log, fromNs), last = firstTakenFrom(log, toNs + 1);
    TickValues values;
    values.oneIn = (last - first) / std::max<std::size_t>(1, most) + 1;
    for (auto place = first; place < last; place += values.oneIn) {
        const auto ns = tickValueAt(log, value, place);
        if (ns != noTime)
            values.ns.push_back(ns);
    }
    return values;
}

QList<QPointF> tickPoints(const ServerLog& log, const TickPyramid& pyramid, const ChartSpan& span)
{
    const auto endNs = std::min(span.nowNs, span.toNs);
    TakenSearch search(log);
    auto place = search.before(span.fromNs);
    QList<QPointF> points;
    if (firstTakenFrom(log, endNs + 1) <= place + 2 * std::size_t(span.columns)) {
        forEachTickValue(log, pyramid.value(), span.fromNs, endNs,
            [&points](std::int64_t startNs, std::int64_t valueNs, const MessageEntry&) {
                points << QPointF(seconds(startNs), seconds(valueNs));
            });
        return points;
    }
    points.reserve(2 * span.columns);
    const double width = double(span.toNs - span.fromNs) / span.columns;
    for (int column = 0; column < span.columns; ++column) {
        const auto from = double(span.fromNs) + column * width;
        const auto next = search.before(std::min(endNs + 1, std::int64_t(from + width)));
        const auto range = pyramid.range(log, place, next);
        place = std::max(place, next);
        if (range.isEmpty())
            continue;
        // Every other column goes down, so that neighbours are joined at like ends.
        const bool isUp = column % 2 == 0;
        points << QPointF(from / nsPerSecond, seconds(isUp ? range.min : range.max));
        if (range.min != range.max)
            points << QPointF(from / nsPerSecond, seconds(isUp ? range.max : range.min));
    }
    return points;
}

} // namespace tickscope

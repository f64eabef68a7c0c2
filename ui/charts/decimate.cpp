// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/decimate.h"

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
    QList<QPointF> points;
    for (int column = 0; column < span.columns; ++column) {
        const auto from = span.fromNs + std::int64_t(column * width);
        const auto to = std::min(endNs + 1, span.fromNs + std::int64_t((column + 1) * width));
        if (from > endNs)
            break;
        const auto range = pyramid.query(log, from, std::max(from, to));
        const bool endsHigh = range.last * 2 >= range.min + range.max;
        points << QPointF(seconds(from), endsHigh ? range.min : range.max);
        if (range.min != range.max)
            points << QPointF(seconds(from), endsHigh ? range.max : range.min);
    }
    if (!points.isEmpty())
        points << QPointF(seconds(endNs), points.back().y());
    return points;
}

std::int64_t valueOf(const MessageEntry& tick, const MessageEntry* before, TickValue value)
{
    if (value == TickValue::Lateness)
        return tick.dueNs == noTime ? noTime : tick.startedNs - tick.dueNs;
    if (value == TickValue::Work)
        return tick.workEndNs == noTime ? noTime : tick.workEndNs - tick.startedNs;
    if (!before || before->incarnation != tick.incarnation)
        return noTime;
    return tick.startedNs - before->startedNs;
}

} // namespace

Decimator::Decimator(double from, double to, int columns)
    : m_from(from)
    , m_perColumn((to - from) / columns)
    , m_columns(std::size_t(columns))
{
}

int Decimator::columnOf(double x) const
{
    const auto column = int((x - m_from) / m_perColumn);
    return std::clamp(column, 0, int(m_columns.size()) - 1);
}

void Decimator::add(QPointF point)
{
    if (!m_isThin) {
        m_all << point;
        m_isThin = std::size_t(m_all.size()) > 2 * m_columns.size();
        if (m_isThin)
            m_all.clear();
    }
    auto& column = m_columns[std::size_t(columnOf(point.x()))];
    if (!column.isSet || point.y() < column.low.y())
        column.low = point;
    if (!column.isSet || point.y() > column.high.y())
        column.high = point;
    column.isSet = true;
}

QList<QPointF> Decimator::points() const
{
    if (!m_isThin)
        return m_all;
    QList<QPointF> points;
    for (const auto& column : m_columns) {
        if (!column.isSet)
            continue;
        const bool isLowFirst = column.low.x() <= column.high.x();
        points << (isLowFirst ? column.low : column.high);
        if (column.low != column.high)
            points << (isLowFirst ? column.high : column.low);
    }
    return points;
}

QList<QPointF> depthSteps(const ServerLog& log, const DepthPyramid& pyramid, const ChartSpan& span)
{
    const auto endNs = std::min(span.nowNs, span.toNs);
    if (endNs < span.fromNs)
        return {};
    const auto changes = firstAfter(log, endNs) - firstAfter(log, span.fromNs);
    return changes <= span.columns ? allSteps(log, span.fromNs, endNs)
                                   : columnSteps(log, pyramid, span, endNs);
}

void forEachTickValue(const ServerLog& log, TickValue value, std::int64_t fromNs, std::int64_t toNs,
    const std::function<void(std::int64_t, std::int64_t, const MessageEntry&)>& take)
{
    auto index = std::size_t(std::lower_bound(log.taken.begin(), log.taken.end(), fromNs,
                                 [&log](std::uint32_t message, std::int64_t time) {
                                     return log.messages[message].startedNs < time;
                                 })
        - log.taken.begin());
    const MessageEntry* before = nullptr;
    for (auto i = index; i-- > 0 && !before;)
        if (isTick(log.messages[log.taken[i]].kind))
            before = &log.messages[log.taken[i]];
    for (; index < log.taken.size(); ++index) {
        const auto& message = log.messages[log.taken[index]];
        if (message.startedNs > toNs)
            break;
        if (!isTick(message.kind))
            continue;
        const auto ns = valueOf(message, before, value);
        if (ns != noTime)
            take(message.startedNs, ns, message);
        before = &message;
    }
}

TickValues tickValues(
    const ServerLog& log, TickValue value, std::int64_t fromNs, std::int64_t toNs, std::size_t most)
{
    const auto placeOf = [&log](std::int64_t ns) {
        return std::size_t(
            std::partition_point(log.taken.begin(), log.taken.end(),
                [&log, ns](std::uint32_t message) { return log.messages[message].startedNs < ns; })
            - log.taken.begin());
    };
    const auto first = placeOf(fromNs), last = placeOf(toNs + 1);
    TickValues values;
    values.oneIn = (last - first) / std::max<std::size_t>(1, most) + 1;
    for (auto place = first; place < last; place += values.oneIn) {
        const auto& tick = log.messages[log.taken[place]];
        if (!isTick(tick.kind))
            continue;
        const MessageEntry* before = nullptr;
        for (auto i = place; i-- > 0 && !before;)
            if (isTick(log.messages[log.taken[i]].kind))
                before = &log.messages[log.taken[i]];
        const auto ns = valueOf(tick, before, value);
        if (ns != noTime)
            values.ns.push_back(ns);
    }
    return values;
}

QList<QPointF> tickPoints(const ServerLog& log, TickValue value, const ChartSpan& span)
{
    Decimator points(seconds(span.fromNs), seconds(span.toNs), span.columns);
    forEachTickValue(log, value, span.fromNs, std::min(span.nowNs, span.toNs),
        [&points](std::int64_t startNs, std::int64_t valueNs, const MessageEntry&) {
            points.add({ seconds(startNs), seconds(valueNs) });
        });
    return points.points();
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/depth_pyramid.h"
#include "core/trace/trace_log.h"

#include <QList>
#include <QPointF>

#include <cstdint>
#include <functional>
#include <vector>

namespace tickscope {

/// Thins points out to the lowest and the highest of each column of pixels, in their order: the
/// picture stays the same, and a chart gets at most two points a column.
class Decimator
{
public:
    /// @param from, to  the stretch of x that the columns divide
    /// @pre from < to, columns > 0
    Decimator(double from, double to, int columns);

    /// @param point  at or right of the one before
    void add(QPointF point);
    /// All points while there are at most two a column, the extremes of each column otherwise.
    QList<QPointF> points() const;

private:
    struct Extremes
    {
        QPointF low, high;
        bool isSet = false;
    };
    int columnOf(double x) const;

    double m_from;
    double m_perColumn;
    QList<QPointF> m_all;
    std::vector<Extremes> m_columns;
    bool m_isThin = false;
};

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

/// What is drawn of a tick at its start.
enum class TickValue : std::uint8_t {
    Lateness, ///< started - due, s
    Period, ///< start to start, s
    Work, ///< its work, s
};

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

/// The same as points in s, thinned out.
QList<QPointF> tickPoints(const ServerLog& log, TickValue value, const ChartSpan& span);

} // namespace tickscope

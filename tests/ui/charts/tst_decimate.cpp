// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenarios.h"
#include "ui/charts/decimate.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <utility>

using namespace tickscope;

namespace {

/// A log whose depth changes every millisecond.
ServerLog logOf(const std::vector<std::uint32_t>& depths)
{
    ServerLog log;
    for (std::size_t i = 0; i < depths.size(); ++i)
        log.depth.push_back({ std::int64_t(i + 1) * 1'000'000, depths[i] });
    log.lastNs = log.depth.empty() ? 0 : log.depth.back().timeNs;
    return log;
}

QList<QPointF> stepsOf(const ServerLog& log, std::int64_t toNs, int columns)
{
    DepthPyramid pyramid;
    pyramid.append(log);
    return depthSteps(log, pyramid, { 0, toNs, toNs, columns });
}

/// A tick each 100 ms, so many ms late.
ServerLog logOfLatenesses(const std::vector<std::int64_t>& latenesses)
{
    ServerLog log;
    for (std::size_t i = 0; i < latenesses.size(); ++i) {
        MessageEntry tick;
        tick.kind = MessageKind::Poll;
        tick.dueNs = std::int64_t(i) * 100'000'000;
        tick.startedNs = tick.dueNs + latenesses[i] * 1'000'000;
        log.taken.push_back(std::uint32_t(log.messages.size()));
        log.messages.push_back(tick);
    }
    return log;
}

QList<QPointF> pointsOf(const ServerLog& log, const ChartSpan& span)
{
    TickPyramid pyramid(TickValue::Lateness);
    pyramid.append(log);
    return tickPoints(log, pyramid, span);
}

/// The lowest and the highest y of the points from one x up to another.
std::pair<double, double> valuesOf(const QList<QPointF>& points, double from, double to)
{
    std::pair range { 1e9, -1e9 };
    for (const auto& point : points) {
        if (point.x() < from - 1e-9 || point.x() >= to - 1e-9)
            continue;
        range.first = std::min(range.first, point.y());
        range.second = std::max(range.second, point.y());
    }
    return range;
}

/// The same of the ticks themselves, one by one.
std::pair<double, double> extremes(const ServerLog& log, double from, double to)
{
    QList<QPointF> all;
    forEachTickValue(log, TickValue::Lateness, 0, log.messages.back().startedNs,
        [&all](std::int64_t startNs, std::int64_t valueNs, const MessageEntry&) {
            all << QPointF(double(startNs) / 1e9, double(valueNs) / 1e9);
        });
    return valuesOf(all, from, to);
}

double highest(const QList<QPointF>& points)
{
    double most = 0;
    for (const auto& point : points)
        most = std::max(most, point.y());
    return most;
}

} // namespace

class TestDecimate : public QObject
{
    Q_OBJECT

private slots:
    void fewTicksStayAsTheyAre()
    {
        const auto log = logOfLatenesses({ 3, 1, 2, 0, 5 });
        const QList<QPointF> expected { { 0.003, 0.003 }, { 0.101, 0.001 }, { 0.202, 0.002 },
            { 0.3, 0 }, { 0.405, 0.005 } };
        const auto points = pointsOf(log, { 0, 500'000'000, 500'000'000, 100 });
        QCOMPARE(points, expected);
    }
    void aColumnGetsItsLowestAndItsHighestTick()
    {
        QVERIFY(rc::check([] {
            const int columns = *rc::gen::element(1, 2, 4, 5, 8, 10, 20, 25, 50);
            const auto values
                = *rc::gen::container<std::vector<std::int64_t>>(500, rc::gen::inRange(0, 90));
            const auto log = logOfLatenesses(values);
            const std::int64_t endNs = 50'000'000'000;
            const auto points = pointsOf(log, { 0, endNs, endNs, columns });
            RC_ASSERT(points.size() <= 2 * columns);
            RC_ASSERT(std::is_sorted(
                points.begin(), points.end(), [](QPointF a, QPointF b) { return a.x() < b.x(); }));
            for (int column = 0; column < columns; ++column) {
                const double from = 50.0 * column / columns, to = 50.0 * (column + 1) / columns;
                RC_ASSERT(valuesOf(points, from, to) == extremes(log, from, to));
            }
        }));
    }
    void theMailboxIsDrawnInSteps()
    {
        const auto points = stepsOf(logOf({ 1, 2, 0 }), 4'000'000, 100);
        const QList<QPointF> expected { { 0, 0 }, { 0.001, 0 }, { 0.001, 1 }, { 0.002, 1 },
            { 0.002, 2 }, { 0.003, 2 }, { 0.003, 0 }, { 0.004, 0 } };
        QCOMPARE(points, expected);
    }
    void theMailboxOfALongRunGetsTwoPointsAColumn()
    {
        QVERIFY(rc::check([] {
            const auto depths
                = *rc::gen::container<std::vector<std::uint32_t>>(2'000, rc::gen::inRange(0U, 90U));
            const int columns = *rc::gen::inRange(10, 400);
            const auto points = stepsOf(logOf(depths), 2'001'000'000, columns);
            RC_ASSERT(points.size() <= 2 * columns + 1);
            RC_ASSERT(highest(points) == *std::max_element(depths.begin(), depths.end()));
        }));
    }
    void nothingIsDrawnRightOfNow()
    {
        const auto log = logOf({ 1, 2, 3, 4 });
        DepthPyramid pyramid;
        pyramid.append(log);
        const auto points = depthSteps(log, pyramid, { 0, 10'000'000, 2'500'000, 100 });
        QCOMPARE(points.back(), QPointF(0.0025, 2));
        QVERIFY(depthSteps(log, pyramid, { 5'000'000, 10'000'000, 2'500'000, 100 }).isEmpty());
    }
    void aWindowStartsWithTheDepthItFinds()
    {
        const auto log = logOf({ 5, 6 });
        DepthPyramid pyramid;
        pyramid.append(log);
        const auto points = depthSteps(log, pyramid, { 1'500'000, 3'000'000, 3'000'000, 100 });
        QCOMPARE(points.front(), QPointF(0.0015, 5));
    }
    void latenessAndPeriodAreThoseOfTheTicks()
    {
        Run run(builtin("buildup"));
        run.advanceTo(VirtualTime(41s));
        TraceLog log(run.serverCount(), run.watchedServers());
        log.consume(run.trace());
        const ChartSpan span { 0, 60'000'000'000, 41'000'000'000, 200 };
        const QList<QPointF> lateness { { 5, 0 }, { 13, 3 }, { 21, 6 }, { 29, 9 }, { 37, 12 } };
        const auto points = [&log](TickValue value, const ChartSpan& shown) {
            TickPyramid pyramid(value);
            pyramid.append(log.server(1));
            return tickPoints(log.server(1), pyramid, shown);
        };
        QCOMPARE(points(TickValue::Lateness, span), lateness);
        const QList<QPointF> period { { 13, 8 }, { 21, 8 }, { 29, 8 }, { 37, 8 } };
        QCOMPARE(points(TickValue::Period, span), period);
        // The tick before the window still counts for the first period in it.
        const QList<QPointF> later { { 29, 8 }, { 37, 8 } };
        QCOMPARE(points(TickValue::Period, { 25'000'000'000, 60'000'000'000, 41'000'000'000, 200 }),
            later);
    }
};

QTEST_APPLESS_MAIN(TestDecimate)
#include "tst_decimate.moc"

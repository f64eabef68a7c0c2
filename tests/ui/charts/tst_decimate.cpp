// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenarios.h"
#include "ui/charts/decimate.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

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
    void fewPointsStayAsTheyAre()
    {
        Decimator decimator(0, 10, 100);
        QList<QPointF> points;
        for (int i = 0; i < 50; ++i)
            points << QPointF(i / 5.0, i % 7);
        for (const auto& point : points)
            decimator.add(point);
        QCOMPARE(decimator.points(), points);
    }
    void aColumnGetsAtMostTwoPoints()
    {
        QVERIFY(rc::check([] {
            const int columns = *rc::gen::inRange(1, 50);
            const auto values
                = *rc::gen::container<std::vector<int>>(500, rc::gen::inRange(-1'000, 1'000));
            Decimator decimator(0, 500, columns);
            for (std::size_t i = 0; i < values.size(); ++i)
                decimator.add(QPointF(double(i), values[i]));
            const auto points = decimator.points();
            RC_ASSERT(points.size() <= 2 * columns);
            RC_ASSERT(std::is_sorted(
                points.begin(), points.end(), [](QPointF a, QPointF b) { return a.x() < b.x(); }));
            const auto low = *std::min_element(values.begin(), values.end());
            const auto high = *std::max_element(values.begin(), values.end());
            const auto has = [&points](double value) {
                return std::any_of(points.begin(), points.end(),
                    [value](QPointF point) { return point.y() == value; });
            };
            RC_ASSERT(has(low) && has(high));
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
        QCOMPARE(tickPoints(log.server(1), TickValue::Lateness, span), lateness);
        const QList<QPointF> period { { 13, 8 }, { 21, 8 }, { 29, 8 }, { 37, 8 } };
        QCOMPARE(tickPoints(log.server(1), TickValue::Period, span), period);
        // The tick before the window still counts for the first period in it.
        const QList<QPointF> later { { 29, 8 }, { 37, 8 } };
        QCOMPARE(tickPoints(log.server(1), TickValue::Period,
                     { 25'000'000'000, 60'000'000'000, 41'000'000'000, 200 }),
            later);
    }
};

QTEST_APPLESS_MAIN(TestDecimate)
#include "tst_decimate.moc"

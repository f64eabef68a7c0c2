// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenarios.h"
#include "ui/charts/alarm.h"
#include "ui/charts/decimate.h"
#include "ui/charts/histogram.h"
#include "ui/charts/utilisation.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

ServerLog logOf(const std::vector<std::uint32_t>& depths)
{
    ServerLog log;
    for (std::size_t i = 0; i < depths.size(); ++i)
        log.depth.push_back({ std::int64_t(i + 1) * second, depths[i] });
    return log;
}

std::vector<TimeSpan> alarms(const ServerLog& log, Alarm alarm, std::int64_t from, std::int64_t to)
{
    DepthPyramid pyramid;
    pyramid.append(log);
    return alarmSpans(log, pyramid, alarm, from, to);
}

} // namespace

class TestChartValues : public QObject
{
    Q_OBJECT

private slots:
    void barsHoldEveryValueOnce()
    {
        QVERIFY(rc::check([] {
            const auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
                rc::gen::inRange<std::int64_t>(0, 100 * second)));
            const int most = *rc::gen::inRange(1, 60);
            const auto histogram = histogramOf(values, most);
            RC_ASSERT(int(histogram.counts.size()) <= most || most == 1);
            RC_ASSERT(std::accumulate(histogram.counts.begin(), histogram.counts.end(), 0ULL)
                == values.size());
            const auto [low, high] = std::minmax_element(values.begin(), values.end());
            RC_ASSERT(histogram.from <= double(*low) / 1e9 + 1e-9);
            RC_ASSERT(histogram.to() >= double(*high) / 1e9 - 1e-9);
            RC_ASSERT(histogram.p50 <= histogram.p90 && histogram.p90 <= histogram.p99);
            RC_ASSERT(histogram.p99 <= histogram.max);
        }));
    }
    void percentilesAreByNearestRank()
    {
        std::vector<std::int64_t> values;
        for (int i = 1; i <= 100; ++i)
            values.push_back(i * second);
        const auto histogram = histogramOf(values, 20);
        QCOMPARE(histogram.p50, 50.0);
        QCOMPARE(histogram.p90, 90.0);
        QCOMPARE(histogram.p99, 99.0);
        QCOMPARE(histogram.max, 100.0);
    }
    void valuesAreThoseOfTheTicksOrOneInSoMany()
    {
        Run run(builtin("buildup"));
        run.advanceTo(VirtualTime(60s));
        TraceLog log(run.serverCount(), run.watchedServers());
        log.consume(run.trace());
        for (const auto value : { TickValue::Lateness, TickValue::Period, TickValue::Work }) {
            std::vector<std::int64_t> all;
            forEachTickValue(log.server(2), value, 10 * second, 50 * second,
                [&all](std::int64_t, std::int64_t ns, const MessageEntry&) { all.push_back(ns); });
            const auto same = tickValues(log.server(2), value, 10 * second, 50 * second, 1'000);
            QCOMPARE(same.oneIn, std::size_t(1));
            QCOMPARE(same.ns, all);
            const auto few = tickValues(log.server(2), value, 10 * second, 50 * second, 5);
            QVERIFY(few.oneIn > 1);
            QVERIFY(few.ns.size() <= 6 && !few.ns.empty());
        }
    }
    void noValuesGiveNoBars()
    {
        QVERIFY(histogramOf({}, 20).counts.empty());
        QCOMPARE(histogramOf({}, 20).highest(), std::uint64_t(0));
    }
    void equalValuesShareABar()
    {
        const auto histogram = histogramOf({ 8 * second, 8 * second, 8 * second }, 20);
        QCOMPARE(histogram.highest(), std::uint64_t(3));
        QCOMPARE(std::count(histogram.counts.begin(), histogram.counts.end(), 0U),
            std::ptrdiff_t(histogram.counts.size()) - 1);
    }
    void narrowValuesAreNotPressedIntoOneBar()
    {
        std::vector<std::int64_t> values;
        for (int i = 0; i < 50; ++i)
            values.push_back(11'000'000 + i * 1'000);
        const auto histogram = histogramOf(values, 20);
        QVERIFY(histogram.counts.size() > 5);
        QVERIFY(histogram.from > 0.010);
    }

    void anAlarmBeginsAndEndsAtItsOwnLimit()
    {
        const auto log = logOf({ 4, 9, 10, 7, 6, 5, 9, 10, 3 });
        const auto found = alarms(log, { 10, 5 }, 0, 20 * second);
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found[0].startNs, 3 * second);
        QCOMPARE(found[0].endNs, 6 * second);
        QCOMPARE(found[1].startNs, 8 * second);
        QCOMPARE(found[1].endNs, 9 * second);
    }
    void anAlarmThatGoesOnIsCutAtTheEnd()
    {
        const auto found = alarms(logOf({ 10, 8 }), { 10, 5 }, 0, 5 * second);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].endNs, 5 * second);
    }
    void aSpanKnowsTheAlarmThatBeganBeforeIt()
    {
        const auto log = logOf({ 10, 8, 7, 6, 4 });
        const auto found = alarms(log, { 10, 5 }, 3 * second + 1, 20 * second);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].startNs, 3 * second + 1);
        QVERIFY(alarms(log, { 10, 5 }, 6 * second, 20 * second).empty());
    }
    void aSpanShowsWhatTheWholeRunShowsThere()
    {
        QVERIFY(rc::check([] {
            const auto depths
                = *rc::gen::container<std::vector<std::uint32_t>>(100, rc::gen::inRange(0U, 20U));
            const auto log = logOf(depths);
            const auto from = *rc::gen::inRange<std::int64_t>(0, 100) * second + 1;
            const auto whole = alarms(log, { 12, 6 }, 0, 200 * second);
            for (const auto& part : alarms(log, { 12, 6 }, from, 200 * second))
                RC_ASSERT(std::any_of(whole.begin(), whole.end(), [&](const TimeSpan& span) {
                    return std::max(span.startNs, from) == part.startNs && span.endNs == part.endNs;
                }));
        }));
    }
    void manySamplesAreLookedAtInColumns()
    {
        ServerLog log;
        for (int i = 0; i < 60'000; ++i)
            log.depth.push_back({ std::int64_t(i + 1) * 1'000, std::uint32_t(i % 2) });
        log.depth[30'000].depth = 50;
        const auto found = alarms(log, { 50, 1 }, 0, 60'001'000);
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(std::abs(found[0].startNs - 30'000'000) < 60'000);
    }

    void typedAlarms_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        QTest::addColumn<bool>("isGood");
        const auto add = [](const char* text, const char* canonical, bool isGood) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical)
                                << isGood;
        };
        add("10, 5", "10, 5", true);
        add("10 5", "10, 5", true);
        add("10 off 5", "10, 5", true);
        add("10", "10, 5", true);
        add("", "", true);
        add("5, 10", "", false);
        add("0", "", false);
        add("ten", "", false);
        add("99999999999", "", false);
    }
    void typedAlarms()
    {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        QFETCH(bool, isGood);
        const auto typed = parseAlarm(text);
        QCOMPARE(typed.reason.isEmpty(), isGood);
        QCOMPARE(alarmText(typed.alarm), canonical);
        QCOMPARE(alarmText(parseAlarm(canonical).alarm), canonical);
    }

    void theShareOfWorkIsStatedInStretches()
    {
        Run run(builtin("buildup"));
        run.advanceTo(VirtualTime(41s));
        TraceLog log(run.serverCount(), run.watchedServers());
        log.consume(run.trace());
        BusySums sums;
        sums.append(log.server(0));
        const auto points = utilisationSteps(sums, { 0, 60 * second, 41 * second, 200 });
        // poller_after works from 5 to 13, from 18 to 26 and from 31 to 39.
        QCOMPARE(utilisationStepNs(60 * second), 2 * second);
        QCOMPARE(points.front(), QPointF(0, 0));
        QCOMPARE(points[4], QPointF(4, 0.5));
        QCOMPARE(points[6], QPointF(6, 1));
        QCOMPARE(points.back().x(), 41.0);
    }
    void stretchesAreFewAndRound()
    {
        QVERIFY(rc::check([] {
            const auto span = *rc::gen::inRange<std::int64_t>(1, 365 * 86'400 * second);
            const auto step = utilisationStepNs(span);
            RC_ASSERT(step * 40 >= span);
            RC_ASSERT(step == 1 || step * 16 <= span * 3);
        }));
    }
};

QTEST_APPLESS_MAIN(TestChartValues)
#include "tst_chart_values.moc"

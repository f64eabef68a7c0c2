// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/busy_sums.h"
#include "core/trace/statistics.h"
#include "tests/support/trace_builder.h"

#include <QTest>

#include <cmath>

using namespace tickscope;
using tickscope::testing::IntervalPoller;
using tickscope::testing::TraceBuilder;

class TestBusySums : public QObject
{
    Q_OBJECT

private slots:
    void idleServerHasNone();
    void sumsWorkInsideTheSpan();
    void workThatGoesOnCountsToTheEndOfTheSpan();
    void loadsCountBesidesTicks();
    void killedWorkEndsWithTheProcess();
    void agreesWithTheStatisticsFrameByFrame();
    void oneMomentAfterAnotherIsTheSame();
};

namespace {

constexpr std::int64_t ns(Duration duration)
{
    return duration.count();
}

BusySums sumsOf(const TraceBuilder& builder)
{
    TraceLog log(1, {});
    log.consume(builder.trace());
    BusySums sums;
    sums.append(log.server(0));
    return sums;
}

} // namespace

void TestBusySums::idleServerHasNone()
{
    const BusySums sums = sumsOf(TraceBuilder());
    QCOMPARE(sums.busyNs(0, ns(10s)), 0);
    QCOMPARE(sums.share(0, ns(10s)), 0.0);
    QCOMPARE(sums.share(5, 5), 0.0);
}

void TestBusySums::sumsWorkInsideTheSpan()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 10s, 4s); // works 10 to 14, 20 to 24, 30 to 34
    poller.runUntil(35s);
    const BusySums sums = sumsOf(builder);
    QCOMPARE(sums.busyNs(0, ns(35s)), ns(12s));
    QCOMPARE(sums.busyNs(ns(12s), ns(22s)), ns(4s));
    QCOMPARE(sums.busyNs(ns(14s), ns(20s)), 0);
    QCOMPARE(sums.busyNs(ns(11s), ns(12s)), ns(1s));
    QCOMPARE(sums.busyNs(ns(12s), ns(11s)), 0);
    QCOMPARE(sums.share(ns(10s), ns(20s)), 0.4);
}

void TestBusySums::workThatGoesOnCountsToTheEndOfTheSpan()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 10s, 40s);
    poller.runUntil(30s);
    QCOMPARE(sumsOf(builder).busyNs(0, ns(30s)), ns(20s));
    poller.runUntil(60s);
    QCOMPARE(sumsOf(builder).busyNs(0, ns(60s)), ns(50s));
}

void TestBusySums::loadsCountBesidesTicks()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 1s).ret().handleContinue().loadStart(2s);
    builder.at(1s).timeout(1, 1s).receiveTick(1s);
    builder.at(2s).workEnd().ret().take().workStart(3s).at(5s).workEnd().ret();
    builder.at(8s).exit(Reason::Killed).restart().spawn(2).init().loadStart(2s);
    const BusySums sums = sumsOf(builder);
    QCOMPARE(sums.busyNs(0, ns(8s)), ns(5s));
    QCOMPARE(sums.busyNs(0, ns(9s)), ns(6s)); // the second load goes on
}

void TestBusySums::killedWorkEndsWithTheProcess()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret().at(1s).receiveTick(1s).take().workStart(9s);
    builder.at(3s).exit(Reason::Killed);
    QCOMPARE(sumsOf(builder).busyNs(0, ns(10s)), ns(2s));
}

void TestBusySums::agreesWithTheStatisticsFrameByFrame()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5ms, 3ms);
    poller.setInterval(100ms, 7ms);
    TraceLog log(1, {});
    BusySums live;
    ServerSpec spec;
    for (Duration now = 116ms; now < 1s; now += 16ms) {
        poller.runUntil(now);
        log.consume(builder.trace());
        live.append(log.server(0));
        for (Duration from {}; from < now; from += 13ms) {
            const double expected = measure(log.server(0), spec, ns(from), ns(now)).utilisation;
            QVERIFY(std::abs(live.share(ns(from), ns(now)) - expected) < 1e-12);
        }
    }
}

void TestBusySums::oneMomentAfterAnotherIsTheSame()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5ms, 3ms);
    poller.runUntil(1s);
    const BusySums sums = sumsOf(builder);
    for (const Duration step : { 1ms, 7ms, 64ms, 500ms }) {
        BusySums::Walk walk(sums);
        for (Duration at {}; at < 2s; at += step)
            QCOMPARE(walk.busyUntil(ns(at)), sums.busyNs(0, ns(at)));
    }
}

QTEST_APPLESS_MAIN(TestBusySums)
#include "tst_busy_sums.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/statistics.h"
#include "core/trace/words.h"
#include "tests/core/trace/measured_server.h"
#include "tests/support/trace_builder.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <string>

using namespace tickscope;
using namespace tickscope::testing;
using Kind = GrowthVerdict::Kind;

class TestStatistics : public QObject
{
    Q_OBJECT

private slots:
    void buildUpAtFortyOneSecondsReadsAsInTheDesign();
    void nothingHappenedGivesZeros();
    void bothEndsBelongToTheSpan();
    void periodsDoNotCrossARestart();
    void latenessLeavesOutTicksSentDirectly();
    void percentilesAreNearestRank_data();
    void percentilesAreNearestRank();
    void afterWorkDriftsByItsWork();
    void sendIntervalOnTimeDoesNotDrift();
    void driftStartsAnewWithANewInterval();
    void nominalIntervalIsTheOneLastArmed();
    void theIntervalIsAStepAtEachEdit();
    void workIsCutToTheSpan();
    void loadsCountAsBusy();
    void killedWorkCountsUpToTheKill();
    void depthIsMeanOverTime();
    void marksCountInTheirSpan();

    void statisticsOfAnySpanAreConsistent();
};

// The numbers of the main picture: interval 5 s, work 8 s, an edit to 10 s asked for at 30 s.

void TestStatistics::buildUpAtFortyOneSecondsReadsAsInTheDesign()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.setInterval(30s, 10s);
    poller.runUntil(41s);
    const ServerStatistics all = measured(builder, everyFive, 0s, 41s);
    QCOMPARE(all.ticks, 5U);
    QCOMPARE(all.ok, 4U);
    QCOMPARE(all.nominalNs, ns(5s));
    QCOMPARE(all.period.meanNs, ns(8s));
    QCOMPARE(all.period.count, 4U);
    QCOMPARE(all.latenessPercentiles.p50Ns, ns(6s));
    QCOMPARE(all.latenessMaxNs, ns(12s));
    QCOMPARE(all.depthMax, 4U);
    QCOMPARE(all.depthLast, 4U);
    QCOMPARE(QString::number(all.depthMean, 'f', 2), QStringLiteral("1.44"));
    QCOMPARE(QString::number(all.utilisation, 'f', 2), QStringLiteral("0.88"));
    QCOMPARE(
        toText(all.growth), std::string("Grows by 0.075 messages/s; 1,000 waiting at 3 h 42 min"));
    QCOMPARE(titleText(all.growth), std::string("Mailbox grows"));
    QCOMPARE(
        detailText(all.growth), std::string("By 0.075 messages/s; 1,000 waiting at 3 h 42 min."));
    QCOMPARE(*all.growth.thousandAtNs, ns(13321s));
    QCOMPARE(tickscope::nextIntervalText(all.growth, everyFive, 10s),
        std::string("With the next interval, 10 s, it drains by 0.025/s."));
}

void TestStatistics::nothingHappenedGivesZeros()
{
    const ServerStatistics none = measured(TraceBuilder(), everyFive, 0s, 0s);
    QCOMPARE(none.ticks, 0U);
    QCOMPARE(none.period.count, 0U);
    QCOMPARE(none.utilisation, 0.0);
    QCOMPARE(none.depthMean, 0.0);
    QCOMPARE(none.driftNs, 0);
    QCOMPARE(none.nominalNs, ns(5s));
    QCOMPARE(toText(none.growth), std::string("Too few ticks to tell (0 of 3)"));
    QCOMPARE(detailText(none.growth), std::string());
}

void TestStatistics::bothEndsBelongToTheSpan()
{
    const TraceBuilder builder = afterWork(4); // starts at 5, 13, 21, 29
    QCOMPARE(measured(builder, everyFive, 5s, 21s).ticks, 3U);
    QCOMPARE(measured(builder, everyFive, 5s + 1ns, 21s - 1ns).ticks, 1U);
    QCOMPARE(measured(builder, everyFive, 5s, 21s).ok, 2U); // the third ends later
}

void TestStatistics::periodsDoNotCrossARestart()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    builder.at(1s).receiveTick(1s).take().ret().at(3s).receiveTick(3s).take().ret();
    builder.at(4s).exit(Reason::Killed).restart().spawn(2).init().ret();
    builder.at(9s).receiveTick(9s).take().ret().at(10s).receiveTick(10s).take().ret();
    const DurationSummary period = measured(builder, everyFive, 0s, 20s).period;
    QCOMPARE(period.count, 2U);
    QCOMPARE(period.minNs, ns(1s));
    QCOMPARE(period.maxNs, ns(2s));
    QCOMPARE(period.meanNs, ns(1500ms));
}

void TestStatistics::latenessLeavesOutTicksSentDirectly()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    builder.at(1s).receive(MessageKind::Poll).take().ret();
    builder.at(3s).receiveTick(1s).take().ret();
    const ServerStatistics all = measured(builder, everyFive, 0s, 5s);
    QCOMPARE(all.ticks, 2U);
    QCOMPARE(all.latenessCount, 1U);
    QCOMPARE(all.latenessPercentiles.p50Ns, ns(2s));
}

void TestStatistics::percentilesAreNearestRank_data()
{
    QTest::addColumn<int>("count"); // lateness 1, 2, ..., count s
    QTest::addColumn<int>("p50");
    QTest::addColumn<int>("p99");
    QTest::newRow("one value is every percentile") << 1 << 1 << 1;
    QTest::newRow("of two the lower is the median") << 2 << 1 << 2;
    QTest::newRow("of three the middle one") << 3 << 2 << 3;
    QTest::newRow("the 99th of 99 is the largest") << 99 << 50 << 99;
    QTest::newRow("the 99th of 100 is not the largest") << 100 << 50 << 99;
    QTest::newRow("of 200") << 200 << 100 << 198;
}

void TestStatistics::percentilesAreNearestRank()
{
    QFETCH(int, count);
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    for (int i = 1; i <= count; ++i) // due times that make the lateness fall
        builder.at(1000s + i * 1s).receiveTick(1000s + i * 1s - (count + 1 - i) * 1s).take().ret();
    const ServerStatistics all = measured(builder, everyFive, 0s, 5000s);
    QTEST(int(all.latenessPercentiles.p50Ns / ns(1s)), "p50");
    QTEST(int(all.latenessPercentiles.p99Ns / ns(1s)), "p99");
    QCOMPARE(all.latenessMaxNs, ns(count * 1s));
}

void TestStatistics::afterWorkDriftsByItsWork()
{
    const ServerSpec spec = specOf(Schedule::AfterWork, 5s);
    QCOMPARE(measured(afterWork(1), spec, 0s, 100s).driftNs, 0);
    QCOMPARE(measured(afterWork(5), spec, 0s, 100s).driftNs, ns(12s));
}

void TestStatistics::sendIntervalOnTimeDoesNotDrift()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 3s);
    poller.runUntil(100s);
    const ServerStatistics all = measured(builder, everyFive, 0s, 100s);
    QCOMPARE(all.driftNs, 0);
    QCOMPARE(all.latenessMaxNs, 0);
    QCOMPARE(toText(all.growth), std::string("Stable, utilisation 0.57"));
}

void TestStatistics::driftStartsAnewWithANewInterval()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 3s);
    poller.setInterval(26s, 7s); // handled at 28 s, between two ticks
    poller.runUntil(100s);
    const ServerStatistics all = measured(builder, everyFive, 0s, 100s);
    QCOMPARE(all.nominalNs, ns(7s));
    QCOMPARE(all.driftNs, 0);
}

void TestStatistics::nominalIntervalIsTheOneLastArmed()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 5s).ret();
    builder.at(1s).receive(MessageKind::SetInterval, ns(9s)).take().ret();
    const ServerSpec spec = specOf(Schedule::AfterWork, 5s);
    QCOMPARE(measured(builder, spec, 0s, 2s).nominalNs, ns(5s)); // armed with 5 s, next 9 s
    builder.at(5s).timeout(1, 5s).receiveTick(5s).take().sendAfter(2, 14s).ret();
    QCOMPARE(measured(builder, spec, 0s, 6s).nominalNs, ns(9s));
    QCOMPARE(measured(builder, spec, 0s, 4s).nominalNs, ns(5s));
    builder.at(7s).exit(Reason::Killed).restart().spawn(2).init().sendAfter(3, 12s).ret();
    QCOMPARE(measured(builder, spec, 0s, 8s).nominalNs, ns(5s)); // a restart forgets the edit
}

void TestStatistics::theIntervalIsAStepAtEachEdit()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 5s).ret();
    builder.at(1s).receive(MessageKind::SetInterval, ns(9s)).take().ret();
    builder.at(4s).receive(MessageKind::SetInterval, ns(2s)).take().ret();
    builder.at(7s).exit(Reason::Killed).restart().spawn(2).init().sendAfter(2, 12s).ret();
    TraceLog log(1, {});
    log.consume(builder.trace());
    const ServerSpec spec = specOf(Schedule::AfterWork, 5s);
    using Steps = std::vector<IntervalStep>;
    const Steps all { { 0, ns(5s) }, { ns(1s), ns(9s) }, { ns(4s), ns(2s) }, { ns(7s), ns(5s) } };
    QVERIFY(intervalSteps(log.server(0), spec, 0, ns(20s)) == all);
    const Steps part { { ns(2s), ns(9s) }, { ns(4s), ns(2s) } };
    QVERIFY(intervalSteps(log.server(0), spec, ns(2s), ns(6s)) == part);
}

void TestStatistics::workIsCutToTheSpan()
{
    const TraceBuilder builder = afterWork(2); // works 5 to 8 and 13 to 16
    QVERIFY(isNear(measured(builder, everyFive, 0s, 16s).utilisation, 6.0 / 16));
    QVERIFY(isNear(measured(builder, everyFive, 6s, 14s).utilisation, 3.0 / 8));
    QVERIFY(isNear(measured(builder, everyFive, 6s, 7s).utilisation, 1.0));
    QVERIFY(isNear(measured(builder, everyFive, 8s, 13s).utilisation, 0.0));
    QVERIFY(isNear(measured(builder, everyFive, 7s, 7s).utilisation, 0.0));
}

void TestStatistics::loadsCountAsBusy()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().loadStart(4s).at(4s).workEnd().sendAfter(1, 9s).ret();
    QVERIFY(isNear(measured(builder, everyFive, 0s, 8s).utilisation, 0.5));
    QCOMPARE(measured(builder, everyFive, 0s, 8s).ticks, 0U);
    QCOMPARE(measured(builder, everyFive, 0s, 8s).work.count, 0U);
}

void TestStatistics::killedWorkCountsUpToTheKill()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    builder.at(1s).receiveTick(1s).take().workStart(8s).at(3s).exit(Reason::Killed);
    const ServerStatistics all = measured(builder, everyFive, 0s, 10s);
    QVERIFY(isNear(all.utilisation, 0.2));
    QCOMPARE(all.killed, 1U);
    QCOMPARE(all.ok, 0U);
    QCOMPARE(all.work.count, 0U); // how long it would have taken nobody knows
}

void TestStatistics::depthIsMeanOverTime()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    builder.at(1s).receiveTick(1s).take().workStart(9s);
    builder.at(2s).receiveTick(2s).at(4s).receiveTick(4s); // 1 from 2 s, 2 from 4 s
    builder.at(10s).workEnd().ret().take().workStart(9s); // 1 from 10 s
    const ServerStatistics all = measured(builder, everyFive, 0s, 14s);
    QVERIFY(isNear(all.depthMean, (2.0 * 1 + 6 * 2 + 4 * 1) / 14));
    QCOMPARE(all.depthMax, 2U);
    QCOMPARE(all.depthLast, 1U);
    const ServerStatistics late = measured(builder, everyFive, 11s, 12s);
    QCOMPARE(late.depthMax, 1U);
    QVERIFY(isNear(late.depthMean, 1));
}

void TestStatistics::marksCountInTheirSpan()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 5s, true).ret();
    builder.at(1s).receiveTick(1s).take().workStart(9s).at(2s).receiveTick(2s);
    builder.at(3s).exit(Reason::Killed);
    builder.at(5s).timeout(1, 5s).drop(MessageKind::Poll, Reason::NoProcess, ns(5s));
    builder.at(6s).restart().spawn(2).init().ret();
    const ServerStatistics all = measured(builder, everyFive, 0s, 10s);
    QCOMPARE(all.restarts, 1U);
    QCOMPARE(all.dropped, 1U);
    QCOMPARE(all.lost, 1U);
    const ServerStatistics early = measured(builder, everyFive, 0s, 4s);
    QCOMPARE(early.restarts, 0U);
    QCOMPARE(early.dropped, 0U);
    QCOMPARE(early.lost, 1U);
}

// The verdict

// 5 s and 8 s for a minute, then 20 s: 0.05 - 0.125 from the moment of the edit.

void TestStatistics::statisticsOfAnySpanAreConsistent()
{
    const bool isConsistent = rc::check("any interval, work and span", [] {
        const Duration interval = *rc::gen::inRange(1, 50) * 1ms;
        const Duration work = *rc::gen::inRange(0, 100) * 1ms;
        TraceBuilder builder;
        IntervalPoller poller(builder, 0, interval, work);
        poller.runUntil(1s);
        const Duration from = *rc::gen::inRange(0, 1000) * 1ms;
        const Duration to = from + *rc::gen::inRange(0, 1000) * 1ms;
        const ServerSpec spec = specOf(Schedule::SendInterval, interval);
        const ServerStatistics part = measured(builder, spec, from, std::min(to, Duration(1s)));
        RC_ASSERT(part.utilisation >= 0 && part.utilisation <= 1 + 1e-12);
        RC_ASSERT(part.depthMean <= part.depthMax && part.depthLast <= part.depthMax);
        RC_ASSERT(part.latenessPercentiles.p50Ns <= part.latenessPercentiles.p99Ns);
        RC_ASSERT(part.latenessPercentiles.p99Ns <= part.latenessMaxNs);
        RC_ASSERT(part.ok + part.errors + part.crashes + part.killed <= part.ticks);
        RC_ASSERT(part.period.count + (part.ticks > 0 ? 1 : 0) == part.ticks);
        if (work <= interval)
            RC_ASSERT(part.depthMax == 0U && part.growth.kind != Kind::Grows);
    });
    QVERIFY(isConsistent);
}

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"

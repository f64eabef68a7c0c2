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

class TestGrowth : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data();
    void verdicts();
    void growthForgetsNothingOfAChangedInterval();
    void drainsUntilEmptyThenIsStable();
    void cancelledTimerDrains();
    void twoIntervalTimersAddUp();
    void selfLimitingScheduleIsStableWhateverTheWork();
    void aPastSpanIsJudgedByItsOwnTimers();
    void nextIntervalText_data();
    void nextIntervalText();
    void ratesReadAsPeopleWriteThem_data();
    void ratesReadAsPeopleWriteThem();
};

void TestGrowth::verdicts_data()
{
    QTest::addColumn<GrowthVerdict>("verdict");
    QTest::addColumn<QString>("text");
    GrowthVerdict few;
    few.ticks = 2;
    QTest::newRow("too few") << few << QStringLiteral("Too few ticks to tell (2 of 3)");
    GrowthVerdict stable;
    stable.kind = Kind::Stable;
    stable.utilisation = 0.6;
    QTest::newRow("stable") << stable << QStringLiteral("Stable, utilisation 0.60");
    GrowthVerdict drains;
    drains.kind = Kind::Drains;
    drains.messagesPerSecond = -0.025;
    drains.emptyAtNs = ns(141s);
    QTest::newRow("drains") << drains
                            << QStringLiteral("Drains by 0.025 messages/s; empty at 2 min 21 s");
    GrowthVerdict grows;
    grows.kind = Kind::Grows;
    grows.messagesPerSecond = 12.5;
    grows.thousandAtNs = ns(41s + 900ms);
    GrowthVerdict flooded = grows;
    flooded.fedBy = MessageKind::Call;
    QTest::newRow("grows by clients")
        << flooded
        << QStringLiteral("Grows by 12.5 messages/s, fed by calls from outside; 1,000 waiting at "
                          "41 s");
    QTest::newRow("grows, soon") << grows
                                 << QStringLiteral(
                                        "Grows by 12.5 messages/s; 1,000 waiting at 41 s");
    grows.thousandAtNs.reset();
    grows.waiting = 8'300'000;
    QTest::newRow("grows, past a thousand")
        << grows << QStringLiteral("Grows by 12.5 messages/s; 8,300,000 waiting");
    grows.thousandAtNs = ns(75h + 59min);
    QTest::newRow("grows, in days")
        << grows << QStringLiteral("Grows by 12.5 messages/s; 1,000 waiting at 3 days 3 h");
}

void TestGrowth::verdicts()
{
    QFETCH(GrowthVerdict, verdict);
    QTEST(QString::fromStdString(toText(verdict)), "text");
}

void TestGrowth::growthForgetsNothingOfAChangedInterval()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.setInterval(30s, 20s);
    poller.runUntil(70s); // handled at 61 s, behind six ticks
    const GrowthVerdict verdict = measured(builder, everyFive, 0s, 70s).growth;
    QCOMPARE(int(verdict.kind), int(Kind::Drains));
    QVERIFY(isNear(verdict.messagesPerSecond, 0.05 - 0.125));
}

void TestGrowth::drainsUntilEmptyThenIsStable()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.setInterval(30s, 20s);
    poller.runUntil(70s);
    const GrowthVerdict verdict = measured(builder, everyFive, 0s, 70s).growth;
    QCOMPARE(*verdict.emptyAtNs, ns(70s) + std::llround(verdict.waiting / 0.075 * 1e9));
    poller.runUntil(400s);
    QCOMPARE(int(measured(builder, everyFive, 0s, 400s).growth.kind), int(Kind::Stable));
}

void TestGrowth::cancelledTimerDrains()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendInterval(1, 1s).ret();
    for (int i = 1; i <= 10; ++i)
        builder.at(i * 1s).timeout(1, i * 1s).receiveTick(i * 1s);
    for (int i = 0; i < 5; ++i)
        builder.at(11s + i * 2s).take().workStart(2s).at(13s + i * 2s).workEnd().ret();
    builder.cancelTimer(1, cancelledOk);
    const GrowthVerdict verdict = measured(builder, everyFive, 0s, 21s).growth;
    QCOMPARE(int(verdict.kind), int(Kind::Drains));
    QVERIFY(isNear(verdict.messagesPerSecond, -0.5));
    QCOMPARE(*verdict.emptyAtNs, ns(31s));
}

void TestGrowth::twoIntervalTimersAddUp()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendInterval(1, 4s).sendInterval(2, 4s).ret();
    for (int i = 1; i <= 5; ++i) {
        builder.at(i * 4s);
        if (i > 1)
            builder.workEnd().ret().take().workStart(4s);
        builder.timeout(1, i * 4s).receiveTick(i * 4s);
        if (i == 1)
            builder.take().workStart(4s);
        builder.timeout(2, i * 4s).receiveTick(i * 4s);
    }
    const GrowthVerdict verdict = measured(builder, everyFive, 0s, 20s).growth;
    QCOMPARE(int(verdict.kind), int(Kind::Grows));
    QVERIFY(isNear(verdict.messagesPerSecond, 2 * 0.25 - 0.25));
}

void TestGrowth::selfLimitingScheduleIsStableWhateverTheWork()
{
    const ServerStatistics all = measured(afterWork(6), specOf(Schedule::AfterWork, 1s), 0s, 50s);
    QCOMPARE(int(all.growth.kind), int(Kind::Stable));
    QCOMPARE(all.growth.meanWorkNs, ns(3s));
}

void TestGrowth::aPastSpanIsJudgedByItsOwnTimers()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.runUntil(41s);
    const GrowthVerdict then = measured(builder, everyFive, 0s, 41s).growth;
    poller.setInterval(50s, 100s);
    poller.runUntil(1000s);
    const GrowthVerdict later = measured(builder, everyFive, 0s, 41s).growth;
    QCOMPARE(int(later.kind), int(then.kind));
    QCOMPARE(later.messagesPerSecond, then.messagesPerSecond);
    QCOMPARE(*later.thousandAtNs, *then.thousandAtNs);
}

void TestGrowth::nextIntervalText_data()
{
    QTest::addColumn<Schedule>("schedule");
    QTest::addColumn<int>("waiting");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("drains") << Schedule::SendInterval << 4 << 10
                            << QStringLiteral(
                                   "With the next interval, 10 s, it drains by 0.025/s.");
    QTest::newRow("grows") << Schedule::SendInterval << 4 << 4
                           << QStringLiteral("With the next interval, 4 s, it grows by 0.125/s.");
    QTest::newRow("nobody waits") << Schedule::SendInterval << 0 << 16
                                  << QStringLiteral(
                                         "With the next interval, 16 s, utilisation is 0.50.");
    QTest::newRow("after_work never grows")
        << Schedule::AfterWork << 0 << 2
        << QStringLiteral("With the next interval, 2 s, utilisation is 0.80.");
    QTest::newRow("before_work runs back to back")
        << Schedule::BeforeWork << 1 << 2
        << QStringLiteral("With the next interval, 2 s, utilisation is 1.00.");
}

void TestGrowth::nextIntervalText()
{
    QFETCH(Schedule, schedule);
    QFETCH(int, waiting);
    QFETCH(int, seconds);
    GrowthVerdict verdict;
    verdict.kind = Kind::Stable;
    verdict.meanWorkNs = ns(8s);
    verdict.waiting = std::uint32_t(waiting);
    const std::string text
        = tickscope::nextIntervalText(verdict, specOf(schedule, 5s), seconds * 1s);
    QTEST(QString::fromStdString(text), "text");
    verdict.kind = Kind::TooFewTicks;
    QVERIFY(tickscope::nextIntervalText(verdict, specOf(schedule, 5s), 5s).empty());
}

void TestGrowth::ratesReadAsPeopleWriteThem_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("thousandths") << 0.075 << QStringLiteral("0.075");
    QTest::newRow("what binary fractions leave over") << 0.2 - 0.125 << QStringLiteral("0.075");
    QTest::newRow("a third") << 13.0 / 3 << QStringLiteral("4.33");
    QTest::newRow("whole") << 2.0 << QStringLiteral("2");
    QTest::newRow("tenths") << 0.1 << QStringLiteral("0.1");
    QTest::newRow("tiny") << 0.000123456 << QStringLiteral("0.000123");
    QTest::newRow("rounds up to the next digit") << 9.999 << QStringLiteral("10");
    QTest::newRow("large") << 1234.5678 << QStringLiteral("1,235");
    QTest::newRow("nothing") << 0.0 << QStringLiteral("0");
}

void TestGrowth::ratesReadAsPeopleWriteThem()
{
    QFETCH(double, value);
    QTEST(QString::fromStdString(rateNumber(value)), "text");
}

QTEST_APPLESS_MAIN(TestGrowth)
#include "tst_growth.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/timer_clock.h"

#include <QTest>

using namespace tickscope;

namespace {

VirtualTime us(int count)
{
    return VirtualTime { std::chrono::microseconds(count) };
}

} // namespace

class TestTimerClock : public QObject
{
    Q_OBJECT

private slots:
    void theIdealClockFiresExactlyWhenDue()
    {
        const TimerClock clock(ClockKind::Ideal);
        QVERIFY(clock.relative(us(300), 10ms).at == us(10'300));
        QVERIFY(clock.absolute(us(300), us(10'000)).at == us(10'000));
        QVERIFY(clock.firstOfInterval(us(300), 10ms).at == us(10'300));
        QVERIFY(clock.nextOfInterval(us(10'300), 10ms).at == us(20'300));
    }

    void aRelativeTimerFiresAtTheEdgeAfterItsTime_data()
    {
        QTest::addColumn<int>("nowUs");
        QTest::addColumn<int>("edgeUs");
        QTest::newRow("armed on an edge") << 0 << 11'000;
        QTest::newRow("armed inside a millisecond") << 700 << 11'000;
        QTest::newRow("armed just before the next") << 999 << 11'000;
        QTest::newRow("armed just after it") << 1'001 << 12'000;
    }

    void aRelativeTimerFiresAtTheEdgeAfterItsTime()
    {
        QFETCH(int, nowUs);
        QFETCH(int, edgeUs);
        const TimerClock clock(ClockKind::Beam);
        const TimerClock::Firing firing = clock.relative(us(nowUs), 10ms);
        QVERIFY(firing.edge == us(edgeUs));
        QVERIFY(firing.at == us(edgeUs + 150));
    }

    void theEdgeOfAnArmedTimerIsWhereItWillFire()
    {
        const TimerClock beam(ClockKind::Beam);
        QVERIFY(beam.edgeOf(us(700), us(10'700), false) == beam.relative(us(700), 10ms).edge);
        QVERIFY(beam.edgeOf(us(700), us(10'000), true) == us(10'000));
        const TimerClock ideal(ClockKind::Ideal);
        QVERIFY(ideal.edgeOf(us(700), us(10'700), false) == us(10'700));
    }

    void aSelfScheduledLoopLosesAMillisecondPerTick()
    {
        const TimerClock clock(ClockKind::Beam);
        VirtualTime now {};
        for (int tick = 0; tick < 100; ++tick)
            now = clock.relative(now, 10ms).at;
        QVERIFY(now == us(1'100'150));
    }

    void absoluteAndIntervalTimersKeepTheGrid()
    {
        const TimerClock clock(ClockKind::Beam);
        QVERIFY(clock.absolute(us(150), us(10'000)).at == us(10'150));
        QVERIFY(clock.firstOfInterval(us(160), 50ms).edge == us(52'000));
        QVERIFY(clock.nextOfInterval(us(52'000), 50ms).at == us(102'150));
    }

    void anAbsoluteTimePastFiresAtOnce()
    {
        QVERIFY(TimerClock(ClockKind::Ideal).absolute(us(500), us(100)).at == us(500));
        QVERIFY(TimerClock(ClockKind::Beam).absolute(us(500), us(100)).at == us(650));
    }

    void whatIsLeftIsInWholeMilliseconds()
    {
        QCOMPARE(TimerClock::msLeft(us(105'580), us(133'000)), std::int64_t { 27 });
        QCOMPARE(TimerClock::msLeft(us(105'000), us(133'000)), std::int64_t { 28 });
        QCOMPARE(TimerClock::msLeft(us(133'100), us(133'000)), std::int64_t { 0 });
    }

    void nothingIsDueAfterTheEndOfTime()
    {
        const TimerClock clock(ClockKind::Ideal);
        QVERIFY(clock.relative(endOfTime - 1ms, maxDuration).at == endOfTime);
    }
};

QTEST_APPLESS_MAIN(TestTimerClock)
#include "tst_timer_clock.moc"

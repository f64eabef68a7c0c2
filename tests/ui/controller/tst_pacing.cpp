// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/pacing.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tickscope;

class TestPacing : public QObject
{
    Q_OBJECT

private slots:
    void aFrameAsksForItsLengthTimesTheSpeed_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<qint64>("expectedNs");
        QTest::newRow("as the wall clock") << 1.0 << qint64(16'000'000);
        QTest::newRow("ten times slower") << 0.1 << qint64(1'600'000);
        QTest::newRow("a thousand times faster") << 1000.0 << qint64(16'000'000'000);
    }
    void aFrameAsksForItsLengthTimesTheSpeed()
    {
        QFETCH(double, speed);
        QFETCH(qint64, expectedNs);
        Pacing pacing;
        pacing.setSpeed(speed);
        pacing.start(1s);
        const auto target = pacing.target(1s + 16ms, {}, endOfTime);
        QCOMPARE(toNs(target), expectedNs);
    }
    void aPlayingRunStandsAtRoundTimesAndLosesNothing()
    {
        Pacing pacing;
        pacing.start(0s);
        VirtualTime now = fromNs(5);
        for (int frame = 1; frame <= 60; ++frame) {
            now = pacing.target(frame * 16'666'667ns, now, endOfTime);
            QCOMPARE(toNs(now) % 1'000'000, std::int64_t(0));
        }
        QCOMPARE(toNs(now), std::int64_t(1'000'000'000));
    }
    void whatIsLessThanANanosecondIsNotLost()
    {
        Pacing pacing;
        pacing.setSpeed(0.25);
        pacing.start(0s);
        VirtualTime now {};
        for (int i = 1; i <= 100; ++i)
            now = pacing.target(std::chrono::nanoseconds(i), now, endOfTime);
        QCOMPARE(toNs(now), std::int64_t(25));
    }
    void asFastAsPossibleAsksForTheEnd()
    {
        Pacing pacing;
        pacing.setSpeed(maxSpeed);
        pacing.start(0s);
        QCOMPARE(toNs(pacing.target(1ms, {}, fromNs(77))), std::int64_t(77));
    }
    void aSleepOfTheMachineIsNoJump()
    {
        Pacing pacing;
        pacing.start(0s);
        QCOMPARE(toNs(pacing.target(3600s, {}, endOfTime)), std::int64_t(100'000'000));
    }
    void aClockThatGoesBackStandsStill()
    {
        Pacing pacing;
        pacing.start(10s);
        QCOMPARE(toNs(pacing.target(5s, fromNs(3), endOfTime)), std::int64_t(3));
    }
    void speedsAreClamped_data()
    {
        QTest::addColumn<double>("asked");
        QTest::addColumn<double>("got");
        QTest::newRow("zero") << 0.0 << 0.1;
        QTest::newRow("negative") << -5.0 << 0.1;
        QTest::newRow("a thousand million") << 1e9 << 1000.0;
        QTest::newRow("no number") << std::nan("") << 1.0;
        QTest::newRow("as fast as possible") << maxSpeed << maxSpeed;
        QTest::newRow("infinitely slow") << -maxSpeed << 0.1;
    }
    void speedsAreClamped()
    {
        QFETCH(double, asked);
        QFETCH(double, got);
        Pacing pacing;
        pacing.setSpeed(asked);
        QCOMPARE(pacing.speed(), got);
    }
    void achievedSpeedIsThatOfTheLastSecond()
    {
        AchievedSpeed achieved;
        QVERIFY(!achieved.speed());
        for (int i = 0; i <= 100; ++i)
            achieved.add(i * 20ms, VirtualTime(i * 20ms * 3));
        QVERIFY(achieved.speed());
        QCOMPARE(*achieved.speed(), 3.0);
        // Twice as fast from here: after a second the old speed is forgotten.
        for (int i = 1; i <= 60; ++i)
            achieved.add(2s + i * 20ms, VirtualTime(6s + i * 20ms * 6));
        QVERIFY(std::abs(*achieved.speed() - 6.0) < 0.01);
    }
    void achievedSpeedSaysNothingTooEarly()
    {
        AchievedSpeed achieved;
        achieved.add(0ms, {});
        achieved.add(100ms, VirtualTime(1s));
        QVERIFY(!achieved.speed());
    }
};

QTEST_APPLESS_MAIN(TestPacing)
#include "tst_pacing.moc"

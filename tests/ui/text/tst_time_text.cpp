// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/moment_text.h"
#include "ui/text/time_text.h"

#include <QTest>

using namespace tickscope;

class TestTimeText : public QObject
{
    Q_OBJECT

private slots:
    void momentsHaveTheDecimalsThatMatter_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("whole seconds") << qint64(41'000'000'000) << QStringLiteral("41.000 s");
        QTest::newRow("milliseconds") << qint64(1'834'000'000) << QStringLiteral("1.834 s");
        QTest::newRow("microseconds") << qint64(10'150'000) << QStringLiteral("0.010150 s");
        QTest::newRow("a few milliseconds") << qint64(1'150'000) << QStringLiteral("1.15 ms");
        QTest::newRow("a few microseconds") << qint64(-17'806) << QStringLiteral("-17.806 us");
        QTest::newRow("hours") << qint64(13'341'000'000'000) << QStringLiteral("3:42:21.000");
        QTest::newRow("two minutes") << qint64(120'000'000'000) << QStringLiteral("120.000 s");
        QTest::newRow("more") << qint64(130'510'000'000) << QStringLiteral("2:10.510");
        QTest::newRow("30 days") << qint64(2'592'000'000'000'000)
                                 << QStringLiteral("30 d 0:00:00.000");
        QTest::newRow("drawn at random") << qint64(329'209'026) << QStringLiteral("0.329 s");
        QTest::newRow("short and drawn") << qint64(12'345'678) << QStringLiteral("0.012346 s");
        QTest::newRow("up to the second") << qint64(999'999'999) << QStringLiteral("1.000 s");
        QTest::newRow("before the start") << qint64(-500'000'000) << QStringLiteral("-0.500 s");
    }
    void momentsHaveTheDecimalsThatMatter()
    {
        QFETCH(qint64, ns);
        QFETCH(QString, text);
        QCOMPARE(timeText(ns), text);
    }
    void exactMomentsHaveAllDecimals()
    {
        QCOMPARE(exactTimeText(29'412'489'443), QStringLiteral("29.412489443 s"));
        QCOMPARE(exactTimeText(41'000'000'000), QStringLiteral("41.000 s"));
    }
    void lengthsStandInTheirOwnUnit_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << qint64(8'000'000'000) << QStringLiteral("8 s");
        QTest::newRow("milliseconds") << qint64(182'067'999) << QStringLiteral("182.068 ms");
        QTest::newRow("seconds") << qint64(1'234'567'890) << QStringLiteral("1.235 s");
        QTest::newRow("microseconds") << qint64(1'500) << QStringLiteral("1.5 us");
        QTest::newRow("a minute and more") << qint64(83'000'400'000) << QStringLiteral("83 s");
    }
    void lengthsStandInTheirOwnUnit()
    {
        QFETCH(qint64, ns);
        QFETCH(QString, text);
        QCOMPARE(lengthText(ns), text);
    }
    void theClockGrowsWithTheRun_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("clock");
        QTest::addColumn<QString>("end");
        QTest::newRow("a minute") << qint64(60'000'000'000) << QStringLiteral("1:00.000")
                                  << QStringLiteral("1:00");
        QTest::newRow("a part of a second")
            << qint64(41'250'000'000) << QStringLiteral("0:41.250") << QStringLiteral("0:41.250");
        QTest::newRow("an hour") << qint64(3'723'000'000'000) << QStringLiteral("1:02:03.000")
                                 << QStringLiteral("1:02:03");
        QTest::newRow("days") << qint64(86'400'000'000'000 * 58 + 3'723'000'000'000)
                              << QStringLiteral("58 d 1:02:03.000")
                              << QStringLiteral("58 d 1:02:03");
    }
    void theClockGrowsWithTheRun()
    {
        QFETCH(qint64, ns);
        QFETCH(QString, clock);
        QFETCH(QString, end);
        QCOMPARE(clockText(ns), clock);
        QCOMPARE(clockEndText(ns), end);
    }
    void settingsStandInTheirOwnUnit_data()
    {
        QTest::addColumn<qint64>("ns");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << qint64(0) << QStringLiteral("0 s");
        QTest::newRow("seconds") << qint64(5'000'000'000) << QStringLiteral("5 s");
        QTest::newRow("a fraction") << qint64(2'400'000'000) << QStringLiteral("2.4 s");
        QTest::newRow("milliseconds") << qint64(265'000'000) << QStringLiteral("265 ms");
        QTest::newRow("microseconds") << qint64(15'000) << QStringLiteral("15 us");
        QTest::newRow("a nanosecond") << qint64(1) << QStringLiteral("0.001 us");
        QTest::newRow("90 s") << qint64(90'000'000'000) << QStringLiteral("90 s");
        QTest::newRow("minutes") << qint64(300'000'000'000) << QStringLiteral("5 m");
        QTest::newRow("hours") << qint64(7'200'000'000'000) << QStringLiteral("2 h");
    }
    void settingsStandInTheirOwnUnit()
    {
        QFETCH(qint64, ns);
        QFETCH(QString, text);
        QCOMPARE(durationText(ns), text);
    }
    void countsHaveCommas()
    {
        QCOMPARE(countText(1'000'000), QStringLiteral("1,000,000"));
        QCOMPARE(messagesText(1), QStringLiteral("1 message"));
        QCOMPARE(messagesText(1'111), QStringLiteral("1,111 messages"));
    }
    void allMomentsOfARunHaveOneForm()
    {
        constexpr std::int64_t minute = 60'000'000'000;
        QCOMPARE(momentText(41'000'000'000, minute), QStringLiteral("41.000 s"));
        QCOMPARE(momentText(0, minute), QStringLiteral("0.000 s"));
        QCOMPARE(momentText(41'000'000'000, 10 * minute), QStringLiteral("0:41.000"));
        QCOMPARE(momentText(60 * minute, 61 * minute), QStringLiteral("1:00:00.000"));
        // Clock and flag round alike.
        QCOMPARE(clockText(20'017'806'000), QStringLiteral("0:20.018"));
        QCOMPARE(secondsText(20'017'806'000), QStringLiteral("20.018"));
        QCOMPARE(clockText(59'999'700'000), QStringLiteral("1:00.000"));
    }
    void spansAreNoFinerThanCanBeSeen()
    {
        QCOMPARE(spanText(12'600'000'000, 23'314'285'714), QStringLiteral("12.6 to 23.31 s"));
        QCOMPARE(spanText(40'000'000'000, 51'880'341'880), QStringLiteral("40 to 51.88 s"));
        QCOMPARE(spanText(1, 60'000'000'001), QStringLiteral("0 to 60 s"));
        QCOMPARE(spanText(0, 130'500'000'000), QStringLiteral("0:00 to 2:10.5"));
        QCOMPARE(spanText(1'000'000, 3'000'000), QStringLiteral("0.001 to 0.003 s"));
    }
    void shortSecondsDropWhatIsZero()
    {
        QCOMPARE(shortSecondsText(0), QStringLiteral("0"));
        QCOMPARE(shortSecondsText(60'000'000'000), QStringLiteral("60"));
        QCOMPARE(shortSecondsText(2'500'000'000), QStringLiteral("2.5"));
    }
};

QTEST_APPLESS_MAIN(TestTimeText)
#include "tst_time_text.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/go_to_text.h"

#include <QTest>

#include <limits>

using namespace tickscope;

class TestGoToText : public QObject
{
    Q_OBJECT

private slots:
    void placesAreUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("value");
        using Kind = GoTo::Kind;
        const auto row = [](const char* text, Kind kind, qint64 value) {
            QTest::newRow(text) << QString::fromLatin1(text) << int(kind) << value;
        };
        row("3.2s", Kind::Time, 3'200'000'000);
        row("41", Kind::Time, 41'000'000'000);
        row("0:41", Kind::Time, 41'000'000'000);
        row("1:02:03.5", Kind::Time, 3'723'500'000'000);
        row("+250ms", Kind::Later, 250'000'000);
        row("-1s", Kind::Earlier, 1'000'000'000);
        row("#120", Kind::Record, 120);
        row("tick 7", Kind::Tick, 7);
        row("Tick 1,000", Kind::Tick, 1'000);
        row("", Kind::Nothing, 0);
        row("nowhere", Kind::Nothing, 0);
        row("#", Kind::Nothing, 0);
        row("1:2:3:4", Kind::Nothing, 0);
        row("999999999999:00", Kind::Nothing, 0);
    }
    void placesAreUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(qint64, value);
        const auto goal = parseGoTo(text);
        QCOMPARE(int(goal.kind), kind);
        QCOMPARE(qint64(goal.value), value);
        QCOMPARE(goal.reason.isEmpty(), goal.kind != GoTo::Kind::Nothing || text.isEmpty());
    }
    void markersAreFoundByName_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("place");
        const auto row = [](const char* text, int place) {
            QTest::newRow(text) << QString::fromLatin1(text) << place;
        };
        row("crash here", 1);
        row("Marker CRASH HERE ", 1);
        row("crash", 0); // the whole name before a beginning
        row("marker 2", 2);
        row("2", 2);
        row("here", 1);
        row("mark", 2);
        row("", -1);
        row("marker ", 2); // a part of "Marker 2"
        row("elsewhere", -1);
    }
    void markersAreFoundByName()
    {
        QFETCH(QString, text);
        QFETCH(int, place);
        const std::vector<Marker> markers { { {}, "Crash" }, { {}, "crash here" },
            { {}, "Marker 2" } };
        const auto found = findMarker(markers, text);
        QCOMPARE(found ? int(*found) : -1, place);
    }
    void speedsReadShort_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<QString>("text");
        QTest::newRow("as the wall clock") << 1.0 << QStringLiteral("1x");
        QTest::newRow("slower") << 0.1 << QStringLiteral("0.1x");
        QTest::newRow("measured") << 639.7 << QStringLiteral("640x");
        QTest::newRow("thousands") << 12'345.0 << QStringLiteral("12,345x");
        QTest::newRow("as fast as possible")
            << std::numeric_limits<double>::infinity() << QStringLiteral("max");
    }
    void speedsReadShort()
    {
        QFETCH(double, speed);
        QFETCH(QString, text);
        QCOMPARE(speedText(speed), text);
    }
};

QTEST_APPLESS_MAIN(TestGoToText)
#include "tst_go_to_text.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/field_text.h"
#include "ui/text/time_text.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tickscope;

class TestFieldText : public QObject
{
    Q_OBJECT

private slots:
    void intervalsAreReadAsPeopleTypeThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ns");
        QTest::newRow("with a space") << QStringLiteral("10 s") << qint64(10'000'000'000);
        QTest::newRow("without") << QStringLiteral("250ms") << qint64(250'000'000);
        QTest::newRow("a plain number is ms") << QStringLiteral("250") << qint64(250'000'000);
        QTest::newRow("a rate") << QStringLiteral("4/min") << qint64(15'000'000'000);
        QTest::newRow("surrounded by blanks") << QStringLiteral("  5 s ") << qint64(5'000'000'000);
    }
    void intervalsAreReadAsPeopleTypeThem()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ns);
        const auto parsed = parseIntervalField(text);
        QVERIFY(parsed.value);
        QCOMPARE(qint64(parsed.value->count()), ns);
    }
    void whatIsNoIntervalSaysWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a wrong unit") << QStringLiteral("5 sec");
        QTest::newRow("empty") << QString();
        QTest::newRow("negative") << QStringLiteral("-5s");
        QTest::newRow("not a number") << QStringLiteral("nan");
        QTest::newRow("longer than a year") << QStringLiteral("99999999h");
        QTest::newRow("very long") << QString(100'000, u'9');
    }
    void whatIsNoIntervalSaysWhy()
    {
        QFETCH(QString, text);
        const auto parsed = parseIntervalField(text);
        QVERIFY(!parsed.value);
        QVERIFY(!parsed.reason.isEmpty());
    }
    void workIsReadBackAsItIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a duration") << QStringLiteral("8 s");
        QTest::newRow("uniform") << QStringLiteral("1 s to 3 s");
        QTest::newRow("exponential") << QStringLiteral("exponential 2 s");
        QTest::newRow("normal") << QStringLiteral("normal 2 s ± 300 ms");
        QTest::newRow("a sequence") << QStringLiteral("15 ms, 265 ms");
        QTest::newRow("a sequence that begins anew") << QStringLiteral("15 ms, 265 ms, repeat");
    }
    void workIsReadBackAsItIsShown()
    {
        QFETCH(QString, text);
        const auto parsed = parseWorkField(text);
        QVERIFY2(parsed.value, qPrintable(parsed.reason));
        QCOMPARE(workText(*parsed.value), text);
    }
    void wrongWorkSaysWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("the wrong way round") << QStringLiteral("3 s to 1 s");
        QTest::newRow("one end is missing") << QStringLiteral("3 s to ");
        QTest::newRow("no deviation") << QStringLiteral("normal 2 s");
        QTest::newRow("a gap in a sequence") << QStringLiteral("1 s,, 2 s");
        QTest::newRow("words") << QStringLiteral("as long as it takes");
    }
    void wrongWorkSaysWhy()
    {
        QFETCH(QString, text);
        const auto parsed = parseWorkField(text);
        QVERIFY(!parsed.value);
        QVERIFY(!parsed.reason.isEmpty());
    }
    void outcomesAreReadBackAsTheyAreShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("always") << QStringLiteral("always ok");
        QTest::newRow("a sequence") << QStringLiteral("ok, error, crash");
        QTest::newRow("a sequence that begins anew") << QStringLiteral("ok, error, repeat");
        QTest::newRow("one share") << QStringLiteral("error 10 %");
        QTest::newRow("two shares") << QStringLiteral("error 10 %, crash 1 %");
        QTest::newRow("crashes alone") << QStringLiteral("crash 2.5 %");
    }
    void outcomesAreReadBackAsTheyAreShown()
    {
        QFETCH(QString, text);
        const auto parsed = parseOutcomesField(text);
        QVERIFY2(parsed.value, qPrintable(parsed.reason));
        QCOMPARE(outcomesText(*parsed.value), text);
    }
    void wrongOutcomesSayWhy_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("a word that is none") << QStringLiteral("maybe");
        QTest::newRow("more than all") << QStringLiteral("error 60 %, crash 50 %");
        QTest::newRow("empty") << QString();
        QTest::newRow("a share of ok") << QStringLiteral("ok 10 %");
    }
    void wrongOutcomesSayWhy()
    {
        QFETCH(QString, text);
        const auto parsed = parseOutcomesField(text);
        QVERIFY(!parsed.value);
        QVERIFY(!parsed.reason.isEmpty());
    }
    void everyDurationIsReadBack()
    {
        QVERIFY(rc::check([] {
            const auto ns = *rc::gen::inRange<std::int64_t>(0, maxDuration.count());
            const auto parsed = parseDurationField(durationText(ns));
            RC_ASSERT(parsed.value.has_value());
            RC_ASSERT(parsed.value->count() == ns);
        }));
    }
    void noTextBreaksTheReaders()
    {
        QVERIFY(rc::check([] {
            const auto text = QString::fromStdString(*rc::gen::arbitrary<std::string>());
            parseIntervalField(text);
            parseWorkField(text);
            parseOutcomesField(text);
        }));
    }
};

QTEST_APPLESS_MAIN(TestFieldText)
#include "tst_field_text.moc"

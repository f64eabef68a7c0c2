// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"
#include "tests/support/property.h"
#include "tests/support/scenario_generator.h"

#include <QtTest>

#include <string>

using namespace tickscope;

class tst_DurationText : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadExactly_data();
    void textIsReadExactly();
    void whatIsNoDurationIsExplained_data();
    void whatIsNoDurationIsExplained();
    void intervalsMayBeRatesAndPlainNumbers_data();
    void intervalsMayBeRatesAndPlainNumbers();
    void ratesThatAreNoneAreExplained_data();
    void ratesThatAreNoneAreExplained();
    void canonicalTextIsTheShortest_data();
    void canonicalTextIsTheShortest();
    void canonicalTextReadsBack();
    void anyTextIsReadWithoutWrapping();
    void suggestionsAreDurations();
    void peopleSeeUnits_data();
    void peopleSeeUnits();
    void aCommandLineGetsSentences();
};

void tst_DurationText::textIsReadExactly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ns");
    QTest::newRow("seconds") << QByteArray("5s") << qint64(5'000'000'000);
    QTest::newRow("a fraction of ms") << QByteArray("1.5ms") << qint64(1'500'000);
    QTest::newRow("microseconds") << QByteArray("250us") << qint64(250'000);
    QTest::newRow("minutes") << QByteArray("2m") << qint64(120'000'000'000);
    QTest::newRow("hours") << QByteArray("1h") << qint64(3'600'000'000'000);
    QTest::newRow("zero") << QByteArray("0s") << qint64(0);
    QTest::newRow("one nanosecond") << QByteArray("0.001us") << qint64(1);
    QTest::newRow("trailing zeros")
        << QByteArray("1.500000000000000000000s") << qint64(1'500'000'000);
    QTest::newRow("leading zeros")
        << QByteArray("0000000000000000000000005s") << qint64(5'000'000'000);
    QTest::newRow("a space before the unit") << QByteArray("5 s") << qint64(5'000'000'000);
    QTest::newRow("spaces around") << QByteArray(" 5s ") << qint64(5'000'000'000);
    QTest::newRow("a fraction of a minute that is exact")
        << QByteArray("0.15m") << qint64(9'000'000'000);
    QTest::newRow("no binary fraction") << QByteArray("0.1s") << qint64(100'000'000);
    QTest::newRow("the longest") << QByteArray("8760h") << qint64(maxDuration.count());
}

void tst_DurationText::textIsReadExactly()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ns);
    const ParsedDuration parsed = parseDuration(text.toStdString());
    QVERIFY2(parsed.value, parsed.message.c_str());
    QCOMPARE(qint64(parsed.value->count()), ns);
    QVERIFY(parsed.message.empty());
}

void tst_DurationText::whatIsNoDurationIsExplained_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("suggestion");
    const auto row
        = [](const char* name, const char* text, const char* message, const char* nearest) {
              QTest::newRow(name) << QByteArray(text) << QByteArray(message) << QByteArray(nearest);
          };
    row("another word for s", "8 sec", "\"8 sec\" is not a duration", "8s");
    row("words", "3 minutes", "\"3 minutes\" is not a duration", "3m");
    row("capitals", "5S", "\"5S\" is not a duration", "5s");
    row("a micro sign", "7\u00b5s", "\"7\u00b5s\" is not a duration", "7us");
    row("a decimal comma", "1,5s", "\"1,5s\" is not a duration", "1.5s");
    row("no digit before the point", ".5s", "\".5s\" is not a duration", "0.5s");
    row("two units", "1m30s", "\"1m30s\" is not a duration", "90s");
    row("days", "2d", "\"2d\" is not a duration", "48h");
    row("no unit", "250", "\"250\" has no unit", "250ms");
    row("an unknown unit", "5 parsecs", "\"5 parsecs\" is not a duration", "");
    row("empty", "", "\"\" is not a duration", "");
    row("a unit alone", "ms", "\"ms\" is not a duration", "");
    row("no digit after the point", "5.s", "\"5.s\" is not a duration", "");
    row("an exponent", "1e3s", "\"1e3s\" is not a duration", "");
    row("a plus sign", "+5s", "\"+5s\" is not a duration", "");
    row("negative", "-5s", "\"-5s\" is negative", "");
    row("too long", "8761h", "\"8761h\" is too long", "8760h");
    row("far too long", "99999999999999999999h", "\"99999999999999999999h\" is too long", "8760h");
    row("half a nanosecond", "0.0005us", "\"0.0005us\" is no whole number of nanoseconds", "");
    row("a third of a second", "0.3333333333s",
        "\"0.3333333333s\" is no whole number of nanoseconds", "");
    row("just past the longest", "8760.000000000001h",
        "\"8760.000000000001h\" is no whole number of nanoseconds", "");
    row("a nanosecond past the longest", "31536000.000000001s",
        "\"31536000.000000001s\" is too long", "8760h");
    row("days out of range", "99999999999d", "\"99999999999d\" is not a duration", "");
    row("not a number", "nan", "\"nan\" is not a duration", "");
    row("infinite", "infs", "\"infs\" is not a duration", "");
}

void tst_DurationText::whatIsNoDurationIsExplained()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, suggestion);
    const ParsedDuration parsed = parseDuration(text.toStdString());
    QVERIFY(!parsed.value);
    QCOMPARE(QByteArray::fromStdString(parsed.message), message);
    QCOMPARE(QByteArray::fromStdString(parsed.suggestion), suggestion);
    QVERIFY(!parsed.hint.empty());
    if (!suggestion.isEmpty())
        QVERIFY2(parsed.hint.find(parsed.suggestion) != std::string::npos, parsed.hint.c_str());
}

void tst_DurationText::intervalsMayBeRatesAndPlainNumbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ns");
    QTest::newRow("a plain number is ms") << QByteArray("250") << qint64(250'000'000);
    QTest::newRow("a fraction of ms") << QByteArray("2.5") << qint64(2'500'000);
    QTest::newRow("a duration") << QByteArray("5s") << qint64(5'000'000'000);
    QTest::newRow("a rate per minute") << QByteArray("4/min") << qint64(15'000'000'000);
    QTest::newRow("a rate per second") << QByteArray("10/s") << qint64(100'000'000);
    QTest::newRow("spaces") << QByteArray(" 10 / s ") << qint64(100'000'000);
    QTest::newRow("a rate per hour") << QByteArray("1/h") << qint64(3'600'000'000'000);
    QTest::newRow("a fraction of a rate") << QByteArray("0.5/s") << qint64(2'000'000'000);
    QTest::newRow("a rate that does not divide") << QByteArray("3/s") << qint64(333'333'333);
    QTest::newRow("zero") << QByteArray("0") << qint64(0);
}

void tst_DurationText::intervalsMayBeRatesAndPlainNumbers()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ns);
    const ParsedDuration parsed = parseInterval(text.toStdString());
    QVERIFY2(parsed.value, parsed.message.c_str());
    QCOMPARE(qint64(parsed.value->count()), ns);
}

void tst_DurationText::ratesThatAreNoneAreExplained_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("zero") << QByteArray("0/s") << QByteArray("\"0/s\" is not a rate");
    QTest::newRow("no unit") << QByteArray("4/") << QByteArray("\"4/\" is not a rate");
    QTest::newRow("an unknown unit")
        << QByteArray("4/week") << QByteArray("\"4/week\" is not a rate");
    QTest::newRow("faster than a nanosecond")
        << QByteArray("999999999/us") << QByteArray("\"999999999/us\" is not a rate");
    QTest::newRow("too many digits") << QByteArray("99999999999999999999/s")
                                     << QByteArray("\"99999999999999999999/s\" is not a rate");
    QTest::newRow("a word") << QByteArray("often") << QByteArray("\"often\" is not a duration");
    QTest::newRow("negative") << QByteArray("-4/s") << QByteArray("\"-4/s\" is negative");
    QTest::newRow("too long") << QByteArray("99999999999999")
                              << QByteArray("\"99999999999999\" is too long");
}

void tst_DurationText::ratesThatAreNoneAreExplained()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const ParsedDuration parsed = parseInterval(text.toStdString());
    QVERIFY(!parsed.value);
    QCOMPARE(QByteArray::fromStdString(parsed.message), message);
}

void tst_DurationText::canonicalTextIsTheShortest_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QByteArray>("text");
    const auto row
        = [](qint64 ns, const char* text) { QTest::newRow(text) << ns << QByteArray(text); };
    row(0, "0s");
    row(1, "0.001us");
    row(1'000, "1us");
    row(1'500, "1.5us");
    row(1'500'000, "1.5ms");
    row(100'000'000, "100ms");
    row(250'000'000, "250ms");
    row(1'500'000'000, "1.5s");
    row(5'000'000'000, "5s");
    row(8'250'000'000, "8.25s");
    row(60'000'000'000, "1m");
    row(90'000'000'000, "90s");
    row(5'400'000'000'000, "90m");
    row(3'600'000'000'000, "1h");
    row(maxDuration.count(), "8760h");
}

void tst_DurationText::canonicalTextIsTheShortest()
{
    QFETCH(qint64, ns);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(toText(Duration { ns })), text);
}

void tst_DurationText::canonicalTextReadsBack()
{
    TICKSCOPE_PROPERTY("the same value", [] {
        const Duration duration { *rc::gen::inRange<std::int64_t>(0, maxDuration.count() + 1) };
        RC_ASSERT(parseDuration(toText(duration)).value == duration);
        const auto round = *testing::genDuration();
        RC_ASSERT(parseDuration(toText(round)).value == round);
    });
}

void tst_DurationText::anyTextIsReadWithoutWrapping()
{
    TICKSCOPE_PROPERTY("in range, or words", [] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("0123456789999.,-+/ usmhdine")));
        for (const ParsedDuration& parsed : { parseDuration(text), parseInterval(text) }) {
            if (parsed.value)
                RC_ASSERT(*parsed.value >= Duration::zero() && *parsed.value <= maxDuration);
            else
                RC_ASSERT(!parsed.message.empty());
        }
    });
}

void tst_DurationText::suggestionsAreDurations()
{
    TICKSCOPE_PROPERTY("a suggestion can be used as it is", [] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::elementOf(std::string("0123456789., usmhSEChourin")));
        const ParsedDuration parsed = parseDuration(text);
        if (!parsed.suggestion.empty())
            RC_ASSERT(parseDuration(parsed.suggestion).value.has_value());
    });
}

void tst_DurationText::peopleSeeUnits_data()
{
    QTest::addColumn<qint64>("ns");
    QTest::addColumn<QByteArray>("text");
    const auto row
        = [](qint64 ns, const char* text) { QTest::newRow(text) << ns << QByteArray(text); };
    row(0, "0 s");
    row(1, "0.001 us");
    row(15'000, "15 us");
    row(1'500'000, "1.5 ms");
    row(250'000'000, "250 ms");
    row(5'000'000'000, "5 s");
    row(8'250'000'000, "8.250 s");
    row(8'250'000'001, "8.250000001 s");
    row(1'000'500'000, "1.000500 s");
    row(60'000'000'000, "1 min");
    row(141'000'000'000, "2 min 21 s");
    row(13'320'000'000'000, "3 h 42 min");
    row(maxDuration.count(), "365 days");
    row(3'601'500'000'000, "3,601.500 s");
}

void tst_DurationText::peopleSeeUnits()
{
    QFETCH(qint64, ns);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(humanText(Duration { ns })), text);
}

void tst_DurationText::aCommandLineGetsSentences()
{
    const Result<Duration> result = durationFromText("8 sec");
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Usage);
    QCOMPARE(QByteArray::fromStdString(result.error().message),
        QByteArray("\"8 sec\" is not a duration. Write a number with us, ms, s, m or h, such as "
                   "\"8s\"."));
    QVERIFY(*durationFromText("8s") == 8s);
}

QTEST_APPLESS_MAIN(tst_DurationText)
#include "tst_duration_text.moc"

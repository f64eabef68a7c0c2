// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/text_sink.h"
#include "tests/support/text_files.h"

#include <QTest>

#include <cstdint>
#include <limits>

using namespace tickscope;
using tickscope::testing::FullSink;

class TestTextSink : public QObject
{
    Q_OBJECT

private slots:
    void piecesArriveWholeAndInOrder();
    void nothingIsWrittenAfterAFailure();
    void numbersAreWhole_data();
    void numbersAreWhole();
    void jsonStrings_data();
    void jsonStrings();
    void csvFields_data();
    void csvFields();
};

void TestTextSink::piecesArriveWholeAndInOrder()
{
    std::string expected;
    std::string result;
    StringSink sink(result);
    TextWriter writer(sink);
    for (int i = 0; i < 50'000; ++i) {
        const std::string piece = std::to_string(i) + '\n';
        expected += piece;
        writer.text() += piece;
        QVERIFY(writer.flushIfFull());
    }
    QVERIFY(result.size() < expected.size()); // it collects
    QVERIFY(writer.flush());
    QCOMPARE(result, expected);
}

void TestTextSink::nothingIsWrittenAfterAFailure()
{
    FullSink sink(1);
    TextWriter writer(sink);
    const std::string piece(70'000, 'x');
    writer.text() += piece;
    QVERIFY(writer.flushIfFull());
    writer.text() += piece;
    QVERIFY(!writer.flushIfFull());
    writer.text() += piece;
    QVERIFY(!writer.flushIfFull());
    QVERIFY(!writer.flush());
    QCOMPARE(sink.calls, 2);
}

void TestTextSink::numbersAreWhole_data()
{
    QTest::addColumn<qint64>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << qint64(0) << QStringLiteral("0");
    QTest::newRow("negative") << qint64(-17) << QStringLiteral("-17");
    QTest::newRow("smallest") << std::numeric_limits<qint64>::min()
                              << QStringLiteral("-9223372036854775808");
    QTest::newRow("largest") << std::numeric_limits<qint64>::max()
                             << QStringLiteral("9223372036854775807");
}

void TestTextSink::numbersAreWhole()
{
    QFETCH(qint64, number);
    std::string text;
    appendNumber(text, number);
    QTEST(QString::fromStdString(text), "text");
}

void TestTextSink::jsonStrings_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("plain") << QByteArray("poller-1") << QByteArray("\"poller-1\"");
    QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
    QTest::newRow("quotes") << QByteArray("a\"b\\") << QByteArray("\"a\\\"b\\\\\"");
    QTest::newRow("control") << QByteArray("\n\t\x1b\x7f")
                             << QByteArray("\"\\n\\t\\u001b\\u007f\"");
    QTest::newRow("UTF-8 stays") << QByteArray("größe → 😀") << QByteArray("\"größe → 😀\"");
    QTest::newRow("a broken byte is replaced")
        << QByteArray("a\xff") + "b" << QByteArray("\"a\xEF\xBF\xBD") + "b\"";
    QTest::newRow("a cut character is replaced")
        << QByteArray("a\xc3") << QByteArray("\"a\xEF\xBF\xBD\"");
}

void TestTextSink::jsonStrings()
{
    QFETCH(QByteArray, value);
    std::string text;
    appendJsonString(text, std::string_view(value.constData(), std::size_t(value.size())));
    QTEST(QByteArray::fromStdString(text), "json");
}

void TestTextSink::csvFields_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("csv");
    QTest::newRow("plain") << QByteArray("poller") << QByteArray("poller");
    QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
    QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
    QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
    QTest::newRow("a formula is none") << QByteArray("=1+1") << QByteArray("\"'=1+1\"");
    QTest::newRow("nor with a minus") << QByteArray("-1") << QByteArray("\"'-1\"");
    QTest::newRow("inside it is harmless") << QByteArray("a=1") << QByteArray("a=1");
}

void TestTextSink::csvFields()
{
    QFETCH(QByteArray, value);
    std::string text;
    appendCsvField(text, std::string_view(value.constData(), std::size_t(value.size())));
    QTEST(QByteArray::fromStdString(text), "csv");
}

QTEST_APPLESS_MAIN(TestTextSink)
#include "tst_text_sink.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/did_you_mean.h"
#include "tests/support/property.h"

#include <QtTest>

#include <array>

using namespace tickscope;

class tst_DidYouMean : public QObject
{
    Q_OBJECT

private slots:
    void distanceCountsEdits_data();
    void distanceCountsEdits();
    void distanceIsSymmetric();
    void theNearestWordIsFound_data();
    void theNearestWordIsFound();
};

void tst_DidYouMean::distanceCountsEdits_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("edits");
    QTest::newRow("equal") << QByteArray("tick") << QByteArray("tick") << 0;
    QTest::newRow("a letter more") << QByteArray("interval") << QByteArray("intervall") << 1;
    QTest::newRow("a letter changed") << QByteArray("tick") << QByteArray("tock") << 1;
    QTest::newRow("neighbours swapped") << QByteArray("polelr") << QByteArray("poller") << 1;
    QTest::newRow("against nothing") << QByteArray("") << QByteArray("abc") << 3;
    QTest::newRow("nothing in common") << QByteArray("abc") << QByteArray("xyz") << 3;
}

void tst_DidYouMean::distanceCountsEdits()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(int, edits);
    QCOMPARE(static_cast<int>(editDistance(a.toStdString(), b.toStdString())), edits);
}

void tst_DidYouMean::distanceIsSymmetric()
{
    TICKSCOPE_PROPERTY("any two words", [](const std::string& a, const std::string& b) {
        RC_ASSERT(editDistance(a, b) == editDistance(b, a));
        RC_ASSERT(editDistance(a, b) <= std::max(a.size(), b.size()));
        RC_ASSERT((editDistance(a, b) == 0) == (a == b));
    });
}

void tst_DidYouMean::theNearestWordIsFound_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("nearest");
    QTest::newRow("a hyphen") << QByteArray("send-interval") << QByteArray("send_interval");
    QTest::newRow("capitals") << QByteArray("After_Work") << QByteArray("after_work");
    QTest::newRow("a space") << QByteArray("after work") << QByteArray("after_work");
    QTest::newRow("a letter too many") << QByteArray("absolutte") << QByteArray("absolute");
    QTest::newRow("the beginning") << QByteArray("idle") << QByteArray("idle_timeout");
    QTest::newRow("a third of the letters")
        << QByteArray("sent_intervl") << QByteArray("send_interval");
    QTest::newRow("nothing near") << QByteArray("cron") << QByteArray("");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("too short to tell") << QByteArray("xy") << QByteArray("");
    QTest::newRow("hostile length") << QByteArray(100'000, 'a') << QByteArray("");
}

void tst_DidYouMean::theNearestWordIsFound()
{
    constexpr std::array<std::string_view, 6> words { "after_work", "before_work", "send_interval",
        "absolute", "absolute_skip", "idle_timeout" };
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, nearest);
    const std::string found { nearestWord(word.toStdString(), words) };
    QCOMPARE(QByteArray::fromStdString(found), nearest);
}

QTEST_APPLESS_MAIN(tst_DidYouMean)
#include "tst_did_you_mean.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/virtual_time.h"

#include <QtTest>

#include <limits>

using namespace tickscope;

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

class VirtualTimeTest : public QObject
{
    Q_OBJECT

private slots:
    void sumsStopAtTheEndOfTime();
    void productsStopAtTheLongestSpan_data();
    void productsStopAtTheLongestSpan();
    void quotientsAreRoundedDown_data();
    void quotientsAreRoundedDown();
    void wholeMillisecondsOfASpan();
    void nanosecondsGoThereAndBack();
};

void VirtualTimeTest::sumsStopAtTheEndOfTime()
{
    QCOMPARE(toNs(addSaturated(fromNs(5), 7ns)), 12);
    QVERIFY(addSaturated(endOfTime, 0ns) == endOfTime);
    QVERIFY(addSaturated(endOfTime - 1ns, 1ns) == endOfTime);
    QVERIFY(addSaturated(endOfTime - 2ns, 1ns) == endOfTime - 1ns);
    QVERIFY(addSaturated(fromNs(0), Duration::max()) == endOfTime);
}

void VirtualTimeTest::productsStopAtTheLongestSpan_data()
{
    QTest::addColumn<qint64>("span");
    QTest::addColumn<qint64>("factor");
    QTest::addColumn<qint64>("product");

    const qint64 limit = maxDuration.count();
    QTest::newRow("an ordinary product") << qint64 { 5 } << qint64 { 7 } << qint64 { 35 };
    QTest::newRow("times nothing") << limit << qint64 { 0 } << qint64 { 0 };
    QTest::newRow("exactly the limit") << limit << qint64 { 1 } << limit;
    QTest::newRow("a little beyond") << limit / 2 + 1 << qint64 { 2 } << limit;
    QTest::newRow("beyond int64") << limit << qint64 { largest } << limit;
    QTest::newRow("both as small as can be") << qint64 { smallest } << qint64 { smallest } << limit;
    QTest::newRow("a negative one") << qint64 { -5 } << qint64 { 7 } << qint64 { -35 };
    QTest::newRow("beyond int64, negative") << limit << qint64 { smallest } << -limit;
}

void VirtualTimeTest::productsStopAtTheLongestSpan()
{
    QFETCH(qint64, span);
    QFETCH(qint64, factor);
    QFETCH(qint64, product);
    QCOMPARE(qint64 { saturatingMultiply(Duration { span }, factor).count() }, product);
}

void VirtualTimeTest::quotientsAreRoundedDown_data()
{
    QTest::addColumn<qint64>("dividend");
    QTest::addColumn<qint64>("divisor");
    QTest::addColumn<qint64>("quotient");

    QTest::newRow("exact") << qint64 { 12 } << qint64 { 4 } << qint64 { 3 };
    QTest::newRow("with a rest") << qint64 { 13 } << qint64 { 4 } << qint64 { 3 };
    QTest::newRow("zero") << qint64 { 0 } << qint64 { 4 } << qint64 { 0 };
    QTest::newRow("negative and exact") << qint64 { -12 } << qint64 { 4 } << qint64 { -3 };
    QTest::newRow("negative with a rest") << qint64 { -1 } << qint64 { 4 } << qint64 { -1 };
    QTest::newRow("as small as can be")
        << qint64 { smallest } << qint64 { 1 } << qint64 { smallest };
}

void VirtualTimeTest::quotientsAreRoundedDown()
{
    QFETCH(qint64, dividend);
    QFETCH(qint64, divisor);
    QFETCH(qint64, quotient);
    QCOMPARE(qint64 { floorDiv(dividend, divisor) }, quotient);
}

void VirtualTimeTest::wholeMillisecondsOfASpan()
{
    QCOMPARE(floorDiv(1999999ns, 1ms), 1);
    QCOMPARE(floorDiv(2ms, 1ms), 2);
    QCOMPARE(floorDiv(-1ns, 1ms), -1);
}

void VirtualTimeTest::nanosecondsGoThereAndBack()
{
    QCOMPARE(toNs(fromNs(123456789)), 123456789);
    QVERIFY(fromNs(toNs(endOfTime)) == endOfTime);
}

QTEST_APPLESS_MAIN(VirtualTimeTest)
#include "tst_virtual_time.moc"

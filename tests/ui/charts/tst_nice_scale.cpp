// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/nice_scale.h"

#include <QTest>

#include <rapidcheck.h>

#include <cmath>
#include <limits>

using namespace tickscope;

class TestNiceScale : public QObject
{
    Q_OBJECT

private slots:
    void axesAreRoundAndLeaveRoom_data()
    {
        QTest::addColumn<double>("highest");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("top");
        QTest::addColumn<double>("step");
        QTest::newRow("four messages") << 4.0 << 1.0 << 5.0 << 1.0;
        QTest::newRow("nothing waits") << 0.0 << 1.0 << 2.0 << 1.0;
        QTest::newRow("12 s late") << 12.0 << 0.0 << 15.0 << 5.0;
        QTest::newRow("13 s a period") << 13.0 << 0.0 << 15.0 << 5.0;
        QTest::newRow("1,111 messages") << 1'111.0 << 1.0 << 1'500.0 << 500.0;
        QTest::newRow("no number") << std::nan("") << 0.0 << 1.25 << 0.25;
    }
    void axesAreRoundAndLeaveRoom()
    {
        QFETCH(double, highest);
        QFETCH(double, least);
        const auto scale = niceScale(highest, least);
        QFETCH(double, top);
        QFETCH(double, step);
        if (std::isnan(highest)) {
            QVERIFY(scale.top > 0 && scale.step > 0);
            return;
        }
        QCOMPARE(scale.top, top);
        QCOMPARE(scale.step, step);
    }
    void anyValueFitsBelowTheTop()
    {
        QVERIFY(rc::check([] {
            const auto exponent = *rc::gen::inRange(-900, 900);
            const double highest = std::pow(10.0, exponent / 100.0);
            const auto scale = niceScale(highest, 0);
            RC_ASSERT(scale.top > highest * (1 - 1e-9));
            RC_ASSERT(scale.top / scale.step <= 5 + 1e-9);
            RC_ASSERT(highest / scale.top > 0.3);
        }));
    }
    void labelsStandApartAndAtBothEnds()
    {
        QCOMPARE(stepsPerLabel({ 4, 1 }, 100, 20), 1);
        QCOMPARE(stepsPerLabel({ 4, 1 }, 60, 20), 2);
        QCOMPARE(stepsPerLabel({ 5, 1 }, 60, 20), 5); // 2 would leave the upper end without one
        QCOMPARE(stepsPerLabel({ 20, 5 }, 28, 20), 4);
    }
    void labelsHaveTheDecimalsOfTheirStep()
    {
        QCOMPARE(scaleLabel(15, 5), QStringLiteral("15"));
        QCOMPARE(scaleLabel(0.05, 0.05), QStringLiteral("0.05"));
        QCOMPARE(scaleLabel(1'000, 500), QStringLiteral("1,000"));
        QCOMPARE(scaleLabel(0.4, 0.2), QStringLiteral("0.4"));
    }
};

QTEST_APPLESS_MAIN(TestNiceScale)
#include "tst_nice_scale.moc"

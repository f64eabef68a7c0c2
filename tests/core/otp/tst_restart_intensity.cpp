// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/parent_supervisor.h"
#include "core/otp/supervisor.h"

#include <QTest>

using namespace tickscope;

namespace {

VirtualTime at(Duration time)
{
    return VirtualTime { time };
}

} // namespace

class TestRestartIntensity : public QObject
{
    Q_OBJECT

private slots:
    void aParentStartsSuccessorsUntilItsOwnLimit()
    {
        ParentSupervisor parent({ 2, 5 });
        QVERIFY(parent.childExited(true, at(1s)));
        QVERIFY(parent.childExited(false, at(2s))); // its start failed: one more
        QCOMPARE(parent.restarts(), 2U);
        QVERIFY(!parent.childExited(true, at(3s)));
    }

    void aParentWhoseChildNeverStartedEndsToo()
    {
        ParentSupervisor parent({ 2, 5 });
        QVERIFY(!parent.childExited(false, at(1s)));
    }

    // Measured on OTP 25: seconds are truncated and both ends count.
    void intensityCountsWholeSeconds_data()
    {
        QTest::addColumn<int>("firstMs");
        QTest::addColumn<int>("secondMs");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("1.85 s apart, seconds 1 and 2") << 1050 << 2900 << false;
        QTest::newRow("1.10 s apart, seconds 0 and 2") << 950 << 2050 << true;
        QTest::newRow("at once") << 3000 << 3000 << false;
    }

    void intensityCountsWholeSeconds()
    {
        QFETCH(int, firstMs);
        QFETCH(int, secondMs);
        RestartIntensity intensity(1, 1);
        QVERIFY(intensity.add(at(std::chrono::milliseconds(firstMs))));
        QTEST(intensity.add(at(std::chrono::milliseconds(secondMs))), "allowed");
    }

    void noRestartIsAllowedWithAMaximumOfZero()
    {
        RestartIntensity intensity(0, 5);
        QVERIFY(!intensity.add(at(1s)));
    }
};

QTEST_APPLESS_MAIN(TestRestartIntensity)
#include "tst_restart_intensity.moc"

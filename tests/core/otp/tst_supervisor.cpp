// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/supervisor.h"

#include <QTest>

using namespace tickscope;

namespace {

VirtualTime at(Duration time)
{
    return VirtualTime { time };
}

// Children that start at once, or stay in init when told so.
class FakeChildren : public ChildHost
{
public:
    Started startChild(std::uint32_t process) override
    {
        log.push_back("start " + std::to_string(process));
        return slowInit == process ? Started::InInit : Started::Yes;
    }
    void childRestarts(std::uint32_t process) override
    {
        log.push_back("restart " + std::to_string(process));
    }
    void shutDownChild(std::uint32_t process) override
    {
        log.push_back("shutdown " + std::to_string(process));
    }
    void supervisorExits(Reason reason) override
    {
        log.push_back(std::string("supervisor ") + toText(reason));
    }
    VirtualTime now() const override { return time; }

    std::vector<std::string> log;
    std::uint32_t slowInit = 99;
    VirtualTime time {};
};

std::vector<ChildSpec> threeChildren()
{
    return { { 0, RestartKind::Permanent }, { 1, RestartKind::Transient },
        { 2, RestartKind::Temporary } };
}

using Log = std::vector<std::string>;

} // namespace

class TestSupervisor : public QObject
{
    Q_OBJECT

private slots:
    void childrenStartOneAfterAnother()
    {
        FakeChildren host;
        host.slowInit = 1;
        Supervisor supervisor(host, threeChildren(), { 3, 5 });
        supervisor.run();
        QCOMPARE(host.log, (Log { "start 0", "start 1" }));
        supervisor.childStarted(1);
        supervisor.run();
        QCOMPARE(host.log.back(), std::string("start 2"));
    }

    void theRestartKindDecides_data()
    {
        QTest::addColumn<int>("process");
        QTest::addColumn<int>("reason");
        QTest::addColumn<bool>("restarts");
        QTest::newRow("permanent after a crash") << 0 << int(Reason::Crash) << true;
        QTest::newRow("permanent even after a normal stop") << 0 << int(Reason::Normal) << true;
        QTest::newRow("transient after a kill") << 1 << int(Reason::Killed) << true;
        QTest::newRow("transient not after a normal stop") << 1 << int(Reason::Normal) << false;
        QTest::newRow("transient not after a shutdown") << 1 << int(Reason::Shutdown) << false;
        QTest::newRow("temporary never") << 2 << int(Reason::Crash) << false;
    }

    void theRestartKindDecides()
    {
        QFETCH(int, process);
        QFETCH(int, reason);
        QFETCH(bool, restarts);
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), { 3, 5 });
        supervisor.run();
        host.log.clear();
        supervisor.childExited(std::uint32_t(process), Reason(reason));
        supervisor.run();
        const std::string name = std::to_string(process);
        QCOMPARE(host.log, restarts ? (Log { "restart " + name, "start " + name }) : Log {});
    }

    void pastItsIntensityItStopsAllInReverseAndThenItself()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), { 1, 5 });
        supervisor.run();
        host.log.clear();
        supervisor.childExited(0, Reason::Crash);
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "restart 0", "start 0", "shutdown 2", "shutdown 1", "shutdown 0",
                "supervisor shutdown" }));
        QVERIFY(!supervisor.isAlive());
        QVERIFY(supervisor.start(0, false) == Supervisor::StartResult::NoProcess);
    }

    void aDeathInTheFirstInitFailsTheSupervisor()
    {
        FakeChildren host;
        host.slowInit = 1;
        Supervisor supervisor(host, threeChildren(), { 3, 5 });
        supervisor.run();
        supervisor.childExited(1, Reason::Killed);
        QVERIFY(!supervisor.isAlive());
    }

    void aChildThatIsYetToStartIsNotStartedTwice()
    {
        FakeChildren host;
        host.slowInit = 0;
        Supervisor supervisor(host, threeChildren(), { 3, 5 });
        supervisor.run();
        QVERIFY(supervisor.start(2, false) == Supervisor::StartResult::AlreadyStarted);
        supervisor.childStarted(0);
        supervisor.run();
        QCOMPARE(host.log, (Log { "start 0", "start 1", "start 2" }));
    }

    void aSpecificationWithACountStandsForAsManyChildren()
    {
        FakeChildren host;
        host.slowInit = 5;
        Supervisor supervisor(
            host, { { 3, RestartKind::Permanent }, { 4, RestartKind::Temporary, 3 } }, { 1, 5 });
        supervisor.run();
        QCOMPARE(host.log, (Log { "start 3", "start 4", "start 5" }));
        QVERIFY(supervisor.start(6, false) == Supervisor::StartResult::AlreadyStarted);
        supervisor.childStarted(5);
        supervisor.childExited(4, Reason::Crash); // temporary, as all three
        supervisor.run();
        QCOMPARE(host.log.back(), std::string("start 6"));
        QVERIFY(supervisor.start(4, false) == Supervisor::StartResult::Started);
        host.log.clear();
        supervisor.childExited(3, Reason::Crash);
        supervisor.childExited(3, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "start 4", "restart 3", "start 3", "shutdown 6", "shutdown 5", "shutdown 4",
                "shutdown 3", "supervisor shutdown" }));
    }

    void aDeathInTheInitOfARestartIsOneMoreRestart()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), { 2, 5 });
        supervisor.run();
        host.slowInit = 0;
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        supervisor.childExited(0, Reason::Killed);
        supervisor.run();
        QVERIFY(supervisor.isAlive());
        supervisor.childExited(0, Reason::Killed);
        supervisor.run();
        QVERIFY(!supervisor.isAlive());
    }

    void startingAgainNeedsANameThatIsFree()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), { 3, 5 });
        supervisor.run();
        QVERIFY(supervisor.start(2, true) == Supervisor::StartResult::AlreadyStarted);
        QVERIFY(supervisor.start(2, false) == Supervisor::StartResult::Started);
        QVERIFY(supervisor.start(2, false) == Supervisor::StartResult::AlreadyStarted);
        supervisor.run();
        QCOMPARE(host.log.back(), std::string("start 2"));
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

QTEST_APPLESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"

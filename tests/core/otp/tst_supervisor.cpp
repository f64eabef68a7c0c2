// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/fake_children.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestSupervisor : public QObject
{
    Q_OBJECT

private slots:
    void childrenStartOneAfterAnother()
    {
        FakeChildren host;
        host.slowInit = 1;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
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
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
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
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 1, 5 });
        supervisor.run();
        host.log.clear();
        supervisor.childExited(0, Reason::Crash);
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "restart 0", "start 0", "shutdown 2", "shutdown 1", "shutdown 0",
                "supervisor shutdown" }));
        QVERIFY(!supervisor.isAlive());
        supervisor.start(0, 7);
        QCOMPARE(host.answers, (Log { "7 noproc" }));
    }

    void aDeathInTheFirstInitFailsTheSupervisor()
    {
        FakeChildren host;
        host.slowInit = 1;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        supervisor.childExited(1, Reason::Killed);
        QVERIFY(!supervisor.isAlive());
    }

    // A supervisor that waits for an init does nothing else.
    void aStartByHandWaitsForTheInitUnderWay()
    {
        FakeChildren host;
        host.slowInit = 0;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        supervisor.start(2, 7);
        supervisor.run();
        QCOMPARE(host.answers, Log {});
        host.running = 2;
        supervisor.childStarted(0);
        supervisor.run();
        QCOMPARE(host.log, (Log { "start 0", "start 1", "start 2" }));
        QCOMPARE(host.begun, (Log { "2 already_started" }));
        QCOMPARE(host.answers, (Log { "7 already_started" }));
    }

    void aStartByHandIsAnsweredWhenItsInitHasReturned()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        supervisor.childExited(2, Reason::Crash);
        supervisor.run();
        host.slowInit = 2;
        supervisor.start(2, 7);
        supervisor.start(2, 8);
        supervisor.run();
        QCOMPARE(host.begun, (Log { "2 started" }));
        QCOMPARE(host.answers, Log {});
        supervisor.childStarted(2);
        QCOMPARE(host.answers, (Log { "7 started" }));
        host.running = 2;
        supervisor.run();
        QCOMPARE(host.answers, (Log { "7 started", "8 already_started" }));
    }

    void whoAskedForAStartLearnsThatTheSupervisorEnded()
    {
        FakeChildren host;
        host.slowInit = 1;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        supervisor.start(2, 7);
        supervisor.childExited(1, Reason::Killed);
        QVERIFY(!supervisor.isAlive());
        QCOMPARE(host.answers, (Log { "7 noproc" }));
    }

    // Its end is no news to a supervisor that has not come to that message yet.
    void aStartBeforeTheMessageOfAnEndFindsItRunning()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        host.slowInit = 0;
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        supervisor.start(2, 7);
        supervisor.childExited(2, Reason::Crash);
        supervisor.childStarted(0);
        supervisor.run();
        QCOMPARE(host.answers, (Log { "7 already_started" }));
    }

    void aSpecificationWithACountStandsForAsManyChildren()
    {
        FakeChildren host;
        host.slowInit = 5;
        Supervisor supervisor(host,
            { { 3, RestartKind::Permanent }, { 4, RestartKind::Temporary, 3 } },
            Strategy::OneForOne, { 1, 5 });
        supervisor.run();
        QCOMPARE(host.log, (Log { "start 3", "start 4", "start 5" }));
        supervisor.childStarted(5);
        supervisor.childExited(4, Reason::Crash); // temporary, as all three
        supervisor.run();
        QCOMPARE(host.log.back(), std::string("start 6"));
        supervisor.start(4, 7);
        host.log.clear();
        supervisor.childExited(3, Reason::Crash);
        supervisor.childExited(3, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "start 4", "restart 3", "start 3", "shutdown 4", "shutdown 6", "shutdown 5",
                "shutdown 4", "shutdown 3", "supervisor shutdown" }));
    }

    void aDeathInTheInitOfARestartIsOneMoreRestart()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 2, 5 });
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
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        host.running = 2;
        supervisor.start(2, 7);
        supervisor.run();
        host.running = 99;
        supervisor.start(2, 8);
        supervisor.run();
        QCOMPARE(host.answers, (Log { "7 already_started", "8 started" }));
        QCOMPARE(host.log.back(), std::string("start 2"));
    }

    void aStartByHandThatFailsIsNotTriedAgain()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 0, 5 });
        supervisor.run();
        supervisor.childExited(2, Reason::Crash);
        supervisor.run();
        host.slowInit = 2;
        supervisor.start(2, 7);
        supervisor.run();
        host.log.clear();
        supervisor.childExited(2, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log, Log {});
        QCOMPARE(host.answers, (Log { "7 failed" }));
        QVERIFY(supervisor.isAlive());
    }

    void aSuccessorStartsAllAnewAndHasNoRestartsBehindIt()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 1, 5 });
        supervisor.run();
        for (int crash = 0; crash < 2; ++crash)
            supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QVERIFY(!supervisor.isAlive());
        host.log.clear();
        supervisor.startAnew();
        supervisor.run();
        QCOMPARE(host.log,
            (Log {
                "take along 0", "start 0", "take along 1", "start 1", "take along 2", "start 2" }));
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QVERIFY(supervisor.isAlive());
    }

    void atALimitOfTheRunNothingMoreIsStarted()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        host.log.clear();
        host.atLimit = true;
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log, Log {});
        QVERIFY(!supervisor.hasWork());
    }
};

QTEST_APPLESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"

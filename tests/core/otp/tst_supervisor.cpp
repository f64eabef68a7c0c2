// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/parent_supervisor.h"
#include "core/otp/supervisor.h"

#include <QTest>

#include <algorithm>

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
    void childRestarts(std::uint32_t process, Counted counted) override
    {
        log.push_back(
            (counted == Counted::Yes ? "restart " : "take along ") + std::to_string(process));
    }
    void shutDownChild(std::uint32_t process) override
    {
        log.push_back("shutdown " + std::to_string(process));
    }
    void startBegins(std::uint32_t process, StartResult result) override
    {
        begun.push_back(std::to_string(process) + " " + toText(result));
    }
    void startAnswered(std::uint32_t asker, StartResult result) override
    {
        answers.push_back(std::to_string(asker) + " " + toText(result));
    }
    void supervisorExits(Reason reason) override
    {
        log.push_back(std::string("supervisor ") + toText(reason));
    }
    bool hasProcess(std::uint32_t process) const override { return running == process; }
    bool isAtLimit() const override { return atLimit; }
    VirtualTime now() const override { return time; }

    std::vector<std::string> log;
    std::vector<std::string> begun; // starts by hand
    std::vector<std::string> answers; // to them, by who asked
    std::uint32_t slowInit = 99;
    std::uint32_t running = 99;
    bool atLimit = false;
    VirtualTime time {};
};

std::vector<ChildSpec> threeChildren()
{
    return { { 0, RestartKind::Permanent }, { 1, RestartKind::Transient },
        { 2, RestartKind::Temporary } };
}

std::vector<ChildSpec> permanentChildren()
{
    return { { 0, RestartKind::Permanent, 2 }, { 2, RestartKind::Permanent } };
}

using Log = std::vector<std::string>;

} // namespace

Q_DECLARE_METATYPE(Log)

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

    void theStrategyDecidesWhoIsTakenAlong_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::addColumn<int>("ended");
        QTest::addColumn<Log>("log");
        QTest::newRow("one_for_one: that one")
            << int(Strategy::OneForOne) << 1 << Log { "restart 1", "start 1" };
        QTest::newRow("one_for_all: all, in order of start")
            << int(Strategy::OneForAll) << 1
            << Log { "shutdown 2", "shutdown 1", "shutdown 0", "take along 0", "start 0",
                   "restart 1", "start 1", "take along 2", "start 2" };
        QTest::newRow("rest_for_one: those behind it")
            << int(Strategy::RestForOne) << 1
            << Log { "shutdown 2", "shutdown 1", "restart 1", "start 1", "take along 2",
                   "start 2" };
        QTest::newRow("rest_for_one of the last: that one")
            << int(Strategy::RestForOne) << 2 << Log { "shutdown 2", "restart 2", "start 2" };
    }

    void theStrategyDecidesWhoIsTakenAlong()
    {
        QFETCH(int, strategy);
        QFETCH(int, ended);
        FakeChildren host;
        Supervisor supervisor(host, permanentChildren(), Strategy(strategy), { 3, 5 });
        supervisor.run();
        host.log.clear();
        supervisor.childExited(std::uint32_t(ended), Reason::Crash);
        supervisor.run();
        QTEST(host.log, "log");
    }

    void takingAlongIsOneRestartToCount()
    {
        FakeChildren host;
        Supervisor supervisor(host, permanentChildren(), Strategy::OneForAll, { 1, 5 });
        supervisor.run();
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QVERIFY(supervisor.isAlive());
        supervisor.childExited(2, Reason::Crash);
        supervisor.run();
        QVERIFY(!supervisor.isAlive());
    }

    // Their exits have come in, but whoever is shut down by a restart is restarted by it too.
    void endsOfThoseTakenAlongAreNotAnsweredTwice()
    {
        FakeChildren host;
        Supervisor supervisor(host, permanentChildren(), Strategy::RestForOne, { 3, 5 });
        supervisor.run();
        host.log.clear();
        supervisor.childExited(1, Reason::Crash);
        supervisor.childExited(2, Reason::Crash);
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "shutdown 2", "shutdown 1", "restart 1", "start 1", "take along 2", "start 2",
                "shutdown 2", "shutdown 1", "shutdown 0", "restart 0", "start 0", "take along 1",
                "start 1", "take along 2", "start 2" }));
    }

    // A temporary child that is shut down is forgotten; a transient one that had ended is back.
    void temporaryChildrenAreNotTakenAlong()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForAll, { 3, 5 });
        supervisor.run();
        supervisor.childExited(1, Reason::Normal);
        supervisor.run();
        host.log.clear();
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "shutdown 2", "shutdown 1", "shutdown 0", "restart 0", "start 0", "take along 1",
                "start 1" }));
        supervisor.start(2, 7);
        supervisor.run();
        QCOMPARE(host.answers, (Log { "7 started" }));
    }

    void aTemporaryChildStartedAgainIsTheLastOne()
    {
        FakeChildren host;
        Supervisor supervisor(host,
            { { 0, RestartKind::Temporary }, { 1, RestartKind::Permanent, 2 } },
            Strategy::RestForOne, { 3, 5 });
        supervisor.run();
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        supervisor.start(0, 7);
        supervisor.run();
        host.log.clear();
        supervisor.childExited(1, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log,
            (Log { "shutdown 0", "shutdown 2", "shutdown 1", "restart 1", "start 1", "take along 2",
                "start 2" }));
    }

    void anInitThatFailsInARestartIsTriedAgainFromThere_data()
    {
        QTest::addColumn<int>("strategy");
        QTest::addColumn<Log>("log");
        QTest::newRow("one_for_all")
            << int(Strategy::OneForAll)
            << Log { "shutdown 2", "shutdown 1", "shutdown 0", "take along 0", "start 0",
                   "restart 1", "start 1", "take along 2", "start 2" };
        QTest::newRow("rest_for_one") << int(Strategy::RestForOne)
                                      << Log { "shutdown 2", "shutdown 1", "restart 1", "start 1",
                                             "take along 2", "start 2" };
    }

    void anInitThatFailsInARestartIsTriedAgainFromThere()
    {
        QFETCH(int, strategy);
        FakeChildren host;
        Supervisor supervisor(host, permanentChildren(), Strategy(strategy), { 3, 5 });
        supervisor.run();
        host.slowInit = 1;
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log.back(), std::string("start 1"));
        host.log.clear();
        host.slowInit = 99;
        supervisor.childExited(1, Reason::Crash);
        supervisor.run();
        QTEST(host.log, "log");
    }

    // It asks itself, by a cast: exits that came in meanwhile are before it.
    void tryingAgainWaitsItsTurn()
    {
        FakeChildren host;
        Supervisor supervisor(host, permanentChildren(), Strategy::OneForOne, { 3, 5 });
        supervisor.run();
        host.slowInit = 0;
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        supervisor.childExited(2, Reason::Crash);
        host.slowInit = 99;
        host.log.clear();
        supervisor.childExited(0, Reason::Crash);
        supervisor.run();
        QCOMPARE(host.log, (Log { "restart 2", "start 2", "restart 0", "start 0" }));
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

    void aStartByHandOfOneThatARestartBringsBackIsNone()
    {
        FakeChildren host;
        Supervisor supervisor(host, threeChildren(), Strategy::OneForAll, { 3, 5 });
        supervisor.run();
        supervisor.childExited(1, Reason::Normal);
        supervisor.run();
        supervisor.childExited(0, Reason::Crash);
        supervisor.start(1, 7);
        host.running = 1;
        host.log.clear();
        supervisor.run();
        QCOMPARE(std::count(host.log.begin(), host.log.end(), "start 1"), 1);
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

QTEST_APPLESS_MAIN(TestSupervisor)
#include "tst_supervisor.moc"

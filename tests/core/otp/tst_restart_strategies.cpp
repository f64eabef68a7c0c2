// SPDX-License-Identifier: GPL-3.0-only
// Who is restarted with a child that ended, and in which order.
#include "tests/support/fake_children.h"

#include <QTest>

#include <algorithm>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

std::vector<ChildSpec> permanentChildren()
{
    return { { 0, RestartKind::Permanent, 2 }, { 2, RestartKind::Permanent } };
}

} // namespace

Q_DECLARE_METATYPE(Log)

class TestRestartStrategies : public QObject
{
    Q_OBJECT

private slots:
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
};

QTEST_APPLESS_MAIN(TestRestartStrategies)
#include "tst_restart_strategies.moc"

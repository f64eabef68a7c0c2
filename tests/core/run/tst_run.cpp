// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/run_support.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

// Two servers that both poll every 5 s and need 8 s for it.
Scenario buildUp()
{
    return scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }, "poller_after"),
        server(Schedule::SendInterval, 5s, Duration { 8s }, "poller_interval") });
}

ActionResult resultOf(const Run& run)
{
    return run.actionResult(run.actions().size() - 1);
}

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private slots:
    void theMailboxBuildsUp()
    {
        Run run(buildUp());
        run.advanceTo(at(30s));
        run.apply(setInterval(0s, 10s, "poller_interval"));
        run.advanceTo(at(41s));
        const ServerSnapshot shot = run.snapshot(1);
        QCOMPARE(shot.mailbox.size(), std::size_t { 4 });
        QVERIFY(shot.mailbox[1].kind == MessageKind::SetInterval);
        QCOMPARE(shot.tick, 5U);
        QVERIFY(shot.isWorking && shot.workUntil == at(45s));
        QVERIFY(shot.interval == 5s); // the edit waits: the state has the old one
        QCOMPARE(shot.timers.size(), std::size_t { 1 });
        QVERIFY(shot.timers[0].due == at(45s) && shot.timers[0].armedWith == 5s);
        QVERIFY(resultOf(run).state == ActionResult::State::Waiting);
        run.advanceTo(at(60s));
        QVERIFY(run.snapshot(1).interval == 10s);
        QVERIFY(resultOf(run).handledAt == at(53s));
    }

    void aRestartedRunIsLikeANewOne()
    {
        const Scenario first = buildUp();
        Scenario second = scenarioOf({ server(Schedule::SendInterval, 2s, Duration { 3s }, "a") });
        second.servers[0].count = 3;
        second.seed = 7;
        Run run(first);
        run.advanceTo(at(30s));
        run.apply(setInterval(0s, 10s, "poller_interval"));
        run.advanceTo(at(50s));
        for (const Scenario& scenario : { second, first, first, second }) {
            run.restart(scenario);
            Run made(scenario);
            QVERIFY(run.now() == at(0s) && run.actions().empty());
            for (Run* each : { &run, &made }) {
                each->advanceTo(at(20s));
                each->apply(action(0s, ActionKind::Crash, scenario.servers[0].name));
                each->advanceTo(at(60s));
            }
            QCOMPARE(run.trace().fingerprint(), made.trace().fingerprint());
            QCOMPARE(run.trace().size(), made.trace().size());
            QVERIFY(run.processNames() == made.processNames());
            QVERIFY(run.scenario() == scenario);
        }
    }

    void theClockStandsWhereItWasSent()
    {
        Run run(buildUp());
        QVERIFY(run.advanceTo(at(7s)));
        QVERIFY(run.now() == at(7s));
        QVERIFY(run.nextEventAt() == at(10s));
        QCOMPARE(run.nextEventText(), std::string("poller_interval timer"));
        QVERIFY(run.step());
        QVERIFY(run.now() == at(10s));
    }

    void aStepStopsBeforeItsEnd()
    {
        Run run(buildUp());
        QVERIFY(!run.step(at(4s)));
        QVERIFY(run.now() == at(0s));
    }

    void aBudgetEndsASlice()
    {
        Run run(buildUp());
        QVERIFY(!run.advanceTo(at(60s), 3));
        QVERIFY(run.now() < at(60s));
        QVERIFY(run.advanceTo(at(60s)));
    }

    void anActionIsDueNowWhereNothingHasHappenedYet()
    {
        Run run(scenarioOf({ server(Schedule::AfterWork, 5s) }));
        run.advanceTo(at(3s));
        QVERIFY(run.actions()[run.apply(action(0s, ActionKind::Cancel))].at == at(3s));
        run.advanceTo(at(3s));
        QCOMPARE(resultOf(run).text, std::string("2000"));
        QVERIFY(run.actions()[run.apply(action(0s, ActionKind::Resume))].at == at(3s + 1ns));
    }

    void whereTheEventsOfAnInstantHaveRunAnActionIsDueALittleLater()
    {
        Run run(scenarioOf({ server(Schedule::AfterWork, 5s) }));
        run.advanceTo(at(5s));
        QVERIFY(run.actions()[run.apply(action(0s, ActionKind::Cancel))].at == at(5s + 1ns));
        run.advanceTo(at(5s + 1ns));
        QCOMPARE(resultOf(run).text, std::string("4999")); // the timer that tick 1 armed
    }

    // A tick of which a step has triggered the timer, but which the server has not taken yet.
    void anActionInTheMiddleOfAnInstantKeepsItsPlaceToo()
    {
        Run run(scenarioOf(
            { server(Schedule::AfterWork, 5s), server(Schedule::AfterWork, 5s, 0s, "other") }));
        QVERIFY(run.step() && run.now() == at(5s));
        QVERIFY(recordsOf(run, Event::HandleInfo).empty());
        QCOMPARE(run.nextEventText(), std::string("other timer"));
        run.apply(action(0s, ActionKind::Cancel));
        QVERIFY(run.step());
        QCOMPARE(run.nextEventText(), std::string("poller takes a message"));
        run.advanceTo(at(6s));
        QCOMPARE(resultOf(run).text, std::string("4999"));
        Run again = run.rebuild();
        again.advanceTo(at(6s));
        QCOMPARE(again.trace().fingerprint(), run.trace().fingerprint());
    }

    void actionsSayWhatTheyReturned_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("textWithoutProcess");
        const auto row = [](const char* name, ActionKind kind, const char* text, const char* dead) {
            QTest::newRow(name) << int(kind) << QString::fromLatin1(text)
                                << QString::fromLatin1(dead);
        };
        row("set_interval", ActionKind::SetInterval, ":ok", "noproc");
        row("cancel", ActionKind::Cancel, "3000", "noproc");
        row("resume", ActionKind::Resume, ":ok", "noproc");
        row("tick", ActionKind::Tick, ":poll", "noproc");
        row("crash", ActionKind::Crash, "true", "noproc");
        row("stop", ActionKind::Stop, ":ok", "noproc");
        row("start", ActionKind::Start, "already_started", "{:ok, pid}");
        row("call", ActionKind::Call, "%{interval: 5000, timer: #Ref, data: nil, count: 0}",
            "noproc");
        row("set_work", ActionKind::SetWork, ":ok", ":ok");
    }

    void actionsSayWhatTheyReturned()
    {
        QFETCH(int, kind);
        ServerSpec spec = server(Schedule::AfterWork, 5s);
        spec.restart = RestartKind::Temporary;
        Run run(scenarioOf({ spec }));
        run.advanceTo(at(2s));
        run.apply(action(0s, ActionKind(kind)));
        run.advanceTo(at(2s));
        QTEST(QString::fromStdString(resultOf(run).text), "text");

        Run dead = Run(scenarioOf({ spec }));
        dead.advanceTo(at(1s));
        dead.apply(action(0s, ActionKind::Crash));
        dead.apply(action(0s, ActionKind(kind)));
        dead.advanceTo(at(2s));
        QTEST(QString::fromStdString(resultOf(dead).text), "textWithoutProcess");
    }

    void aCallGivesUpAndTheServerHandlesItAllTheSame()
    {
        Action call = action(6s, ActionKind::Call);
        call.timeout = 2s;
        const Run run
            = ran(scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }) }, { call }), 20s);
        QCOMPARE(run.actionResult(0).text, std::string("exit: timeout"));
        QVERIFY(run.actionResult(0).handledAt == at(8s));
        QCOMPARE(recordsOf(run, Event::CallTimeout).size(), std::size_t { 1 });
        QCOMPARE(recordsOf(run, Event::CallReply).size(), std::size_t { 0 });
        QCOMPARE(toMs(recordsOf(run, Event::HandleCall).at(0).timeNs), std::int64_t { 13'000 });
    }

    void aCallerLearnsThatTheServerDied()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }) },
                                { action(6s, ActionKind::Call), action(7s, ActionKind::Crash) }),
            20s);
        QVERIFY(run.actionResult(0).state == ActionResult::State::Dropped);
        const auto drops = recordsOf(run, Event::Drop);
        QCOMPARE(drops.size(), std::size_t { 1 });
        QVERIFY(Reason(drops[0].detail) == Reason::Killed);
        QVERIFY(recordsOf(run, Event::CallTimeout).empty());
    }

    void aStopWaitsItsTurnAndAPermanentServerComesBack()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }) },
                                { action(6s, ActionKind::Stop) }),
            20s);
        const auto exits = recordsOf(run, Event::Exit);
        QCOMPARE(exits.size(), std::size_t { 1 });
        QCOMPARE(toMs(exits[0].timeNs), std::int64_t { 13'000 });
        QVERIFY(Reason(exits[0].detail) == Reason::Normal);
        QCOMPARE(run.snapshot(0).incarnation, 2U);
    }

    void aTimerToANameOutlivesItsProcess()
    {
        ServerSpec spec = server(Schedule::AfterWork, 5s);
        spec.address = Address::Name;
        spec.restart = RestartKind::Temporary;
        const Run run = ran(scenarioOf({ spec }, { action(2s, ActionKind::Stop) }), 20s);
        const auto drops = recordsOf(run, Event::Drop);
        QCOMPARE(drops.size(), std::size_t { 1 });
        QVERIFY(Reason(drops[0].detail) == Reason::NoProcess);
        QCOMPARE(toMs(drops[0].timeNs), std::int64_t { 5000 });
    }

    void pastTheRestartLimitNothingIsLeft()
    {
        ServerSpec spec = server(Schedule::AfterWork, 1s);
        spec.outcomes = OutcomeSequence { { Outcome::Crash } };
        const Run run
            = ran(scenarioOf({ spec, server(Schedule::AfterWork, 1s, Duration {}, "other") }), 20s);
        QCOMPARE(recordsOf(run, Event::SupervisorExit, 2).size(), std::size_t { 1 });
        QVERIFY(!run.snapshot(0).isAlive && !run.snapshot(1).isAlive);
        QVERIFY(!run.nextEventAt());
    }

    void aReplicatedNameMeansAllItsReplicas()
    {
        ServerSpec spec = server(Schedule::AfterWork, 5s);
        spec.count = 3;
        const Run run = ran(scenarioOf({ spec }, { setInterval(1s, 2s) }), 2s);
        QCOMPARE(run.serverCount(), std::size_t { 3 });
        for (ServerIndex i = 0; i < 3; ++i)
            QVERIFY(run.snapshot(i).interval == 2s);
        const Run one = ran(scenarioOf({ spec }, { setInterval(1s, 2s, "poller-2") }), 2s);
        QVERIFY(one.snapshot(0).interval == 5s && one.snapshot(1).interval == 2s);
    }

    void aLoopInNoTimeIsStoppedAndNamed()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 0s) }), 1s);
        QVERIFY(run.limitReached() && run.limitReached()->kind == LimitKind::Instant);
        QCOMPARE(run.limitReached()->server, std::string("poller"));
        QVERIFY(
            run.limitReached()->message.find("poller arms a timer of 0 ms") != std::string::npos);
        QVERIFY(run.limitReached()->message.find("send_after") != std::string::npos);
    }

    void manyServersAtOneInstantAreNoLoop()
    {
        ServerSpec spec = server(Schedule::AfterWork, 1s);
        spec.count = 1000;
        RunOptions options;
        options.limits.instant = 100;
        QVERIFY(!ran(scenarioOf({ spec }), 3s, options).limitReached());
    }

    void aFullMailboxEndsTheRun()
    {
        RunOptions options;
        options.limits.mailbox = 10;
        Run run(
            scenarioOf({ server(Schedule::SendInterval, 1s, Duration { std::chrono::hours(1) }) }),
            options);
        QVERIFY(!run.advanceTo(at(60s)));
        QVERIFY(run.limitReached()->kind == LimitKind::Mailbox);
        QVERIFY(run.now() == at(11s));
        QVERIFY(!run.step());
    }

    void theEventLimitEndsTheRun()
    {
        RunOptions options;
        options.limits.events = 100;
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 1s) }), 1000s, options);
        QVERIFY(run.limitReached()->kind == LimitKind::Events);
        QVERIFY(run.trace().size() >= 100 && run.trace().size() < 110);
    }
};

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"

// SPDX-License-Identifier: GPL-3.0-only
// What comes from outside (clients, stalls, system messages) and what servers share (resources).
#include "tests/support/run_support.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

using Times = std::vector<std::int64_t>;

Times timesMs(const std::vector<Record>& records)
{
    Times times;
    for (const Record& record : records)
        times.push_back(toMs(record.timeNs));
    return times;
}

Times timesMs(const Run& run, Event event, std::uint32_t server = 0)
{
    return timesMs(recordsOf(run, event, server));
}

/// Durations that the works of a server were planned to take.
Times worksNs(const Run& run)
{
    Times works;
    for (const Record& record : recordsOf(run, Event::WorkStart)) {
        if (isTick(record.message))
            works.push_back(record.value);
    }
    return works;
}

ClientSpec client(ClientRequest request, DurationSpec every, DurationSpec work = Duration {})
{
    ClientSpec spec;
    spec.server = "poller";
    spec.request = request;
    spec.every = std::move(every);
    spec.work = std::move(work);
    return spec;
}

Scenario withClient(ServerSpec server, ClientSpec client)
{
    Scenario scenario = scenarioOf({ std::move(server) });
    scenario.clients = { std::move(client) };
    return scenario;
}

Action stall(Duration time, Duration length)
{
    Action act = action(time, ActionKind::Stall, "");
    act.stall = length;
    return act;
}

ServerSpec user(Duration interval, Duration work, std::uint32_t count)
{
    ServerSpec spec = server(Schedule::AfterWork, interval, work);
    spec.uses = "db";
    spec.count = count;
    return spec;
}

Scenario sharing(ServerSpec user, std::uint32_t capacity, std::optional<Duration> timeout = {})
{
    Scenario scenario = scenarioOf({ std::move(user) });
    scenario.resources = { { "db", capacity, timeout } };
    return scenario;
}

} // namespace

class TestTraffic : public QObject
{
    Q_OBJECT

private slots:
    // --- Requests
    // ---------------------------------------------------------------------------------

    void aCallWithWorkOccupiesTheServer()
    {
        Action first = action(1s, ActionKind::Call);
        first.requestWork = 8s;
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 1h) },
                                { first, action(2s, ActionKind::Call) }),
            20s);
        QCOMPARE(timesMs(run, Event::WorkStart), (Times { 1000 }));
        QCOMPARE(timesMs(run, Event::WorkEnd), (Times { 9000 }));
        QCOMPARE(timesMs(run, Event::CallTimeout), (Times { 6000, 7000 }));
        QCOMPARE(timesMs(run, Event::HandleCall), (Times { 1000, 9000 }));
        QVERIFY(recordsOf(run, Event::CallReply).empty());
    }

    void clientsComeWhetherTheyAreAnsweredOrNot()
    {
        const Run run = ran(withClient(server(Schedule::AfterWork, 1h),
                                client(ClientRequest::Call, Duration { 1s }, Duration { 3s })),
            10s);
        QCOMPARE(timesMs(run, Event::Receive),
            (Times { 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10000 }));
        QCOMPARE(timesMs(run, Event::HandleCall), (Times { 1000, 4000, 7000, 10000 }));
        QCOMPARE(timesMs(run, Event::CallReply), (Times { 4000 }));
        // The caller of 2 s gives up just before it is answered: its timer was armed first.
        QCOMPARE(timesMs(run, Event::CallTimeout), (Times { 7000, 8000, 9000, 10000 }));
    }

    void aClientComesFromOneTimeUntilAnother()
    {
        ClientSpec spec = client(ClientRequest::Cast, Duration { 1s });
        spec.from = 10s;
        spec.until = 12s;
        const Run run = ran(withClient(server(Schedule::AfterWork, 1h), spec), 20s);
        QCOMPARE(timesMs(run, Event::HandleCast), (Times { 10'000, 11'000, 12'000 }));
    }

    void gapsMayBeASequence()
    {
        const SequenceDuration gaps { { 1s, 3s }, true };
        const Run run = ran(
            withClient(server(Schedule::AfterWork, 1h), client(ClientRequest::Cast, gaps)), 10s);
        QCOMPARE(timesMs(run, Event::HandleCast), (Times { 1000, 4000, 5000, 8000, 9000 }));
    }

    void aTickFromOutsideIsATick()
    {
        const Run run = ran(withClient(server(Schedule::SendInterval, 1h, Duration { 100ms }),
                                client(ClientRequest::Tick, Duration { 2s })),
            5s);
        QCOMPARE(startsMs(run), (Times { 2000, 4000 }));
        const TraceLog log = logOf(run);
        QVERIFY(log.server(0).messages.at(0).dueNs == noTime); // no timer sent it
    }

    void whatComesFromOutsideComesBeforeTheTimersOfItsInstant()
    {
        const Run run = ran(withClient(server(Schedule::AfterWork, 5s),
                                client(ClientRequest::Cast, Duration { 5s }, Duration { 1s })),
            7s);
        QCOMPARE(timesMs(run, Event::HandleCast), (Times { 5000 }));
        QCOMPARE(startsMs(run), (Times { 6000 }));
    }

    void everyReplicaGetsEachRequest()
    {
        ServerSpec replicas = server(Schedule::AfterWork, 1h);
        replicas.count = 2;
        const Run run = ran(withClient(replicas, client(ClientRequest::Cast, Duration { 1s })), 2s);
        for (std::uint32_t replica : { 0U, 1U })
            QCOMPARE(timesMs(run, Event::HandleCast, replica), (Times { 1000, 2000 }));
    }

    void aClientChangesNoDrawOfAServer()
    {
        ServerSpec spec = server(Schedule::SendInterval, 1s, ExponentialDuration { 300ms });
        const Run alone = ran(scenarioOf({ spec }), 50s);
        const Run asked = ran(
            withClient(spec, client(ClientRequest::Cast, ExponentialDuration { 100ms })), 50s);
        const Times works = worksNs(asked);
        QVERIFY(works.size() > 40);
        QVERIFY(std::equal(works.begin(), works.end(), worksNs(alone).begin()));
        QVERIFY(recordsOf(asked, Event::HandleCast).size() > 300);
    }

    void clientsDrawFromStreamsOfTheirOwn()
    {
        Scenario scenario = withClient(server(Schedule::AfterWork, 1h),
            client(ClientRequest::Cast, ExponentialDuration { 1s }));
        const Times first = timesMs(ran(scenario, 50s), Event::HandleCast);
        scenario.clients.push_back(client(ClientRequest::Call, ExponentialDuration { 2s }));
        QCOMPARE(timesMs(ran(scenario, 50s), Event::HandleCast), first);
        scenario.seed = 2;
        QVERIFY(timesMs(ran(scenario, 50s), Event::HandleCast) != first);
    }

    void aCastStartsTheIdleWaitAnewAndAForgetfulOneEndsIt()
    {
        ClientSpec spec = client(ClientRequest::Cast, Duration { 10s });
        spec.from = 500ms;
        const ServerSpec idle = server(Schedule::IdleTimeout, 1s);
        QCOMPARE(startsMs(ran(withClient(idle, spec), 4s)), (Times { 1500, 2500, 3500 }));
        spec.forgetsTimeout = true;
        QVERIFY(startsMs(ran(withClient(idle, spec), 4s)).empty());
        spec.request = ClientRequest::Call;
        QVERIFY(startsMs(ran(withClient(idle, spec), 4s)).empty());
    }

    void aClientOfNoProcessIsDropped()
    {
        Scenario scenario = withClient(
            server(Schedule::AfterWork, 1h), client(ClientRequest::Call, Duration { 1s }));
        scenario.servers[0].restart = RestartKind::Temporary;
        scenario.actions = { action(2500ms, ActionKind::Crash) };
        const Run run = ran(scenario, 5s);
        QCOMPARE(timesMs(run, Event::CallReply), (Times { 1000, 2000 }));
        QCOMPARE(timesMs(run, Event::Drop), (Times { 3000, 4000, 5000 }));
    }

    void aRunAgainIsTheSame()
    {
        Scenario scenario = withClient(server(Schedule::AfterWork, 1s, Duration { 20ms }),
            client(
                ClientRequest::Call, ExponentialDuration { 50ms }, ExponentialDuration { 30ms }));
        scenario.actions = { stall(2s, 300ms), action(4s, ActionKind::Crash) };
        Run run = ran(scenario, 10s);
        Run again = run.rebuild();
        again.advanceTo(at(10s));
        QCOMPARE(again.trace().fingerprint(), run.trace().fingerprint());
        run.restart(scenario);
        run.advanceTo(at(10s));
        QCOMPARE(run.trace().fingerprint(), again.trace().fingerprint());
    }

    // --- System messages
    // --------------------------------------------------------------------------

    void aSystemMessageStartsTheIdleWaitAnew()
    {
        const Run run = ran(
            scenarioOf({ server(Schedule::IdleTimeout, 1s) }, { action(600ms, ActionKind::Sys) }),
            3s);
        QCOMPARE(startsMs(run), (Times { 1600, 2600 }));
        QCOMPARE(timesMs(run, Event::CallReply), (Times { 600 }));
        QVERIFY(recordsOf(run, Event::HandleCall).empty()); // no callback sees it
    }

    void aSystemMessageDoesNotBringBackAForgottenTimeout()
    {
        const Run run = ran(scenarioOf({ server(Schedule::IdleTimeout, 1s) },
                                { action(500ms, ActionKind::Cancel), action(700ms, ActionKind::Sys),
                                    action(800ms, ActionKind::Sys) }),
            5s);
        QVERIFY(startsMs(run).empty());
        QCOMPARE(timesMs(run, Event::CallReply), (Times { 700, 800 }));
    }

    void aSystemMessageWaitsItsTurnAndIsNoTick()
    {
        const Run run = ran(scenarioOf({ server(Schedule::SendInterval, 1s, Duration { 600ms }) },
                                { action(1200ms, ActionKind::Sys) }),
            2500ms);
        QCOMPARE(timesMs(run, Event::CallReply), (Times { 1600 }));
        QCOMPARE(startsMs(run), (Times { 1000, 2000 }));
        QCOMPARE(run.snapshot(0).tick, 2U);
    }

    // --- The node stands still
    // --------------------------------------------------------------------

    void aStallGivesSendIntervalABurstAndSendAfterOneTick()
    {
        const Run run
            = ran(scenarioOf({ server(Schedule::SendInterval, 100ms, Duration {}, "interval"),
                                 server(Schedule::AfterWork, 100ms, Duration {}, "after") },
                      { stall(250ms, 400ms) }),
                850ms);
        QCOMPARE(startsMs(run, 0), (Times { 100, 200, 650, 650, 650, 650, 700, 800 }));
        QCOMPARE(startsMs(run, 1), (Times { 100, 200, 650, 750, 850 }));
    }

    void aStallPutsOffTheEndOfWorkAndWhatComesFromOutside()
    {
        Scenario scenario = withClient(server(Schedule::AfterWork, 100ms, Duration { 200ms }),
            client(ClientRequest::Cast, Duration { 350ms }));
        scenario.actions = { stall(150ms, 500ms) };
        const Run run = ran(scenario, 740ms);
        QCOMPARE(timesMs(run, Event::WorkEnd), (Times { 650 }));
        QCOMPARE(timesMs(run, Event::HandleCast), (Times { 650, 700 }));
        QCOMPARE(timesMs(recordsOf(run, Event::Stall, 1)), (Times { 150 }));
    }

    void aCallerCannotGiveUpWhileTheNodeStandsStill()
    {
        Action call = action(100ms, ActionKind::Call);
        call.timeout = 200ms;
        call.requestWork = 10s;
        const Run run
            = ran(scenarioOf({ server(Schedule::AfterWork, 1h) }, { call, stall(200ms, 1s) }), 5s);
        QCOMPARE(timesMs(run, Event::CallTimeout), (Times { 1200 }));
    }

    // --- Resources
    // --------------------------------------------------------------------------------

    void whoFindsNoUnitWaitsInTheHandlerFirstComeFirstServed()
    {
        const Run run = ran(sharing(user(1s, 300ms, 3), 1), 2s);
        for (std::uint32_t replica : { 0U, 1U, 2U }) {
            const std::int64_t waited = replica * std::int64_t { 300 };
            QCOMPARE(timesMs(run, Event::HandleInfo, replica), (Times { 1000 }));
            QCOMPARE(timesMs(run, Event::WorkStart, replica), (Times { 1000 + waited }));
            QCOMPARE(timesMs(run, Event::WorkEnd, replica), (Times { 1300 + waited }));
        }
        QCOMPARE(timesMs(run, Event::Wait, 2), (Times { 1000 }));
        const TraceLog log = logOf(run);
        QCOMPARE(toMs(log.server(2).messages.at(0).startedNs), std::int64_t { 1000 });
        QCOMPARE(toMs(log.server(2).unitWaits.at(0).endNs), std::int64_t { 1600 });
    }

    void aWaitThatTimesOutEndsAsAnError()
    {
        ServerSpec spec = user(1s, 300ms, 3);
        spec.kind = ServerKind::BackoffPoller;
        const Run run = ran(sharing(spec, 1, 400ms), 4s);
        const std::vector<Record> ends = recordsOf(run, Event::WorkEnd, 2);
        QCOMPARE(toMs(ends.at(0).timeNs), std::int64_t { 1400 });
        QCOMPARE(static_cast<TickOutcome>(ends.at(0).detail), TickOutcome::Error);
        QCOMPARE(ends.at(0).value, std::int64_t { 0 });
        QCOMPARE(
            startsMs(run, 2).at(1), std::int64_t { 3400 }); // the handler saw the error: 1 s x 2
        QCOMPARE(startsMs(run, 1).at(1), std::int64_t { 2600 });
    }

    void aUnitOfAProcessThatDiesGoesToTheNext()
    {
        Scenario scenario = sharing(user(1s, 10s, 3), 1);
        scenario.actions = { action(2s, ActionKind::Crash, "poller-2"),
            action(3s, ActionKind::Crash, "poller-1") };
        const Run run = ran(scenario, 3500ms);
        QCOMPARE(timesMs(run, Event::WorkStart, 2), (Times { 3000 }));
        QCOMPARE(
            timesMs(run, Event::Wait, 1), (Times { 1000, 3000 })); // its successor ticks at 3 s
        QVERIFY(run.snapshot(1).isWaitingForUnit && run.snapshot(1).isWorking);
        QVERIFY(!run.snapshot(2).isWaitingForUnit);
    }

    void aMailboxGoesOnFillingWhileItsServerWaits()
    {
        ServerSpec first = user(1s, 2500ms, 1);
        ServerSpec second = user(1s, 100ms, 1);
        second.name = "second";
        second.schedule = Schedule::SendInterval;
        Scenario scenario = sharing(first, 1);
        scenario.servers.push_back(second);
        const Run run = ran(scenario, 3400ms);
        QCOMPARE(run.snapshot(1).mailbox.size(), std::size_t { 2 });
    }

    void sixtyPollersShareTwentyConnections()
    {
        ServerSpec spec = user(1s, 500ms, 60);
        spec.schedule = Schedule::SendInterval;
        const Run run = ran(sharing(spec, 20), 20s);
        const TraceLog log = logOf(run);
        std::size_t finished = 0;
        for (std::size_t server = 0; server < log.serverCount(); ++server)
            finished += recordsOf(run, Event::WorkEnd, static_cast<std::uint32_t>(server)).size();
        QCOMPARE(finished, std::size_t { 19 * 40 }); // the pool gives 40 a second, 60 are wanted
    }

    // --- Smaller things
    // ---------------------------------------------------------------------------

    void sequencesMayBeginAnew()
    {
        ServerSpec spec
            = server(Schedule::SendInterval, 1s, SequenceDuration { { 100ms, 200ms }, true });
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error }, true };
        const Run run = ran(scenarioOf({ spec }), 5500ms);
        QCOMPARE(timesMs(run, Event::WorkEnd), (Times { 1100, 2200, 3100, 4200, 5100 }));
        std::vector<TickOutcome> outcomes;
        for (const Record& end : recordsOf(run, Event::WorkEnd))
            outcomes.push_back(static_cast<TickOutcome>(end.detail));
        QCOMPARE(outcomes,
            (std::vector { TickOutcome::Ok, TickOutcome::Error, TickOutcome::Ok, TickOutcome::Error,
                TickOutcome::Ok }));
    }

    void replicasMayBeginOneStepAfterAnother()
    {
        ServerSpec spec = server(Schedule::Absolute, 20s);
        spec.first = Duration { 1s };
        spec.firstStep = 1s;
        spec.count = 20;
        const Run run = ran(scenarioOf({ spec }), 45s);
        for (std::int64_t replica = 0; replica < 20; ++replica) {
            const Times starts = startsMs(run, static_cast<std::size_t>(replica));
            QCOMPARE(starts.at(0), 1000 * (replica + 1));
            QCOMPARE(starts.at(1), 1000 * (replica + 21));
        }
    }

    void jitterMayTakeAwayAsWellAsAdd()
    {
        ServerSpec spec = server(Schedule::AfterWork, 60min);
        spec.jitterLow = -15min;
        spec.jitter = 15min;
        const Times starts = startsMs(ran(scenarioOf({ spec }), 2000h));
        std::vector<double> minutes;
        for (std::size_t i = 1; i < starts.size(); ++i)
            minutes.push_back(static_cast<double>(starts[i] - starts[i - 1]) / 60'000);
        const auto [least, most] = std::ranges::minmax(minutes);
        const double mean = std::accumulate(minutes.begin(), minutes.end(), 0.0)
            / static_cast<double>(minutes.size());
        QVERIFY(least >= 45 && least < 46 && most <= 75 && most > 74);
        QVERIFY(mean > 59 && mean < 61);
    }

    void jitterNeverWaitsLessThanNothing()
    {
        for (const Schedule schedule : { Schedule::AfterWork, Schedule::Absolute,
                 Schedule::AbsoluteSkip, Schedule::IdleTimeout }) {
            ServerSpec spec = server(schedule, 10ms, Duration { 1ms });
            spec.jitterLow = -100ms;
            spec.jitter = 5ms;
            const Run run = ran(scenarioOf({ spec }), 1s);
            const Times starts = startsMs(run);
            QVERIFY(starts.size() > 100);
            QVERIFY(std::is_sorted(starts.begin(), starts.end()));
        }
    }
};

QTEST_APPLESS_MAIN(TestTraffic)
#include "tst_traffic.moc"

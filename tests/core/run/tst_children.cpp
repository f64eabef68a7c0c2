// SPDX-License-Identifier: GPL-3.0-only
// What starts, fails and restarts: strategies, loads that fail, a supervisor over the supervisor.
#include "tests/support/run_support.h"

#include <QTest>

#include <algorithm>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

using Times = std::vector<std::int64_t>;
using Lines = std::vector<std::string>;

Times timesMs(const std::vector<Record>& records)
{
    Times times;
    for (const Record& record : records)
        times.push_back(toMs(record.timeNs));
    return times;
}

// "1500 exit b killed", of starts and ends only.
Lines storyOf(const Run& run, Duration since)
{
    Lines lines;
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        const Record& record = run.trace()[seq];
        const bool hasReason = record.event == Event::Exit || record.event == Event::SupervisorExit;
        if (record.timeNs < since.count()
            || (!hasReason && record.event != Event::Spawn && record.event != Event::Restart))
            continue;
        std::string line = std::to_string(toMs(record.timeNs)) + " " + toText(record.event) + " "
            + run.processNames()[record.server];
        if (hasReason)
            line += std::string(" ") + toText(static_cast<Reason>(record.detail));
        if (record.event == Event::Restart && record.detail != 0)
            line += " too";
        lines.push_back(std::move(line));
    }
    return lines;
}

Scenario threeServers(Strategy strategy)
{
    Scenario scenario = scenarioOf({ server(Schedule::AfterWork, 2s, Duration {}, "a"),
                                       server(Schedule::AfterWork, 2s, Duration {}, "b"),
                                       server(Schedule::AfterWork, 2s, Duration {}, "c") },
        { action(5s, ActionKind::Crash, "b") });
    scenario.supervisor.strategy = strategy;
    return scenario;
}

ServerSpec loading(LoadIn loadIn, std::vector<Outcome> outcomes, Duration load = 100ms)
{
    ServerSpec spec = server(Schedule::AfterWork, 1s);
    spec.load = load;
    spec.loadIn = loadIn;
    spec.loadOutcomes = OutcomeSequence { std::move(outcomes) };
    return spec;
}

// It crashes 20 ms after each of its starts.
ServerSpec poisoned()
{
    ServerSpec spec = server(Schedule::AfterWork, 1h, Duration { 20ms });
    spec.first = Duration {};
    spec.outcomes = OutcomeSequence { { Outcome::Crash } };
    return spec;
}

} // namespace

Q_DECLARE_METATYPE(Lines)
Q_DECLARE_METATYPE(Times)
Q_DECLARE_METATYPE(Schedule)

class TestChildren : public QObject
{
    Q_OBJECT

private slots:
    // apache/couchdb#1572
    void restForOneTakesAlongWhoeverWasStartedLater()
    {
        const Run run = ran(threeServers(Strategy::RestForOne), 10s);
        QCOMPARE(storyOf(run, 1s),
            (Lines { "5000 exit b killed", "5000 exit c shutdown", "5000 restart b", "5000 spawn b",
                "5000 restart c too", "5000 spawn c" }));
        QCOMPARE(startsMs(run, 0), (Times { 2000, 4000, 6000, 8000, 10000 }));
        QCOMPARE(startsMs(run, 1), (Times { 2000, 4000, 7000, 9000 }));
        QCOMPARE(startsMs(run, 2), (Times { 2000, 4000, 7000, 9000 }));
        QCOMPARE(run.snapshot(2).restarts, 1U);
    }

    void oneForAllTakesAlongAll()
    {
        const Run run = ran(threeServers(Strategy::OneForAll), 10s);
        QCOMPARE(storyOf(run, 1s),
            (Lines { "5000 exit b killed", "5000 exit c shutdown", "5000 exit a shutdown",
                "5000 restart a too", "5000 spawn a", "5000 restart b", "5000 spawn b",
                "5000 restart c too", "5000 spawn c" }));
        QCOMPARE(startsMs(run, 0), (Times { 2000, 4000, 7000, 9000 }));
    }

    void takingAlongCountsAsOneRestart()
    {
        Scenario scenario = threeServers(Strategy::OneForAll);
        scenario.supervisor.maxRestarts = 1;
        scenario.actions.push_back(action(6s, ActionKind::Crash, "a"));
        const Run run = ran(scenario, 10s);
        QCOMPARE(storyOf(run, 6s),
            (Lines { "6000 exit a killed", "6000 exit c shutdown", "6000 exit b shutdown",
                "6000 supervisor_exit supervisor shutdown" }));
    }

    // koudelka/elixir-riemann#2
    void anInitThatFailsAfterACrashIsOneMoreRestart()
    {
        Scenario scenario = scenarioOf({ loading(LoadIn::Init, { Outcome::Ok, Outcome::Crash }) },
            { action(1500ms, ActionKind::Crash) });
        const Run run = ran(scenario, 10s);
        QCOMPARE(storyOf(run, 1s),
            (Lines { "1500 exit poller killed", "1500 restart poller", "1500 spawn poller",
                "1600 exit poller crash", "1600 restart poller", "1600 spawn poller",
                "1700 exit poller crash", "1700 restart poller", "1700 spawn poller",
                "1800 exit poller crash", "1800 supervisor_exit supervisor shutdown" }));
    }

    void anInitThatFailsInTheFirstStartEndsTheSupervisor()
    {
        ServerSpec failing = loading(LoadIn::Init, { Outcome::Crash });
        failing.name = "c";
        Scenario scenario = scenarioOf({ server(Schedule::AfterWork, 1s, Duration {}, "a"),
            server(Schedule::AfterWork, 1s, Duration {}, "b"), failing,
            server(Schedule::AfterWork, 1s, Duration {}, "d") });
        const Run run = ran(scenario, 10s);
        QCOMPARE(storyOf(run, 0s),
            (Lines { "0 spawn a", "0 spawn b", "0 spawn c", "100 exit c crash",
                "100 exit b shutdown", "100 exit a shutdown",
                "100 supervisor_exit supervisor shutdown" }));
    }

    void aLoadThatTakesNoTimeFailsAtOnce()
    {
        Scenario scenario
            = scenarioOf({ loading(LoadIn::Init, { Outcome::Ok, Outcome::Crash }, 0ms) },
                { action(1500ms, ActionKind::Crash) });
        const Run run = ran(scenario, 10s);
        QCOMPARE(timesMs(recordsOf(run, Event::Restart)), (Times { 1500, 1500, 1500 }));
        QCOMPARE(timesMs(recordsOf(run, Event::SupervisorExit, 1)), (Times { 1500 }));
    }

    void aLoadThatFailsInContinueIsACrashOfARunningChild()
    {
        Scenario scenario = scenarioOf(
            { loading(LoadIn::Continue, { Outcome::Crash, Outcome::Crash, Outcome::Ok }),
                server(Schedule::AfterWork, 1s, Duration {}, "sibling") });
        const Run run = ran(scenario, 1500ms);
        QCOMPARE(timesMs(recordsOf(run, Event::Restart)), (Times { 100, 200 }));
        QCOMPARE(startsMs(run, 0), (Times { 1200 }));
        QCOMPARE(startsMs(run, 1), (Times { 1000 }));
    }

    void eachReplicaCountsItsOwnLoads()
    {
        ServerSpec spec = loading(LoadIn::Continue, { Outcome::Ok, Outcome::Crash, Outcome::Ok });
        spec.count = 2;
        const Run run
            = ran(scenarioOf({ spec }, { action(500ms, ActionKind::Crash, "poller-2") }), 2s);
        QCOMPARE(run.snapshot(0).incarnation, 1U);
        QCOMPARE(run.snapshot(1).incarnation, 3U); // killed, then one load that crashed
    }

    void aLoadMayEndInOtherWays_data()
    {
        QTest::addColumn<int>("loadIn");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<Lines>("story");
        QTest::addColumn<Times>("ticks");
        const Lines stays { "0 spawn poller" };
        QTest::newRow("an error in init is data")
            << int(LoadIn::Init) << int(Outcome::Error) << stays << Times { 1100 };
        QTest::newRow("an error in continue is data")
            << int(LoadIn::Continue) << int(Outcome::Error) << stays << Times { 1000 };
        QTest::newRow("init that returns early arms nothing")
            << int(LoadIn::Init) << int(Outcome::NoRearm) << stays << Times {};
        QTest::newRow("continue that returns early has armed before")
            << int(LoadIn::Continue) << int(Outcome::NoRearm) << stays << Times { 1000 };
        QTest::newRow("init that stops has not started")
            << int(LoadIn::Init) << int(Outcome::Stop)
            << Lines { "0 spawn poller", "100 exit poller normal",
                   "100 supervisor_exit supervisor shutdown" }
            << Times {};
        QTest::newRow("continue that stops is a child that stopped")
            << int(LoadIn::Continue) << int(Outcome::Stop)
            << Lines { "0 spawn poller", "100 exit poller normal" } << Times {};
    }

    void aLoadMayEndInOtherWays()
    {
        QFETCH(int, loadIn);
        QFETCH(int, outcome);
        ServerSpec spec = loading(LoadIn(loadIn), { Outcome(outcome) });
        spec.restart = RestartKind::Transient;
        const Run run = ran(scenarioOf({ spec }), 1500ms);
        QTEST(storyOf(run, 0s), "story");
        QTEST(startsMs(run), "ticks");
    }

    void aServerThatStopsIsRestartedOnlyIfPermanent_data()
    {
        QTest::addColumn<int>("restart");
        QTest::addColumn<Lines>("story");
        QTest::newRow("permanent")
            << int(RestartKind::Permanent)
            << Lines { "250 exit poller normal", "250 restart poller", "250 spawn poller" };
        QTest::newRow("transient")
            << int(RestartKind::Transient) << Lines { "250 exit poller normal" };
        QTest::newRow("temporary")
            << int(RestartKind::Temporary) << Lines { "250 exit poller normal" };
    }

    void aServerThatStopsIsRestartedOnlyIfPermanent()
    {
        QFETCH(int, restart);
        ServerSpec spec = server(Schedule::SendInterval, 100ms, Duration { 150ms });
        spec.outcomes = OutcomeSequence { { Outcome::Stop } };
        spec.restart = RestartKind(restart);
        const Run run = ran(scenarioOf({ spec }), 260ms);
        QTEST(storyOf(run, 50ms), "story");
        const TraceLog log = logOf(run);
        QVERIFY(log.server(0).messages.at(0).outcome == TickOutcome::Ok);
        QVERIFY(log.server(0).messages.at(1).outcome == TickOutcome::Lost); // with its mailbox
    }

    // firezone/firezone#9319
    void whoReturnsBeforeTheLineThatSchedulesTicksNoMore()
    {
        ServerSpec spec = server(Schedule::AfterWork, 10s, Duration { 50ms });
        spec.outcomes = OutcomeSequence { {} };
        auto& values = std::get<OutcomeSequence>(spec.outcomes).values;
        values.assign(10, Outcome::Error);
        values.push_back(Outcome::NoRearm);
        const Run run = ran(scenarioOf({ spec }), 300s);
        const Times starts = startsMs(run);
        QCOMPARE(starts.size(), std::size_t { 11 });
        QCOMPARE(starts.back(), std::int64_t { 110'500 });
        const TraceLog log = logOf(run);
        QVERIFY(log.server(0).messages.back().outcome == TickOutcome::Error);
        QCOMPARE(run.snapshot(0).state,
            std::string("%{interval: 10000, timer: #Ref, data: {:error, 11}, count: 11}"));
    }

    void onlyWhoArmsLastCanFailToRearm_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::addColumn<Times>("starts");
        const Times all { 100, 200, 300 };
        QTest::newRow("after_work") << Schedule::AfterWork << Times { 100 };
        QTest::newRow("before_work") << Schedule::BeforeWork << all;
        QTest::newRow("send_interval") << Schedule::SendInterval << all;
        QTest::newRow("absolute") << Schedule::Absolute << all;
        QTest::newRow("absolute_skip") << Schedule::AbsoluteSkip << all;
        QTest::newRow("idle_timeout") << Schedule::IdleTimeout << Times { 100 };
    }

    void onlyWhoArmsLastCanFailToRearm()
    {
        QFETCH(Schedule, schedule);
        for (const ServerKind kind : { ServerKind::Poller, ServerKind::Heartbeat,
                 ServerKind::CacheRefresh, ServerKind::Countdown, ServerKind::BackoffPoller }) {
            ServerSpec spec = server(schedule, 100ms);
            spec.kind = kind;
            spec.factor = 1; // a backoff that shows no more than the others
            spec.outcomes = OutcomeSequence { { Outcome::NoRearm } };
            QTEST(startsMs(ran(scenarioOf({ spec }), 350ms)), "starts");
        }
    }

    void everyKindCanStop()
    {
        for (const ServerKind kind : { ServerKind::Poller, ServerKind::Heartbeat,
                 ServerKind::CacheRefresh, ServerKind::Countdown, ServerKind::BackoffPoller }) {
            ServerSpec spec = server(Schedule::BeforeWork, 100ms, Duration { 10ms });
            spec.kind = kind;
            spec.restart = RestartKind::Transient;
            spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Stop } };
            const Run run = ran(scenarioOf({ spec }), 1s);
            QCOMPARE(startsMs(run), (Times { 100, 200 }));
            QCOMPARE(timesMs(recordsOf(run, Event::Exit)), (Times { 210 }));
        }
    }

    void ratesOfAllOutcomesAreDrawn()
    {
        ServerSpec spec = server(Schedule::BeforeWork, 10ms);
        spec.outcomes = OutcomeRates { 0.25, 0.0, 0.25, 0.25 };
        spec.restart = RestartKind::Permanent;
        Scenario scenario = scenarioOf({ spec });
        scenario.supervisor.maxRestarts = 1'000'000;
        const Run run = ran(scenario, 40s);
        const auto share = [&](std::size_t count) {
            return static_cast<double>(count) / static_cast<double>(startsMs(run).size());
        };
        const std::vector<Record> ends = recordsOf(run, Event::WorkEnd);
        const auto errors = std::count_if(ends.begin(), ends.end(), [](const Record& record) {
            return static_cast<TickOutcome>(record.detail) == TickOutcome::Error;
        });
        QVERIFY(std::abs(share(static_cast<std::size_t>(errors)) - 0.5) < 0.05);
        QVERIFY(std::abs(share(recordsOf(run, Event::Exit).size()) - 0.25) < 0.05);
    }

    void theFirstTickCanBeArmedAfterTheLoad_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::addColumn<Times>("inInit");
        QTest::addColumn<Times>("afterLoad");
        QTest::newRow("after_work")
            << Schedule::AfterWork << Times { 250, 350 } << Times { 350, 450 };
        QTest::newRow("before_work")
            << Schedule::BeforeWork << Times { 250, 350 } << Times { 350, 450 };
        QTest::newRow("send_interval")
            << Schedule::SendInterval << Times { 250, 250 } << Times { 350, 450 };
        QTest::newRow("absolute") << Schedule::Absolute << Times { 250, 250 } << Times { 350, 450 };
        QTest::newRow("absolute_skip")
            << Schedule::AbsoluteSkip << Times { 250, 300 } << Times { 350, 450 };
        QTest::newRow("idle_timeout")
            << Schedule::IdleTimeout << Times { 350, 450 } << Times { 350, 450 };
    }

    void theFirstTickCanBeArmedAfterTheLoad()
    {
        QFETCH(Schedule, schedule);
        ServerSpec spec = server(schedule, 100ms);
        spec.load = Duration { 250ms };
        for (const Arm arm : { Arm::Init, Arm::AfterLoad }) {
            spec.arm = arm;
            Times starts = startsMs(ran(scenarioOf({ spec }), 1s));
            starts.resize(2);
            if (arm == Arm::Init)
                QTEST(starts, "inInit");
            else
                QTEST(starts, "afterLoad");
        }
    }

    void aParentStartsTheSupervisorAgainUntilItsOwnLimit()
    {
        Scenario scenario
            = scenarioOf({ poisoned(), server(Schedule::AfterWork, 1s, Duration {}, "healthy") });
        scenario.supervisor.parent = RestartLimits { 1, 5 };
        const Run run = ran(scenario, 10s);
        const Lines story = storyOf(run, 70ms);
        const Lines first(story.begin(), story.begin() + 8);
        QCOMPARE(first,
            (Lines { "80 exit poller crash", "80 exit healthy shutdown",
                "80 supervisor_exit supervisor shutdown", "80 restart supervisor",
                "80 restart poller too", "80 spawn poller", "80 restart healthy too",
                "80 spawn healthy" }));
        const Lines last(story.end() - 4, story.end());
        QCOMPARE(last,
            (Lines { "160 exit poller crash", "160 exit healthy shutdown",
                "160 supervisor_exit supervisor shutdown",
                "160 supervisor_exit supervisor_parent shutdown" }));
    }

    void aParentCountsAStartThatFails()
    {
        Scenario scenario = scenarioOf({ loading(LoadIn::Init, { Outcome::Ok, Outcome::Crash }) },
            { action(1500ms, ActionKind::Crash) });
        scenario.supervisor.maxRestarts = 0;
        scenario.supervisor.parent = RestartLimits { 2, 5 };
        const Run run = ran(scenario, 10s);
        QCOMPARE(timesMs(recordsOf(run, Event::SupervisorExit, 1)), (Times { 1500, 1600, 1700 }));
        QCOMPARE(timesMs(recordsOf(run, Event::Restart, 1)), (Times { 1500, 1600 }));
        QCOMPARE(timesMs(recordsOf(run, Event::SupervisorExit, 2)), (Times { 1700 }));
    }

    void aParentEndsWithAFirstStartThatFails()
    {
        Scenario scenario = scenarioOf({ loading(LoadIn::Init, { Outcome::Crash }) });
        scenario.supervisor.parent = RestartLimits {};
        const Run run = ran(scenario, 10s);
        QCOMPARE(storyOf(run, 50ms),
            (Lines { "100 exit poller crash", "100 supervisor_exit supervisor shutdown",
                "100 supervisor_exit supervisor_parent shutdown" }));
    }

    void restartsWithoutEndAtOneInstantAreALimit()
    {
        Scenario scenario
            = scenarioOf({ loading(LoadIn::Init, { Outcome::Ok, Outcome::Crash }, 0ms) },
                { action(1500ms, ActionKind::Crash) });
        scenario.supervisor.maxRestarts = 4'000'000'000U;
        const Run run = ran(scenario, 10s);
        QVERIFY(run.limitReached().has_value());
        QVERIFY(run.limitReached()->kind == LimitKind::Instant);
        const std::string& message = run.limitReached()->message;
        QVERIFY2(message.find("poller is restarted again and again") != std::string::npos,
            message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestChildren)
#include "tst_children.moc"

// SPDX-License-Identifier: GPL-3.0-only
// What each kind of server does that the others do not.
#include "tests/support/run_support.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

using Times = std::vector<std::int64_t>;

ServerSpec ofKind(
    ServerKind kind, Schedule schedule, Duration interval, DurationSpec work = Duration {})
{
    ServerSpec spec = server(schedule, interval, std::move(work));
    spec.kind = kind;
    return spec;
}

Times timesMs(const std::vector<Record>& records)
{
    Times times;
    for (const Record& record : records)
        times.push_back(toMs(record.timeNs));
    return times;
}

} // namespace

Q_DECLARE_METATYPE(Schedule)
Q_DECLARE_METATYPE(Times)
Q_DECLARE_METATYPE(ServerSpec)

class TestServers : public QObject
{
    Q_OBJECT

private slots:
    void onlyAnIntervalAfterAnErrorIsCapped()
    {
        ServerSpec spec = ofKind(ServerKind::BackoffPoller, Schedule::AfterWork, 5s);
        spec.maxInterval = 2s;
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Ok } };
        QCOMPARE(
            startsMs(ran(scenarioOf({ spec }), 20s)), (Times { 5000, 10'000, 12'000, 17'000 }));
    }

    void everyPointOfAGridWithFractionsComesOnce()
    {
        Scenario scenario = scenarioOf({ server(Schedule::AbsoluteSkip, 12'400us) });
        scenario.clock = ClockKind::Beam;
        const Times starts = startsMs(ran(scenario, 60ms));
        QCOMPARE(starts, (Times { 13, 26, 39, 52 }));
    }

    void pollerCountsItsPolls()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 1s }) }), 20s);
        QCOMPARE(run.snapshot(0).state,
            std::string("%{interval: 5000, timer: #Ref, data: {:ok, 3}, count: 3}"));
    }

    void anErrorIsDataAndTheServerLivesOn()
    {
        ServerSpec spec = server(Schedule::AfterWork, 100ms);
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error } };
        const Run run = ran(scenarioOf({ spec }), 350ms);
        QCOMPARE(run.snapshot(0).state,
            std::string("%{interval: 100, timer: #Ref, data: {:error, 3}, count: 3}"));
        QCOMPARE(run.snapshot(0).incarnation, 1U);
    }

    void countdownFromThreeTakesFourTicks_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::newRow("after_work") << Schedule::AfterWork;
        QTest::newRow("before_work") << Schedule::BeforeWork;
        QTest::newRow("send_interval") << Schedule::SendInterval;
        QTest::newRow("absolute") << Schedule::Absolute;
        QTest::newRow("absolute_skip") << Schedule::AbsoluteSkip;
        QTest::newRow("idle_timeout") << Schedule::IdleTimeout;
    }

    void countdownFromThreeTakesFourTicks()
    {
        QFETCH(Schedule, schedule);
        ServerSpec spec = ofKind(ServerKind::Countdown, schedule, 100ms);
        spec.from = 3;
        const Run run = ran(scenarioOf({ spec }), 2s);
        QCOMPARE(startsMs(run), (Times { 100, 200, 300, 400 }));
        QCOMPARE(timesMs(recordsOf(run, Event::Notify)), (Times { 400 }));
        QVERIFY(run.snapshot(0).isFinished);
        QVERIFY(run.snapshot(0).timers.empty());
    }

    void cacheKeepsItsOldValueOnAnError()
    {
        ServerSpec spec = ofKind(ServerKind::CacheRefresh, Schedule::AfterWork, 100ms);
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Error } };
        const Run run = ran(scenarioOf({ spec }), 350ms);
        QCOMPARE(run.snapshot(0).state,
            std::string("%{interval: 100, timer: #Ref, cache: 1, refreshed_at: 100}"));
    }

    void aBackoffPollerCountsErrorsOnlyWhereItNeedsThem()
    {
        ServerSpec spec = ofKind(ServerKind::BackoffPoller, Schedule::AfterWork, 100ms);
        spec.outcomes = OutcomeSequence { { Outcome::Error } };
        const std::string once = ran(scenarioOf({ spec }), 150ms).snapshot(0).state;
        QCOMPARE(once, std::string("%{base_interval: 100, timer: #Ref, last_result: {:error, 1}}"));
        spec.growth = Growth::Exponential;
        const std::string grows = ran(scenarioOf({ spec }), 150ms).snapshot(0).state;
        QVERIFY(grows.ends_with("last_result: {:error, 1}, errors: 1}"));
    }

    void backoffFollowsItsResults_data()
    {
        QTest::addColumn<ServerSpec>("spec");
        QTest::addColumn<Times>("starts");
        ServerSpec spec = ofKind(ServerKind::BackoffPoller, Schedule::AfterWork, 100ms);
        spec.outcomes = OutcomeSequence { { Outcome::Error, Outcome::Error, Outcome::Error,
            Outcome::Error, Outcome::Ok } };
        QTest::newRow("double_once: twice the base after any error")
            << spec << Times { 100, 300, 500, 700, 900, 1000, 1100 };
        spec.growth = Growth::Exponential;
        QTest::newRow("exponential: 2, 4, 8, 16 times")
            << spec << Times { 100, 300, 700, 1500, 3100, 3200, 3300 };
        spec.maxInterval = 500ms;
        QTest::newRow("exponential up to a cap")
            << spec << Times { 100, 300, 700, 1200, 1700, 1800, 1900 };
        spec.schedule = Schedule::SendInterval;
        QTest::newRow("send_interval: cancelled and recreated")
            << spec << Times { 100, 300, 700, 1200, 1700, 1800, 1900 };
        spec.schedule = Schedule::IdleTimeout;
        QTest::newRow("idle_timeout: the next wait is longer")
            << spec << Times { 100, 300, 700, 1200, 1700, 1800, 1900 };
        spec.schedule = Schedule::BeforeWork;
        QTest::newRow("before_work: one tick later, from the last result")
            << spec << Times { 100, 200, 400, 800, 1300, 1800, 1900 };
    }

    void backoffFollowsItsResults()
    {
        QFETCH(ServerSpec, spec);
        Times starts = startsMs(ran(scenarioOf({ spec }), 4s));
        starts.resize(7);
        QTEST(starts, "starts");
    }

    void fullJitterStaysBelowTheBackoff()
    {
        ServerSpec spec = ofKind(ServerKind::BackoffPoller, Schedule::AfterWork, 100ms);
        spec.outcomes = OutcomeSequence { { Outcome::Error } };
        spec.backoffJitter = BackoffJitter::Full;
        const Times starts = startsMs(ran(scenarioOf({ spec }), 20s));
        QVERIFY(starts.size() > 100); // 200 ms apart at the most, 100 on average
        for (std::size_t i = 1; i < starts.size(); ++i)
            QVERIFY(starts[i] - starts[i - 1] <= 201);
    }

    void theMonitorReportsEachSilenceOnce()
    {
        ServerSpec spec = ofKind(ServerKind::Heartbeat, Schedule::BeforeWork, 100ms);
        spec.timeout = 250ms;
        Action slow = action(450ms, ActionKind::SetWork);
        slow.work = SequenceDuration { { 0ms, 0ms, 0ms, 0ms, 700ms, 0ms } };
        const Run run = ran(scenarioOf({ spec }, { slow }), 2s);
        // The last beat before the slow tick came at 400; the next one when it ended, at 1200.
        QCOMPARE(timesMs(recordsOf(run, Event::Notify, 1)), (Times { 650 }));
        QCOMPARE(logOf(run).server(0).missedBeats, 1U);
    }

    void aFailedBeatIsNotSent()
    {
        ServerSpec spec = ofKind(ServerKind::Heartbeat, Schedule::AfterWork, 100ms);
        spec.outcomes = OutcomeSequence { { Outcome::Error } };
        const Run run = ran(scenarioOf({ spec }), 1s);
        QCOMPARE(timesMs(recordsOf(run, Event::Notify, 1)), (Times { 200 }));
    }

    void loadInInitBlocksTheSiblings()
    {
        ServerSpec slow = server(Schedule::AfterWork, 100ms, Duration {}, "slow");
        slow.load = Duration { 300ms };
        slow.loadIn = LoadIn::Init;
        const ServerSpec sibling = server(Schedule::AfterWork, 100ms, Duration {}, "sibling");
        const Run run = ran(scenarioOf({ slow, sibling }), 450ms);
        QCOMPARE(timesMs(recordsOf(run, Event::Spawn, 1)), (Times { 300 }));
        QCOMPARE(startsMs(run, 0), (Times { 400 }));
        QCOMPARE(startsMs(run, 1), (Times { 400 }));
    }

    void loadInContinueBlocksOnlyItself()
    {
        ServerSpec slow = server(Schedule::AfterWork, 100ms, Duration {}, "slow");
        slow.load = Duration { 300ms };
        const ServerSpec sibling = server(Schedule::AfterWork, 100ms, Duration {}, "sibling");
        const Run run = ran(scenarioOf({ slow, sibling }), 450ms);
        QCOMPARE(startsMs(run, 0), (Times { 300, 400 })); // the first was due at 100
        QCOMPARE(startsMs(run, 1), (Times { 100, 200, 300, 400 }));
    }

    void whoForgetsToScheduleInInitNeverTicks()
    {
        ServerSpec spec = server(Schedule::AfterWork, 100ms);
        spec.scheduleInInit = false;
        QCOMPARE(startsMs(ran(scenarioOf({ spec }), 1s)), Times {});
        QCOMPARE(startsMs(ran(scenarioOf({ spec }, { action(500ms, ActionKind::Tick) }), 750ms)),
            (Times { 500, 600, 700 }));
    }

    void anAbsoluteScheduleThatInitForgotCountsFromItsStart()
    {
        ServerSpec spec = server(Schedule::Absolute, 100ms);
        spec.scheduleInInit = false;
        const Run run
            = ran(scenarioOf({ spec },
                      { action(150ms, ActionKind::Crash), action(243ms, ActionKind::Tick) }),
                400ms);
        QCOMPARE(startsMs(run), (Times { 243, 250, 350 }));
    }

    void aBeamTimerTakesWholeMillisecondsOfJitter()
    {
        ServerSpec spec = server(Schedule::AbsoluteSkip, 20ms);
        spec.jitter = Duration { 9ms };
        Scenario scenario = scenarioOf({ spec });
        scenario.clock = ClockKind::Beam;
        const Run run = ran(scenario, 1s);
        const auto armed = recordsOf(run, Event::SendAfter);
        QVERIFY(armed.size() > 20);
        for (std::size_t i = 0; i < armed.size(); ++i) {
            QCOMPARE(armed[i].value % 1'000'000, std::int64_t { 0 });
            QVERIFY(i == 0 || armed[i].value > armed[i - 1].value); // never its own due again
        }
    }

    void aFirstTimeThatIsGivenDrawsNoJitter()
    {
        ServerSpec spec = server(Schedule::AfterWork, 20ms);
        spec.jitter = Duration { 9ms };
        const auto usual = recordsOf(ran(scenarioOf({ spec }), 1s), Event::SendAfter);
        spec.first = Duration { 5ms };
        const auto given = recordsOf(ran(scenarioOf({ spec }), 1s), Event::SendAfter);
        QCOMPARE(given[1].value - given[1].timeNs, usual[0].value - usual[0].timeNs);
    }

    void aCrashEndsTheWorkAndItsPidTimers()
    {
        ServerSpec spec = server(Schedule::BeforeWork, 100ms, Duration { 30ms });
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Crash } };
        const Run run = ran(scenarioOf({ spec }), 600ms);
        QCOMPARE(startsMs(run), (Times { 100, 200, 330, 430, 560 }));
        QCOMPARE(timesMs(recordsOf(run, Event::Restart)), (Times { 230, 460 }));
    }

    void randomWorkIsTheSameForASeedAndOtherwiseNot()
    {
        Scenario scenario
            = scenarioOf({ server(Schedule::AfterWork, 10ms, ExponentialDuration { 50ms }) });
        const Times first = startsMs(ran(scenario, 5s));
        QCOMPARE(startsMs(ran(scenario, 5s)), first);
        scenario.seed = 2;
        QVERIFY(startsMs(ran(scenario, 5s)) != first);
    }

    void changingTheWorkLeavesTheOutcomesAlone()
    {
        ServerSpec spec = server(Schedule::AfterWork, 10ms, UniformDuration { 1ms, 5ms });
        spec.outcomes = OutcomeRates { 0.5, 0 };
        const auto outcomes = [&spec] {
            std::vector<int> all;
            for (const Record& record : recordsOf(ran(scenarioOf({ spec }), 1s), Event::WorkEnd))
                all.push_back(record.detail);
            all.resize(20);
            return all;
        };
        const std::vector<int> before = outcomes();
        spec.work = UniformDuration { 6ms, 9ms };
        QCOMPARE(outcomes(), before);
    }
};

QTEST_APPLESS_MAIN(TestServers)
#include "tst_servers.moc"

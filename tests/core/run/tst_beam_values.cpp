// SPDX-License-Identifier: GPL-3.0-only
// What hand-written modules did on a real BEAM (OTP 25), and what the simulator makes of the same.
#include "tests/support/run_support.h"

#include <QtTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Run beam(ServerSpec spec, Duration until, std::vector<Action> actions = {})
{
    Scenario scenario = scenarioOf({ std::move(spec) }, std::move(actions));
    scenario.clock = ClockKind::Beam;
    return ran(std::move(scenario), until);
}

ServerSpec laterInterval(Duration first)
{
    ServerSpec spec = server(Schedule::SendInterval, 50ms, Duration { 5ms });
    spec.first = first;
    return spec;
}

} // namespace

class TestBeamValues : public QObject
{
    Q_OBJECT

private slots:
    // 121.13, then 173.10: the first is a send_after, and the interval counts from there.
    void theFirstTickOfAnIntervalThatBeginsLater()
    {
        const auto starts = startsMs(beam(laterInterval(120ms), 300ms));
        QCOMPARE(starts, (std::vector<std::int64_t> { 121, 173, 223, 273 }));
    }

    void cancelFindsTheFirstTimer()
    {
        const Run run = beam(laterInterval(300ms), 600ms, { action(100ms, ActionKind::Cancel) });
        QCOMPARE(run.actionResult(0).text, std::string("201"));
        QVERIFY(startsMs(run).empty());
    }

    void setIntervalReplacesTheFirstTimer()
    {
        const Run run = beam(laterInterval(300ms), 600ms, { setInterval(100ms, 120ms) });
        QCOMPARE(startsMs(run), (std::vector<std::int64_t> { 222, 342, 462, 582 }));
    }

    void aTickByHandDoesNotStartTheInterval()
    {
        const Run run = beam(laterInterval(300ms), 290ms, { action(100ms, ActionKind::Tick) });
        QCOMPARE(startsMs(run), std::vector<std::int64_t> { 100 });
    }

    void anIntervalNeverArmedIsNoTimer()
    {
        ServerSpec spec = server(Schedule::SendInterval, 50ms);
        spec.scheduleInInit = false;
        const Run run = beam(spec, 300ms, { action(100ms, ActionKind::Cancel) });
        QCOMPARE(run.actionResult(0).text, std::string("{:error, :badarg}"));
    }

    // The code that leaves nil in the state: cancelled at 160 ms and 190 ms, a successor ticks on.
    void cancelTimerOfNilEndsTheServer()
    {
        ServerSpec spec = server(Schedule::AfterWork, 60ms, Duration { 5ms });
        const std::vector<Action> twice { action(160ms, ActionKind::Cancel),
            action(190ms, ActionKind::Cancel) };
        const Run guarded = beam(spec, 300ms, twice);
        QCOMPARE(guarded.actionResult(1).text, std::string("false"));
        QCOMPARE(guarded.snapshot(0).incarnation, 1U);
        spec.unguardedCancel = true;
        const Run run = beam(spec, 300ms, twice);
        QCOMPARE(run.actionResult(1).text, std::string("** (ArgumentError)"));
        QVERIFY(run.actionResult(1).state == ActionResult::State::Done);
        const auto exits = recordsOf(run, Event::Exit);
        QCOMPARE(exits.size(), std::size_t { 1 });
        QVERIFY(Reason(exits[0].detail) == Reason::Crash);
        QCOMPARE(run.snapshot(0).incarnation, 2U);
        QCOMPARE(startsMs(run).back(), std::int64_t { 251 });
        spec.scheduleInInit = false;
        QCOMPARE(
            beam(spec, 300ms, { action(160ms, ActionKind::Cancel) }).snapshot(0).incarnation, 2U);
    }

    void aTimerIntervalOfNilIsNoCrash()
    {
        ServerSpec spec = server(Schedule::SendInterval, 60ms);
        spec.unguardedCancel = true;
        const Run run = beam(
            spec, 300ms, { action(160ms, ActionKind::Cancel), action(190ms, ActionKind::Cancel) });
        QCOMPARE(run.actionResult(0).text, std::string("{:ok, :cancel}"));
        QCOMPARE(run.actionResult(1).text, std::string("{:error, :badarg}"));
        QCOMPARE(run.snapshot(0).incarnation, 1U);
    }

    // A supervisor that waits for an init answers nobody; who starts a server waits for its init.
    void aStartIsAnsweredInItsTurn()
    {
        ServerSpec spec = server(Schedule::AfterWork, 50ms);
        spec.load = Duration { 150ms };
        spec.loadIn = LoadIn::Init;
        spec.loadOutcomes = OutcomeSequence { { Outcome::Ok, Outcome::Crash, Outcome::Ok } };
        spec.restart = RestartKind::Temporary;
        const std::vector<Action> actions { action(50ms, ActionKind::Start),
            action(200ms, ActionKind::Crash), action(210ms, ActionKind::Start),
            action(400ms, ActionKind::Start), action(450ms, ActionKind::Start) };
        Run run = beam(spec, 100ms, actions);
        QVERIFY(run.actionResult(0).state == ActionResult::State::Waiting);
        run.advanceTo(at(700ms));
        const auto answer = [&run](std::size_t number) {
            const ActionResult result = run.actionResult(number);
            return std::pair(result.text, toNs(*result.handledAt) / 1'000'000);
        };
        using Answer = std::pair<std::string, std::int64_t>;
        QCOMPARE(answer(0), (Answer { "already_started", 151 }));
        QCOMPARE(answer(2), (Answer { "{:error, reason}", 361 }));
        QCOMPARE(answer(3), (Answer { "{:ok, pid}", 551 }));
        QCOMPARE(answer(4), (Answer { "already_started", 551 }));
    }

    void everyPointOfAGridWithFractionsComesOnce()
    {
        const Run run = beam(server(Schedule::AbsoluteSkip, 12'400us), 200ms);
        QCOMPARE(startsMs(run).size(), std::size_t { 15 }); // 13 ms apart
        QVERIFY(startsMs(run)[0] == 13 && startsMs(run)[1] == 26);
    }

    void aBackoffStartsFromWholeMilliseconds()
    {
        ServerSpec spec = server(Schedule::AfterWork, 10'300us);
        spec.kind = ServerKind::BackoffPoller;
        spec.outcomes = OutcomeSequence { { Outcome::Error } };
        const auto starts = startsMs(beam(spec, 100ms));
        QCOMPARE(starts.at(1) - starts.at(0), std::int64_t { 23 }); // 11 x 2 + 1
    }

    void onlyAnIntervalAfterAnErrorIsCapped()
    {
        ServerSpec spec = server(Schedule::AfterWork, 5s);
        spec.kind = ServerKind::BackoffPoller;
        spec.maxInterval = 2s;
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Ok } };
        QCOMPARE(startsMs(ran(scenarioOf({ spec }), 20s)),
            (std::vector<std::int64_t> { 5000, 10'000, 12'000, 17'000 }));
    }

    void aReturnTimeoutOfZeroWaitsForNoEdge()
    {
        ServerSpec spec = server(Schedule::IdleTimeout, 0ms, Duration { 5ms });
        const auto starts = startsMs(beam(spec, 120ms));
        QVERIFY(starts.at(0) == 0 && starts.at(1) == 6 && starts.at(2) == 12);
        ServerSpec first = server(Schedule::IdleTimeout, 500ms, Duration { 50ms });
        first.first = Duration {};
        QCOMPARE(startsMs(beam(first, 600ms)), (std::vector<std::int64_t> { 0, 552 }));
    }

    void aServerThatOnlyTimesOutIsStopped()
    {
        const Run run = ran(scenarioOf({ server(Schedule::IdleTimeout, 0ms) }), 1s);
        QVERIFY(run.limitReached() && run.limitReached()->kind == LimitKind::Instant);
    }

    void theTickThatFindsZeroOnlyNotifies()
    {
        ServerSpec spec = server(Schedule::AfterWork, 10ms, Duration { 5ms });
        spec.kind = ServerKind::Countdown;
        spec.from = 1;
        const Run run = ran(scenarioOf({ spec }), 1s);
        QCOMPARE(recordsOf(run, Event::WorkStart).size(), std::size_t { 1 });
        QCOMPARE(toMs(recordsOf(run, Event::Notify).at(0).timeNs), std::int64_t { 25 });
    }

    void aReturnTimeoutThatNoReceiveTakesEndsTheServer()
    {
        const Run run
            = ran(scenarioOf({ server(Schedule::IdleTimeout, 50ms) }, { setInterval(10ms, 1200h) }),
                100ms);
        const auto exits = recordsOf(run, Event::Exit);
        QCOMPARE(exits.size(), std::size_t { 1 });
        QVERIFY(Reason(exits[0].detail) == Reason::TimeoutValue);
        QCOMPARE(run.snapshot(0).incarnation, 2U);
    }

    void everyLiveEditLeavesARecord()
    {
        Action outcomes = action(2s, ActionKind::SetOutcomes);
        outcomes.outcomes = OutcomeSequence { { Outcome::Ok } };
        const Run run
            = ran(scenarioOf({ server(Schedule::AfterWork, 5s) },
                      { action(1s, ActionKind::SetWork), outcomes, action(3s, ActionKind::Start) }),
                4s);
        QCOMPARE(recordsOf(run, Event::SetWork).size(), std::size_t { 1 });
        QCOMPARE(recordsOf(run, Event::SetOutcomes).size(), std::size_t { 1 });
        QVERIFY(StartResult(recordsOf(run, Event::StartChild).at(0).detail)
            == StartResult::AlreadyStarted);
    }
};

QTEST_APPLESS_MAIN(TestBeamValues)
#include "tst_beam_values.moc"

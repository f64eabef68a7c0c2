// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/recorder_script.h"
#include "core/beam/simulated_recording.h"
#include "core/beam/world_script.h"
#include "core/otp/record.h"
#include "tests/support/run_support.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

QByteArray scriptOf(const Scenario& scenario, const std::vector<VirtualTime>& depthAt = {})
{
    const auto script = recorderScript(scenario, depthAt);
    return script ? QByteArray::fromStdString(*script) : QByteArray();
}

QByteArray worldOf(const Scenario& scenario)
{
    return QByteArray::fromStdString(WorldScript(scenario).start());
}

} // namespace

class TestRecorderScript : public QObject
{
    Q_OBJECT

private slots:
    void theServersAreTheExportedOnes();
    void actionsBecomeJobsAtTheirTimes();
    void anActionOnAllReplicasReachesEach();
    void depthsAreReadFromOutside();
    void chanceIsDrawnByTheSimulator();
    void chanceAfterAChangeIsDrawnToo();
    void eachReplicaAnswersAStart();
    void theClockIsNamed();
    void scalingShortensEveryDuration();
    void quietMomentsKeepAwayFromChanges();
    void theSimulatorSpeaksTheWordsOfARecording();
    void aRunThatReachesALimitIsAnError();
};

void TestRecorderScript::theServersAreTheExportedOnes()
{
    const QByteArray script = scriptOf(scenarioOf({ server(Schedule::AfterWork, 5s, 8s) }));
    QVERIFY(script.contains("\ndefmodule Poller do\n  use GenServer\n"));
    QVERIFY(script.contains("      {Poller, interval: 5_000}\n"));
    QVERIFY(script.contains(":poller => %{work: 8_000, outcomes: [:ok], load: 0, load_outcomes: "
                            "[:ok], uses: nil, draws: %{}}"));
    // A server may be called as the recorder is: that has a name space of its own.
    ServerSpec recorder = server(Schedule::AfterWork, 5s);
    recorder.name = "recorder";
    QCOMPARE(scriptOf(scenarioOf({ recorder })).count("\ndefmodule Recorder do\n"), 1);
    QVERIFY(script.contains("\ndefmodule Tickscope.Recorder do\n"));
    QVERIFY(script.indexOf("Tickscope.Recorder.introduce()") < script.indexOf("defmodule Poller"));
}

void TestRecorderScript::actionsBecomeJobsAtTheirTimes()
{
    Action slow = action(250ms, ActionKind::SetWork);
    slow.work = SequenceDuration { { 10ms, 20ms } };
    Action call = action(300ms, ActionKind::Call);
    call.timeout = 70ms;
    const QByteArray script = scriptOf(scenarioOf({ server(Schedule::AfterWork, 50ms) },
        { setInterval(200ms, 40ms), slow, call, action(350ms, ActionKind::Tick),
            action(400ms, ActionKind::Crash), action(450ms, ActionKind::Start) }));
    QVERIFY(script.contains("{200, {:cast, :poller, {:set_interval, 40}}}"));
    QVERIFY(script.contains("{250, {:world, :poller, [work: [10, 20]]}}"));
    QVERIFY(script.contains("{300, {:call, :poller, :state, 70}}"));
    QVERIFY(script.contains("{350, {:tick, :poller, :poll}}"));
    QVERIFY(script.contains("{400, {:crash, :poller}}"));
    QVERIFY(script.contains("{450, {:start, :poller}}"));
    QVERIFY(script.contains(":poller => Supervisor.child_spec({Poller, interval: 50}, [])"));
}

void TestRecorderScript::anActionOnAllReplicasReachesEach()
{
    ServerSpec spec = server(Schedule::AfterWork, 50ms);
    spec.count = 2;
    const QByteArray all = scriptOf(scenarioOf({ spec }, { action(100ms, ActionKind::Cancel) }));
    QVERIFY(all.contains("{:cast, :\"poller-1\", :stop_timer}"));
    QVERIFY(all.contains("{:cast, :\"poller-2\", :stop_timer}"));
    const QByteArray one
        = scriptOf(scenarioOf({ spec }, { action(100ms, ActionKind::Cancel, "poller-2") }));
    QVERIFY(!one.contains("{:cast, :\"poller-1\", :stop_timer}"));
    QVERIFY(one.contains("{:cast, :\"poller-2\", :stop_timer}"));
}

void TestRecorderScript::depthsAreReadFromOutside()
{
    const QByteArray script
        = scriptOf(scenarioOf({ server(Schedule::AfterWork, 50ms) }), { at(95ms), at(120ms) });
    QVERIFY(script.contains("{95, {:depth, :poller}},\n    {120, {:depth, :poller}}"));
}

void TestRecorderScript::chanceIsDrawnByTheSimulator()
{
    ServerSpec spec = server(Schedule::SendInterval, 50ms, UniformDuration { 10ms, 30ms });
    spec.outcomes = OutcomeRates { 0.5, 0 };
    Scenario scenario = scenarioOf({ spec });
    scenario.duration = 500ms;
    const QByteArray world = worldOf(scenario);
    QVERIFY(world.contains("work: {:script, 0, {"));
    QVERIFY(world.contains("outcomes: {:script, 0, {:"));
    QCOMPARE(worldOf(scenario), world);
    scenario.seed = 2;
    QVERIFY(worldOf(scenario) != world);
    scenario.servers[0].jitter = 7ms;
    QVERIFY(worldOf(scenario).contains("draws: %{{:uniform, 0, 7} => {:script, 0, {"));
}

// What a change leaves to chance is what the simulator draws after it, from the same streams.
void TestRecorderScript::chanceAfterAChangeIsDrawnToo()
{
    Action slow = action(130ms, ActionKind::SetWork);
    slow.work = UniformDuration { 5ms, 40ms };
    Action flaky = action(260ms, ActionKind::SetOutcomes);
    flaky.outcomes = OutcomeRates { 0.5, 0 };
    Scenario scenario = scenarioOf(
        { server(Schedule::SendInterval, 50ms, UniformDuration { 1ms, 9ms }) }, { slow, flaky });
    scenario.clock = ClockKind::Beam;
    scenario.duration = 600ms;
    const Run run = ran(scenario, 600ms);
    std::vector<std::string> works;
    std::vector<std::string> outcomes;
    bool isAfter = false; // the work under way began after the change: its end was drawn after it
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        const Record& record = run.trace()[seq];
        if (record.event == Event::WorkStart) {
            isAfter = record.timeNs >= toNs(flaky.at);
            if (record.timeNs >= toNs(slow.at))
                works.push_back(std::to_string((record.value + 999'999) / 1'000'000));
        }
        if (record.event == Event::WorkEnd && isAfter)
            outcomes.push_back(":" + std::string(toText(static_cast<TickOutcome>(record.detail))));
    }
    QVERIFY(works.size() >= 6 && outcomes.size() >= 4);
    const auto startOf = [](std::vector<std::string> values, std::size_t number) {
        std::string text = "{:script, " + std::to_string(number) + ", {";
        for (const std::string& value : values)
            text += value + ", ";
        return QByteArray::fromStdString(text);
    };
    const QByteArray script = scriptOf(scenario);
    QVERIFY2(script.contains("{130, {:world, :poller, [work: " + startOf(works, 1)),
        script.right(3000).constData());
    QVERIFY2(script.contains("{260, {:world, :poller, [outcomes: " + startOf(outcomes, 2)),
        script.right(3000).constData());
}

void TestRecorderScript::eachReplicaAnswersAStart()
{
    ServerSpec spec = server(Schedule::AfterWork, 50ms);
    spec.count = 2;
    Scenario scenario = scenarioOf({ spec }, { action(100ms, ActionKind::Start) });
    scenario.duration = 200ms;
    const auto recording = simulatedRecording(scenario, ClockKind::Beam, {});
    std::vector<std::string> answers;
    for (const BeamEvent& event : recording->events) {
        if (event.event == "start")
            answers.push_back(event.server + " " + event.text);
    }
    QCOMPARE(answers,
        (std::vector<std::string> { "poller-1 already_started", "poller-2 already_started" }));
}

void TestRecorderScript::theClockIsNamed()
{
    Scenario scenario = scenarioOf({ server(Schedule::AfterWork, 50ms) });
    scenario.duration = 200ms;
    const auto note = [&](std::optional<ClockKind> clock) {
        const auto real = simulatedRecording(scenario, ClockKind::Beam, {});
        return compareWithRun(scenario, clock, *real)->clockNote;
    };
    QCOMPARE(note({}),
        std::string(
            "simulated with clock = \"beam\", the scenario runs with \"ideal\": the same order"));
    scenario.clock = ClockKind::Beam;
    QCOMPARE(note({}), std::string("simulated with clock = \"beam\""));
}

void TestRecorderScript::scalingShortensEveryDuration()
{
    ServerSpec spec = server(Schedule::AfterWork, 5s, UniformDuration { 1s, 2s });
    spec.load = DurationSpec { Duration { 3s } };
    spec.first = DurationSpec { SequenceDuration { { 4s, 1ms } } };
    spec.jitter = 600ms;
    spec.maxInterval = 60s;
    spec.timeout = 9s;
    Scenario scenario = scenarioOf({ spec }, { setInterval(20s, 2s) });
    scenario.duration = 60s;
    const Scenario scaled = scaledScenario(scenario, 0.1);
    QCOMPARE(scaled.duration, Duration { 6s });
    QCOMPARE(scaled.servers[0].interval, Duration { 500ms });
    QVERIFY(scaled.servers[0].work == DurationSpec(UniformDuration { 100ms, 200ms }));
    QVERIFY(scaled.servers[0].load == DurationSpec(Duration { 300ms }));
    // What was longer than nothing stays at least a millisecond.
    QVERIFY(scaled.servers[0].first == DurationSpec(SequenceDuration { { 400ms, 1ms } }));
    QCOMPARE(scaled.servers[0].jitter, Duration { 60ms });
    QCOMPARE(*scaled.servers[0].maxInterval, Duration { 6s });
    QCOMPARE(*scaled.servers[0].timeout, Duration { 900ms });
    QCOMPARE(scaled.actions[0].at, at(2s));
    QCOMPARE(scaled.actions[0].interval, Duration { 200ms });
    QVERIFY(scaledScenario(scenario, 1) == scenario);
}

void TestRecorderScript::quietMomentsKeepAwayFromChanges()
{
    Scenario scenario = scenarioOf({ server(Schedule::SendInterval, 50ms, Duration { 85ms }) },
        { action(300ms, ActionKind::Cancel) });
    scenario.duration = 600ms;
    const std::vector<VirtualTime> moments = quietMoments(scenario);
    QVERIFY(moments.size() >= 5);
    scenario.clock = ClockKind::Beam;
    const Run run = ran(scenario, 600ms);
    for (const VirtualTime moment : moments) {
        QCOMPARE(moment.time_since_epoch() % 1ms, Duration {});
        for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
            const Record& record = run.trace()[seq];
            if (record.event == Event::Receive || record.event == Event::Dequeue)
                QVERIFY(std::abs(record.timeNs - toNs(moment)) >= 5'000'000);
        }
    }
}

void TestRecorderScript::theSimulatorSpeaksTheWordsOfARecording()
{
    ServerSpec spec = server(Schedule::SendInterval, 50ms, Duration { 30ms });
    spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Crash } };
    Scenario scenario = scenarioOf(
        { spec }, { action(90ms, ActionKind::Cancel), action(95ms, ActionKind::Resume) });
    scenario.duration = 260ms;
    const auto recording = simulatedRecording(scenario, ClockKind::Ideal, { at(40ms) });
    std::vector<std::string> words;
    for (const BeamEvent& event : recording->events)
        words.push_back(event.event + (event.number ? " " + std::to_string(*event.number) : "")
            + (event.text.empty() ? "" : " " + event.text));
    QCOMPARE(words,
        (std::vector<std::string> { "init", "depth 0", "tick 1", "done 1", "cancel ok", "resume",
            "tick 2", "done 2 error", "tick 3", "crash 3", "exit crash", "init" }));
    QCOMPARE(depthMoments(*recording), (std::vector<VirtualTime> { at(40ms) }));
}

void TestRecorderScript::aRunThatReachesALimitIsAnError()
{
    Scenario scenario = scenarioOf({ server(Schedule::AfterWork, 0ms) });
    const auto recording = simulatedRecording(scenario, ClockKind::Ideal, {});
    QVERIFY(!recording);
    QCOMPARE(recording.error().code, ErrorCode::LimitReached);
}

QTEST_APPLESS_MAIN(TestRecorderScript)
#include "tst_recorder_script.moc"

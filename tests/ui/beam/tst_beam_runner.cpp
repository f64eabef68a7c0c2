// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/simulated_recording.h"
#include "tests/ui/support/scenarios.h"
#include "ui/beam/beam_runner.h"

#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

using End = std::shared_ptr<const BeamOutcome>;

/// A run on the BEAM beside the window, with a BEAM of our own.
class TestBeamRunner : public QObject
{
    Q_OBJECT

private slots:
    void itTellsHowFarItIsAndWhatCameOfIt()
    {
        BeamRunner runner(likeTheSimulator);
        std::vector<std::size_t> seen;
        connect(&runner, &BeamRunner::progressed, this,
            [&](const std::shared_ptr<const Recording>& soFar, bool isRunning) {
                QVERIFY(isRunning);
                seen.push_back(soFar->events.size());
            });
        const End outcome = outcomeOf(runner);
        QVERIFY(outcome);
        QCOMPARE(seen.size(), std::size_t(1));
        QCOMPARE(seen[0], outcome->real.events.size());
        QVERIFY(outcome->comparison);
        QVERIFY(outcome->comparison->verdict == Comparison::Verdict::Agrees);
        QVERIFY(outcome->comparison->ticks > 3);
        QVERIFY(!runner.isRunning());
    }
    void itCanRunAgain()
    {
        BeamRunner runner(likeTheSimulator);
        QVERIFY(outcomeOf(runner));
        QVERIFY(outcomeOf(runner));
    }
    void aFailureIsKept()
    {
        BeamRunner runner([](const Scenario&, const BeamOptions&, const BeamWatcher&) {
            BeamResult result;
            result.error = Error { ErrorCode::ExternalProgram, "elixir failed", {} };
            return Result<BeamResult>(result);
        });
        const End outcome = outcomeOf(runner);
        QVERIFY(outcome->error);
        QCOMPARE(outcome->error->message, std::string("elixir failed"));
        QVERIFY(!outcome->comparison);
    }
    void aRefusedScenarioIsAFailureToo()
    {
        BeamRunner runner([](const Scenario&, const BeamOptions&, const BeamWatcher&) {
            return Result<BeamResult>(Error { ErrorCode::InvalidScenario, "no such name", {} });
        });
        QCOMPARE(outcomeOf(runner)->error->message, std::string("no such name"));
    }
    void cancellingEndsIt()
    {
        BeamRunner runner(untilCancelled);
        End outcome;
        connect(&runner, &BeamRunner::finished, this, [&](const End& end) { outcome = end; });
        runner.start(scenario());
        QVERIFY(runner.isRunning());
        runner.cancel();
        QTRY_VERIFY(outcome);
        QVERIFY(outcome->isCancelled);
        QVERIFY(!runner.isRunning());
    }
    void goingAwayEndsIt()
    {
        auto runner = std::make_unique<BeamRunner>(untilCancelled);
        QSignalSpy finished(runner.get(), &BeamRunner::finished);
        runner->start(scenario());
        runner.reset(); // returns only when the run has ended
        QCoreApplication::processEvents();
        QCOMPARE(finished.count(), 0);
    }

private:
    static Scenario scenario()
    {
        return scenarioOf("format = 1\nduration = \"1s\"\n[[server]]\nname = \"p\"\n"
                          "interval = \"100ms\"\nwork = \"20ms\"\n");
    }
    static Result<BeamResult> likeTheSimulator(
        const Scenario& scenario, const BeamOptions& options, const BeamWatcher& watcher)
    {
        BeamResult result;
        result.recording = *simulatedRecording(scenario, ClockKind::Beam, options.depthAt);
        result.recording.isComplete = true;
        watcher.onProgress(result.recording, true);
        return result;
    }
    static Result<BeamResult> untilCancelled(
        const Scenario&, const BeamOptions&, const BeamWatcher& watcher)
    {
        while (!watcher.isCancelled())
            std::this_thread::yield();
        BeamResult result;
        result.isCancelled = true;
        return result;
    }
    End outcomeOf(BeamRunner& runner)
    {
        End outcome;
        const auto connection
            = connect(&runner, &BeamRunner::finished, this, [&](const End& end) { outcome = end; });
        runner.start(scenario());
        const bool isDone = QTest::qWaitFor([&] { return outcome != nullptr; });
        disconnect(connection);
        return isDone ? outcome : nullptr;
    }
};

QTEST_GUILESS_MAIN(TestBeamRunner)
#include "tst_beam_runner.moc"

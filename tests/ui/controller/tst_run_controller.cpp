// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/controller/run_controller.h"

#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

constexpr auto frame = 16ms;

Action actionOn(const char* server, ActionKind kind)
{
    Action action;
    action.server = server;
    action.kind = kind;
    return action;
}

/// A loop whose events fill any slice: one tick a microsecond.
const char* busy = R"(
format = 1
duration = "1h"
[[server]]
name = "poller"
schedule = "before_work"
interval = "1us"
)";

} // namespace

class TestRunController : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_clock = std::make_unique<FakeClock>();
        m_controller = std::make_unique<RunController>(*m_clock);
    }
    void cleanup() { m_controller.reset(); }

    void aLoadedRunIsPausedAtTheEndOfItsFirstInstant()
    {
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        QCOMPARE(m_controller->state(), RunController::State::Paused);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(0));
        QVERIFY(m_controller->run().snapshot(0).isAlive);
        QCOMPARE(m_controller->run().snapshot(0).timers.size(), std::size_t(1));
    }
    void playingFollowsTheWallClock()
    {
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        m_controller->play();
        for (int i = 0; i < 100; ++i) {
            m_clock->advance(frame);
            m_controller->frame();
        }
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(100 * frame)));
        QVERIFY(m_controller->achievedSpeed());
        QCOMPARE(*m_controller->achievedSpeed(), 1.0);
    }
    void whatIsLookedForAheadIsFoundOrNothingMoves()
    {
        const auto isTick = [](const Record& record) {
            return record.event == Event::HandleInfo && record.server == 0;
        };
        loadTo(*m_controller, builtin("buildup"), VirtualTime(6s));
        QSignalSpy missed(m_controller.get(), &RunController::recordMissed);
        m_controller->findAhead(isTick);
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(18'000'000'000));
        QVERIFY(isTick(m_controller->run().trace()[m_controller->run().trace().size() - 2])
            || isTick(m_controller->run().trace()[m_controller->run().trace().size() - 1]));
        const auto size = m_controller->run().trace().size();
        m_controller->findAhead([](const Record&) { return false; });
        settle(*m_controller);
        QCOMPARE(missed.count(), 1);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(18'000'000'000));
        QCOMPARE(m_controller->run().trace().size(), size); // in the instant where it stood
        QCOMPARE(toNs(m_controller->end()), std::int64_t(60'000'000'000));
        m_controller->goBackTo(0);
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(0));
    }
    void aFrameTellsTheViewsOnce()
    {
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        m_controller->setSpeed(1000);
        m_controller->play();
        QSignalSpy advanced(m_controller.get(), &RunController::advanced);
        m_clock->advance(frame);
        m_controller->frame();
        QCOMPARE(advanced.count(), 1);
    }
    void playingPausesAtTheEnd()
    {
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        m_controller->setSpeed(maxSpeed);
        QSignalSpy ended(m_controller.get(), &RunController::endReached);
        m_controller->play();
        m_clock->advance(frame);
        m_controller->frame();
        QCOMPARE(ended.count(), 1);
        QCOMPARE(m_controller->state(), RunController::State::Paused);
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(60s)));
    }
    void playAtTheEndStartsAgain()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(60s));
        m_controller->play();
        while (m_controller->state() == RunController::State::Replaying)
            m_controller->frame();
        QCOMPARE(m_controller->state(), RunController::State::Playing);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(0));
        QCOMPARE(toNs(m_controller->end()), toNs(VirtualTime(60s)));
    }
    void goingOnTakesItPastTheEndForAsLongAgain()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(60s));
        QCOMPARE(toNs(m_controller->furtherEnd()), toNs(VirtualTime(120s)));
        m_controller->goOn();
        QCOMPARE(m_controller->state(), RunController::State::Playing);
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(60s)));
        QCOMPARE(toNs(m_controller->end()), toNs(VirtualTime(120s)));
    }
    void aChangeKeepsTheEndUnlessItChangesTheDuration()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(100s));
        auto scenario = m_controller->run().scenarioWithActions();
        scenario.servers[0].interval = 7s;
        m_controller->goTo(VirtualTime(30s));
        settle(*m_controller);
        m_controller->change(scenario);
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->end()), toNs(VirtualTime(100s)));
        scenario.duration = 40s;
        m_controller->change(scenario);
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->end()), toNs(VirtualTime(40s)));
    }
    void aFullFrameStopsAtItsSliceAndGoesOnInTheNext()
    {
        m_clock->setPerLook(100us);
        m_controller->load(scenarioOf(busy));
        settle(*m_controller);
        m_controller->setSpeed(maxSpeed);
        m_controller->play();
        const auto before = m_clock->now();
        m_controller->frame();
        const auto took = m_clock->now() - before;
        QVERIFY(took >= 8ms);
        QVERIFY2(took <= 10ms, qPrintable(QString::number(took.count())));
        const auto reached = m_controller->now();
        QVERIFY(toNs(reached) > 0);
        QVERIFY(reached < m_controller->end());
        m_controller->frame();
        QVERIFY(m_controller->now() > reached);
    }
    void whatAFrameCannotDoIsNotOwed()
    {
        m_clock->setPerLook(4ms);
        m_controller->load(scenarioOf(busy));
        settle(*m_controller);
        m_controller->setSpeed(1000);
        m_controller->play();
        for (int i = 0; i < 20; ++i)
            m_controller->frame();
        m_clock->setPerLook(0ns);
        m_controller->setSpeed(0.1);
        const auto before = m_controller->now();
        m_controller->frame();
        m_clock->advance(10ms);
        m_controller->frame();
        QVERIFY(m_controller->now() - before <= 20ms);
    }
    void oneStepIsOneEvent()
    {
        m_controller->load(builtin("self-scheduling"));
        settle(*m_controller);
        const auto size = m_controller->run().trace().size();
        const auto next = m_controller->run().nextEventAt();
        m_controller->stepForward();
        settle(*m_controller);
        QCOMPARE(m_controller->now(), *next);
        QVERIFY(m_controller->run().trace().size() > size);
    }
    void steppingBackUndoesAStep_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("event") << int(StepKind::Event);
        QTest::newRow("instant") << int(StepKind::Instant);
        QTest::newRow("handler") << int(StepKind::Handler);
        QTest::newRow("tick") << int(StepKind::Tick);
        QTest::newRow("server") << int(StepKind::Server);
    }
    void steppingBackUndoesAStep()
    {
        QFETCH(int, kind);
        const auto step = StepKind(kind);
        m_controller->load(builtin("buildup"));
        settle(*m_controller);
        std::vector<std::pair<std::uint64_t, VirtualTime>> places;
        for (int i = 0; i < 30; ++i) {
            m_controller->stepForward(step, 1);
            settle(*m_controller);
            places.emplace_back(m_controller->run().trace().size(), m_controller->now());
        }
        for (int i = 28; i >= 0; --i) {
            m_controller->stepBack(step, 1);
            settle(*m_controller);
            const auto& [size, now] = places[std::size_t(i)];
            QCOMPARE(m_controller->run().trace().size(), size);
            QCOMPARE(toNs(m_controller->now()), toNs(now));
        }
    }
    void goingBackAndOnAgainGivesTheSameBytes()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(50s));
        const auto fingerprint = m_controller->run().trace().fingerprint();
        m_controller->goTo(VirtualTime(13s));
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(13s)));
        m_controller->goTo(VirtualTime(50s));
        settle(*m_controller);
        QCOMPARE(m_controller->run().trace().fingerprint(), fingerprint);
    }
    void goingBackKeepsActionsForLater()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        auto action = actionOn("poller_interval", ActionKind::SetInterval);
        action.interval = 10s;
        QVERIFY(m_controller->apply(action));
        m_controller->restart();
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), std::int64_t(0));
        QCOMPARE(m_controller->run().actions().size(), std::size_t(1));
        QVERIFY(m_controller->run().actionResult(0).state == ActionResult::State::Pending);
    }
    void anActionHappensAtOnceAndItsResultIsTold()
    {
        loadTo(*m_controller, builtin("self-scheduling"), VirtualTime(1s));
        const auto server = m_controller->run().processNames().front();
        QSignalSpy applied(m_controller.get(), &RunController::actionApplied);
        QSignalSpy resolved(m_controller.get(), &RunController::actionResolved);
        const auto number = m_controller->apply(actionOn(server.c_str(), ActionKind::Cancel));
        QVERIFY(number);
        QCOMPARE(applied.count(), 1);
        QCOMPARE(resolved.count(), 1);
        const auto result = m_controller->run().actionResult(*number);
        QVERIFY(result.state == ActionResult::State::Done);
        QCOMPARE(result.text, std::string("4000"));
    }
    void anEditThatWaitsIsResolvedWhenItIsHandled()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(30s));
        auto action = actionOn("poller_interval", ActionKind::SetInterval);
        action.interval = 10s;
        QSignalSpy resolved(m_controller.get(), &RunController::actionResolved);
        m_controller->apply(action);
        QCOMPARE(resolved.count(), 0);
        m_controller->goTo(VirtualTime(60s));
        settle(*m_controller);
        QCOMPARE(resolved.count(), 1);
    }
    void aLimitPausesAndIsToldOnce()
    {
        RunOptions options;
        options.limits.events = 1'000;
        RunController controller(*m_clock, options);
        QSignalSpy limit(&controller, &RunController::limitReached);
        controller.load(scenarioOf(busy));
        settle(controller);
        controller.setSpeed(maxSpeed);
        controller.play();
        settle(controller);
        QCOMPARE(limit.count(), 1);
        QVERIFY(!limit.first().first().toString().isEmpty());
        controller.play();
        QCOMPARE(controller.state(), RunController::State::Paused);
        controller.raiseLimits();
        settle(controller);
        QVERIFY(!controller.run().limitReached());
    }
    void aChangedScenarioRunsUpToThePresentMoment()
    {
        loadTo(*m_controller, builtin("buildup"), VirtualTime(40s));
        auto scenario = m_controller->run().scenarioWithActions();
        scenario.servers[1].schedule = Schedule::AfterWork;
        QSignalSpy replaced(m_controller.get(), &RunController::runReplaced);
        m_controller->change(scenario);
        settle(*m_controller);
        QCOMPARE(replaced.count(), 1);
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(40s)));
        QCOMPARE(m_controller->run().snapshot(1).mailbox.size(), std::size_t(0));
    }
    void nothingInterruptsAChange()
    {
        loadTo(*m_controller, scenarioOf(busy), VirtualTime(300ms));
        m_clock->setPerLook(4ms);
        m_controller->change(m_controller->run().scenarioWithActions());
        QVERIFY(m_controller->isChanging());
        QVERIFY(!m_controller->apply(actionOn("poller", ActionKind::Tick)));
        m_controller->pause();
        m_controller->restart();
        QVERIFY(m_controller->isChanging());
        settle(*m_controller);
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(300ms)));
    }
    void pausingAWayBackKeepsTheLaterMoment()
    {
        loadTo(*m_controller, scenarioOf(busy), VirtualTime(300ms));
        m_clock->setPerLook(4ms);
        m_controller->goTo(VirtualTime(250ms));
        QCOMPARE(m_controller->state(), RunController::State::Replaying);
        m_controller->pause();
        QCOMPARE(toNs(m_controller->now()), toNs(VirtualTime(300ms)));
    }
    void withoutARunNothingHappens()
    {
        m_controller->play();
        m_controller->stepForward();
        m_controller->stepBack();
        m_controller->restart();
        m_controller->toEnd();
        m_controller->goTo(VirtualTime(5s));
        m_controller->raiseLimits();
        m_controller->frame();
        QVERIFY(!m_controller->apply(actionOn("x", ActionKind::Tick)));
        QCOMPARE(m_controller->state(), RunController::State::Paused);
    }

private:
    std::unique_ptr<FakeClock> m_clock;
    std::unique_ptr<RunController> m_controller;
};

QTEST_GUILESS_MAIN(TestRunController)
#include "tst_run_controller.moc"

// SPDX-License-Identifier: GPL-3.0-only
// What happens at one instant, and in which order: all timers are triggered, then who was woken
// runs. Measured on OTP 25.
#include "tests/support/run_support.h"

#include <QtTest>

#include <algorithm>
#include <sstream>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

/// What happened then, such as "poller timeout poll, poller handle_info poll".
QString eventsAt(const Run& run, VirtualTime instant, const std::vector<Event>& events)
{
    std::ostringstream text;
    const char* comma = "";
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        const Record& record = run.trace()[seq];
        if (fromNs(record.timeNs) != instant
            || std::find(events.begin(), events.end(), record.event) == events.end())
            continue;
        text << comma << run.processNames()[record.server] << ' ' << toText(record.event);
        if (record.message != MessageKind::None)
            text << ' ' << toText(record.message);
        comma = ", ";
    }
    return QString::fromStdString(text.str());
}

Action call(Duration time, Duration timeout, std::string name = "poller")
{
    Action act = action(time, ActionKind::Call, std::move(name));
    act.timeout = timeout;
    return act;
}

const std::vector<Event> wakes { Event::Receive, Event::WorkEnd, Event::Dequeue };

} // namespace

class TestInstant : public QObject
{
    Q_OBJECT

private slots:
    void aTickDueWhenTheWorkEndsIsInTheMailboxBefore()
    {
        const Run run
            = ran(scenarioOf({ server(Schedule::BeforeWork, 100ms, Duration { 100ms }) }), 250ms);
        QCOMPARE(eventsAt(run, at(200ms), wakes),
            QStringLiteral("poller receive poll, poller work_end poll, poller dequeue poll"));
    }

    // The cancel comes after the tick that ends the work, so it finds no timer: the poller goes on.
    void aCancelBehindSuchATickIsTooLate_data()
    {
        QTest::addColumn<int>("clock");
        QTest::newRow("ideal") << int(ClockKind::Ideal);
        QTest::newRow("beam") << int(ClockKind::Beam);
    }

    void aCancelBehindSuchATickIsTooLate()
    {
        QFETCH(int, clock);
        Scenario scenario = scenarioOf({ server(Schedule::BeforeWork, 100ms, Duration { 100ms }) },
            { action(250ms, ActionKind::Cancel) });
        scenario.clock = static_cast<ClockKind>(clock);
        const Run run = ran(scenario, 1s);
        QCOMPARE(run.actionResult(0).text, std::string("false"));
        QVERIFY(startsMs(run).size() >= 9);
    }

    void whoIsWokenFirstRunsFirst()
    {
        // "late" begins to wait at 10 ms for 50 ms, "early" has waited since 0 for 60 ms.
        Scenario scenario
            = scenarioOf({ server(Schedule::AfterWork, 10ms, Duration { 50ms }, "late"),
                server(Schedule::AfterWork, 60ms, Duration {}, "early") });
        const Run run = ran(scenario, 70ms);
        QCOMPARE(eventsAt(run, at(60ms), wakes),
            QStringLiteral(
                "early receive poll, early dequeue poll, early work_end poll, late work_end poll"));
    }

    void whatATurnArmsForTheSameInstantIsTheNextRound()
    {
        ServerSpec zero = server(Schedule::AfterWork, 0ms, Duration {}, "zero");
        zero.first = Duration { 20ms };
        zero.kind = ServerKind::Countdown;
        zero.from = 1;
        const Run run = ran(scenarioOf({ zero, server(Schedule::AfterWork, 20ms) }), 30ms);
        QCOMPARE(eventsAt(run, at(20ms), { Event::Receive, Event::Dequeue, Event::Notify }),
            QStringLiteral("zero receive tick, poller receive poll, zero dequeue tick, "
                           "poller dequeue poll, zero receive tick, zero dequeue tick, "
                           "zero notify complete"));
    }

    void aReturnTimeoutComesBeforeAMessageOfTheSameInstant_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("a tick by hand") << int(ActionKind::Tick);
        QTest::newRow("a cast") << int(ActionKind::Resume);
        QTest::newRow("a call") << int(ActionKind::Call);
    }

    void aReturnTimeoutComesBeforeAMessageOfTheSameInstant()
    {
        QFETCH(int, kind);
        Action act = action(50ms, ActionKind(kind));
        act.timeout = 1s;
        const Run run = ran(
            scenarioOf({ server(Schedule::IdleTimeout, 50ms, Duration { 5ms }) }, { act }), 70ms);
        const auto infos = recordsOf(run, Event::HandleInfo);
        QCOMPARE(toMs(infos.at(0).timeNs), std::int64_t { 50 });
        QVERIFY(infos.at(0).message == MessageKind::Timeout && infos.at(0).value == 1);
        const auto taken = recordsOf(run, Event::Dequeue);
        QCOMPARE(toMs(taken.at(1).timeNs), std::int64_t { 55 }); // the message, behind it
        const auto depths = recordsOf(run, Event::Receive);
        QVERIFY(depths.at(0).message == MessageKind::Timeout);
        QVERIFY(depths.at(0).extra == 1 && depths.at(1).extra == 2);
        // and it is handled once
        QCOMPARE(recordsOf(run, Event::Timeout).at(0).timeNs, std::int64_t { 50'000'000 });
    }

    // Its work ends when the caller's patience does. Whose wait began first runs first.
    void aReplyOfAServerThatWokeBeforeTheCallerWins()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 50ms, Duration { 40ms }) },
                                { call(60ms, 30ms) }),
            200ms);
        QCOMPARE(recordsOf(run, Event::CallReply).size(), std::size_t { 1 });
        QVERIFY(recordsOf(run, Event::CallTimeout).empty());
        QVERIFY(run.actionResult(0).handledAt == at(90ms));
        QCOMPARE(recordsOf(run, Event::CallReply)[0].value, std::int64_t { 30'000'000 });
    }

    void aReplyOfAServerThatWokeAfterTheCallerIsTooLate()
    {
        // Work from 10 to 55 ms and from 55 to 100 ms: that began after the call.
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 1s, Duration { 45ms }) },
                                { action(10ms, ActionKind::Tick), action(15ms, ActionKind::Tick),
                                    call(20ms, 80ms) }),
            300ms);
        QCOMPARE(eventsAt(run, at(100ms),
                     { Event::CallTimeout, Event::CallReply, Event::WorkEnd, Event::HandleCall }),
            QStringLiteral(
                "poller call_timeout call, poller work_end poll, poller handle_call call"));
        QCOMPARE(run.actionResult(2).text, std::string("exit: timeout"));
    }

    void theSupervisorWaitsForItsTurnToo()
    {
        ServerSpec named = server(Schedule::AfterWork, 50ms, Duration {}, "named");
        named.address = Address::Name;
        const Run run = ran(scenarioOf({ named, server(Schedule::AfterWork, 50ms) },
                                { action(50ms, ActionKind::Crash, "named") }),
            60ms);
        QCOMPARE(eventsAt(run, at(50ms),
                     { Event::Exit, Event::Receive, Event::Drop, Event::Dequeue, Event::Spawn }),
            QStringLiteral("named exit, named drop poll, poller receive poll, named spawn, "
                           "poller dequeue poll"));
    }

    void anActionComesBeforeTheTimersOfItsInstant()
    {
        const Run run = ran(
            scenarioOf({ server(Schedule::AfterWork, 50ms) }, { action(50ms, ActionKind::Cancel) }),
            120ms);
        QCOMPARE(eventsAt(run, at(50ms), { Event::Receive, Event::Dequeue }),
            QStringLiteral("poller receive cancel, poller receive poll, poller dequeue cancel, "
                           "poller dequeue poll"));
        QCOMPARE(run.actionResult(0).text, std::string("false"));
        QCOMPARE(startsMs(run), (std::vector<std::int64_t> { 50, 100 }));
    }

    void aBeatAtTheVeryEndOfTheTimeoutIsMissed_data() { aCancelBehindSuchATickIsTooLate_data(); }

    void aBeatAtTheVeryEndOfTheTimeoutIsMissed()
    {
        QFETCH(int, clock);
        ServerSpec heart = server(Schedule::BeforeWork, 100ms, Duration { 49ms }, "heart");
        heart.kind = ServerKind::Heartbeat;
        heart.timeout = 100ms;
        Scenario scenario = scenarioOf({ heart });
        scenario.clock = static_cast<ClockKind>(clock);
        const Run run = ran(scenario, 600ms);
        const std::size_t missed = recordsOf(run, Event::Notify, 1).size();
        QVERIFY(missed == 5 && missed + 1 >= startsMs(run).size());
    }
};

QTEST_APPLESS_MAIN(TestInstant)
#include "tst_instant.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/trace_log.h"
#include "tests/core/trace/built_logs.h"
#include "tests/support/trace_builder.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;
using Mark = LaneMark::Kind;
using End = TimerEntry::End;

class TestTraceLogTimers : public QObject
{
    Q_OBJECT

private slots:
    void intervalTimerIsArmedAgainFromItsDueTime();
    void intervalIsKnownWhenFirstIsDueAtAnotherTime();
    void intervalIsKnownWhenABeamRoundsItsStart();
    void intervalIsLearntFromTheSecondTickOtherwise();
    void setIntervalEndsTheIntervalTimerAndArmsANewOne();
    void cancelTellsTheMillisecondsLeft();
    void cancelThatComesTooLateChangesNoTimer();
    void cancelOfAnIdleWaitHasNoResult();
    void anyMessageEndsTheIdleWait();
    void idleWaitFires();
    void timerToANameOutlivesItsProcess();
    void intervalTimerToANameDiesWithItsProcess();
    void armedListIsExactWithManyChains();
};

void TestTraceLogTimers::intervalTimerIsArmedAgainFromItsDueTime()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendInterval(1, 5s).ret();
    builder.at(5s + 150us).timeout(1, 5s).receiveTick(5s).take().workStart(8s); // a beam clock
    const ServerLog server = logOf(builder).server(0);
    QCOMPARE(server.timers.size(), 2U);
    QCOMPARE(int(server.timers[0].end), int(End::Fired));
    QCOMPARE(server.timers[0].endNs, ns(5s + 150us));
    QCOMPARE(server.timers[0].message, 1U);
    QCOMPARE(server.timers[1].number, 1U);
    QVERIFY(server.timers[1].isInterval);
    QCOMPARE(server.timers[1].armedNs, ns(5s));
    QCOMPARE(server.timers[1].dueNs, ns(10s));
    QCOMPARE(server.timers[1].message, 0U);
    QCOMPARE(server.armed, std::vector<std::uint32_t> { 1 });
    QCOMPARE(server.messages[0].timer, 1U);
}

void TestTraceLogTimers::intervalIsKnownWhenFirstIsDueAtAnotherTime()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendInterval(1, 0s).ret();
    builder.timeout(1, 0s).receiveTick(0s).take().ret();
    const TraceLog log = logOf(builder, 5s, ClockKind::Ideal);
    QCOMPARE(log.server(0).timers[1].armedNs, 0);
    QCOMPARE(log.server(0).timers[1].dueNs, ns(5s));
}

void TestTraceLogTimers::intervalIsKnownWhenABeamRoundsItsStart()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    builder.at(7150us).receive(MessageKind::Resume, 0).take().sendInterval(1, 13ms).ret();
    builder.at(14150us).timeout(1, 13ms).receiveTick(13ms).take().ret();
    const TraceLog log = logOf(builder, 9ms, ClockKind::Beam);
    QCOMPARE(log.server(0).timers[1].intervalNs, ns(5ms)); // from 8 ms on
    QCOMPARE(log.server(0).timers[1].dueNs, ns(18ms));
}

void TestTraceLogTimers::intervalIsLearntFromTheSecondTickOtherwise()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendInterval(1, 1s).ret();
    builder.at(1s).timeout(1, 1s).receiveTick(1s).take().ret();
    builder.at(6s).timeout(1, 6s).receiveTick(6s).take().ret();
    const TraceLog log = logOf(builder);
    const auto& timers = log.server(0).timers;
    QCOMPARE(timers[1].armedNs, ns(1s));
    QCOMPARE(timers[1].dueNs, ns(6s)); // not 2 s, as it looked at first
    QCOMPARE(timers[2].dueNs, ns(11s));
}

void TestTraceLogTimers::setIntervalEndsTheIntervalTimerAndArmsANewOne()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 1s);
    poller.setInterval(7s, 10s);
    poller.runUntil(20s);
    const TraceLog log = logOf(builder, 5s, ClockKind::Ideal);
    const ServerLog& server = log.server(0);
    QCOMPARE(server.timers.size(), 4U);
    QCOMPARE(int(server.timers[1].end), int(End::Cancelled));
    QCOMPARE(server.timers[1].endNs, ns(7s));
    QCOMPARE(server.timers[1].cancelResult, cancelledOk);
    QCOMPARE(server.timers[2].armedNs, ns(7s));
    QCOMPARE(server.timers[2].dueNs, ns(17s));
    QCOMPARE(server.timers[3].armedNs, ns(17s));
    QCOMPARE(server.timers[3].dueNs, ns(27s));
    QCOMPARE(countMarks(server, Mark::CancelHandled), 0U);
    QCOMPARE(findMark(server, Mark::SetIntervalHandled)->value, ns(10s));
}

void TestTraceLogTimers::cancelTellsTheMillisecondsLeft()
{
    TraceBuilder builder = started();
    builder.at(3s).receive(MessageKind::Cancel, 0).take().cancelTimer(1, 2000).ret();
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QCOMPARE(int(server.timers[0].end), int(End::Cancelled));
    QCOMPARE(server.timers[0].cancelResult, 2000);
    QCOMPARE(server.timers[0].endNs, ns(3s));
    QVERIFY(server.armed.empty());
    QCOMPARE(findMark(server, Mark::CancelHandled)->value, 2000);
}

void TestTraceLogTimers::cancelThatComesTooLateChangesNoTimer()
{
    TraceBuilder builder = started();
    builder.at(5s).timeout(1, 5s).receiveTick(5s).take().workStart(2s);
    builder.at(6s).receive(MessageKind::Cancel, 0);
    builder.at(7s).workEnd().ret().take().cancelTimer(1, cancelledFalse).ret();
    builder.at(8s).receive(MessageKind::Cancel, 0).take().cancelTimer(0, cancelledFalse).ret();
    const TraceLog log = logOf(builder);
    QCOMPARE(int(log.server(0).timers[0].end), int(End::Fired));
    QCOMPARE(findMark(log.server(0), Mark::CancelHandled)->value, cancelledFalse);
    QCOMPARE(countMarks(log.server(0), Mark::CancelHandled), 2U);
}

void TestTraceLogTimers::cancelOfAnIdleWaitHasNoResult()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret(1, 5s);
    builder.at(1s).receive(MessageKind::Cancel, 0).take().ret();
    const TraceLog log = logOf(builder);
    QCOMPARE(findMark(log.server(0), Mark::CancelHandled)->value, noDue);
    QVERIFY(log.server(0).armed.empty());
}

void TestTraceLogTimers::anyMessageEndsTheIdleWait()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret(1, 5s);
    builder.at(3s).receive(MessageKind::Call, ns(5s)).take().callReply().ret(2, 8s);
    const TraceLog log = logOf(builder);
    const auto& timers = log.server(0).timers;
    QCOMPARE(timers.size(), 2U);
    QVERIFY(timers[0].isIdle);
    QCOMPARE(int(timers[0].end), int(End::Cancelled));
    QCOMPARE(timers[0].endNs, ns(3s));
    QCOMPARE(int(timers[1].end), int(End::Armed));
    QCOMPARE(timers[1].armedNs, ns(3s));
    QCOMPARE(timers[1].dueNs, ns(8s));
}

void TestTraceLogTimers::idleWaitFires()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret(1, 5s);
    builder.at(5s).timeout(1, 5s).receive(MessageKind::Timeout, ns(5s)).take().workStart(1s);
    builder.at(6s).workEnd().ret(2, 11s);
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QCOMPARE(int(server.timers[0].end), int(End::Fired));
    QCOMPARE(server.timers[0].message, 1U);
    QCOMPARE(server.messages[0].tick, 1U);
    QCOMPARE(server.messages[0].dueNs, ns(5s));
    QCOMPARE(int(server.timers[1].end), int(End::Armed));
}

// The process

void TestTraceLogTimers::timerToANameOutlivesItsProcess()
{
    TraceBuilder builder = started(true);
    builder.at(2s).exit(Reason::Killed).restart().spawn(2).init().sendAfter(2, 7s, true, 2);
    builder.doubleChain(2, 2).ret();
    builder.at(5s).timeout(1, 5s, 1).receiveTick(5s).take().ret();
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QCOMPARE(int(server.timers[0].end), int(End::Fired));
    QCOMPARE(server.messages[0].incarnation, 2U);
    QCOMPARE(server.messages[0].chain, 1U);
    QCOMPARE(findMark(server, Mark::DoubleChain)->value, 2);
    QCOMPARE(server.armed, std::vector<std::uint32_t> { 1 });
}

void TestTraceLogTimers::intervalTimerToANameDiesWithItsProcess()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendInterval(1, 5s, true).ret();
    builder.at(2s).exit(Reason::Killed);
    QCOMPARE(int(logOf(builder).server(0).timers[0].end), int(End::Died));
}

void TestTraceLogTimers::armedListIsExactWithManyChains()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    for (std::uint32_t timer = 1; timer <= 100; ++timer)
        builder.sendAfter(timer, timer * 1s, timer % 3 == 0, timer);
    for (std::uint32_t timer = 1; timer <= 50; ++timer)
        builder.at(timer * 1s).timeout(timer, timer * 1s, timer).receiveTick(timer * 1s);
    builder.at(60s).exit(Reason::Killed);
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    std::set<std::uint32_t> armed(server.armed.begin(), server.armed.end());
    QCOMPARE(armed.size(), server.armed.size());
    for (std::uint32_t i = 0; i < server.timers.size(); ++i) {
        const TimerEntry& timer = server.timers[i];
        const End expected = timer.number <= 50 ? End::Fired
            : timer.toName                      ? End::Armed
                                                : End::Died;
        QCOMPARE(int(timer.end), int(expected));
        QCOMPARE(armed.contains(i), timer.end == End::Armed);
    }
}

QTEST_APPLESS_MAIN(TestTraceLogTimers)
#include "tst_trace_log_timers.moc"

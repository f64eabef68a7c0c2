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

class TestTraceLog : public QObject
{
    Q_OBJECT

private slots:
    void followsATickFromItsTimerToItsReturn();
    void aMessageTakenAtOnceLeavesNoDepthSample();
    void depthIsThatOfTheEndOfAnInstant();
    void ticksAreNumberedByDeliveryWithinAnIncarnation();
    void tickSentDirectlyHasNeitherDueTimeNorTimer();
    void consumesAFewRecordsAtATime();

    void exitEndsMessagesAndTimers();
    void crashIsTheOutcomeOfTheTickThatRaised();
    void stopIsHandledByTheExit();
    void timerThatFindsNobodyIsDropped();
    void callOfADyingProcessIsLostAndNotDropped();
    void restartStartsAnIncarnation();
    void loadIsASpanAndEndsWithItsProcess();

    void castsAndCallsLeaveMarks();
    void monitorMarksItsServer();
    void supervisorExitMarksEveryServer();
    void isLinearInTheRecords();
};

void TestTraceLog::followsATickFromItsTimerToItsReturn()
{
    TraceBuilder builder = started();
    builder.at(5s).timeout(1, 5s).receiveTick(5s).take().workStart(8s);
    builder.at(13s).workEnd(TickOutcome::Error).sendAfter(2, 18s).ret();
    const TraceLog log = logOf(builder);

    const ServerLog& server = log.server(0);
    QCOMPARE(server.messages.size(), 1U);
    const MessageEntry& tick = server.messages[0];
    QCOMPARE(tick.number, 1U);
    QCOMPARE(tick.tick, 1U);
    QCOMPARE(tick.incarnation, 1U);
    QCOMPARE(tick.timer, 1U);
    QCOMPARE(tick.chain, 1U);
    QCOMPARE(tick.dueNs, ns(5s));
    QCOMPARE(tick.deliveredNs, ns(5s));
    QCOMPARE(tick.startedNs, ns(5s));
    QCOMPARE(tick.workEndNs, ns(13s));
    QCOMPARE(tick.finishedNs, ns(13s));
    QCOMPARE(int(tick.outcome), int(TickOutcome::Error));
    QCOMPARE(server.taken, std::vector<std::uint32_t> { 0 });

    QCOMPARE(server.timers.size(), 2U);
    QCOMPARE(int(server.timers[0].end), int(End::Fired));
    QCOMPARE(server.timers[0].armedNs, 0);
    QCOMPARE(server.timers[0].endNs, ns(5s));
    QCOMPARE(server.timers[0].message, 1U);
    QCOMPARE(int(server.timers[1].end), int(End::Armed));
    QCOMPARE(server.timers[1].dueNs, ns(18s));
    QCOMPARE(server.armed, std::vector<std::uint32_t> { 1 });
    QVERIFY(server.isAlive);
    QCOMPARE(log.lastNs(), ns(13s));
    QCOMPARE(log.consumed(), builder.trace().size());
}

void TestTraceLog::aMessageTakenAtOnceLeavesNoDepthSample()
{
    TraceBuilder builder = started();
    builder.at(5s).timeout(1, 5s).receiveTick(5s).take().workStart(8s);
    QVERIFY(logOf(builder).server(0).depth.empty());
}

void TestTraceLog::depthIsThatOfTheEndOfAnInstant()
{
    TraceBuilder builder = started();
    builder.at(5s).receive(MessageKind::Tick).take().workStart(2s);
    builder.at(6s).receive(MessageKind::Tick).receive(MessageKind::Tick);
    builder.at(7s).workEnd().ret().take().workStart(0s).workEnd().ret().take().workStart(2s);
    builder.at(9s).receive(MessageKind::Tick).workEnd().ret().take().workStart(1s);
    builder.at(9500ms).receive(MessageKind::Tick);
    const auto depth = logOf(builder).server(0).depth;
    QCOMPARE(depth.size(), 3U);
    QCOMPARE(depth[0].timeNs, ns(6s));
    QCOMPARE(depth[0].depth, 2U);
    QCOMPARE(depth[1].timeNs, ns(7s)); // two were taken at this instant: one sample
    QCOMPARE(depth[1].depth, 0U);
    QCOMPARE(depth[2].timeNs, ns(9500ms)); // none at 9 s, which ended as it began
    QCOMPARE(depth[2].depth, 1U);
}

void TestTraceLog::ticksAreNumberedByDeliveryWithinAnIncarnation()
{
    TraceBuilder builder = started();
    builder.at(1s).receive(MessageKind::Tick).take().workStart(9s);
    builder.at(2s).receive(MessageKind::SetInterval, 7).receive(MessageKind::Poll, ns(2s));
    builder.at(3s).exit(Reason::Killed).restart().spawn(2).init().ret();
    builder.at(4s).receive(MessageKind::Poll, ns(4s)).take().ret();
    const auto messages = logOf(builder).server(0).messages;
    QCOMPARE(messages[0].tick, 1U);
    QCOMPARE(messages[1].tick, 0U);
    QCOMPARE(messages[1].argument, 7);
    QCOMPARE(messages[2].tick, 2U);
    QCOMPARE(messages[2].position, 2U);
    QCOMPARE(messages[3].tick, 1U);
    QCOMPARE(messages[3].position, 0U);
    QCOMPARE(messages[3].incarnation, 2U);
}

void TestTraceLog::tickSentDirectlyHasNeitherDueTimeNorTimer()
{
    TraceBuilder builder = started();
    builder.at(1s).receive(MessageKind::Poll).take().ret();
    const MessageEntry tick = logOf(builder).server(0).messages[0];
    QCOMPARE(tick.dueNs, noTime);
    QCOMPARE(tick.timer, 0U);
    QCOMPARE(tick.tick, 1U);
    QCOMPARE(tick.workEndNs, noTime);
    QCOMPARE(int(tick.outcome), int(TickOutcome::Ok));
}

void TestTraceLog::consumesAFewRecordsAtATime()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.runUntil(30s);
    poller.setInterval(30s, 10s);
    poller.runUntil(120s);

    TraceLog whole = logOf(builder);
    TraceLog steps(1, {});
    Recorder partial;
    for (std::uint64_t seq = 0; seq < builder.trace().size(); ++seq) {
        partial.append(builder.trace()[seq]);
        steps.consume(partial);
        steps.consume(partial); // nothing new: no change
    }
    const ServerLog& a = whole.server(0);
    const ServerLog& b = steps.server(0);
    QCOMPARE(a.messages.size(), b.messages.size());
    QCOMPARE(a.timers.size(), b.timers.size());
    QCOMPARE(a.taken, b.taken);
    QCOMPARE(a.armed, b.armed);
    QCOMPARE(a.depth.size(), b.depth.size());
    for (std::size_t i = 0; i < a.depth.size(); ++i) {
        QCOMPARE(a.depth[i].timeNs, b.depth[i].timeNs);
        QCOMPARE(a.depth[i].depth, b.depth[i].depth);
        QVERIFY(i == 0 || a.depth[i].depth != a.depth[i - 1].depth);
    }
}

// Timers

void TestTraceLog::exitEndsMessagesAndTimers()
{
    TraceBuilder builder = started();
    builder.at(5s).timeout(1, 5s).receiveTick(5s).take().sendAfter(2, 10s).workStart(20s);
    builder.at(10s).timeout(2, 10s).receiveTick(10s);
    builder.at(11s).receive(MessageKind::Resume, 0).sendAfter(3, 30s);
    builder.at(12s).exit(Reason::Killed);
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QCOMPARE(int(server.messages[0].outcome), int(TickOutcome::Killed));
    QCOMPARE(server.messages[0].workEndNs, noTime);
    QCOMPARE(server.messages[0].finishedNs, ns(12s));
    QCOMPARE(int(server.messages[1].outcome), int(TickOutcome::Lost));
    QCOMPARE(server.messages[1].startedNs, noTime);
    QCOMPARE(int(server.messages[2].outcome), int(TickOutcome::Lost));
    QCOMPARE(server.lost, 2U);
    QCOMPARE(int(server.timers[2].end), int(End::Died));
    QCOMPARE(server.timers[2].endNs, ns(12s));
    QVERIFY(server.armed.empty());
    QVERIFY(!server.isAlive);
    QCOMPARE(server.depth.back().depth, 0U);
    QCOMPARE(findMark(server, Mark::Exited)->value, 2);
    QCOMPARE(int(findMark(server, Mark::Exited)->reason), int(Reason::Killed));
}

void TestTraceLog::crashIsTheOutcomeOfTheTickThatRaised()
{
    TraceBuilder builder = started();
    builder.at(5s).timeout(1, 5s).receiveTick(5s).take().workStart(1s);
    builder.at(6s).workEnd(TickOutcome::Crash);
    QCOMPARE(int(logOf(builder).server(0).messages[0].outcome), int(TickOutcome::Unfinished));
    builder.exit(Reason::Crash).restart().spawn(2).init().ret();
    const TraceLog log = logOf(builder);
    const MessageEntry& tick = log.server(0).messages[0];
    QCOMPARE(int(tick.outcome), int(TickOutcome::Crash));
    QCOMPARE(tick.workEndNs, ns(6s));
    QCOMPARE(tick.finishedNs, ns(6s));
}

void TestTraceLog::stopIsHandledByTheExit()
{
    TraceBuilder builder = started();
    builder.at(1s).receive(MessageKind::Stop, 0).take().exit(Reason::Normal);
    QCOMPARE(int(logOf(builder).server(0).messages[0].outcome), int(TickOutcome::Ok));
}

void TestTraceLog::timerThatFindsNobodyIsDropped()
{
    TraceBuilder builder = started(true);
    builder.at(2s).exit(Reason::Normal);
    builder.at(5s).timeout(1, 5s).drop(MessageKind::Poll, Reason::NoProcess, ns(5s));
    builder.at(6s).drop(MessageKind::Cancel, Reason::NoProcess);
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QVERIFY(server.messages.empty());
    QCOMPARE(int(server.timers[0].end), int(End::Fired));
    QVERIFY(server.timers[0].dropped);
    QCOMPARE(server.dropped, 2U);
    QCOMPARE(countMarks(server, Mark::Dropped), 2U);
    QCOMPARE(int(findMark(server, Mark::Dropped)->reason), int(Reason::NoProcess));
}

void TestTraceLog::callOfADyingProcessIsLostAndNotDropped()
{
    TraceBuilder builder = started();
    builder.at(1s).receive(MessageKind::Tick).take().workStart(9s);
    builder.at(2s).receive(MessageKind::Call, ns(5s));
    builder.at(3s).exit(Reason::Killed).drop(MessageKind::Call, Reason::Killed, ns(5s), 2);
    const TraceLog log = logOf(builder);
    QCOMPARE(log.server(0).dropped, 0U);
    QCOMPARE(log.server(0).lost, 1U);
    QCOMPARE(int(log.server(0).messages[1].outcome), int(TickOutcome::Lost));
}

void TestTraceLog::restartStartsAnIncarnation()
{
    TraceBuilder builder = started();
    builder.at(2s).exit(Reason::Killed).restart().spawn(2).init().sendAfter(2, 7s).ret();
    builder.at(3s).exit(Reason::Normal);
    builder.at(4s).spawn(3).init().sendAfter(3, 9s).ret(); // by hand
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QCOMPARE(server.restarts, 1U);
    QCOMPARE(server.incarnation, 3U);
    QVERIFY(server.isAlive);
    QCOMPARE(countMarks(server, Mark::Restarted), 1U);
    QCOMPARE(countMarks(server, Mark::Spawned), 2U); // each start has one mark
}

void TestTraceLog::loadIsASpanAndEndsWithItsProcess()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 1s).ret().handleContinue().loadStart(2s);
    builder.at(1s).timeout(1, 1s).receiveTick(1s);
    builder.at(2s).workEnd().ret().take().workStart(1s);
    builder.at(2500ms).exit(Reason::Killed).restart().spawn(2).init().loadStart(2s);
    builder.at(3s).exit(Reason::Killed);
    const TraceLog log = logOf(builder);
    const auto& loads = log.server(0).loads;
    QCOMPARE(loads.size(), 2U);
    QCOMPARE(loads[0].startNs, 0);
    QCOMPARE(loads[0].endNs, ns(2s));
    QCOMPARE(loads[1].startNs, ns(2500ms));
    QCOMPARE(loads[1].endNs, ns(3s));
    QCOMPARE(int(log.server(0).messages[0].outcome), int(TickOutcome::Killed));
    QCOMPARE(log.server(0).messages[0].startedNs, ns(2s));
}

// Marks

void TestTraceLog::castsAndCallsLeaveMarks()
{
    TraceBuilder builder = started();
    builder.at(1s).receive(MessageKind::Tick).take().workStart(9s);
    builder.at(2s).receive(MessageKind::Call, ns(5s));
    builder.at(3s).receive(MessageKind::Resume, 0);
    builder.at(7s).callTimeout(2, 5s);
    builder.at(10s).workEnd().ret().take().callReply().ret().take().sendAfter(2, 15s).ret();
    builder.notify(MessageKind::Complete);
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QVERIFY(server.messages[1].callerGaveUp);
    QCOMPARE(server.messages[1].gaveUpNs, ns(7s));
    QCOMPARE(int(server.messages[1].outcome), int(TickOutcome::Ok));
    QCOMPARE(findMark(server, Mark::CallTimedOut)->value, 2);
    QCOMPARE(findMark(server, Mark::ResumeHandled)->timeNs, ns(10s));
    QCOMPARE(countMarks(server, Mark::Completed), 1U);
}

void TestTraceLog::monitorMarksItsServer()
{
    TraceBuilder builder(4); // two servers, a monitor of the second, the supervisor
    builder.of(2).at(4s).spawn().init().sendAfter(1, 8s).ret();
    builder.at(8s).timeout(1, 8s).receive(MessageKind::MissedBeat).take();
    builder.notify(MessageKind::MissedBeat).ret();
    const TraceLog log = logOf(builder, 2, { 1, UINT32_MAX });
    QCOMPARE(log.server(0).missedBeats, 0U);
    QCOMPARE(log.server(1).missedBeats, 1U);
    QCOMPARE(log.server(1).marks.size(), 1U);
    QCOMPARE(int(log.server(1).marks[0].kind), int(Mark::MissedBeat));
    QVERIFY(log.server(1).messages.empty());
}

void TestTraceLog::supervisorExitMarksEveryServer()
{
    TraceBuilder builder(3);
    builder.of(2).at(4s).supervisorExit(Reason::Shutdown);
    const TraceLog log = logOf(builder, 2, { UINT32_MAX });
    QCOMPARE(int(log.server(0).marks.at(0).kind), int(Mark::SupervisorExited));
    QCOMPARE(int(log.server(1).marks.at(0).reason), int(Reason::Shutdown));
}

// Twice the records, about twice the storage: nothing grows by the square.

void TestTraceLog::isLinearInTheRecords()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 1ms, 2ms);
    poller.runUntil(100s);
    const TraceLog log = logOf(builder);
    const ServerLog& server = log.server(0);
    QCOMPARE(server.messages.size(), 100'000U);
    QCOMPARE(server.timers.size(), 100'001U);
    QCOMPARE(server.armed.size(), 1U);
    QCOMPARE(server.taken.size(), 50'000U);
    QCOMPARE(server.depth.back().depth, 50'000U);
}

QTEST_APPLESS_MAIN(TestTraceLog)
#include "tst_trace_log.moc"

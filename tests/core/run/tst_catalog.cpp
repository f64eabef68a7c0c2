// SPDX-License-Identifier: GPL-3.0-only
// The reference scenario of periodic work: interval 100 ms, work 30, 30, 250, 30, 30, 30 ms, first
// tick due at 0. Each schedule has its row of due times, starts and mailbox depths; the live edits
// have theirs.
#include "tests/support/run_support.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

using Times = std::vector<std::int64_t>;
using Depths = std::vector<std::pair<std::int64_t, std::int64_t>>;

ServerSpec reference(Schedule schedule)
{
    ServerSpec spec = server(schedule, 100ms, SequenceDuration { { 30ms, 30ms, 250ms, 30ms } });
    spec.first = Duration {};
    return spec;
}

} // namespace

Q_DECLARE_METATYPE(Schedule)
Q_DECLARE_METATYPE(Times)
Q_DECLARE_METATYPE(Depths)

class TestCatalog : public QObject
{
    Q_OBJECT

private slots:
    void everyScheduleHasItsRow_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::addColumn<Times>("due");
        QTest::addColumn<Times>("start");
        QTest::addColumn<Times>("end");
        QTest::addColumn<Depths>("depth");
        QTest::newRow("after_work: a fixed pause after each run")
            << Schedule::AfterWork << Times { 0, 130, 260, 610, 740, 870 }
            << Times { 0, 130, 260, 610, 740, 870 } << Times { 30, 160, 510, 640, 770, 900 }
            << Depths {};
        QTest::newRow("before_work: rephases, one tick waits")
            << Schedule::BeforeWork << Times { 0, 100, 200, 300, 550, 650 }
            << Times { 0, 100, 200, 450, 550, 650 } << Times { 30, 130, 450, 480, 580, 680 }
            << Depths { { 300, 1 }, { 450, 0 } };
        QTest::newRow("send_interval: ticks pile up, then catch up")
            << Schedule::SendInterval << Times { 0, 100, 200, 300, 400, 500 }
            << Times { 0, 100, 200, 450, 480, 510 } << Times { 30, 130, 450, 480, 510, 540 }
            << Depths { { 300, 1 }, { 400, 2 }, { 450, 1 }, { 480, 0 }, { 500, 1 }, { 510, 0 } };
        QTest::newRow("absolute: catches up, never more than one waits")
            << Schedule::Absolute << Times { 0, 100, 200, 300, 400, 500 }
            << Times { 0, 100, 200, 450, 480, 510 } << Times { 30, 130, 450, 480, 510, 540 }
            << Depths { { 300, 1 }, { 480, 0 }, { 500, 1 }, { 510, 0 } };
        QTest::newRow("absolute_skip: one late run, then the grid again")
            << Schedule::AbsoluteSkip << Times { 0, 100, 200, 300, 500, 600 }
            << Times { 0, 100, 200, 450, 500, 600 } << Times { 30, 130, 450, 480, 530, 630 }
            << Depths { { 300, 1 }, { 450, 0 } };
        QTest::newRow("idle_timeout: a fixed pause after each run")
            << Schedule::IdleTimeout << Times { 0, 130, 260, 610, 740, 870 }
            << Times { 0, 130, 260, 610, 740, 870 } << Times { 30, 160, 510, 640, 770, 900 }
            << Depths {};
    }

    void everyScheduleHasItsRow()
    {
        QFETCH(Schedule, schedule);
        QFETCH(Times, end);
        const Run run
            = ran(scenarioOf({ reference(schedule) }), std::chrono::milliseconds(end.back()));
        const TraceLog log = logOf(run);
        Times dueMs;
        Times startMs;
        Times endMs;
        for (const MessageEntry& entry : log.server(0).messages) {
            if (dueMs.size() == 6)
                break;
            dueMs.push_back(toMs(entry.dueNs));
            startMs.push_back(toMs(entry.startedNs));
            endMs.push_back(toMs(entry.finishedNs));
        }
        Depths depth;
        for (const DepthSample& sample : log.server(0).depth)
            depth.emplace_back(toMs(sample.timeNs), sample.depth);
        QTEST(dueMs, "due");
        QTEST(startMs, "start");
        QTEST(endMs, "end");
        QTEST(depth, "depth");
    }

    void aNewIntervalWaitsBehindTheTicksOfSendInterval()
    {
        const Run run = ran(
            scenarioOf({ reference(Schedule::SendInterval) }, { setInterval(420ms, 50ms) }), 620ms);
        QCOMPARE(startsMs(run), (Times { 0, 100, 200, 450, 480, 510, 560, 610 }));
        const auto handled = run.actionResult(0).handledAt;
        QCOMPARE(toMs(toNs(*handled)), 510);
    }

    void aNewIntervalLeavesAnArmedTimerAlone()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 90ms, Duration { 10ms }) },
                                { setInterval(130ms, 40ms) }),
            300ms);
        QCOMPARE(startsMs(run), (Times { 90, 190, 240, 290 }));
    }

    void cancellingSendIntervalTakesNoTickBack()
    {
        const Run run = ran(scenarioOf({ reference(Schedule::SendInterval) },
                                { action(440ms, ActionKind::Cancel) }),
            2s);
        QCOMPARE(startsMs(run), (Times { 0, 100, 200, 450, 480, 510 }));
        QCOMPARE(run.actionResult(0).text, std::string("{:ok, :cancel}"));
    }

    void cancellingReturnsTheMillisecondsLeft()
    {
        const Run run = ran(
            scenarioOf({ reference(Schedule::BeforeWork) }, { action(440ms, ActionKind::Cancel) }),
            2s);
        QCOMPARE(startsMs(run), (Times { 0, 100, 200, 450 }));
        QCOMPARE(run.actionResult(0).text, std::string("70"));
        QCOMPARE(toMs(toNs(*run.actionResult(0).handledAt)), 480);
    }

    void aRestartDropsTimersToThePidAndKeepsThoseToTheName_data()
    {
        QTest::addColumn<bool>("toName");
        QTest::addColumn<Times>("start");
        QTest::newRow("by pid one chain starts anew")
            << false << Times { 0, 100, 200, 250, 350, 450 };
        QTest::newRow("by name two chains run")
            << true << Times { 0, 100, 200, 250, 300, 350, 400, 450 };
    }

    void aRestartDropsTimersToThePidAndKeepsThoseToTheName()
    {
        QFETCH(bool, toName);
        ServerSpec spec = server(Schedule::BeforeWork, 100ms);
        spec.first = Duration {};
        spec.address = toName ? Address::Name : Address::Pid;
        const Run run = ran(scenarioOf({ spec }, { action(250ms, ActionKind::Crash) }), 450ms);
        QTEST(startsMs(run), "start");
        QCOMPARE(recordsOf(run, Event::DoubleChain).empty(), !toName);
    }

    void sendIntervalToANameDiesWithItsFirstOwner()
    {
        ServerSpec spec = server(Schedule::SendInterval, 100ms);
        spec.address = Address::Name;
        const Run run = ran(scenarioOf({ spec }, { action(250ms, ActionKind::Crash) }), 600ms);
        QCOMPARE(startsMs(run), (Times { 100, 200, 350, 450, 550 }));
    }

    void anyMessageStartsTheIdleWaitAnew()
    {
        std::vector<Action> calls;
        for (int i = 1; i <= 5; ++i)
            calls.push_back(action(i * 60ms, ActionKind::Call));
        const Run run = ran(scenarioOf({ server(Schedule::IdleTimeout, 100ms) }, calls), 650ms);
        QCOMPARE(startsMs(run), (Times { 400, 500, 600 }));
    }

    void resumeWithAnArmedTimerMakesASecondChain()
    {
        const Run run = ran(scenarioOf({ server(Schedule::AfterWork, 100ms) },
                                { action(150ms, ActionKind::Resume) }),
            450ms);
        QCOMPARE(startsMs(run), (Times { 100, 200, 250, 300, 350, 400, 450 }));
        QCOMPARE(recordsOf(run, Event::DoubleChain).size(), std::size_t { 1 });
    }
};

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenarios.h"
#include "ui/document/drag_edit.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// A run of one server, and what dragging in it would change.
struct Bench
{
    explicit Bench(Scenario scenario, VirtualTime until = VirtualTime(60s))
        : run(std::move(scenario))
    {
        run.advanceTo(until);
        log = std::make_unique<TraceLog>(run.scenario(), run.watchedServers());
        log->consume(run.trace());
    }
    const MessageEntry& tick(std::uint32_t server, std::uint32_t number) const
    {
        for (const auto& message : log->server(server).messages)
            if (message.tick == number)
                return message;
        std::abort();
    }
    TimelineDrag workOf(std::uint32_t server, std::uint32_t number, std::int64_t byNs) const
    {
        TimelineHit hit;
        hit.kind = TimelineHit::Kind::Message;
        hit.part = TimelineHit::Part::WorkEnd;
        hit.lane = server;
        hit.number = tick(server, number).number;
        auto drag = dragOf(hit, log->server(server)).value();
        drag.byNs = byNs;
        return drag;
    }
    TimelineDrag dueOf(std::uint32_t server, std::uint32_t number, std::int64_t byNs) const
    {
        auto hit = TimelineHit {};
        hit.kind = TimelineHit::Kind::Message;
        hit.part = TimelineHit::Part::DueMark;
        hit.lane = server;
        hit.number = tick(server, number).number;
        auto drag = dragOf(hit, log->server(server)).value();
        drag.byNs = byNs;
        return drag;
    }
    DragEdit edit(const TimelineDrag& drag) const
    {
        return editOf(drag, contextOf(drag, run, log->server(drag.server)));
    }

    Run run;
    std::unique_ptr<TraceLog> log;
};

std::vector<Duration> sequence(const DurationSpec& work)
{
    const auto* values = std::get_if<SequenceDuration>(&work);
    return values ? values->values : std::vector<Duration> { std::get<Duration>(work) };
}

} // namespace

class TestDragEdit : public QObject
{
    Q_OBJECT

private slots:
    void theEndOfAWorkSetsThatTickAlone()
    {
        const Bench bench(builtin("buildup"));
        const auto edit = bench.edit(bench.workOf(0, 2, -5 * second));
        QVERIFY(edit.scenario);
        const std::vector<Duration> expected { 8s, 3s, 8s };
        QCOMPARE(sequence(edit.scenario->servers[0].work), expected);
        QCOMPARE(edit.what, QStringLiteral("work of tick 2 of poller_after to 3 s"));
    }
    void everyOtherTickKeepsItsWork()
    {
        QVERIFY(rc::check([] {
            auto scenario = builtin("buildup");
            const auto values
                = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5)));
            SequenceDuration work;
            for (const int value : values)
                work.values.push_back(value * 1s);
            scenario.servers[0].work = work;
            const Bench bench(scenario, VirtualTime(100s));
            const auto number = *rc::gen::inRange(1U, 9U);
            const auto edit = bench.edit(bench.workOf(0, number, second / 2));
            RC_ASSERT(edit.scenario.has_value());
            const Bench after(*edit.scenario, VirtualTime(100s));
            for (std::uint32_t tick = 1; tick < 10; ++tick) {
                const auto& before = bench.tick(0, tick);
                const auto& now = after.tick(0, tick);
                const auto wanted
                    = before.workEndNs - before.startedNs + (tick == number ? second / 2 : 0);
                RC_ASSERT(now.workEndNs - now.startedNs == wanted);
            }
        }));
    }
    void draggingItBackLeavesTheScenarioAsItWas()
    {
        const Bench bench(builtin("buildup"));
        const auto edit = bench.edit(bench.workOf(0, 2, -5 * second));
        const Bench dragged(*edit.scenario);
        const auto back = dragged.edit(dragged.workOf(0, 2, 5 * second));
        QCOMPARE(*back.scenario, bench.run.scenario());
    }
    void aDueMarkChangesTheInterval()
    {
        const Bench bench(builtin("buildup"));
        const auto edit = bench.edit(bench.dueOf(1, 3, 6 * second));
        QVERIFY(edit.scenario);
        QCOMPARE(edit.scenario->servers[1].interval, Duration(7s));
        QCOMPARE(edit.what, QStringLiteral("interval of poller_interval to 7 s"));
    }
    void aDueMarkLandsWhereItWasDropped_data()
    {
        QTest::addColumn<int>("schedule");
        QTest::addColumn<int>("tick");
        QTest::addColumn<qint64>("byMs");
        for (int schedule = 0; schedule < 5; ++schedule)
            for (const int tick : { 1, 2, 3, 6 })
                for (const qint64 by : { 1'350, -900 })
                    QTest::addRow("%s, tick %d by %d ms", toText(Schedule(schedule)), tick, int(by))
                        << schedule << tick << by;
    }
    void aDueMarkLandsWhereItWasDropped()
    {
        QFETCH(int, schedule);
        QFETCH(int, tick);
        QFETCH(qint64, byMs);
        auto scenario = builtin("buildup");
        auto& spec = scenario.servers[1];
        spec.schedule = Schedule(schedule);
        spec.interval = Duration(6600ms);
        spec.work = Duration(1s);
        const Bench bench(scenario);
        const auto drag = bench.dueOf(1, std::uint32_t(tick), byMs * 1'000'000);
        const auto edit = bench.edit(drag);
        QVERIFY(edit.scenario);
        const Bench after(*edit.scenario);
        const auto off = after.tick(1, std::uint32_t(tick)).dueNs - (drag.placeNs + drag.byNs);
        QVERIFY2(std::abs(off) <= 10'000, qPrintable(QString::number(off)));
    }
    void aDueMarkAfterAnEditChangesTheEdit()
    {
        const Bench bench(builtin("buildup-edited"), VirtualTime(120s));
        const auto& messages = bench.log->server(1).messages;
        std::uint32_t later = 0;
        for (const auto& message : messages)
            if (message.dueNs != noTime && message.dueNs > 70 * second && later == 0)
                later = message.tick;
        const auto edit = bench.edit(bench.dueOf(1, later, -4 * second));
        QVERIFY2(edit.scenario, qPrintable(edit.reason));
        QCOMPARE(edit.scenario->servers[1].interval, Duration(5s));
        QVERIFY(edit.scenario->actions.front().interval < Duration(10s));
        QVERIFY(edit.what.startsWith(QStringLiteral("set_interval of poller_interval at ")));
    }
    void anIntervalNeverGetsShorterThanATimerCanBe()
    {
        const Bench bench(builtin("buildup"));
        const auto edit = bench.edit(bench.dueOf(1, 3, -20 * second));
        QCOMPARE(edit.scenario->servers[1].interval, Duration(1ms));
    }
    void theFirstMarkMovesTheFirstTickWhereItHasATimeOfItsOwn()
    {
        auto scenario = builtin("buildup");
        scenario.servers[1].first = Duration(2s);
        const Bench bench(scenario);
        const auto first = bench.edit(bench.dueOf(1, 1, second));
        QCOMPARE(std::get<Duration>(*first.scenario->servers[1].first), Duration(3s));
        QCOMPARE(first.scenario->servers[1].interval, Duration(5s));
        const auto second_ = bench.edit(bench.dueOf(1, 2, second));
        QCOMPARE(second_.scenario->servers[1].interval, Duration(6s));
    }
    void randomWorkCannotBeDragged()
    {
        auto scenario = builtin("buildup");
        scenario.servers[0].work = UniformDuration { 1s, 3s };
        const Bench bench(scenario);
        const auto edit = bench.edit(bench.workOf(0, 2, second));
        QVERIFY(!edit.scenario);
        QCOMPARE(edit.reason,
            QStringLiteral("Its work is drawn at random: change it in the inspector."));
    }
    void aTickUnderASetWorkCannotBeDragged()
    {
        auto scenario = builtin("buildup");
        Action action;
        action.at = VirtualTime(2s);
        action.server = "poller_after";
        action.kind = ActionKind::SetWork;
        action.work = Duration(1s);
        scenario.actions.push_back(action);
        const Bench bench(scenario);
        const auto edit = bench.edit(bench.workOf(0, 1, second));
        QVERIFY(!edit.scenario);
        QVERIFY(edit.reason.contains(QStringLiteral("set_work")));
    }
    void lengthsComeOutRound()
    {
        QVERIFY(rc::check([] {
            TimelineDrag drag;
            drag.placeNs = *rc::gen::inRange<std::int64_t>(1, 100 * second);
            const auto by = *rc::gen::inRange<std::int64_t>(-100 * second, 100 * second);
            const double perPixel = *rc::gen::inRange(1, 1'000'000'000);
            const auto rounded = drag.lengthNs() + roundedDrag(drag, by, perPixel);
            RC_ASSERT(rounded > 0);
            RC_ASSERT(rounded % 1'000'000 == 0);
            const auto wanted = std::max<std::int64_t>(0, drag.lengthNs() + by);
            RC_ASSERT(double(std::abs(rounded - wanted)) <= std::max(5e6, 2.5 * perPixel));
        }));
    }
};

QTEST_APPLESS_MAIN(TestDragEdit)
#include "tst_drag_edit.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/run_support.h"
#include "ui/models/instant_events.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

QStringList eventsOf(const Instant& instant)
{
    QStringList names;
    for (const auto& event : instant.events)
        names << event.event;
    return names;
}

} // namespace

class TestInstantEvents : public QObject
{
    Q_OBJECT

private slots:
    void aTickFromItsTimerToItsWork()
    {
        Run run(scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }, "a"),
            server(Schedule::SendInterval, 5s, Duration { 8s }, "b") }));
        run.advanceTo(at(41s));
        TraceLog log(run.scenario(), run.watchedServers());
        log.consume(run.trace());
        const auto whole = instantOf(run, log, toNs(at(5s)), std::nullopt);
        const auto own = instantOf(run, log, toNs(at(5s)), 0);
        const QStringList tick { QStringLiteral("timeout"), QStringLiteral("receive"),
            QStringLiteral("dequeue"), QStringLiteral("handle_info"),
            QStringLiteral("work_start") };
        QCOMPARE(eventsOf(own), tick);
        // Both timers are triggered before either process runs.
        QCOMPARE(eventsOf(whole), tick.mid(0, 2) + tick.mid(0, 2) + tick.mid(2) + tick.mid(2));
        QCOMPARE(own.events.at(0).message, 0U); // it is about the timer
        QCOMPARE(own.events.at(1).message, log.server(0).messages.at(0).number);
        QCOMPARE(whole.events.at(2).process, QStringLiteral("b"));
        QCOMPARE(whole.events.at(2).seq, whole.events.at(1).seq + 1);
    }
    void noEventNoInstant()
    {
        Run run(scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }, "a") }));
        run.advanceTo(at(41s));
        TraceLog log(run.scenario(), run.watchedServers());
        log.consume(run.trace());
        for (const auto ns : { std::int64_t(-1), toNs(at(6s)), toNs(at(99s)) })
            QVERIFY(instantOf(run, log, ns, std::nullopt).events.empty());
    }
    void allInstantsTogetherAreTheTrace()
    {
        Run run(scenarioOf({ server(Schedule::BeforeWork, 2s, Duration { 1s }, "a"),
            server(Schedule::SendInterval, 3s, Duration { 4s }, "b") }));
        run.advanceTo(at(60s));
        TraceLog log(run.scenario(), run.watchedServers());
        log.consume(run.trace());
        std::uint64_t next = run.trace().begin();
        while (next < run.trace().size()) {
            const auto ns = run.trace()[next].timeNs;
            const auto instant = instantOf(run, log, ns, std::nullopt);
            QVERIFY(!instant.isCut && instant.total == instant.events.size());
            for (const auto& event : instant.events)
                QCOMPARE(event.seq, next++);
            std::uint64_t ofLanes = 0, ofNone = 0;
            for (std::uint32_t lane = 0; lane < 2; ++lane)
                ofLanes += instantOf(run, log, ns, lane).total;
            for (const auto& event : instant.events)
                ofNone += event.lane ? 0 : 1;
            QCOMPARE(ofLanes + ofNone, instant.total);
        }
    }
    void aCrowdIsCountedButNotListedWhole()
    {
        auto crowd = server(Schedule::AfterWork, 5s, Duration { 1s }, "a");
        crowd.count = 1'000;
        Run run(scenarioOf({ crowd }));
        run.advanceTo(at(5s));
        TraceLog log(run.scenario(), run.watchedServers());
        log.consume(run.trace());
        const auto instant = instantOf(run, log, toNs(at(5s)), std::nullopt);
        QCOMPARE(instant.events.size(), Instant::mostListed);
        QCOMPARE(instant.total, std::uint64_t(5'000));
    }
};

QTEST_GUILESS_MAIN(TestInstantEvents)
#include "tst_instant_events.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/run.h"
#include "tests/ui/support/scenarios.h"
#include "ui/beam/measured_ticks.h"
#include "ui/lanes/lane_metrics.h"

#include <QTest>

using namespace tickscope;

/// What a real BEAM did, as the lanes show it.
class TestMeasuredRun : public QObject
{
    Q_OBJECT

private slots:
    void ticksHaveTheirTimesAndOutcomes()
    {
        const auto ticks = ticksOf(R"([[0.1,"init","p"],[51,"tick","p",1],[53,"done","p",1],
            [104,"tick","p",2],[106,"done","p",2,"error"],[157,"tick","p",3],[159,"crash","p",3]])");
        QCOMPARE(ticks.size(), std::size_t(3));
        QCOMPARE(ticks[0].startedNs, std::int64_t(51'000'000));
        QCOMPARE(ticks[0].finishedNs, std::int64_t(53'000'000));
        QVERIFY(ticks[0].outcome == TickOutcome::Ok);
        QVERIFY(ticks[1].outcome == TickOutcome::Error);
        QVERIFY(ticks[2].outcome == TickOutcome::Crash);
    }
    void aRestartIsAnotherIncarnation()
    {
        const auto ticks = ticksOf(R"([[0,"init","p"],[51,"tick","p",1],[55,"exit","p","killed"],
            [56,"init","p"],[107,"tick","p",1]])");
        QCOMPARE(ticks.size(), std::size_t(2));
        QVERIFY(ticks[0].outcome == TickOutcome::Killed);
        QCOMPARE(ticks[0].finishedNs, noTime);
        QCOMPARE(ticks[0].incarnation, std::uint32_t(1));
        QCOMPARE(ticks[1].incarnation, std::uint32_t(2));
        QVERIFY(ticks[1].outcome == TickOutcome::Unfinished);
    }
    void eventsMayComeInAnyOrder()
    {
        Recording recording;
        recording.events = { { 53'000'000, "done", "p", 1, {} }, { 0, "init", "p", {}, {} },
            { 51'000'000, "tick", "p", 1, {} } };
        const auto run = measuredTicks(recording, { "p" });
        QCOMPARE(run.servers[0].size(), std::size_t(1));
        QCOMPARE(run.servers[0][0].finishedNs, std::int64_t(53'000'000));
        QCOMPARE(run.untilNs, std::int64_t(53'000'000));
    }
    void aFasterRunIsShownAtItsOwnTimes()
    {
        const auto ticks = ticksOf(R"([[0,"init","p"],[50,"tick","p",1],[53,"done","p",1]])", 0.1);
        QCOMPARE(ticks[0].startedNs, std::int64_t(500'000'000));
        QCOMPARE(ticks[0].finishedNs, std::int64_t(530'000'000));
    }
    void otherServersAreLeftOut()
    {
        QVERIFY(ticksOf(R"([[0,"init","q"],[50,"tick","q",1]])").empty());
    }

    void aTickIsFoundWhereItWorksOrNearItsStart_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<int>("found");
        QTest::newRow("before") << qint64(90) << -1;
        QTest::newRow("just before") << qint64(99) << 0;
        QTest::newRow("at work") << qint64(150) << 0;
        QTest::newRow("done") << qint64(250) << -1;
        QTest::newRow("of no length") << qint64(301) << 1;
        QTest::newRow("still at work") << qint64(9'000) << 2;
    }
    void aTickIsFoundWhereItWorksOrNearItsStart()
    {
        QFETCH(qint64, ms);
        QFETCH(int, found);
        constexpr std::int64_t unit = 1'000'000;
        const std::vector<MeasuredTick> ticks {
            { 1, 1, 100 * unit, 200 * unit, TickOutcome::Ok },
            { 1, 2, 300 * unit, 300 * unit, TickOutcome::Ok },
            { 1, 3, 400 * unit, noTime, TickOutcome::Unfinished },
        };
        const auto tick = measuredTickAt(ticks, ms * unit, 2 * unit);
        QCOMPARE(tick ? int(*tick) : -1, found);
    }

    void itsWordsSayHowFarApartBothAre()
    {
        Run run(scenarioOf("format = 1\n[[server]]\nname = \"p\"\ninterval = \"50ms\"\n"
                           "work = \"2ms\"\n"));
        run.advanceTo(VirtualTime(60ms));
        TraceLog log(run.serverCount(), run.watchedServers());
        log.consume(run.trace());
        const auto words = [&](MeasuredTick tick) { return describeMeasured(log.server(0), tick); };
        QCOMPARE(words({ 1, 1, 51'062'000, 53'562'000, TickOutcome::Ok }),
            QStringLiteral("On the real BEAM tick 1 started at 0.051062 s, 1.062 ms later than "
                           "here; worked 2.500 ms."));
        QVERIFY(words({ 1, 1, 49'000'000, noTime, TickOutcome::Killed })
                    .contains(QStringLiteral("1.000 ms earlier than here; its process was ended")));
        QVERIFY(words({ 1, 9, 51'000'000, noTime, TickOutcome::Unfinished })
                    .contains(QStringLiteral("has not happened here so far; it still works")));
    }

    void theRowHasRoomBelowTheWork_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("large") << int(LaneSize::Large);
        QTest::newRow("medium") << int(LaneSize::Medium);
        QTest::newRow("small") << int(LaneSize::Small);
    }
    void theRowHasRoomBelowTheWork()
    {
        QFETCH(int, size);
        for (const auto name : { ThemeName::Light, ThemeName::Projector }) {
            const LaneMetrics lane = laneMetrics(theme(name), LaneSize(size), 0);
            const LaneMetrics higher = withMeasuredRow(lane);
            QVERIFY(higher.measuredTop >= lane.workBottom());
            QVERIFY(higher.measuredHeight >= 6);
            QVERIFY(higher.height > higher.measuredTop + higher.measuredHeight);
        }
    }

private:
    static std::vector<MeasuredTick> ticksOf(std::string_view json, double scale = 1)
    {
        const auto recording = readRecording(json, "test.json");
        if (!recording)
            qFatal("%s", recording.error().message.c_str());
        return measuredTicks(*recording, { "p" }, scale).servers[0];
    }
};

QTEST_APPLESS_MAIN(TestMeasuredRun)
#include "tst_measured_run.moc"

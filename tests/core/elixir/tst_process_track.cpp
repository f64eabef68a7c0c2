// SPDX-License-Identifier: GPL-3.0-only
// What a source shows of a moment depends on the records alone, however one came to it.
#include "core/elixir/process_track.h"
#include "core/elixir/server_sources.h"
#include "core/run/run.h"
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "tests/support/run_support.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Scenario slowPollers()
{
    return scenarioOf({ server(Schedule::AfterWork, 5s, Duration { 8s }, "poller1"),
        server(Schedule::SendInterval, 5s, Duration { 8s }, "poller2") });
}

std::vector<std::string> texts(const SourceModule& module, const std::vector<int>& numbers)
{
    std::vector<std::string> texts;
    for (const int number : numbers)
        texts.push_back(module.lines[static_cast<std::size_t>(number - 1)].text);
    return texts;
}

ProcessTrack trackOf(const Run& run, std::uint32_t process)
{
    ProcessTrack track(process);
    track.consume(run.trace());
    return track;
}

using Texts = std::vector<std::string>;

} // namespace

class TestProcessTrack : public QObject
{
    Q_OBJECT

private slots:
    void theLineThatWorksIsLit()
    {
        const Scenario scenario = slowPollers();
        const auto sources = serverSources(scenario, 1, SourceLanguage::Elixir);
        const Run run = ran(scenario, 41s);
        const RunLines lines = linesAt((*sources)[0], trackOf(run, 1), toNs(run.now()));
        QCOMPARE(texts((*sources)[0], lines.lit),
            (Texts { "    data = fetch_latest_data()",
                "  defp fetch_latest_data, do: World.work(:poller2)" }));
        QCOMPARE(texts((*sources)[0], lines.ran).front(),
            std::string("  def handle_info(:poll, state) do"));
        QVERIFY(lines.isLit(lines.lit.front()));
        QVERIFY(lines.hasRun(lines.lit.front()));
        QVERIFY(!lines.isLit(1));
    }
    void aServerThatWaitsHasNoLitLine()
    {
        const Scenario scenario = slowPollers();
        const auto sources = serverSources(scenario, 0, SourceLanguage::Elixir);
        const Run run = ran(scenario, 15s); // tick 1 returned at 13 s
        const ProcessTrack track = trackOf(run, 0);
        QVERIFY(!track.isHandling());
        const RunLines lines = linesAt((*sources)[0], track, toNs(run.now()));
        QVERIFY(lines.lit.empty());
        QVERIFY(lines.ran.size() > 3);
    }
    void whatReturnsAtThisInstantIsLit()
    {
        const Scenario scenario = slowPollers();
        const auto sources = serverSources(scenario, 0, SourceLanguage::Elixir);
        const Run run = ran(scenario, 13s);
        const RunLines lines = linesAt((*sources)[0], trackOf(run, 0), toNs(run.now()));
        QCOMPARE(texts((*sources)[0], lines.lit),
            (Texts { "    {:noreply, %{state | data: data, count: state.count + 1}}" }));
    }
    void theRecordThatIsLookedAtIsLit()
    {
        const Scenario scenario = slowPollers();
        const auto sources = serverSources(scenario, 0, SourceLanguage::Elixir);
        const Run run = ran(scenario, 13s);
        const ProcessTrack track = trackOf(run, 0);
        const auto armed = std::find_if(track.steps().begin(), track.steps().end(),
            [](const TracedStep& step) { return step.record.event == Event::SendAfter; });
        QVERIFY(armed != track.steps().end());
        const RunLines lines = linesAt((*sources)[0], track, toNs(run.now()), armed->seq);
        QVERIFY(texts((*sources)[0], lines.lit).front().find("schedule_poll(state.interval)")
            != std::string::npos);
    }
    void theWorldWorksWithItsServer()
    {
        for (const SourceLanguage language : { SourceLanguage::Elixir, SourceLanguage::Erlang }) {
            const Scenario scenario = slowPollers();
            const auto sources = serverSources(scenario, 1, language);
            const SourceModule& world = sources->back();
            const Run run = ran(scenario, 41s);
            const RunLines lines = linesAt(world, trackOf(run, 1), toNs(run.now()));
            const Texts lit = texts(world, lines.lit);
            QCOMPARE(lit.size(), std::size_t(2));
            QVERIFY2(lit[1].find("sleep(draw(") != std::string::npos, lit[1].c_str());
            std::size_t withRules = 0;
            for (const SourceLine& line : world.lines)
                withRules += line.rules.empty() ? 0 : 1;
            QCOMPARE(withRules, std::size_t(6)); // each line that is named is there
        }
    }
    void theMonitorHasItsOwnLines()
    {
        ServerSpec spec = server(Schedule::BeforeWork, 2s, Duration { 200ms }, "poller1");
        spec.kind = ServerKind::Heartbeat;
        const Scenario scenario = scenarioOf({ spec });
        const Run run = ran(scenario, 2200ms); // the beat is sent as the work ends
        const auto erlang = serverSources(scenario, 0, SourceLanguage::Erlang);
        QCOMPARE(erlang->size(), std::size_t(3));
        QCOMPARE((*erlang)[1].fileName, std::string("poller1_monitor.erl"));
        const RunLines lines = linesAt((*erlang)[1], trackOf(run, 1), toNs(run.now()), {}, true);
        QVERIFY(!lines.lit.empty());
        const auto elixir = serverSources(scenario, 0, SourceLanguage::Elixir);
        const RunLines inElixir = linesAt((*elixir)[0], trackOf(run, 1), toNs(run.now()), {}, true);
        QVERIFY(!inElixir.lit.empty());
    }

    // However one came to a moment: event by event, at once, or with a rest in between.
    void everyWayToAMomentShowsTheSame()
    {
        for (const BuiltinScenario& builtin : builtinScenarios()) {
            const Scenario scenario = *readScenario(builtin.text, "x.toml").scenario;
            Run stepped { scenario };
            std::vector<ProcessTrack> tracks;
            for (std::uint32_t i = 0; i < stepped.serverCount(); ++i)
                tracks.emplace_back(i);
            for (int n = 0; n < 60 && stepped.step(); ++n) {
                Run again = stepped.rebuild();
                for (int k = 0; k <= n; ++k)
                    again.step();
                for (ProcessTrack& track : tracks) {
                    track.consume(stepped.trace());
                    const ProcessTrack fresh = trackOf(again, track.process());
                    QCOMPARE(fresh.steps().size(), track.steps().size());
                    QCOMPARE(fresh.isHandling(), track.isHandling());
                    QCOMPARE(fresh.isAlive(), track.isAlive());
                    for (std::size_t i = 0; i < fresh.steps().size(); ++i)
                        QCOMPARE(fresh.steps()[i].seq, track.steps()[i].seq);
                }
            }
        }
    }

    void aLineIsFoundAgainAndAhead()
    {
        const Scenario scenario = slowPollers();
        const auto sources = serverSources(scenario, 0, SourceLanguage::Elixir);
        const SourceModule& module = (*sources)[0];
        const auto place = std::find_if(module.lines.begin(), module.lines.end(),
            [](const SourceLine& line) { return line.text == "    data = fetch_latest_data()"; });
        const int line = static_cast<int>(place - module.lines.begin()) + 1;
        Run run = ran(scenario, 20s); // works at 5 s and 18 s
        const auto last
            = lastRunOf(LineWatch(module, line, 0, false), run.trace(), run.trace().size());
        QVERIFY(last);
        QCOMPARE(run.trace()[*last].timeNs, std::int64_t(18'000'000'000));
        LineWatch watch(module, line, 0, false, trackOf(run, 0).context());
        std::uint64_t seq = run.trace().size();
        run.advanceTo(at(60s));
        while (!watch.take(run.trace()[seq]))
            ++seq;
        QCOMPARE(run.trace()[seq].timeNs, std::int64_t(31'000'000'000)); // not where it ends
    }
    void whatARequestTookIsNoResult()
    {
        CallbackContext context;
        context.advance({ 0, 0, 0, 1, 0, Event::WorkEnd, MessageKind::Poll,
            static_cast<std::uint8_t>(TickOutcome::Error), 0 });
        context.advance({ 0, 0, 0, 2, 0, Event::WorkEnd, MessageKind::Call,
            static_cast<std::uint8_t>(TickOutcome::Ok), 0 });
        QCOMPARE(context.result, TickOutcome::Error);
    }
    void manyRecordsTakeLittleTime()
    {
        ServerSpec quick = server(Schedule::SendInterval, 1ms, Duration {}, "quick");
        ServerSpec dead = server(Schedule::AfterWork, 1s);
        dead.scheduleInInit = false;
        const Run run = ran(scenarioOf({ quick, dead }), 200s);
        QVERIFY(run.trace().size() > 500'000);
        ProcessTrack track(1);
        QBENCHMARK_ONCE
        {
            track.consume(run.trace());
        }
        QVERIFY(!track.isHandling());
        QCOMPARE(track.steps().back().record.event, Event::Return);
    }
};

QTEST_APPLESS_MAIN(TestProcessTrack)
#include "tst_process_track.moc"

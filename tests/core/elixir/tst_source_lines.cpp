// SPDX-License-Identifier: GPL-3.0-only
// The one table of lines and records: every line that can run is reached by some run.
#include "core/elixir/elixir_module.h"
#include "core/run/run.h"
#include "tests/core/elixir/all_servers.h"
#include "tests/support/run_support.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Action edit(Duration time, ActionKind kind, const std::string& name)
{
    return action(time, kind, name);
}

// Does everything to one server that its callbacks can answer to.
Scenario everythingHappensTo(ServerSpec spec)
{
    spec.interval = 100ms;
    spec.work = Duration { 20ms };
    spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Ok } };
    spec.from = 3;
    spec.timeout = 150ms;
    Scenario scenario;
    scenario.servers = { spec };
    scenario.duration = 5s;
    const std::string name = spec.name;
    scenario.actions = { edit(30ms, ActionKind::Tick, name), setInterval(700ms, 80ms, name),
        edit(1500ms, ActionKind::Call, name), edit(1600ms, ActionKind::Cancel, name),
        edit(2500ms, ActionKind::Resume, name), edit(2510ms, ActionKind::Tick, name),
        setInterval(3200ms, 1s, name), edit(3500ms, ActionKind::Crash, name) };
    return scenario;
}

// Only ticks, all of which end well: the module has only what these need.
Scenario nothingHappensTo(ServerSpec spec)
{
    spec.interval = 100ms;
    spec.work = Duration { 20ms };
    spec.outcomes = OutcomeSequence { { Outcome::Ok } };
    if (spec.kind == ServerKind::BackoffPoller)
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Ok } };
    spec.from = 3;
    spec.timeout = 90ms;
    Scenario scenario;
    scenario.servers = { spec };
    return scenario;
}

// Which lines of a module run, by server (false) and by monitor (true).
std::set<int> reachedLines(const SourceModule& module, const Run& run, bool isMonitorModule)
{
    std::set<int> reached;
    std::vector<CallbackContext> contexts(run.processNames().size());
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        const Record& record = run.trace()[seq];
        const bool isMonitor = record.server >= run.serverCount();
        contexts[record.server].advance(record);
        if (isMonitorModule && !isMonitor)
            continue;
        for (const int line : module.linesFor(record, contexts[record.server], isMonitor))
            reached.insert(line);
    }
    return reached;
}

QByteArray missedLines(const SourceModule& module, const std::set<int>& reached)
{
    QByteArray missed;
    for (std::size_t i = 0; i < module.lines.size(); ++i) {
        const SourceLine& line = module.lines[i];
        // The simulator does not cancel the first message of a send_interval yet.
        const bool isExempt = line.text.find("is_reference") != std::string::npos;
        if (!line.rules.empty() && !isExempt && !reached.contains(static_cast<int>(i + 1)))
            missed += QByteArray::number(static_cast<int>(i + 1)) + ": "
                + QByteArray::fromStdString(line.text) + "\n";
    }
    return missed;
}

// Lines that do something must have a rule: callbacks, calls, what they return.
bool mustHaveRule(const std::string& text)
{
    const auto has = [&text](const char* part) { return text.find(part) != std::string::npos; };
    if (text.starts_with("  @") || text.find("    # ") == 0)
        return false;
    return has("def ") || has("{:noreply") || has("{:ok, ") || has("{:reply") || has("send_after")
        || has("send_interval") || has("cancel") || has("World.") || has("timer = ")
        || has("due = ");
}

} // namespace

class TestSourceLines : public QObject
{
    Q_OBJECT

private slots:
    void everyLineRuns_data();
    void everyLineRuns();
    void everyLineThatActsHasARule();
    void theWorkIsTheLineThatWorks();
    void aResultDecidesWhichBranchRan();
    void anEditRunsItsOwnClause();
};

void TestSourceLines::everyLineRuns_data()
{
    QTest::addColumn<int>("variant");
    QTest::addColumn<bool>("isQuiet");
    for (const Variant variant : { Variant::Plain, Variant::NotScheduled, Variant::Jitter,
             Variant::First, Variant::RandomFirst })
        QTest::addRow("variant %d", static_cast<int>(variant))
            << static_cast<int>(variant) << false;
    QTest::addRow("nothing but ticks") << static_cast<int>(Variant::Plain) << true;
    QTest::addRow("nothing but ticks, the first later") << static_cast<int>(Variant::First) << true;
}

void TestSourceLines::everyLineRuns()
{
    QFETCH(int, variant);
    QFETCH(bool, isQuiet);
    for (ServerSpec& spec : allServers(static_cast<Variant>(variant))) {
        const Scenario scenario = isQuiet ? nothingHappensTo(spec) : everythingHappensTo(spec);
        const Run run = ran(scenario, 5s);
        const auto elixir = elixirModule(scenario, 0);
        QByteArray missed = missedLines(*elixir, reachedLines(*elixir, run, false));
        QVERIFY2(missed.isEmpty(), QByteArray::fromStdString(spec.name) + "\n" + missed);
        const auto erlang = erlangModule(scenario, 0);
        missed = missedLines(*erlang, reachedLines(*erlang, run, false));
        QVERIFY2(missed.isEmpty(), QByteArray::fromStdString(spec.name) + "\n" + missed);
        if (spec.kind != ServerKind::Heartbeat || isQuiet)
            continue;
        const auto monitor = erlangMonitorModule(scenario, 0);
        missed = missedLines(*monitor, reachedLines(*monitor, run, true));
        QVERIFY2(missed.isEmpty(), missed);
    }
}

void TestSourceLines::everyLineThatActsHasARule()
{
    Scenario scenario;
    scenario.servers = allServers(Variant::Plain);
    for (std::uint32_t i = 0; i < scenario.servers.size(); ++i) {
        const auto module = elixirModule(scenario, i, Clauses::All);
        QVERIFY(module);
        for (const SourceLine& line : module->lines) {
            // The stale timeout of a monitor leaves no trace, and next_due(due, 0) is for intervals
            // of 0.
            const bool isExempt
                = line.text.find("{:timeout, _, :missed_beat}") != std::string::npos;
            if (mustHaveRule(line.text) && !isExempt)
                QVERIFY2(!line.rules.empty(), line.text.c_str());
        }
    }
}

void TestSourceLines::theWorkIsTheLineThatWorks()
{
    const Scenario scenario = scenarioOf({ server(Schedule::SendInterval, 5s, Duration { 8s }) });
    const auto module = elixirModule(scenario, 0);
    CallbackContext context;
    const Record handled { 0, 1, 0, 1, 0, Event::HandleInfo, MessageKind::Poll, 0, 0 };
    const Record works { 0, 8'000'000'000, 0, 1, 0, Event::WorkStart, MessageKind::Poll, 0, 0 };
    context.advance(handled);
    std::vector<std::string> texts;
    for (const int line : module->linesFor(handled, context))
        texts.push_back(module->lines[static_cast<std::size_t>(line - 1)].text);
    QCOMPARE(texts, (std::vector<std::string> { "  def handle_info(:poll, state) do" }));
    context.advance(works);
    texts.clear();
    for (const int line : module->linesFor(works, context))
        texts.push_back(module->lines[static_cast<std::size_t>(line - 1)].text);
    QCOMPARE(texts,
        (std::vector<std::string> { "    data = fetch_latest_data()",
            "  defp fetch_latest_data, do: World.work(:poller)" }));
}

void TestSourceLines::aResultDecidesWhichBranchRan()
{
    ServerSpec spec = server(Schedule::AfterWork, 5s);
    spec.kind = ServerKind::CacheRefresh;
    spec.outcomes = OutcomeSequence { { Outcome::Error } };
    const auto module = elixirModule(scenarioOf({ spec }), 0);
    CallbackContext context;
    context.advance({ 0, 1, 0, 1, 0, Event::HandleInfo, MessageKind::RefreshCache, 0, 0 });
    const Record ended { 0, 0, 0, 1, 0, Event::WorkEnd, MessageKind::RefreshCache,
        static_cast<std::uint8_t>(TickOutcome::Error), 0 };
    context.advance(ended);
    bool ranError = false;
    for (const int line : module->linesFor(ended, context)) {
        const std::string& text = module->lines[static_cast<std::size_t>(line - 1)].text;
        QVERIFY2(text.find("{:ok, new_data}") == std::string::npos, text.c_str());
        ranError = ranError || text.find("{:error, _}") != std::string::npos;
    }
    QVERIFY(ranError);
}

void TestSourceLines::anEditRunsItsOwnClause()
{
    const auto module
        = elixirModule(scenarioOf({ server(Schedule::AfterWork, 5s) }), 0, Clauses::All);
    CallbackContext context;
    context.advance({ 0, 0, 0, 1, 0, Event::HandleCast, MessageKind::Cancel, 0, 0 });
    const Record cancelled { 0, 1834, 0, 1, 0, Event::CancelTimer, MessageKind::None, 0, 0 };
    context.advance(cancelled);
    const std::vector<int> lines = module->linesFor(cancelled, context);
    QCOMPARE(lines.size(), std::size_t { 2 });
    QCOMPARE(module->lines[static_cast<std::size_t>(lines[0] - 1)].text,
        std::string("    left = Process.cancel_timer(state.timer)"));
    QCOMPARE(module->lines[static_cast<std::size_t>(lines[1] - 1)].text,
        std::string("    World.notify(:poller, {:cancel_timer, left})"));
}

QTEST_APPLESS_MAIN(TestSourceLines)
#include "tst_source_lines.moc"

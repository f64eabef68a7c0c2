// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/reader.h"
#include "core/scenario/toml_lines.h"
#include "tests/core/scenario/scenario_texts.h"

#include <QtTest>

#include <string>

using namespace tickscope;
using namespace tickscope::testing;

class tst_Reader : public QObject
{
    Q_OBJECT

private slots:
    void theSmallestFileHasDefaults();
    void everyKeyIsRead();
    void supervisorsAndFailingLoadsAreRead();
    void everyActionIsRead();
    void markersAreReadInTheOrderOfTheFile();
    void triesAreReadFromAListOrFromTables();
    void durationsMayBeRules_data();
    void durationsMayBeRules();
    void outcomesMayBeAListOrRates();
    void jitterOfABackoffPollerMayBeAWord();
    void replicasAndMonitorsCanBeNamed();
    void countsAreCheckedBeforeAnythingIsAllocated();
    void theServerLimitCanBeLowered();
    void lineEndsAndMarksChangeNothing();
    void placesMatchTheFile();
    void manyUnknownServersTakeNoTime();
};

void tst_Reader::theSmallestFileHasDefaults()
{
    const Scenario scenario = readGood(server());
    Scenario expected;
    expected.servers.resize(1);
    expected.servers.front().name = "a";
    expected.servers.front().interval = 5s;
    QVERIFY(scenario == expected);
    QVERIFY(scenario.servers.front().kind == ServerKind::Poller);
}

void tst_Reader::everyKeyIsRead()
{
    const Scenario scenario = readGood(R"(format = 1
title = "T"
description = "D"
seed = 9223372036854775807
clock = "beam"
duration = "0s"

[supervisor]
max_restarts = 0
max_seconds = 1

[[server]]
name = "beat"
kind = "heartbeat"
schedule = "absolute_skip"
interval = 1500
work = "1.5ms"
load = "2s"
load_in = "init"
address = "name"
restart = "temporary"
schedule_in_init = false
unguarded_cancel = true
count = 3
first = "0s"
jitter = "100ms"
timeout = "7s"

[[server]]
name = "down?"
kind = "countdown"
interval = "1s"
from = 0

[[server]]
name = "back-off"
kind = "backoff_poller"
interval = "1s"
factor = 3
max_interval = "1m"
growth = "exponential"
jitter = "full"
)");
    QCOMPARE(scenario.seed, std::uint64_t(INT64_MAX));
    QVERIFY(scenario.clock == ClockKind::Beam && scenario.duration == 0s);
    QVERIFY(scenario.supervisor.maxRestarts == 0 && scenario.supervisor.maxSeconds == 1);
    const ServerSpec& beat = scenario.servers[0];
    QVERIFY(beat.kind == ServerKind::Heartbeat && beat.schedule == Schedule::AbsoluteSkip);
    QVERIFY(beat.interval == 1500ms && beat.work == DurationSpec { 1500us });
    QVERIFY(beat.load == DurationSpec { 2s } && beat.loadIn == LoadIn::Init);
    QVERIFY(beat.address == Address::Name && beat.restart == RestartKind::Temporary);
    QVERIFY(!beat.scheduleInInit && beat.count == 3 && beat.first == DurationSpec { 0s });
    QVERIFY(beat.jitter == 100ms && beat.timeout == 7s && beat.unguardedCancel);
    QCOMPARE(scenario.servers[1].from, std::int64_t(0));
    const ServerSpec& backoff = scenario.servers[2];
    QVERIFY(backoff.factor == 3 && backoff.maxInterval == 60s);
    QVERIFY(backoff.growth == Growth::Exponential && backoff.backoffJitter == BackoffJitter::Full);
}

void tst_Reader::supervisorsAndFailingLoadsAreRead()
{
    const Scenario scenario = readGood(R"(format = 1
[supervisor]
strategy = "rest_for_one"
max_seconds = 9
[supervisor.parent]
max_restarts = 1

[[server]]
name = "a"
interval = "5s"
outcomes = ["ok", "stop", "no_rearm"]
load = "1s"
load_outcomes = { crash = 0.25, stop = 0.125, no_rearm = 0.5 }
arm = "after_load"
)");
    const SupervisorSpec& supervisor = scenario.supervisor;
    QVERIFY(supervisor.strategy == Strategy::RestForOne && supervisor.maxSeconds == 9);
    QVERIFY(supervisor.parent == (RestartLimits { 1, 5 }));
    const ServerSpec& server = scenario.servers[0];
    QVERIFY(server.outcomes
        == OutcomeSpec(OutcomeSequence { { Outcome::Ok, Outcome::Stop, Outcome::NoRearm } }));
    QVERIFY(server.loadOutcomes == OutcomeSpec(OutcomeRates { 0, 0.25, 0.125, 0.5 }));
    QVERIFY(server.arm == Arm::AfterLoad);
}

void tst_Reader::everyActionIsRead()
{
    const Scenario scenario = readGood(R"(format = 1
action = [
  { at = "1s", server = "a", do = "tick" },
  { at = 2, server = "a", do = "set_interval", value = "2s" },
  { at = 3, server = "a", do = "set_work", value = { uniform = [1, 2] } },
  { at = 4, server = "a", do = "set_outcomes", value = ["crash"] },
  { at = 5, server = "a", do = "call", timeout = "1s" },
  { at = 0, server = "a", do = "call" },
]
[[server]]
name = "a"
interval = "5s"
)");
    const std::vector<Action>& actions = scenario.actions;
    QCOMPARE(actions.size(), std::size_t(6));
    QVERIFY(actions[0].at == VirtualTime { 1s } && actions[0].kind == ActionKind::Tick);
    QVERIFY(actions[1].interval == 2s && actions[1].at == VirtualTime { 2ms });
    QVERIFY(actions[2].work == DurationSpec(UniformDuration { 1ms, 2ms }));
    QVERIFY(actions[3].outcomes == OutcomeSpec(OutcomeSequence { { Outcome::Crash } }));
    QVERIFY(actions[4].timeout == 1s && actions[5].timeout == 5s);
    QVERIFY(actions[5].at == VirtualTime {});
}

void tst_Reader::markersAreReadInTheOrderOfTheFile()
{
    const Scenario scenario = readGood(server("[[marker]]\nat = \"20s\"\nname = \"edit\"\n"
                                              "[[marker]]\nname = \"Gr\u00fc\u00dfe\"\nat = 2\n"));
    const std::vector<Marker> markers { { VirtualTime { 20s }, "edit" },
        { VirtualTime { 2ms }, "Gr\u00fc\u00dfe" } };
    QVERIFY(scenario.markers == markers);
}

namespace {

std::vector<TrySpec> readGoodTries(const std::string& text)
{
    const ReadResult result = readScenario(text, "t");
    return result.scenario ? result.tries : std::vector<TrySpec> {};
}

} // namespace

void tst_Reader::triesAreReadFromAListOrFromTables()
{
    const auto inList = readGoodTries("try = [\n"
                                      "  { say = \"Ask for 2 s\", do = \"set_interval\", server = "
                                      "\"a\", value = \"2s\", at = \"30s\" },\n"
                                      "  { say = \"Beside it\", do = \"compare\", server = \"a\", "
                                      "value = \"absolute\" },\n]\n"
        + server());
    const auto inTables
        = readGoodTries(server("[[try]]\nsay = \"Ask for 2 s\"\ndo = \"set_interval\"\nserver = "
                               "\"a\"\nvalue = \"2s\"\nat = \"30s\"\n[[try]]\nsay = \"Beside it\"\n"
                               "do = \"compare\"\nserver = \"a\"\nvalue = \"absolute\"\n"));
    QVERIFY(inList == inTables);
    QCOMPARE(inList.size(), std::size_t(2));
    QCOMPARE(inList[0].say, std::string("Ask for 2 s"));
    QVERIFY(inList[0].isTimed && inList[0].action.at == VirtualTime { 30s });
    QVERIFY(inList[0].action.interval == 2s);
    QVERIFY(inList[1].compareWith == Schedule::Absolute);
    QCOMPARE(inList[1].action.server, std::string("a"));
}

void tst_Reader::durationsMayBeRules_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("rule");
    QTest::newRow("a duration") << QByteArray("\"1s\"") << 0;
    QTest::newRow("whole ms") << QByteArray("1000") << 0;
    QTest::newRow("uniform") << QByteArray("{ uniform = [\"1s\", \"3s\"] }") << 1;
    QTest::newRow("uniform with equal ends") << QByteArray("{ uniform = [1, 1] }") << 1;
    QTest::newRow("exponential") << QByteArray("{ exponential = \"2s\" }") << 2;
    QTest::newRow("normal") << QByteArray("{ normal = [\"2s\", \"300ms\"] }") << 3;
    QTest::newRow("sequence") << QByteArray("{ sequence = [\"15ms\", 265] }") << 4;
}

void tst_Reader::durationsMayBeRules()
{
    QFETCH(QByteArray, text);
    QFETCH(int, rule);
    for (const char* key : { "work", "load", "first" }) {
        const Scenario scenario = readGood(server(std::string(key) + " = " + text.toStdString()));
        const ServerSpec& spec = scenario.servers.front();
        const std::string name = key;
        const DurationSpec& read = name == "work" ? spec.work
            : name == "load"                      ? *spec.load
                                                  : *spec.first;
        QCOMPARE(static_cast<int>(read.index()), rule);
    }
}

void tst_Reader::outcomesMayBeAListOrRates()
{
    const auto outcomes = [](const std::string& text) {
        return readGood(server("outcomes = " + text)).servers.front().outcomes;
    };
    QVERIFY(outcomes("[\"ok\", \"error\", \"crash\"]")
        == OutcomeSpec(OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Crash } }));
    QVERIFY(outcomes("{ error = 0.1, crash = 0.01 }") == OutcomeSpec(OutcomeRates { 0.1, 0.01 }));
    QVERIFY(outcomes("{ error = 1 }") == OutcomeSpec(OutcomeRates { 1, 0 }));
    QVERIFY(outcomes("{}") == OutcomeSpec(OutcomeRates {}));
    QVERIFY(outcomes("{ error = 0.9, crash = 0.1 }") == OutcomeSpec(OutcomeRates { 0.9, 0.1 }));
}

void tst_Reader::jitterOfABackoffPollerMayBeAWord()
{
    const auto spec = [](const std::string& jitter) {
        return readGood(server("kind = \"backoff_poller\"\njitter = " + jitter)).servers.front();
    };
    QVERIFY(spec("\"none\"").backoffJitter == BackoffJitter::None);
    QVERIFY(spec("\"full\"").backoffJitter == BackoffJitter::Full);
    QVERIFY(spec("\"100ms\"").jitter == 100ms);
    QVERIFY(spec("100").jitter == 100ms);
}

void tst_Reader::replicasAndMonitorsCanBeNamed()
{
    for (const char* name : { "a", "a-1", "a-20" }) {
        const Scenario scenario = readGood(server("count = 20\n[[action]]\nat = 1\ndo = \"tick\"\n"
                                                  "server = \"")
            + name + "\"\n");
        QCOMPARE(scenario.actions.front().server, std::string(name));
    }
}

void tst_Reader::countsAreCheckedBeforeAnythingIsAllocated()
{
    std::string text = "format = 1\n";
    for (int i = 0; i < 3; ++i)
        text += "[[server]]\nname = \"s" + std::to_string(i)
            + "\"\ninterval = \"5s\"\ncount = 500000\n";
    const ReadResult result = readScenario(text, "t");
    QCOMPARE(QByteArray::fromStdString(problemsOf(result)),
        QByteArray("10:1: error: with this one there are 1,500,000 servers"));
}

void tst_Reader::theServerLimitCanBeLowered()
{
    const std::string text = server("count = 11\n");
    QVERIFY(readScenario(text, "t").scenario);
    QVERIFY(!readScenario(text, "t", { .maxServers = 10 }).scenario);
    QVERIFY(readScenario(text, "t", { .maxServers = 11 }).scenario);
}

void tst_Reader::lineEndsAndMarksChangeNothing()
{
    const std::string text
        = "format = 1\ndescription = \"\"\"\none\ntwo\n\"\"\"\n" + server().substr(11);
    const Scenario plain = readGood(text);
    std::string crlf;
    for (const char c : text)
        crlf += c == '\n' ? "\r\n" : std::string(1, c);
    QVERIFY(readGood(crlf) == plain);
    QVERIFY(readGood("\xef\xbb\xbf" + text) == plain);
    QVERIFY(readGood(text.substr(0, text.size() - 1)) == plain);
}

void tst_Reader::placesMatchTheFile()
{
    const ReadResult result = readScenario("\xef\xbb\xbf"
                                           "title = \"\u00e9\u00e9\"; x\r\n"
            + server(),
        "t");
    QCOMPARE(result.diagnostics.front().place.line, 1U);
    QCOMPARE(result.diagnostics.front().place.column, 13U);

    const ReadResult spaced = readScenario(server("  schedule   =   'x'   # \u00e9\n"), "t");
    const Diagnostic& diagnostic = spaced.diagnostics.front();
    QCOMPARE(diagnostic.place.column, 18U);
    QCOMPARE(diagnostic.length, 3U);
}

void tst_Reader::manyUnknownServersTakeNoTime()
{
    std::string text = "format = 1\n";
    for (int i = 0; i < 8000; ++i)
        text += "[[server]]\nname = \"server_" + std::to_string(i) + "\"\ninterval = 1\n";
    for (int i = 0; i < 8000; ++i)
        text
            += "[[action]]\nat = 1\nserver = \"sevrer_" + std::to_string(i) + "\"\ndo = \"tick\"\n";
    QVERIFY(text.size() < (1 << 20));
    const ReadResult result = readScenario(text, "t");
    QCOMPARE(result.diagnostics.size(), std::size_t(8000));
    QVERIFY(!result.diagnostics.front().replacement.empty());
    QVERIFY(result.diagnostics.back().replacement.empty());
}

QTEST_APPLESS_MAIN(tst_Reader)
#include "tst_reader.moc"

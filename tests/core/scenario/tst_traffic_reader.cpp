// SPDX-License-Identifier: GPL-3.0-only
// Clients, resources, and what actions and servers have to do with them: read, refused, written.
#include "core/scenario/reader.h"
#include "core/scenario/writer.h"
#include "tests/core/scenario/scenario_texts.h"

#include <QtTest>

#include <string>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

/// A client of server a, on lines 5 to 6; `keys` follow on line 7.
std::string client(const std::string& keys)
{
    return server("[[client]]\nserver = \"a\"\n" + keys);
}

std::string problems(const std::string& text)
{
    return problemsOf(readScenario(text, "t"));
}

} // namespace

class TestTrafficReader : public QObject
{
    Q_OBJECT

private slots:
    void everyKeyOfAClientIsRead()
    {
        const Scenario scenario
            = readGood("format = 1\n[[server]]\nname = \"a\"\ninterval = \"5s\"\n"
                       "schedule = \"idle_timeout\"\n"
                       "[[client]]\nserver = \"a\"\ndo = \"call\"\n"
                       "every = { exponential = \"2s\" }\nfrom = \"1s\"\n"
                       "until = \"9s\"\nwork = { uniform = [\"1s\", \"2s\"] }\n"
                       "timeout = \"3s\"\nforgets_timeout = true\n"
                       "[[client]]\nserver = \"a\"\ndo = \"tick\"\nevery = 250\n");
        QCOMPARE(scenario.clients.size(), std::size_t { 2 });
        const ClientSpec& first = scenario.clients.front();
        QCOMPARE(first.server, std::string("a"));
        QVERIFY(first.request == ClientRequest::Call);
        QVERIFY(first.every == DurationSpec(ExponentialDuration { 2s }));
        QVERIFY(first.from == 1s && first.until == 9s && first.timeout == 3s);
        QVERIFY(first.work == DurationSpec(UniformDuration { 1s, 2s }));
        QVERIFY(first.forgetsTimeout);
        QVERIFY(scenario.clients.back().request == ClientRequest::Tick);
        QVERIFY(scenario.clients.back().every == DurationSpec(Duration { 250ms }));
    }

    void resourcesAndWhoUsesThem()
    {
        const Scenario scenario = readGood(server(
            "uses = \"db\"\n[[resource]]\nname = \"db\"\ncapacity = 20\ntimeout = \"50ms\"\n"));
        QCOMPARE(scenario.servers.front().uses, std::string("db"));
        QVERIFY(
            scenario.resources == (std::vector<ResourceSpec> { { "db", 20, Duration { 50ms } } }));
    }

    void actionsOfTrafficAreRead()
    {
        const Scenario scenario = readGood(action("do = \"call\"\nwork = \"8s\"\n")
            + "[[action]]\nat = \"2s\"\ndo = \"stall\"\nvalue = \"400ms\"\n"
              "[[action]]\nat = \"3s\"\nserver = \"a\"\ndo = \"sys\"\ntimeout = \"1s\"\n");
        QVERIFY(scenario.actions[0].requestWork == 8s);
        QVERIFY(scenario.actions[1].kind == ActionKind::Stall);
        QVERIFY(scenario.actions[1].stall == 400ms);
        QVERIFY(scenario.actions[2].kind == ActionKind::Sys && scenario.actions[2].timeout == 1s);
    }

    void jitterPhasesAndRepeatsAreRead()
    {
        const ServerSpec spec
            = readGood(server("jitter = { uniform = [\"-15m\", \"15m\"] }\n"
                              "first = { start = \"1s\", step = \"500ms\" }\n"
                              "work = { sequence = [\"1s\", \"2s\"], repeat = true }\n"
                              "outcomes = { sequence = [\"ok\", \"error\"], repeat = true }\n"))
                  .servers.front();
        QVERIFY(spec.jitterLow == -15min && spec.jitter == 15min);
        QVERIFY(spec.first == DurationSpec(Duration { 1s }) && spec.firstStep == 500ms);
        QVERIFY(spec.work == DurationSpec(SequenceDuration { { 1s, 2s }, true }));
        QVERIFY(spec.outcomes
            == OutcomeSpec(OutcomeSequence { { Outcome::Ok, Outcome::Error }, true }));
    }

    void whatIsWrittenIsReadBack()
    {
        const std::string text
            = server("jitter = { uniform = [\"-15ms\", \"0s\"] }\nuses = \"db\"\n"
                     "first = { start = \"0s\", step = \"1s\" }\n"
                     "work = { sequence = [\"1s\", \"2s\"], repeat = true }\n"
                     "outcomes = { sequence = [\"ok\", \"error\"], repeat = true }\n"
                     "[[resource]]\nname = \"db\"\ncapacity = 2\ntimeout = \"1s\"\n"
                     "[[client]]\nserver = \"a\"\ndo = \"cast\"\nevery = \"1s\"\nwork = \"2ms\"\n"
                     "from = \"1s\"\nuntil = \"2s\"\n"
                     "[[client]]\nserver = \"a\"\ndo = \"call\"\nevery = { exponential = \"1s\" }\n"
                     "timeout = \"1s\"\n"
                     "[[action]]\nat = \"1s\"\nserver = \"a\"\ndo = \"call\"\nwork = \"8s\"\n"
                     "[[action]]\nat = \"1s\"\nserver = \"a\"\ndo = \"sys\"\n"
                     "[[action]]\nat = \"1s\"\ndo = \"stall\"\nvalue = \"1s\"\n");
        const Scenario scenario = readGood(text);
        const std::string written = writeScenario(scenario);
        const Scenario again = readGood(written);
        QVERIFY2(again == scenario, written.c_str());
    }

    void faultsAreNamed_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& text, const char* expected) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromLatin1(expected);
        };
        row("no key at all", server("[[client]]\n"),
            "5:1: error: this client has no server\n5:1: error: this client has no do\n"
            "5:1: error: this client has no every");
        row("an unknown request", client("do = \"cal\"\nevery = \"1s\"\n"),
            "7:6: error: unknown request \"cal\" -> \"call\"");
        row("an unknown server", server("[[client]]\nserver = \"A\"\ndo = \"call\"\nevery = 1\n"),
            "6:10: error: no server is named \"A\" -> \"a\"");
        row("an unknown key", client("do = \"call\"\nevery = 1\nevry = 1\n"),
            "9:1: warning: unknown key \"evry\" -> every");
        row("time stands still", client("do = \"call\"\nevery = { sequence = [\"1s\", \"0s\"] }\n"),
            "8:9: error: the client comes every 0 s");
        row("until before from",
            client("do = \"call\"\nevery = 1\nfrom = \"9s\"\nuntil = \"8s\"\n"),
            "10:9: error: this client ends at 8 s, before it begins at 9 s");
        row("work of a tick", client("do = \"tick\"\nevery = \"1s\"\nwork = \"1s\"\n"),
            "9:1: warning: a tick takes no work");
        row("timeout of a cast", client("do = \"cast\"\nevery = \"1s\"\ntimeout = \"1s\"\n"),
            "9:1: warning: a cast takes no timeout");
        row("a timeout that nobody has",
            client("do = \"cast\"\nevery = \"1s\"\nforgets_timeout = true\n"),
            "9:1: warning: forgets_timeout has no effect on after_work");
        row("more work than time", client("do = \"cast\"\nevery = \"1s\"\nwork = \"2s\"\n"),
            "9:8: note: a request takes 2 s and one comes every 1 s");
        row("a rate as a mean", server("work = { exponential = \"6/min\" }\n"),
            "5:24: error: \"6/min\" is a rate -> \"10s\"");
        row("a rate as an interval", "format = 1\n[[server]]\nname = \"a\"\ninterval = \"4/s\"\n",
            "4:12: error: \"4/s\" is a rate -> \"250ms\"");
        row("an unknown resource",
            server("uses = \"bd\"\n[[resource]]\nname = \"db\"\ncapacity = 1\n"),
            "5:8: error: no resource is named \"bd\" -> \"db\"");
        row("no resource", server("uses = \"db\"\n"), "5:8: error: no resource is named \"db\"");
        row("a resource without units", server("[[resource]]\nname = \"db\"\ncapacity = 0\n"),
            "7:12: error: the capacity is out of range");
        row("two of one name",
            server("[[resource]]\nname = \"db\"\ncapacity = 1\n"
                   "[[resource]]\nname = \"db\"\ncapacity = 1\n"),
            "9:8: error: two resources are named \"db\"");
        row("a stall of a server",
            server("[[action]]\nat = \"1s\"\ndo = \"stall\"\nvalue = 1\nserver = \"a\"\n"),
            "9:1: warning: a stall has no server");
        row("a stall of no length", server("[[action]]\nat = \"1s\"\ndo = \"stall\"\n"),
            "5:1: error: stall has no value");
        row("work of a cancel", action("do = \"cancel\"\nwork = \"1s\"\n"),
            "9:1: warning: cancel takes no work");
        row("a phase without a step", server("first = { start = \"1s\" }\n"),
            "5:9: error: first has no step");
        row("jitter turned round", server("jitter = { uniform = [\"1s\", \"-1s\"] }\n"),
            "5:22: error: the low end of the jitter is above the high end");
        row("a negative wait elsewhere", server("work = { uniform = [\"-1s\", \"1s\"] }\n"),
            "5:21: error: \"-1s\" is negative");
        row("repeating what is no sequence",
            server("work = { uniform = [\"1s\", \"2s\"], repeat = true }\n"),
            "5:34: warning: repeat has no effect here");
        row("outcomes of both kinds", server("outcomes = { sequence = [\"ok\"], error = 0.5 }\n"),
            "5:33: error: the outcomes have a sequence and probabilities");
    }

    void faultsAreNamed()
    {
        QFETCH(QString, text);
        QTEST(QString::fromStdString(problems(text.toStdString())), "expected");
    }
};

QTEST_APPLESS_MAIN(TestTrafficReader)
#include "tst_traffic_reader.moc"

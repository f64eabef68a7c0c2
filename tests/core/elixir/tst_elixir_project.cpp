// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/elixir_project.h"
#include "tests/core/elixir/all_servers.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Scenario twoServers()
{
    Scenario scenario;
    scenario.title = "Work \"slower\" #{1 + 1}\n```";
    scenario.description = "Look:\n```elixir\nSystem.halt()\n```\n<!-- livebook:{} -->";
    ServerSpec poller;
    poller.name = "poller";
    poller.interval = 5s;
    poller.work = SequenceDuration { { 15ms, 265ms } };
    poller.outcomes = OutcomeRates { 0.1, 0.00001 };
    ServerSpec pulse;
    pulse.name = "pulse";
    pulse.kind = ServerKind::Heartbeat;
    pulse.interval = 1s;
    pulse.count = 3;
    scenario.servers = { poller, pulse };
    scenario.supervisor.maxRestarts = 7;
    scenario.supervisor.maxSeconds = 11;
    return scenario;
}

QByteArray file(const ElixirProject& project, const char* path)
{
    const auto found = std::find_if(project.files.begin(), project.files.end(),
        [path](const ProjectFile& one) { return one.path == path; });
    return found == project.files.end() ? QByteArray("(no such file)")
                                        : QByteArray::fromStdString(found->contents);
}

} // namespace

class TestElixirProject : public QObject
{
    Q_OBJECT

private slots:
    void aMixProjectHasItsFiles();
    void theSupervisorHasItsLimits();
    void theWorldKnowsTheScenario();
    void testsSendTheTicksThemselves();
    void peoplesTextIsNeverCode();
    void aNotebookHasACellForEachModule();
    void theReadmeNamesWhatIsThere();
    void theDemoActsAtTheScenariosTimes();
    void erlangHasAModuleForEachServer();
    void theLicenceIsFree();
    void pathsStayInsideTheProject();
    void aListingIsForReading();
    void refusedNamesAreAnError();
};

void TestElixirProject::aMixProjectHasItsFiles()
{
    const auto project = elixirProject(twoServers());
    QVERIFY(project);
    std::vector<std::string> paths;
    for (const ProjectFile& one : project->files)
        paths.push_back(one.path);
    QCOMPARE(paths,
        (std::vector<std::string> { "README.md", "LICENSE", "mix.exs", "demo.exs", ".formatter.exs",
            ".gitignore", "lib/poller.ex", "lib/pulse.ex", "lib/world.ex",
            "lib/periodic_work/servers.ex", "lib/periodic_work/settings.ex",
            "lib/periodic_work/application.ex", "test/test_helper.exs", "test/poller_test.exs",
            "test/pulse_test.exs" }));
}

void TestElixirProject::theSupervisorHasItsLimits()
{
    const QByteArray servers = file(*elixirProject(twoServers()), "lib/periodic_work/servers.ex");
    QVERIFY(servers.contains("strategy: :one_for_one, max_restarts: 7, max_seconds: 11"));
    QVERIFY(servers.contains("      {Poller, interval: 5_000},\n"));
    QVERIFY(servers.contains("heartbeats(Pulse, \"pulse\", 3, 1_000, 2_000)"));
    const QByteArray erlang = file(*erlangProject(twoServers()), "src/periodic_work_sup.erl");
    QVERIFY(erlang.contains("intensity => 7, period => 11"));
}

void TestElixirProject::theWorldKnowsTheScenario()
{
    const QByteArray settings = file(*elixirProject(twoServers()), "lib/periodic_work/settings.ex");
    QVERIFY2(settings.contains("        work: [15, 265],\n"), settings.constData());
    QVERIFY2(settings.contains("        outcomes: {:rates, 0.1, 1.0e-05}\n"), settings.constData());
}

void TestElixirProject::testsSendTheTicksThemselves()
{
    const QByteArray test = file(*elixirProject(twoServers()), "test/poller_test.exs");
    QVERIFY(test.contains("send(server, :poll)"));
    QVERIFY(!test.contains("sleep"));
}

void TestElixirProject::peoplesTextIsNeverCode()
{
    const auto mix = elixirProject(twoServers());
    QVERIFY(
        file(*mix, "mix.exs").contains("@description \"Work \\\"slower\\\" \\#{1 + 1}\\u{A}```\""));
    const QByteArray book = file(*livebookProject(twoServers()), "periodic_work.livemd");
    QVERIFY(!book.contains("\nSystem.halt()"));
    QVERIFY(!book.contains("<!-- livebook"));
    QCOMPARE(book.count("\n```elixir\n"), book.count("\n```\n"));
}

void TestElixirProject::aNotebookHasACellForEachModule()
{
    const QByteArray book = file(*livebookProject(twoServers()), "periodic_work.livemd");
    for (const char* module : { "World", "Poller", "Pulse", "Pulse.Monitor",
             "PeriodicWork.Settings", "PeriodicWork.Servers" })
        QVERIFY2(book.contains("\ndefmodule " + QByteArray(module) + " do\n"), module);
}

void TestElixirProject::theReadmeNamesWhatIsThere()
{
    Scenario scenario = twoServers();
    scenario.title = "Build-up of poller_after";
    std::swap(scenario.servers[0], scenario.servers[1]);
    const QByteArray readme = file(*elixirProject(scenario), "README.md");
    QVERIFY(readme.startsWith("# Build-up of poller_after\n"));
    QVERIFY2(!readme.contains("&#"), readme.constData());
    // World answers to the table's name for all replicas, and to one's own for that one.
    QVERIFY(readme.contains("    World.put(:pulse, work: 8_000) # all of them\n"));
    QVERIFY(readme.contains("    World.put(:\"pulse-1\", work: 8_000) # this one\n"));
    QVERIFY(readme.contains("    :sys.get_state(:\"pulse-1\", 60_000)\n"));
    // Nothing that would crash the server: it has no clause for it.
    QVERIFY(!readme.contains(":stop_timer"));
    QVERIFY(file(*elixirProject(scenario, Clauses::All), "README.md")
                .contains("    GenServer.cast(:\"pulse-1\", :stop_timer)\n"));
}

void TestElixirProject::theDemoActsAtTheScenariosTimes()
{
    Scenario scenario = twoServers();
    Action cancel;
    cancel.at = VirtualTime { 31s };
    cancel.server = "poller";
    cancel.kind = ActionKind::Cancel;
    Action call = cancel;
    call.at = VirtualTime { 20s };
    call.kind = ActionKind::Call;
    Action slow = cancel;
    slow.at = VirtualTime { 40s };
    slow.server = "pulse";
    slow.kind = ActionKind::SetWork;
    slow.work = Duration { 3s };
    scenario.actions = { cancel, call, slow };
    const QByteArray demo = file(*elixirProject(scenario), "demo.exs");
    const qsizetype called = demo.indexOf("\nDemo.ask(20_000, \"poller: call\", fn ->\n"
                                          "  GenServer.call(:poller, :state, 5_000)\nend)\n");
    const qsizetype cancelled = demo.indexOf("\nDemo.at(31_000, \"poller: cancel\", fn ->\n"
                                             "  GenServer.cast(:poller, :stop_timer)\nend)\n");
    QVERIFY(called > 0);
    QVERIFY(cancelled > called);
    for (const char* replica : { "pulse-1", "pulse-2", "pulse-3" })
        QVERIFY(demo.contains("  World.put(:\"" + QByteArray(replica) + "\", work: 3_000)\n"));
    QVERIFY(demo.endsWith("\nDemo.at(60_000, \"the end\", fn -> :ok end)\n"));
}

void TestElixirProject::erlangHasAModuleForEachServer()
{
    const auto project = erlangProject(twoServers());
    for (const char* name :
        { "poller", "pulse", "pulse_monitor", "world", "periodic_work_sup", "periodic_work_app" })
        QVERIFY2(file(*project, ("src/" + std::string(name) + ".erl").c_str())
                     .contains("-module(" + QByteArray(name) + ")."),
            name);
}

void TestElixirProject::theLicenceIsFree()
{
    for (const auto& project : { elixirProject(twoServers()), erlangProject(twoServers()),
             livebookProject(twoServers()) }) {
        for (const ProjectFile& one : project->files) {
            const bool isCode = one.path.ends_with(".ex") || one.path.ends_with(".exs")
                || one.path.ends_with(".erl") || one.path.ends_with(".livemd");
            if (isCode)
                QVERIFY2(one.contents.substr(0, 60).find("SPDX-License-Identifier: 0BSD")
                        != std::string::npos,
                    one.path.c_str());
        }
    }
}

void TestElixirProject::pathsStayInsideTheProject()
{
    for (const Variant variant : allVariants) {
        Scenario scenario;
        scenario.servers = allServers(variant);
        for (const auto& project : { elixirProject(scenario), erlangProject(scenario) }) {
            QVERIFY(project);
            std::set<std::string> paths;
            for (const ProjectFile& one : project->files) {
                QVERIFY2(paths.insert(one.path).second, one.path.c_str());
                QVERIFY(one.path.front() != '/' && one.path.find("..") == std::string::npos);
                QVERIFY2(one.path.size() - one.path.rfind('/') < 200, one.path.c_str());
            }
        }
    }
}

void TestElixirProject::aListingIsForReading()
{
    const auto elixir = elixirListing(twoServers());
    QVERIFY(elixir->find("defmodule Poller do\n") != std::string::npos);
    QVERIFY(elixir->find("defmodule PeriodicWork.Servers do\n") != std::string::npos);
    QVERIFY(erlangListing(twoServers())->find("-module(poller).") != std::string::npos);
}

void TestElixirProject::refusedNamesAreAnError()
{
    Scenario scenario = twoServers();
    scenario.servers[1].name = "nil";
    QCOMPARE(elixirProject(scenario).error().code, ErrorCode::InvalidScenario);
    QCOMPARE(erlangProject(scenario).error().code, ErrorCode::InvalidScenario);
    QCOMPARE(livebookProject(scenario).error().code, ErrorCode::InvalidScenario);
    QCOMPARE(elixirListing(scenario).error().code, ErrorCode::InvalidScenario);
    QCOMPARE(erlangListing(scenario).error().code, ErrorCode::InvalidScenario);
}

QTEST_APPLESS_MAIN(TestElixirProject)
#include "tst_elixir_project.moc"

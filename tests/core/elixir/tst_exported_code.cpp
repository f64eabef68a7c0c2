// SPDX-License-Identifier: GPL-3.0-only
// What is exported, given to the tools that it is for: mix format, mix compile, mix test, erlc and
// the cells of a notebook. Takes minutes; runs with `ctest -C beam -L beam`.
#include "core/elixir/elixir_project.h"
#include "tests/core/elixir/all_servers.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

constexpr int patienceMs = 600'000;

Scenario scenarioOf(Variant variant)
{
    Scenario scenario;
    scenario.title = "A \"title\" #{1 + 1} \\ with\nnewline \xFF ` ``` <b> # x";
    scenario.description = "Hello\n```elixir\nSystem.halt(3)\n```";
    scenario.servers = allServers(variant);
    return scenario;
}

void write(const Result<ElixirProject>& project, const QString& directory)
{
    QVERIFY2(bool(project), project ? "" : project.error().message.c_str());
    for (const ProjectFile& one : project->files) {
        const QString path = directory + QLatin1Char('/') + QString::fromStdString(one.path);
        QVERIFY(QDir().mkpath(QFileInfo(path).path()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(one.contents.data(), static_cast<qint64>(one.contents.size()));
    }
}

struct Ran
{
    int exitCode = -1;
    QByteArray output;
};

Ran runIn(const QString& directory, const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(directory);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(patienceMs))
        return { -1, "it hangs: " + process.readAll() };
    return { process.exitCode(), process.readAll() };
}

#define RUNS(directory, program, ...)                                                              \
    do {                                                                                           \
        const Ran ran = runIn(directory, QStringLiteral(program), { __VA_ARGS__ });                \
        QVERIFY2(ran.exitCode == 0, ran.output.right(4000).constData());                           \
    } while (false)

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

} // namespace

Q_DECLARE_METATYPE(Scenario)

class TestExportedCode : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void mixProjectIsFormattedCompilesAndTests_data();
    void mixProjectIsFormattedCompilesAndTests();
    void erlangCompilesAndStarts_data();
    void erlangCompilesAndStarts();
    void everyLegalNameCompiles();
    void notebookCellsRun_data();
    void notebookCellsRun();
};

void TestExportedCode::initTestCase()
{
    if (QStandardPaths::findExecutable(text("mix")).isEmpty())
        QSKIP("needs Elixir: apt install elixir");
}

namespace {

Scenario surrounded(Strategy strategy)
{
    Scenario scenario = scenarioOf(Variant::Plain);
    const auto isVaried = [](const ServerSpec& spec) {
        return spec.address != Address::Pid || spec.load.has_value();
    };
    std::erase_if(scenario.servers, isVaried); // the other rows have them
    addSurroundings(scenario, strategy);
    return scenario;
}

void scenarioRows()
{
    QTest::addColumn<Scenario>("scenario");
    QTest::addColumn<bool>("isFull");
    for (const bool isFull : { false, true }) {
        const char* suffix = isFull ? ", full" : "";
        for (const Variant variant : allVariants)
            QTest::addRow("variant %d%s", static_cast<int>(variant), suffix)
                << scenarioOf(variant) << isFull;
        for (const Strategy strategy :
            { Strategy::OneForOne, Strategy::OneForAll, Strategy::RestForOne })
            QTest::addRow("surroundings, %s%s", toText(strategy), suffix)
                << surrounded(strategy) << isFull;
    }
}

} // namespace

void TestExportedCode::mixProjectIsFormattedCompilesAndTests_data()
{
    scenarioRows();
}

void TestExportedCode::mixProjectIsFormattedCompilesAndTests()
{
    QFETCH(Scenario, scenario);
    QFETCH(bool, isFull);
    const Clauses clauses = isFull ? Clauses::All : Clauses::Used;
    const QTemporaryDir directory;
    write(elixirProject(scenario, clauses), directory.path());
    RUNS(directory.path(), "mix", text("format"), text("--check-formatted"));
    RUNS(directory.path(), "mix", text("compile"), text("--warnings-as-errors"));
    RUNS(directory.path(), "mix", text("test"), text("--warnings-as-errors"));
}

void TestExportedCode::erlangCompilesAndStarts_data()
{
    scenarioRows();
}

void TestExportedCode::erlangCompilesAndStarts()
{
    QFETCH(Scenario, scenario);
    QFETCH(bool, isFull);
    const Clauses clauses = isFull ? Clauses::All : Clauses::Used;
    const QTemporaryDir directory;
    write(erlangProject(scenario, clauses), directory.path());
    RUNS(directory.path(), "sh", text("-c"),
        text("mkdir ebin && erlc -Wall -Werror -o ebin src/*.erl && "
             "cp src/periodic_work.app.src ebin/periodic_work.app"));
    RUNS(directory.path(), "erl", text("-noshell"), text("-pa"), text("ebin"), text("-eval"),
        text("ok = application:start(periodic_work), halt(0)."));
}

namespace {

// Words of both languages, of the project itself, and whatever letters come.
std::vector<std::string> names()
{
    std::vector<std::string> all { "true_", "false_", "nil-", "end", "after", "when", "recorder",
        "do", "fn", "not", "in", "and", "or", "else", "rescue", "catch", "case", "cond", "receive",
        "maybe", "fun", "of", "try", "begin", "elixir", "any", "pID", "bit_string", "world", "demo",
        "servers", "settings", "application", "tickscope", "poller", "poller_test",
        "poller-monitor", "periodic_work", "alive?", "go!", "a-", "a--b", "v3_core", "lists", "a",
        "aB", "a_b" };
    const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    std::uint32_t bits = 20261126;
    const auto next = [&bits](std::size_t below) {
        bits = bits * 1664525 + 1013904223;
        return (bits >> 8) % below;
    };
    for (int i = 0; i < 60; ++i) {
        std::string name(1, letters[next(26)]);
        for (std::size_t length = next(8); length > 0; --length)
            name += letters[next(letters.size())];
        if (std::find(all.begin(), all.end(), name) == all.end())
            all.push_back(name);
    }
    return all;
}

} // namespace

// In one batch: a compiler takes seconds to start.
void TestExportedCode::everyLegalNameCompiles()
{
    Scenario scenario;
    for (const std::string& name : names()) {
        ServerSpec spec;
        spec.name = name;
        spec.interval = 5s;
        spec.kind = allServerKinds[scenario.servers.size() % std::size(allServerKinds)];
        Scenario alone;
        alone.servers = { spec };
        if (elixirProject(alone)) // what no process can be called is refused
            scenario.servers.push_back(spec);
    }
    QVERIFY(scenario.servers.size() > 90);
    const QTemporaryDir mix;
    write(elixirProject(scenario, Clauses::All), mix.path());
    RUNS(mix.path(), "mix", text("compile"), text("--warnings-as-errors"));
    RUNS(mix.path(), "mix", text("run"), text("-e"), text("true = is_pid(Process.whereis(:end))"));
    const QTemporaryDir rebar;
    write(erlangProject(scenario, Clauses::All), rebar.path());
    RUNS(rebar.path(), "sh", text("-c"),
        text("mkdir ebin && erlc -Wall -Werror -o ebin src/*.erl && "
             "cp src/periodic_work.app.src ebin/periodic_work.app"));
    RUNS(rebar.path(), "erl", text("-noshell"), text("-pa"), text("ebin"), text("-eval"),
        text("ok = application:start(periodic_work), halt(0)."));
}

void TestExportedCode::notebookCellsRun_data()
{
    scenarioRows();
}

void TestExportedCode::notebookCellsRun()
{
    QFETCH(Scenario, scenario);
    QFETCH(bool, isFull);
    const Clauses clauses = isFull ? Clauses::All : Clauses::Used;
    const QTemporaryDir directory;
    write(livebookProject(scenario, clauses), directory.path());
    RUNS(directory.path(), "elixir", text("-e"),
        text("for [_, cell] <- Regex.scan(~r/^```elixir\\n(.*?)^```$/ms, "
             "File.read!(\"periodic_work.livemd\")), do: Code.eval_string(cell)"));
}

QTEST_GUILESS_MAIN(TestExportedCode)
#include "tst_exported_code.moc"

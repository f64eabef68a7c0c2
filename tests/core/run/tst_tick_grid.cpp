// SPDX-License-Identifier: GPL-3.0-only
// What the reader knows of ticks before a run, against runs.
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "core/scenario/tick_grid.h"
#include "tests/support/run_support.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <algorithm>
#include <string>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

/// The first action that may move ticks of a server, or the end of time.
std::int64_t undisturbedUntilNs(const Scenario& scenario, const ServerSpec& spec)
{
    VirtualTime until = VirtualTime::max();
    for (const Action& action : scenario.actions) {
        if (!keepsTickGrid(action.kind, spec.schedule))
            until = std::min(until, action.at);
    }
    return until.time_since_epoch().count();
}

/// Due times of a server's timers up to a moment.
std::vector<std::int64_t> duesOf(const Run& run, std::size_t server, std::int64_t untilNs)
{
    std::vector<std::int64_t> dues;
    const TraceLog log = logOf(run);
    for (const MessageEntry& entry : log.server(server).messages) {
        if (isTick(entry.kind) && entry.dueNs != noTime && entry.dueNs < untilNs)
            dues.push_back(entry.dueNs);
    }
    return dues;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTickGrid : public QObject
{
    Q_OBJECT

private slots:
    void aGridHasTheTicksOfTheSchedule_data();
    void aGridHasTheTicksOfTheSchedule();
    void chanceHasNoGrid_data();
    void chanceHasNoGrid();
    void theNoteSaysATimeOffTheGrid_data();
    void theNoteSaysATimeOffTheGrid();
    void everyTickOfARunIsOnItsGrid_data();
    void everyTickOfARunIsOnItsGrid();
};

void TestTickGrid::aGridHasTheTicksOfTheSchedule_data()
{
    QTest::addColumn<int>("schedule");
    QTest::addColumn<QVector<qint64>>("dueMs");
    const auto row = [](Schedule schedule, const QVector<qint64>& dueMs) {
        QTest::newRow(toText(schedule)) << static_cast<int>(schedule) << dueMs;
    };
    row(Schedule::AfterWork, { 5000, 12'000, 19'000 });
    row(Schedule::IdleTimeout, { 5000, 12'000, 19'000 });
    row(Schedule::BeforeWork, { 5000, 10'000, 15'000 });
    row(Schedule::SendInterval, { 5000, 10'000, 15'000 });
    row(Schedule::Absolute, { 5000, 10'000, 15'000 });
    row(Schedule::AbsoluteSkip, { 5000, 10'000, 15'000 });
}

void TestTickGrid::aGridHasTheTicksOfTheSchedule()
{
    QFETCH(const int, schedule);
    QFETCH(const QVector<qint64>, dueMs);
    const Scenario scenario = scenarioOf({ server(static_cast<Schedule>(schedule), 5s, 2s) });
    const auto grid = tickGrid(scenario, 0);
    QVERIFY(grid);
    for (qint64 ms = 0; ms <= dueMs.back(); ms += 500)
        QCOMPARE(grid->has(std::chrono::milliseconds { ms }), dueMs.contains(ms));
}

void TestTickGrid::chanceHasNoGrid_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("jitter") << QByteArray("jitter = \"1s\"");
    QTest::newRow("work") << QByteArray("work = { exponential = \"1s\" }");
    QTest::newRow("the first") << QByteArray("first = { uniform = [1, 2] }");
    QTest::newRow("a crash") << QByteArray("outcomes = [\"ok\", \"crash\"]");
    QTest::newRow("a load in the way") << QByteArray("load = \"10s\"");
    QTest::newRow("no timer") << QByteArray("schedule_in_init = false");
    QTest::newRow("a client") << QByteArray(
        "[[client]]\nserver = \"poller\"\ndo = \"call\"\nevery = \"1s\"");
    QTest::newRow("a real clock") << QByteArray("[[server]]\nname = \"b\"\ninterval = 1");
}

void TestTickGrid::chanceHasNoGrid()
{
    QFETCH(const QByteArray, lines);
    const bool isClock = lines.startsWith("[[server]]");
    const std::string text = (isClock ? "clock = \"beam\"\n" : std::string())
        + "[[server]]\nname = \"poller\"\ninterval = \"5s\"\n" + lines.toStdString() + "\n";
    const ReadResult read = readScenario(text, "f");
    QVERIFY(read.scenario);
    QVERIFY(!tickGrid(*read.scenario, 0));
}

void TestTickGrid::theNoteSaysATimeOffTheGrid_data()
{
    QTest::addColumn<QByteArray>("interval");
    QTest::addColumn<QByteArray>("at");
    QTest::addColumn<QByteArray>("better");
    QTest::newRow("hours") << QByteArray("1h") << QByteArray("3h") << QByteArray("181m");
    QTest::newRow("seconds") << QByteArray("5s") << QByteArray("30s") << QByteArray("31s");
    QTest::newRow("milliseconds") << QByteArray("10ms") << QByteArray("50ms") << QByteArray("51ms");
}

void TestTickGrid::theNoteSaysATimeOffTheGrid()
{
    QFETCH(const QByteArray, interval);
    QFETCH(const QByteArray, at);
    QFETCH(const QByteArray, better);
    const ReadResult read
        = readScenario("duration = \"10h\"\n[[server]]\nname = \"a\"\ninterval = \""
                + interval.toStdString() + "\"\n[[action]]\nat = \"" + at.toStdString()
                + "\"\nserver = \"a\"\ndo = \"cancel\"\n",
            "f");
    const auto note
        = std::ranges::find(read.diagnostics, DiagnosticCode::OnATick, &Diagnostic::code);
    QVERIFY(note != read.diagnostics.end());
    QVERIFY2(note->hint.ends_with("to \"" + better.toStdString() + "\""), note->hint.c_str());
}

void TestTickGrid::everyTickOfARunIsOnItsGrid_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const BuiltinScenario& builtin : builtinScenarios())
        QTest::newRow(std::string(builtin.name).c_str())
            << QByteArray(builtin.text.data(), static_cast<qsizetype>(builtin.text.size()));
    const QDir folder(QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/conformance"));
    for (const QString& name : folder.entryList({ QStringLiteral("*.toml") }))
        QTest::newRow(qPrintable(name)) << contentOf(folder.filePath(name));
}

void TestTickGrid::everyTickOfARunIsOnItsGrid()
{
    QFETCH(const QByteArray, text);
    Scenario scenario = *readScenario(text.toStdString(), "f").scenario;
    scenario.clock = ClockKind::Ideal;
    const Run run = ran(scenario, std::min<Duration>(scenario.duration, 60s));
    const auto instances = expandServers(scenario);
    for (std::size_t index = 0; index < instances.size(); ++index) {
        const std::size_t spec = instances[index].spec;
        const auto grid = tickGrid(scenario, spec);
        if (!grid)
            continue;
        const auto dues = duesOf(run, index, undisturbedUntilNs(scenario, scenario.servers[spec]));
        for (const std::int64_t due : dues)
            QVERIFY2(grid->has(Duration { due }), qPrintable(QString::number(due)));
        if (!dues.empty())
            QCOMPARE(dues.front(), grid->first.count());
    }
}

QTEST_APPLESS_MAIN(TestTickGrid)
#include "tst_tick_grid.moc"

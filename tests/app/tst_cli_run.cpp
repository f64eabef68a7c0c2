// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

/// Ticks at 5, 10, 15 s; work of 8 s from 5 to 13 and from 13 to 21.
const QByteArray overload = "format = 1\ntitle = \"Overload\"\nduration = \"20s\"\n[[server]]\n"
                            "name = \"poller\"\nschedule = \"send_interval\"\n"
                            "interval = \"5s\"\nwork = \"8s\"\n";

CliResult run(const char* options)
{
    return runCli((QByteArray("run - ") + options).constData(), { .input = overload });
}

} // namespace

class TestCliRun : public QObject
{
    Q_OBJECT

private slots:
    void theTicksTableHasItsColumns();
    void theDepthTableHasARowAChange();
    void everyEventIsAnObjectWithItsPlace();
    void theTraceIsJson();
    void theSummaryIsJsonToo();
    void theSummaryNamesServersAndFingerprint();
    void untilIsInclusive();
    void untilAConditionStopsWhereItHoldsFirst_data();
    void untilAConditionStopsWhereItHoldsFirst();
    void aConditionThatNeverHoldsExits4();
    void aConditionThatNoRunCanMeetIsRefused_data();
    void aConditionThatNoRunCanMeetIsRefused();
    void standardOutputIsCleanWhenAFileIsWritten();
};

void TestCliRun::theTicksTableHasItsColumns()
{
    QCOMPARE(run("--ticks -").out,
        QByteArray("server,incarnation,tick,due_ns,delivered_ns,started_ns,finished_ns,"
                   "depth_at_start,outcome\n"
                   "poller,1,1,5000000000,5000000000,5000000000,13000000000,0,ok\n"
                   "poller,1,2,10000000000,10000000000,13000000000,,0,unfinished\n"
                   "poller,1,3,15000000000,15000000000,,,,waiting\n"
                   "poller,1,4,20000000000,20000000000,,,,waiting\n"));
}

void TestCliRun::theDepthTableHasARowAChange()
{
    QCOMPARE(run("--depth -").out,
        QByteArray("server,t_ns,depth\n"
                   "poller,10000000000,1\npoller,13000000000,0\n"
                   "poller,15000000000,1\npoller,20000000000,2\n"));
}

void TestCliRun::everyEventIsAnObjectWithItsPlace()
{
    const auto lines = run("--events -").out.trimmed().split('\n');
    QVERIFY(lines.size() > 10);
    qint64 seq = 0;
    double last = 0;
    for (const QByteArray& line : lines) {
        const auto event = QJsonDocument::fromJson(line).object();
        QVERIFY2(!event.isEmpty(), line.constData());
        for (const char* key : { "t_ns", "seq", "server", "pid", "event" })
            QVERIFY2(event.contains(QLatin1String(key)), line.constData());
        QCOMPARE(event[QStringLiteral("seq")].toInteger(), seq++);
        QVERIFY(event[QStringLiteral("t_ns")].toDouble() >= last);
        last = event[QStringLiteral("t_ns")].toDouble();
    }
}

void TestCliRun::theTraceIsJson()
{
    const auto trace = QJsonDocument::fromJson(run("--trace -").out);
    QVERIFY(trace.isObject());
    QVERIFY(!trace[QStringLiteral("traceEvents")].toArray().isEmpty());
}

void TestCliRun::theSummaryIsJsonToo()
{
    const auto summary = QJsonDocument::fromJson(run("--json").out);
    QCOMPARE(summary[QStringLiteral("title")].toString(), QStringLiteral("Overload"));
    QCOMPARE(summary[QStringLiteral("complete")].toBool(), true);
    const auto poller = summary[QStringLiteral("servers")][QStringLiteral("poller")];
    QCOMPARE(poller[QStringLiteral("depth")][QStringLiteral("max")].toInt(), 2);
    QCOMPARE(poller[QStringLiteral("ticks")].toInt(), 2);
}

void TestCliRun::theSummaryNamesServersAndFingerprint()
{
    const CliResult result = run("");
    QCOMPARE(result.exitCode, 0);
    QVERIFY(result.out.startsWith("Overload\n"));
    QVERIFY(result.out.contains("poller"));
    QVERIFY(result.out.contains(run("--fingerprint").out.trimmed()));
}

void TestCliRun::untilIsInclusive()
{
    QCOMPARE(run("--until 15s --ticks -").out.count('\n'), 1 + 3);
    QCOMPARE(run("--until 14999999999ns --ticks -").exitCode, 2); // no such unit
    QCOMPARE(run("--until 14999999us --ticks -").out.count('\n'), 1 + 2);
}

void TestCliRun::untilAConditionStopsWhereItHoldsFirst_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<qint64>("ns");
    const auto row = [](const char* condition, qint64 ns) {
        QTest::newRow(condition) << QString::fromLatin1(condition) << ns;
    };
    row("poller.depth >= 1", 10'000'000'000);
    row("poller.depth >= 2", 20'000'000'000);
    row("poller.state == \"working\" and poller.ticks == 2", 13'000'000'000);
    row("poller.waiting_for >= 2.5s", 12'500'000'000);
    row("not poller.ticks < 2 or supervisor.gave_up", 13'000'000'000);
    row("poller.depth.max >= 1", 10'000'000'000);
}

/// The events are those of a run to that time, and not one more.
void TestCliRun::untilAConditionStopsWhereItHoldsFirst()
{
    QFETCH(QString, condition);
    QFETCH(qint64, ns);
    const auto runTo = [](const QString& until, const QString& output) {
        return runCli(QStringList { QStringLiteral("run"), QStringLiteral("-"),
                          QStringLiteral("--until"), until }
                + output.split(u' '),
            { .input = overload });
    };
    const CliResult summary = runTo(condition, QStringLiteral("--json"));
    QCOMPARE(summary.exitCode, 0);
    const auto json = QJsonDocument::fromJson(summary.out).object();
    QCOMPARE(json[QStringLiteral("until")].toInteger(), ns);
    const auto stopped = json[QStringLiteral("stopped")].toObject();
    QVERIFY(stopped[QStringLiteral("holds")].toBool());
    QCOMPARE(stopped[QStringLiteral("at")].toInteger(), ns);
    const QString time = QStringLiteral("%1ms").arg(ns / 1'000'000);
    QCOMPARE(runTo(condition, QStringLiteral("--events -")).out,
        runTo(time, QStringLiteral("--events -")).out);
}

void TestCliRun::aConditionThatNeverHoldsExits4()
{
    const auto result = [](const char* max) {
        return runCli(QStringList { QStringLiteral("run"), QStringLiteral("-"),
                          QStringLiteral("--until"), QStringLiteral("poller.depth >= 3") }
                + QString::fromLatin1(max).split(u' ', Qt::SkipEmptyParts),
            { .input = overload });
    };
    const CliResult never = result("");
    QCOMPARE(never.exitCode, 4);
    QVERIFY2(never.err.contains("poller.depth >= 3 never held up to 20 s: poller.depth is 2 then"),
        never.err.constData());
    QVERIFY(never.out.contains("20 s of virtual time"));
    const CliResult later = result("--max 1h");
    QCOMPARE(later.exitCode, 0);
    QVERIFY2(later.out.contains("stopped at 35 s: poller.depth >= 3 holds"), later.out.constData());
    QCOMPARE(result("--max 34s").exitCode, 4);
}

void TestCliRun::aConditionThatNoRunCanMeetIsRefused_data()
{
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("poller.depth >=")
        << QByteArray("column 16: nothing stands after the comparison");
    QTest::newRow("poller.depth > 1 an poller.ticks > 2") << QByteArray("did you mean \"and\"?");
    QTest::newRow("poler.depth > 1")
        << QByteArray("column 1: no server is called \"poler\"; did you mean \"poller\"?");
    QTest::newRow("poller.depth") << QByteArray("poller.depth is neither true nor false");
    QTest::newRow("5x") << QByteArray("\"5x\" is not a duration");
}

void TestCliRun::aConditionThatNoRunCanMeetIsRefused()
{
    QFETCH(QByteArray, said);
    const CliResult result
        = runCli({ QStringLiteral("run"), QStringLiteral("-"), QStringLiteral("--until"),
                     QString::fromLatin1(QTest::currentDataTag()) },
            { .input = overload });
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains(said), result.err.constData());
    QCOMPARE(run("--max 1h").exitCode, 2);
}

void TestCliRun::standardOutputIsCleanWhenAFileIsWritten()
{
    const QTemporaryDir dir;
    const CliResult plain = run("");
    const CliResult result = runCli(
        "run - --ticks t.csv --events e.jsonl", { .input = overload, .directory = dir.path() });
    QCOMPARE(result.out, plain.out);
    QCOMPARE(result.err, plain.err);
}

QTEST_APPLESS_MAIN(TestCliRun)
#include "tst_cli_run.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

const QByteArray overload = "format = 1\nduration = \"1h\"\n[[server]]\nname = \"poller\"\n"
                            "kind = \"poller\"\nschedule = \"send_interval\"\n"
                            "interval = \"5s\"\nwork = \"8s\"\n";
/// So many events that no machine is done with them during a test.
const QByteArray endless = "format = 1\nduration = \"8760h\"\n[[server]]\nname = \"poller\"\n"
                           "kind = \"poller\"\ninterval = \"1us\"\n";
const QByteArray zeno = "format = 1\nduration = \"1h\"\n[[server]]\nname = \"zeno\"\n"
                        "kind = \"poller\"\ninterval = \"0s\"\nwork = \"0s\"\n";

} // namespace

class TestCliLimits : public QObject
{
    Q_OBJECT

private slots:
    void aLimitKeepsWhatWasReachedAndExits5_data();
    void aLimitKeepsWhatWasReachedAndExits5();
    void theZenoGuardNamesTheLoopWithinASecond();
    void aFullMailboxNamesTheRates();
    void aLongRunIsEstimatedBeforeItStarts();
    void anEmptyRunIsNoError();
    void tooManyServersAreRefusedAtOnce();
    void ctrlCKeepsWhatWasReachedAndExits130_data();
    void ctrlCKeepsWhatWasReachedAndExits130();
    void everyLongCommandStopsOnCtrlC_data();
    void everyLongCommandStopsOnCtrlC();
    void littleMemoryIsToldAndExits1();
    void aRunNeedsNeitherHomeNorTemporaryDirectory();
};

void TestCliLimits::aLimitKeepsWhatWasReachedAndExits5_data()
{
    QTest::addColumn<QByteArray>("scenario");
    QTest::addColumn<QString>("options");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& scenario, const char* options,
                         const char* message) {
        QTest::newRow(name) << scenario << QString::fromLatin1(options)
                            << QString::fromLatin1(message);
    };
    row("events", overload, "--max-events 1000", "--max-events");
    row("mailbox", overload, "--max-mailbox 100", "--max-mailbox");
    row("instant", zeno, "", "--max-instant");
    row("a raised instant", zeno, "--max-instant 200000", "200000 events");
    row("wall clock", endless,
        "--until 100h --max-events 100000000000 --max-memory 100000 "
        "--timeout 300ms",
        "--timeout");
    row("memory", endless, "--until 100h --max-memory 1", "--max-memory");
}

void TestCliLimits::aLimitKeepsWhatWasReachedAndExits5()
{
    QFETCH(QByteArray, scenario);
    QFETCH(QString, options);
    QFETCH(QString, message);
    const QTemporaryDir dir;
    const QString line = QStringLiteral("run - --events e.jsonl --json ") + options;
    const CliResult result
        = runCli(line.toUtf8().constData(), { .input = scenario, .directory = dir.path() });
    QCOMPARE(result.exitCode, 5);
    QVERIFY2(QString::fromUtf8(result.err).contains(message), result.err.constData());
    const QJsonObject summary = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(summary[QStringLiteral("complete")], QJsonValue(false));
    const QByteArray events = readFile(dir.filePath(QStringLiteral("e.jsonl")));
    QVERIFY(events.endsWith("\n"));
    const QByteArray last = events.mid(events.lastIndexOf('\n', -2) + 1);
    QCOMPARE(QJsonDocument::fromJson(last)[QStringLiteral("complete")], QJsonValue(false));
}

void TestCliLimits::theZenoGuardNamesTheLoopWithinASecond()
{
    QElapsedTimer timer;
    timer.start();
    const CliResult result = runCli("run -", { .input = zeno });
    QVERIFY(timer.elapsed() < 10'000); // a second on a machine that does nothing else
    QCOMPARE(result.exitCode, 5);
    QVERIFY2(result.err.contains("zeno"), result.err.constData());
    QVERIFY2(result.err.contains("100000 events"), result.err.constData());
    QVERIFY(result.out.contains("Partial: "));
}

void TestCliLimits::aFullMailboxNamesTheRates()
{
    const CliResult result = runCli("run - --max-mailbox 100", { .input = overload });
    QCOMPARE(result.exitCode, 5);
    QVERIFY2(result.err.contains("poller"), result.err.constData());
    QVERIFY2(result.err.contains("0.2"), result.err.constData()); // arrivals a second
    QVERIFY2(result.err.contains("0.125"), result.err.constData()); // services a second
}

void TestCliLimits::aLongRunIsEstimatedBeforeItStarts()
{
    const CliResult result
        = runCli("run - --fingerprint --until 1h --max-events 1000", { .input = endless });
    QCOMPARE(result.exitCode, 5);
    QVERIFY2(result.err.startsWith("note: "), result.err.constData());
    QVERIFY2(result.err.contains("29 billion"), result.err.constData());
    QVERIFY(result.err.contains("--until"));
    QVERIFY(!runCli("run buildup").err.contains("note: "));
}

void TestCliLimits::anEmptyRunIsNoError()
{
    for (const char* line : { "run buildup --until 0s", "run buildup --until 1ms" }) {
        const CliResult result = runCli(line);
        QCOMPARE(result.exitCode, 0);
        QVERIFY2(result.err.contains("note: "), result.err.constData());
    }
    QCOMPARE(runCli("run buildup --until 0s --ticks -").out.count('\n'), 1);
}

void TestCliLimits::tooManyServersAreRefusedAtOnce()
{
    const QByteArray many = "format = 1\n[[server]]\nname = \"p\"\nkind = \"poller\"\n"
                            "interval = \"1s\"\ncount = 1000000000\n";
    QCOMPARE(runCli("run -", { .input = many }).exitCode, 3);
    const QByteArray ten = QByteArray(many).replace("1000000000", "10");
    QCOMPARE(runCli("run - --max-servers 9", { .input = ten }).exitCode, 3);
    QCOMPARE(runCli("run - --max-servers 10", { .input = ten }).exitCode, 0);
}

void TestCliLimits::ctrlCKeepsWhatWasReachedAndExits130_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::newRow("Ctrl-C") << QByteArray("INT");
    QTest::newRow("SIGTERM") << QByteArray("TERM");
}

void TestCliLimits::ctrlCKeepsWhatWasReachedAndExits130()
{
    QFETCH(QByteArray, signal);
    // The pipe is open once the run is under way: its first line says when to send the signal.
    const QTemporaryDir dir;
    const QByteArray script
        = "set -m; mkfifo pipe; \"$CLI\" run - --max-events 100000000000 --max-memory 100000 "
          "--events pipe > summary < scenario & exec 3< pipe; read -r line <&3; "
          "kill -"
        + signal + " $!; cat <&3 > rest; wait $!";
    writeFile(dir.filePath(QStringLiteral("scenario")), endless);
    const CliResult result = runShell(script.constData(), { .directory = dir.path() });
    QCOMPARE(result.exitCode, 130);
    const QByteArray events = readFile(dir.filePath(QStringLiteral("rest")));
    const QByteArray last = events.mid(events.lastIndexOf('\n', -2) + 1);
    QCOMPARE(QJsonDocument::fromJson(last)[QStringLiteral("complete")], QJsonValue(false));
    const QByteArray summary = readFile(dir.filePath(QStringLiteral("summary")));
    QVERIFY2(summary.contains("Partial: "), summary.constData());
}

void TestCliLimits::everyLongCommandStopsOnCtrlC_data()
{
    QTest::addColumn<QByteArray>("command");
    for (const char* command :
        { "run scenario --fingerprint", "run scenario", "run scenario --ticks /dev/null",
            "sweep scenario --vary seed=1..1000", "diff scenario scenario" })
        QTest::newRow(command) << command + QByteArray(" --max-events 100000000000");
    QTest::newRow("bench") << QByteArray("bench --ticks 100000000000");
}

void TestCliLimits::everyLongCommandStopsOnCtrlC()
{
    QFETCH(QByteArray, command);
    // SigCgt is the mask of the signals that have a handler: SIGINT is its second bit.
    const QByteArray script = "\"$CLI\" " + command
        + " > out 2> err & "
          "until grep -q '^SigCgt:.*[2367abef]$' /proc/$!/status; do :; done; kill -INT $!; wait "
          "$!";
    const QTemporaryDir dir;
    writeFile(dir.filePath(QStringLiteral("scenario")), endless);
    const CliResult result = runShell(script.constData(), { .directory = dir.path() });
    QCOMPARE(result.exitCode, 130);
}

void TestCliLimits::littleMemoryIsToldAndExits1()
{
    const CliResult result = runShell(
        "ulimit -v 200000; \"$CLI\" run - --until 100h --max-events 100000000000 --ticks /dev/null",
        { .input = endless });
    QVERIFY2(result.err.contains("out of memory"), result.err.constData());
    QCOMPARE(result.exitCode, 1);
}

void TestCliLimits::aRunNeedsNeitherHomeNorTemporaryDirectory()
{
    const CliResult result
        = runShell("env -i TMPDIR=/no/such/place \"$CLI\" run buildup --fingerprint");
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.out, runCli("run buildup --fingerprint").out);
}

QTEST_APPLESS_MAIN(TestCliLimits)
#include "tst_cli_limits.moc"

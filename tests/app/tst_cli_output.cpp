// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

class TestCliOutput : public QObject
{
    Q_OBJECT

private slots:
    void anOutputFileIsWrittenWhole();
    void anExistingFileIsKeptUnlessForced();
    void aPlaceThatCannotBeWrittenIsKnownBeforeTheRun_data();
    void aPlaceThatCannotBeWrittenIsKnownBeforeTheRun();
    void aFullDiskIsToldAndExits1_data();
    void aFullDiskIsToldAndExits1();
    void aFullFileSystemLeavesTheOldFile();
    void aClosedStandardOutputIsToldAndExits1();
    void aReaderThatGoesAwayIsNoNews();
    void aScenarioComesFromStandardInput();
    void aClosedStandardInputIsToldAndExits1();
    void aDashWritesOnlyThatDataToStandardOutput_data();
    void aDashWritesOnlyThatDataToStandardOutput();
    void aPipeIsWrittenDirectly();
    void strangeFileNamesWork_data();
    void strangeFileNamesWork();

private:
    static QStringList names(const QTemporaryDir& dir)
    {
        return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    static CliSetting in(const QTemporaryDir& dir) { return { .directory = dir.path() }; }
};

void TestCliOutput::anOutputFileIsWrittenWhole()
{
    const QTemporaryDir dir;
    const CliResult result = runCli(
        "run buildup --ticks t.csv --depth d.csv --events e.jsonl --trace t.json", in(dir));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(names(dir),
        QStringList({ QStringLiteral("d.csv"), QStringLiteral("e.jsonl"), QStringLiteral("t.csv"),
            QStringLiteral("t.json") }));
    QVERIFY(readFile(dir.filePath(QStringLiteral("t.csv")))
                .startsWith("server,incarnation,tick,due_ns,delivered_ns,started_ns,finished_ns,"
                            "depth_at_start,outcome\n"));
    QVERIFY(readFile(dir.filePath(QStringLiteral("d.csv"))).startsWith("server,t_ns,depth\n"));
}

void TestCliOutput::anExistingFileIsKeptUnlessForced()
{
    const QTemporaryDir dir;
    const QString path = writeFile(dir.filePath(QStringLiteral("t.csv")), "old");
    const CliResult refused = runCli("run buildup --ticks t.csv", in(dir));
    QCOMPARE(refused.exitCode, 1);
    QCOMPARE(refused.out, QByteArray());
    QVERIFY(refused.err.contains("t.csv: the file exists; --force overwrites it"));
    QCOMPARE(readFile(path), QByteArray("old"));

    QCOMPARE(runCli("run buildup --ticks t.csv --force", in(dir)).exitCode, 0);
    QVERIFY(readFile(path).startsWith("server,"));
    QCOMPARE(names(dir), QStringList { QStringLiteral("t.csv") });
}

void TestCliOutput::aPlaceThatCannotBeWrittenIsKnownBeforeTheRun_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    QTest::newRow("no such directory")
        << QStringLiteral("run buildup --ticks /no/such/place/t.csv")
        << QStringLiteral("/no/such/place/t.csv: cannot be written: No such file or directory");
    QTest::newRow("a directory") << QStringLiteral("run buildup --depth /tmp")
                                 << QStringLiteral("/tmp: is a directory");
    QTest::newRow("below a file") << QStringLiteral("run buildup --events /dev/null/e.jsonl")
                                  << QStringLiteral("Not a directory");
}

void TestCliOutput::aPlaceThatCannotBeWrittenIsKnownBeforeTheRun()
{
    QFETCH(QString, line);
    QFETCH(QString, message);
    const CliResult result = runCli(line.toUtf8().constData());
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(QString::fromUtf8(result.err).contains(message), result.err.constData());
}

void TestCliOutput::aFullDiskIsToldAndExits1_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line :
        { "--version", "--help", "scenarios", "check buildup", "run buildup", "run buildup --json",
            "run buildup --fingerprint", "run buildup --ticks -", "run buildup --events -",
            "sweep buildup --vary seed=1..2", "bench --servers 10 --ticks 100" })
        QTest::newRow(line) << QString::fromLatin1(line);
}

void TestCliOutput::aFullDiskIsToldAndExits1()
{
    QFETCH(QString, line);
    const CliResult result
        = runCli(line.toUtf8().constData(), { .outputFile = QStringLiteral("/dev/full") });
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("standard output cannot be written: No space left on device"),
        result.err.constData());
}

void TestCliOutput::aFullFileSystemLeavesTheOldFile()
{
    // A limit on the size of a file stands in for a full disk; the signal that comes with it is
    // ignored by the shell for its children.
    const QTemporaryDir dir;
    const QString path = writeFile(dir.filePath(QStringLiteral("e.jsonl")), "old");
    const CliResult result = runShell(
        "trap '' XFSZ; ulimit -f 1; \"$CLI\" run buildup --until 1h --events e.jsonl --force "
        "| cat",
        in(dir));
    QVERIFY2(
        result.err.contains("e.jsonl: cannot be written: File too large"), result.err.constData());
    QCOMPARE(readFile(path), QByteArray("old"));
    QCOMPARE(names(dir), QStringList { QStringLiteral("e.jsonl") });
}

void TestCliOutput::aClosedStandardOutputIsToldAndExits1()
{
    for (const char* script :
        { "\"$CLI\" run buildup >&-", "\"$CLI\" scenarios >&-", "\"$CLI\" --version >&-" }) {
        const CliResult result = runShell(script);
        QCOMPARE(result.exitCode, 1);
        QVERIFY2(result.err.contains("standard output cannot be written: Bad file descriptor"),
            result.err.constData());
    }
}

void TestCliOutput::aReaderThatGoesAwayIsNoNews()
{
    const CliResult result = runShell(
        "\"$CLI\" run buildup --until 10h --events - | head -n 1; echo ${PIPESTATUS[0]}");
    QCOMPARE(result.err, QByteArray());
    QVERIFY(result.out.endsWith("\n1\n"));
}

void TestCliOutput::aScenarioComesFromStandardInput()
{
    const QByteArray text = "format = 1\nduration = \"10s\"\n[[server]]\nname = \"poller\"\n"
                            "kind = \"poller\"\ninterval = \"1s\"\n";
    const CliResult ticks = runCli("run - --ticks -", { .input = text });
    QCOMPARE(ticks.exitCode, 0);
    QCOMPARE(ticks.out.count('\n'), 1 + 10);
    const CliResult wrong = runCli("run -", { .input = "interval = 5\n" });
    QCOMPARE(wrong.exitCode, 3);
    const CliResult checked = runCli("check -", { .input = text });
    QCOMPARE(checked.exitCode, 0);
}

void TestCliOutput::aClosedStandardInputIsToldAndExits1()
{
    const CliResult result = runShell("\"$CLI\" run - <&-");
    QCOMPARE(result.exitCode, 1);
    QVERIFY2(result.err.contains("Bad file descriptor"), result.err.constData());
}

void TestCliOutput::aDashWritesOnlyThatDataToStandardOutput_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("file");
    for (const char* option : { "--ticks", "--depth", "--events", "--trace" })
        QTest::newRow(option) << QString::fromLatin1(option) << QStringLiteral("data");
}

void TestCliOutput::aDashWritesOnlyThatDataToStandardOutput()
{
    QFETCH(QString, option);
    QFETCH(QString, file);
    const QTemporaryDir dir;
    const QStringList run { QStringLiteral("run"), QStringLiteral("buildup"), option };
    QCOMPARE(runCli(run + QStringList { file }, in(dir)).exitCode, 0);
    const CliResult result = runCli(run + QStringList { QStringLiteral("-") });
    QCOMPARE(result.exitCode, 0);
    QVERIFY(!result.out.isEmpty());
    QCOMPARE(result.out, readFile(dir.filePath(file)));
}

void TestCliOutput::aPipeIsWrittenDirectly()
{
    const QTemporaryDir dir;
    const CliResult result
        = runShell("mkfifo pipe; cat pipe > got & \"$CLI\" run buildup --ticks pipe > summary; "
                   "wait; test -p pipe && \"$CLI\" run buildup --ticks - | cmp - got",
            in(dir));
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(runCli("run buildup --ticks /dev/null").exitCode, 0);
}

void TestCliOutput::strangeFileNamesWork_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a leading dash") << QStringLiteral("-x.toml");
    QTest::newRow("spaces") << QStringLiteral("my own scenario.toml");
    QTest::newRow("a newline") << QStringLiteral("two\nlines.toml");
    QTest::newRow("255 bytes") << QString(250, QLatin1Char('x')) + QStringLiteral(".toml");
    QTest::newRow("letters of many kinds") << QString::fromUtf8("größe_числа_数.toml");
}

void TestCliOutput::strangeFileNamesWork()
{
    QFETCH(QString, name);
    const QTemporaryDir dir;
    writeFile(dir.filePath(name),
        "format = 1\n[[server]]\nname = \"poller\"\nkind = \"poller\"\ninterval = \"1s\"\n");
    const CliResult result = runCli(
        { QStringLiteral("run"), QStringLiteral("--fingerprint"), QStringLiteral("--"), name },
        in(dir));
    QVERIFY2(result.exitCode == 0, result.err.constData());
    // And of bytes that are no text in any encoding.
    QCOMPARE(runShell("cp -- * $'\\xff\\xfe'; \"$CLI\" run --fingerprint -- $'\\xff\\xfe'", in(dir))
                 .exitCode,
        0);
}

QTEST_APPLESS_MAIN(TestCliOutput)
#include "tst_cli_output.moc"

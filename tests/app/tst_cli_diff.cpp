// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QTemporaryDir>
#include <QtTest>

class TestCliDiff : public QObject
{
    Q_OBJECT

private slots:
    void aRunEqualsItself();
    void twoRunsPartAtTheirFirstDifference();
    void aRunEqualsTheEventsThatItWrote();
    void aShorterRunDiffersByItsEnd();
    void whatCannotBeReadIsTold();
    void aLimitIsNoDifference();
};

void TestCliDiff::aRunEqualsItself()
{
    const CliResult result = runCli("diff buildup buildup");
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.startsWith("no difference in "), result.out.constData());
}

void TestCliDiff::twoRunsPartAtTheirFirstDifference()
{
    const CliResult result = runCli("diff buildup buildup-edited");
    QCOMPARE(result.exitCode, 4);
    QVERIFY2(result.out.contains("\n- {\"t_ns\":"), result.out.constData());
    QVERIFY2(result.out.contains("\n+ {\"t_ns\":"), result.out.constData());
    QCOMPARE(result.err, QByteArray());
}

void TestCliDiff::aRunEqualsTheEventsThatItWrote()
{
    const QTemporaryDir dir;
    const CliSetting setting { .directory = dir.path() };
    QCOMPARE(runCli("run buildup --events e.jsonl", setting).exitCode, 0);
    QCOMPARE(runCli("diff buildup e.jsonl", setting).exitCode, 0);
    QCOMPARE(runCli("diff e.jsonl buildup-edited", setting).exitCode, 4);
    QCOMPARE(
        runShell("\"$CLI\" run buildup --events - | \"$CLI\" diff e.jsonl -", setting).exitCode, 0);
    QCOMPARE(runCli("diff - -", setting).exitCode, 2);
}

void TestCliDiff::aShorterRunDiffersByItsEnd()
{
    const QTemporaryDir dir;
    const CliSetting setting { .directory = dir.path() };
    QCOMPARE(runCli("run buildup --until 10s --events e.jsonl", setting).exitCode, 0);
    const CliResult result = runCli("diff e.jsonl buildup", setting);
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(runCli("diff e.jsonl buildup --until 10s", setting).exitCode, 0);
}

void TestCliDiff::whatCannotBeReadIsTold()
{
    QCOMPARE(runCli("diff buildup nowhere.toml").exitCode, 1);
    QCOMPARE(runCli("diff buildup /dev/null").exitCode, 1);
    const QTemporaryDir dir;
    const CliSetting setting { .directory = dir.path() };
    writeFile(dir.filePath(QStringLiteral("bad.toml")), "format = 1\n");
    QCOMPARE(runCli("diff buildup bad.toml", setting).exitCode, 3);
}

void TestCliDiff::aLimitIsNoDifference()
{
    const CliResult result = runCli("diff buildup buildup --max-events 100");
    QCOMPARE(result.exitCode, 5);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains("--max-events"), result.err.constData());
}

QTEST_APPLESS_MAIN(TestCliDiff)
#include "tst_cli_diff.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QTemporaryDir>
#include <QtTest>

namespace {

CliResult expecting(const QStringList& expectations, const QStringList& more = {})
{
    QStringList arguments { QStringLiteral("run"), QStringLiteral("-") };
    for (const QString& expectation : expectations)
        arguments += { QStringLiteral("--expect"), expectation };
    return runCli(arguments + more,
        { .input = "format = 1\nduration = \"60s\"\n[[server]]\nname = \"poller\"\n"
                   "kind = \"poller\"\nschedule = \"send_interval\"\ninterval = \"5s\"\n"
                   "work = \"8s\"\n" });
}

} // namespace

class TestCliExpectations : public QObject
{
    Q_OBJECT

private slots:
    void whatHoldsExits0();
    void whatFailsExits4AndSaysByHowMuch();
    void allThatFailAreTold();
    void aConditionIsAnExpectationToo_data();
    void aConditionIsAnExpectationToo();
    void whatIsNoExpectationIsRefusedBeforeTheRun_data();
    void whatIsNoExpectationIsRefusedBeforeTheRun();
    void theFilesAreWrittenAllTheSame();
};

void TestCliExpectations::whatHoldsExits0()
{
    const CliResult result = expecting({ QStringLiteral("poller.depth.max <= 10"),
        QStringLiteral("poller.ticks > 3"), QStringLiteral("poller.restarts == 0") });
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QCOMPARE(result.err, QByteArray());
}

void TestCliExpectations::whatFailsExits4AndSaysByHowMuch()
{
    const CliResult result = expecting({ QStringLiteral("poller.depth.max <= 2") });
    QCOMPARE(result.exitCode, 4);
    QVERIFY2(result.err.contains("poller.depth.max is 5, expected <= 2: 3 too many"),
        result.err.constData());
    QVERIFY(result.out.contains("poller")); // the summary is there
}

void TestCliExpectations::allThatFailAreTold()
{
    const CliResult result = expecting({ QStringLiteral("poller.depth.max <= 2"),
        QStringLiteral("poller.ticks > 3"), QStringLiteral("poller.restarts >= 1") });
    QCOMPARE(result.exitCode, 4);
    QVERIFY(result.err.contains("poller.depth.max is 5, expected <= 2"));
    QVERIFY(result.err.contains("poller.restarts is 0, expected >= 1"));
    QVERIFY(!result.err.contains("poller.ticks"));
}

void TestCliExpectations::aConditionIsAnExpectationToo_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* text, int exitCode, const char* said) {
        QTest::newRow(text) << exitCode << QByteArray(said);
    };
    row("poller.depth.max <= 5 and poller.ticks > 3", 0, "");
    row("poller.depth.max <= 2 or poller.ticks > 3", 0, "");
    row("poller.depth <= 5", 0, "");
    row("poller.state == \"working\"", 0, "");
    row("not supervisor.gave_up", 0, "");
    row("poller.depth.max <= 2 and poller.ticks > 3", 4,
        "expectation failed: poller.depth.max is 5, expected <= 2: 3 too many\n");
    row("poller.depth <= 2 or poller.ticks > 30", 4,
        "poller.depth is 5, expected <= 2: 3 too many; poller.ticks is 7, expected > 30: 23 too "
        "few\n");
    row("not poller.depth > 2", 4, "not wanted: poller.depth is 5, as expected (> 2)\n");
    row("poller.depth > 2 and poller.state == asleep", 2, "column 22: poller.state is never");
    row("(poller.depth > 2", 2, "column 1: this parenthesis is never closed");
}

void TestCliExpectations::aConditionIsAnExpectationToo()
{
    QFETCH(int, exitCode);
    QFETCH(QByteArray, said);
    const CliResult result = expecting({ QString::fromLatin1(QTest::currentDataTag()) });
    QCOMPARE(result.exitCode, exitCode);
    QVERIFY2(
        said.isEmpty() ? result.err.isEmpty() : result.err.contains(said), result.err.constData());
}

void TestCliExpectations::whatIsNoExpectationIsRefusedBeforeTheRun_data()
{
    QTest::addColumn<QString>("expectation");
    for (const char* text :
        { "", "poller", "poller.depth.max", "poller.depth.max <=", "poller.depth.max <= ten",
            "poller.depth.max =< 10", "poller.depht.max <= 10", "poler.depth.max <= 10", "<= 10" })
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestCliExpectations::whatIsNoExpectationIsRefusedBeforeTheRun()
{
    QFETCH(QString, expectation);
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("t.csv"));
    const CliResult result = expecting({ expectation }, { QStringLiteral("--ticks"), file });
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(!result.err.isEmpty());
    QVERIFY(!QFile::exists(file));
}

void TestCliExpectations::theFilesAreWrittenAllTheSame()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(QStringLiteral("t.csv"));
    const CliResult result
        = expecting({ QStringLiteral("poller.ticks == 0") }, { QStringLiteral("--ticks"), file });
    QCOMPARE(result.exitCode, 4);
    QVERIFY(readFile(file).startsWith("server,"));
}

QTEST_APPLESS_MAIN(TestCliExpectations)
#include "tst_cli_expectations.moc"

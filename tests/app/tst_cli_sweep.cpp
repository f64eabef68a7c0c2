// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QtTest>

namespace {

const QByteArray poller = "format = 1\nduration = \"60s\"\n[[server]]\nname = \"poller\"\n"
                          "kind = \"poller\"\nschedule = \"send_interval\"\n"
                          "interval = \"5s\"\nwork = \"8s\"\n";

QList<QByteArrayList> table(const QByteArray& csv)
{
    QList<QByteArrayList> rows;
    for (const QByteArray& line : csv.trimmed().split('\n'))
        rows.append(line.split(','));
    return rows;
}

QByteArrayList column(const QList<QByteArrayList>& rows, const QByteArray& name)
{
    QByteArrayList values;
    const qsizetype index = rows.first().indexOf(name);
    for (qsizetype row = 1; index >= 0 && row < rows.size(); ++row)
        values.append(rows[row].value(index));
    return values;
}

} // namespace

class TestCliSweep : public QObject
{
    Q_OBJECT

private slots:
    void aRangeGivesARowAValueInOrder();
    void severalVariationsMakeAProduct();
    void eachRowIsWhatThatRunGives();
    void aServerThatACombinationLacksLeavesItsCellsEmpty();
    void whatARunDoesNotSayIsEmpty();
    void aValueThatMakesNoScenarioIsRefusedBeforeAnyRun();
    void aLimitMarksItsRowAndExits5();
    void tooManyCombinationsAreRefused();
};

void TestCliSweep::aRangeGivesARowAValueInOrder()
{
    const CliResult result
        = runCli("sweep - --vary poller.interval=1s..10s/1s", { .input = poller });
    QCOMPARE(result.exitCode, 0);
    const auto rows = table(result.out);
    QCOMPARE(rows.size(), 11);
    QCOMPARE(column(rows, "poller.interval"),
        QByteArrayList({ "1s", "2s", "3s", "4s", "5s", "6s", "7s", "8s", "9s", "10s" }));
    // Work of 8 s: from 8 s on, nothing is left waiting.
    const auto depth = column(rows, "poller.depth.max");
    QVERIFY(depth[0].toInt() > depth[4].toInt());
    QCOMPARE(depth[8], QByteArray("0"));
}

void TestCliSweep::severalVariationsMakeAProduct()
{
    const CliResult result = runCli(
        "sweep - --vary poller.interval=5s,10s --vary poller.work=1s,2s,3s", { .input = poller });
    const auto rows = table(result.out);
    QCOMPARE(rows.size(), 7);
    QCOMPARE(rows[0].mid(0, 2), QByteArrayList({ "poller.interval", "poller.work" }));
    QCOMPARE(
        column(rows, "poller.interval"), QByteArrayList({ "5s", "5s", "5s", "10s", "10s", "10s" }));
    QCOMPARE(column(rows, "poller.work"), QByteArrayList({ "1s", "2s", "3s", "1s", "2s", "3s" }));
}

void TestCliSweep::eachRowIsWhatThatRunGives()
{
    const auto rows
        = table(runCli("sweep - --vary poller.work=1s..12s/1s", { .input = poller }).out);
    const QByteArray ticks = column(rows, "poller.ticks").value(2); // work 3s
    const QByteArray scenario = QByteArray(poller).replace("8s", "3s");
    const QByteArray expectation = "poller.ticks == " + ticks;
    const CliResult run = runCli({ QStringLiteral("run"), QStringLiteral("-"),
                                     QStringLiteral("--expect"), QString::fromUtf8(expectation) },
        { .input = scenario });
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QVERIFY(ticks.toInt() > 0);
}

void TestCliSweep::aServerThatACombinationLacksLeavesItsCellsEmpty()
{
    const CliResult result = runCli("sweep - --vary poller.count=1..3", { .input = poller });
    QCOMPARE(result.exitCode, 0);
    const auto rows = table(result.out);
    QVERIFY(rows[1].size() == rows[0].size() && rows[3].size() == rows[0].size());
    QCOMPARE(column(rows, "poller.ticks"), QByteArrayList({ "7", "", "" }));
    QCOMPARE(column(rows, "poller-1.ticks"), QByteArrayList({ "", "7", "7" }));
    QCOMPARE(column(rows, "poller-3.growth.verdict"), QByteArrayList({ "", "", "grows" }));
}

void TestCliSweep::whatARunDoesNotSayIsEmpty()
{
    const auto rows
        = table(runCli("sweep - --vary poller.interval=8s,59s", { .input = poller }).out);
    QCOMPARE(column(rows, "poller.period.mean"), QByteArrayList({ "8000000000", "" }));
    QCOMPARE(column(rows, "poller.period.count"), QByteArrayList({ "6", "0" }));
    QCOMPARE(column(rows, "poller.lateness.p50"), QByteArrayList({ "0", "0" }));
    QCOMPARE(column(rows, "poller.depth.mean"), QByteArrayList({ "0.0", "0.0" }));
}

void TestCliSweep::aValueThatMakesNoScenarioIsRefusedBeforeAnyRun()
{
    const CliResult result = runCli("sweep - --vary poller.interval=5s,0s", { .input = poller });
    QCOMPARE(result.exitCode, 3);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains("poller.interval=0s"), result.err.constData());
    QVERIFY2(result.err.contains("must be longer than 0"), result.err.constData());
}

void TestCliSweep::aLimitMarksItsRowAndExits5()
{
    const CliResult result = runCli(
        "sweep - --max-mailbox 10 --vary poller.work=1s,100s --until 10m", { .input = poller });
    QCOMPARE(result.exitCode, 5);
    const auto rows = table(result.out);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(column(rows, "complete"), QByteArrayList({ "true", "false" }));
    QVERIFY2(result.err.contains("poller.work=100s"), result.err.constData());
}

void TestCliSweep::tooManyCombinationsAreRefused()
{
    const CliResult result
        = runCli("sweep - --vary seed=1..100000 --vary poller.count=1..100", { .input = poller });
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("10,000,000 combinations"), result.err.constData());
}

QTEST_APPLESS_MAIN(TestCliSweep)
#include "tst_cli_sweep.moc"

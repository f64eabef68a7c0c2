// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
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
    void noColumnStandsTwice();
    void onlyWhatIsSelectedIsWritten();
    void replicasAreSelectedTogether();
    void anExpectationHoldsInEveryRowOrExits4();
    void theRowsAreJsonToo();
    void theTableGoesIntoAFile();
    void whatMakesNoSenseIsRefused_data();
    void whatMakesNoSenseIsRefused();
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

void TestCliSweep::noColumnStandsTwice()
{
    const auto rows = table(
        runCli("sweep - --vary poller.interval=1s,2s --vary seed=1,2", { .input = poller }).out);
    QByteArrayList names = rows.first();
    QVERIFY(names.contains("poller.interval") && names.contains("poller.depth.max"));
    const qsizetype all = names.size();
    QCOMPARE(QSet<QByteArray>(names.begin(), names.end()).size(), all);
    QCOMPARE(column(rows, "poller.interval").first(), QByteArray("1s")); // as it was varied
    for (const QByteArrayList& row : rows)
        QCOMPARE(row.size(), all);
}

void TestCliSweep::onlyWhatIsSelectedIsWritten()
{
    const CliResult result
        = runCli({ QStringLiteral("sweep"), QStringLiteral("-"), QStringLiteral("--vary"),
                     QStringLiteral("poller.interval=5s,8s"), QStringLiteral("--select"),
                     QStringLiteral("poller.depth.max,poller.verdict"), QStringLiteral("--select"),
                     QStringLiteral("poller.interval,until") },
            { .input = poller });
    QCOMPARE(result.out,
        QByteArray("poller.interval,poller.depth.max,poller.verdict,until,complete\n"
                   "5s,5,grows,60000000000,true\n8s,0,stable,60000000000,true\n"));
}

void TestCliSweep::replicasAreSelectedTogether()
{
    const QByteArray three = QByteArray(poller) + "count = 3\n";
    const CliResult result = runCli("sweep - --vary poller.interval=5s,8s --select "
                                    "poller.depth.max,poller-2.depth.max,poller.schedule",
        { .input = three });
    QCOMPARE(result.out,
        QByteArray("poller.interval,poller.depth.max,poller-2.depth.max,poller.schedule,complete\n"
                   "5s,5,5,send_interval,true\n8s,0,0,send_interval,true\n"));
}

void TestCliSweep::anExpectationHoldsInEveryRowOrExits4()
{
    const QStringList line { QStringLiteral("sweep"), QStringLiteral("-"), QStringLiteral("--vary"),
        QStringLiteral("poller.interval=5s..9s/1s"), QStringLiteral("--select"),
        QStringLiteral("poller.depth.max"), QStringLiteral("--expect") };
    const CliResult failed = runCli(
        line + QStringList { QStringLiteral("poller.depth.max <= 2") }, { .input = poller });
    QCOMPARE(failed.exitCode, 4);
    QCOMPARE(failed.out.count('\n'), 6);
    QVERIFY2(failed.err.contains("poller.interval=5s: expectation failed: poller.depth.max is 5, "
                                 "expected <= 2: 3 too many\n"),
        failed.err.constData());
    QVERIFY2(!failed.err.contains("poller.interval=8s"), failed.err.constData());
    QVERIFY2(failed.err.contains("1 expectation holds in 3 of 5 rows"), failed.err.constData());
    const CliResult held = runCli(
        line + QStringList { QStringLiteral("poller.depth.max <= 5") }, { .input = poller });
    QCOMPARE(held.exitCode, 0);
    QVERIFY2(held.err.contains("1 expectation holds in 5 of 5 rows"), held.err.constData());
}

void TestCliSweep::theRowsAreJsonToo()
{
    const CliResult result
        = runCli("sweep - --vary poller.interval=5s,8s --json", { .input = poller });
    const auto rows
        = QJsonDocument::fromJson(result.out).object()[QStringLiteral("rows")].toArray();
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[1][QStringLiteral("vary")][QStringLiteral("poller.interval")].toString(),
        QStringLiteral("8s"));
    QCOMPARE(rows[0][QStringLiteral("servers")][QStringLiteral("poller")][QStringLiteral("depth")]
                 [QStringLiteral("max")]
                     .toInt(),
        5);
    const CliResult selected = runCli(
        "sweep - --vary poller.interval=5s,8s --json --select poller.ticks", { .input = poller });
    const auto few
        = QJsonDocument::fromJson(selected.out).object()[QStringLiteral("rows")].toArray();
    QCOMPARE(few[0][QStringLiteral("values")][QStringLiteral("poller.ticks")].isDouble(), true);
}

void TestCliSweep::theTableGoesIntoAFile()
{
    const QTemporaryDir dir;
    const CliSetting setting { .input = poller, .directory = dir.path() };
    const CliResult result = runCli("sweep - --vary poller.interval=5s,8s -o rows.csv", setting);
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(readFile(dir.filePath(QStringLiteral("rows.csv"))),
        runCli("sweep - --vary poller.interval=5s,8s", setting).out);
    QCOMPARE(runCli("sweep - --vary seed=1,2 -o rows.csv", setting).exitCode, 1);
}

void TestCliSweep::whatMakesNoSenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("the same key twice")
        << QByteArray("--vary poller.interval=1s --vary poller.interval=2s")
        << QByteArray("--vary poller.interval is there twice");
    QTest::newRow("a path that is none") << QByteArray("--vary seed=1 --select poller.dept.max")
                                         << QByteArray("did you mean \"poller.depth\"?");
    QTest::newRow("an expectation that is none")
        << QByteArray("--vary seed=1 --expect poller.verdict==growing")
        << QByteArray("did you mean \"grows\"?");
}

void TestCliSweep::whatMakesNoSenseIsRefused()
{
    QFETCH(QByteArray, options);
    QFETCH(QByteArray, message);
    const CliResult result = runCli(("sweep - " + options).constData(), { .input = poller });
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains(message), result.err.constData());
}

QTEST_APPLESS_MAIN(TestCliSweep)
#include "tst_cli_sweep.moc"

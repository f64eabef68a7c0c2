// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QJsonDocument>
#include <QtTest>

class TestCliBench : public QObject
{
    Q_OBJECT

private slots:
    void bothWorkloadsReportTheirFigures_data();
    void bothWorkloadsReportTheirFigures();
    void tracingChangesNoResult();
};

void TestCliBench::bothWorkloadsReportTheirFigures_data()
{
    QTest::addColumn<QString>("workload");
    QTest::newRow("W1") << QStringLiteral("W1");
    QTest::newRow("W2") << QStringLiteral("W2");
}

void TestCliBench::bothWorkloadsReportTheirFigures()
{
    QFETCH(QString, workload);
    const QStringList bench { QStringLiteral("bench"), QStringLiteral("--workload"), workload,
        QStringLiteral("--servers"), QStringLiteral("2000"), QStringLiteral("--ticks"),
        QStringLiteral("100000") };
    const auto json
        = QJsonDocument::fromJson(runCli(bench + QStringList(QStringLiteral("--json"))).out);
    QCOMPARE(json[QStringLiteral("workload")].toString(), workload);
    QCOMPARE(json[QStringLiteral("servers")].toInt(), 2000);
    QVERIFY(json[QStringLiteral("ticks")].toInt() >= 100000);
    QVERIFY(json[QStringLiteral("ticks")].toInt() <= 102000);
    for (const char* figure :
        { "ns_per_tick", "ticks_per_second", "setup_seconds", "bytes_per_process" })
        QVERIFY2(json[QLatin1String(figure)].toDouble() > 0, figure);
    const auto perMessage = json[QStringLiteral("bytes_per_queued_message")];
    QCOMPARE(perMessage.isNull(), workload == QStringLiteral("W1")); // there none waits
    QVERIFY(perMessage.isNull() || perMessage.toDouble() > 0);
    const CliResult text = runCli(bench);
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains(json[QStringLiteral("fingerprint")].toString().toUtf8()));
}

void TestCliBench::tracingChangesNoResult()
{
    const auto fingerprint = [](const char* line) {
        return QJsonDocument::fromJson(runCli(line).out)[QStringLiteral("fingerprint")].toString();
    };
    const QString off = fingerprint("bench --servers 20 --ticks 2000 --json");
    QCOMPARE(off.size(), 18);
    QCOMPARE(fingerprint("bench --servers 20 --ticks 2000 --json --trace on"), off);
}

QTEST_APPLESS_MAIN(TestCliBench)
#include "tst_cli_bench.moc"

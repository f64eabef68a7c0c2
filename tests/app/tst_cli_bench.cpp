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
        QStringLiteral("--servers"), QStringLiteral("50"), QStringLiteral("--ticks"),
        QStringLiteral("5000") };
    const auto json
        = QJsonDocument::fromJson(runCli(bench + QStringList(QStringLiteral("--json"))).out);
    QCOMPARE(json[QStringLiteral("workload")].toString(), workload);
    QCOMPARE(json[QStringLiteral("servers")].toInt(), 50);
    QVERIFY(json[QStringLiteral("ticks")].toInt() >= 5000);
    QVERIFY(json[QStringLiteral("ticks")].toInt() <= 5050);
    for (const char* figure :
        { "ns_per_tick", "ticks_per_second", "setup_seconds", "bytes_per_process" })
        QVERIFY2(json[QLatin1String(figure)].toDouble() > 0, figure);
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

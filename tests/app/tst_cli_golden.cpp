// SPDX-License-Identifier: GPL-3.0-only
// What the program printed once, read by a person and kept. After a change that is meant, run
//     TICKSCOPE_UPDATE_GOLDEN=1 tests/run.sh -R tst_cli_golden
// and read the difference before it is committed.
#include "tests/app/cli_runner.h"
#include "tests/app/transcript.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>
#include <QtTest>

class TestCliGolden : public QObject
{
    Q_OBJECT

private slots:
    void transcriptsAreAsRecorded_data();
    void transcriptsAreAsRecorded();
    void everyBuiltInScenarioHasItsPinnedFingerprint();

private:
    static QString golden(const QString& name)
    {
        return QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/golden/") + name;
    }
    static bool isUpdate() { return qEnvironmentVariableIsSet("TICKSCOPE_UPDATE_GOLDEN"); }
};

void TestCliGolden::transcriptsAreAsRecorded_data()
{
    QTest::addColumn<QString>("path");
    const QDir directory(golden(QStringLiteral("cli")));
    const auto names = directory.entryList({ QStringLiteral("*.txt") }, QDir::Files);
    QVERIFY(!names.isEmpty());
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << directory.filePath(name);
}

void TestCliGolden::transcriptsAreAsRecorded()
{
    QFETCH(QString, path);
    const auto steps = parseTranscript(readFile(path));
    QVERIFY(!steps.isEmpty());
    QByteArray now;
    for (const TranscriptStep& step : steps)
        now += "$ " + step.command + '\n' + runStep(step, golden(QStringLiteral("cli")));
    if (isUpdate())
        writeFile(path, now);
    QCOMPARE(QString::fromUtf8(now), QString::fromUtf8(readFile(path)));
}

void TestCliGolden::everyBuiltInScenarioHasItsPinnedFingerprint()
{
    const auto scenarios = QJsonDocument::fromJson(runCli("scenarios --json").out).array();
    QVERIFY(!scenarios.isEmpty());
    QByteArray now;
    for (const auto& scenario : scenarios) {
        const QString name = scenario[QStringLiteral("name")].toString();
        const CliResult result
            = runCli({ QStringLiteral("run"), name, QStringLiteral("--fingerprint") });
        QVERIFY2(result.exitCode == 0, qPrintable(name + QString::fromUtf8(result.err)));
        now += name.toUtf8() + ' ' + result.out;
    }
    const QString path = golden(QStringLiteral("fingerprints.txt"));
    if (isUpdate())
        writeFile(path, now);
    QCOMPARE(QString::fromUtf8(now), QString::fromUtf8(readFile(path)));
}

QTEST_APPLESS_MAIN(TestCliGolden)
#include "tst_cli_golden.moc"

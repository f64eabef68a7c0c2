// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

class TestCliDeterminism : public QObject
{
    Q_OBJECT

private slots:
    void theSameRunGivesTheSameBytes_data();
    void theSameRunGivesTheSameBytes();
    void numbersAreReadTheSameInEveryLanguage();
    void theFingerprintIsThatOfTheWholeTrace();
    void theSeedDecides();
    void markersChangeNothing();

private:
    static CliSetting with(const char* variable)
    {
        return { .environment = QString::fromLatin1(variable).split(QLatin1Char(' ')) };
    }
};

void TestCliDeterminism::theSameRunGivesTheSameBytes_data()
{
    QTest::addColumn<QString>("scenario");
    const auto scenarios = QJsonDocument::fromJson(runCli("scenarios --json").out).array();
    for (const auto& scenario : scenarios) {
        const QString name = scenario[QStringLiteral("name")].toString();
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestCliDeterminism::theSameRunGivesTheSameBytes()
{
    QFETCH(QString, scenario);
    for (const char* option : { "--ticks -", "--events -", "--json" }) {
        const QByteArray line = "run " + scenario.toUtf8() + ' ' + QByteArray(option);
        const CliResult first = runCli(line.constData());
        QCOMPARE(first.exitCode, 0);
        for (const char* environment : { "LC_ALL=de_DE.UTF-8", "LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo",
                 "LC_ALL=ar_EG.UTF-8", "LC_ALL=nonsense", "LC_ALL=C", "LC_ALL=de_DE" }) {
            const CliResult again = runCli(line.constData(), with(environment));
            QVERIFY2(again.out == first.out, environment);
            QCOMPARE(again.err, first.err);
        }
    }
}

void TestCliDeterminism::numbersAreReadTheSameInEveryLanguage()
{
    const QByteArray text = "format = 1\nduration = \"1.5s\"\n[[server]]\nname = \"poller\"\n"
                            "kind = \"poller\"\ninterval = \"0.25s\"\n"
                            "outcomes = { error = 0.5 }\n";
    const QByteArray plain = runCli("run - --until 1.5s --ticks -", { .input = text }).out;
    QCOMPARE(plain.count('\n'), 1 + 6);
    CliSetting german = with("LC_ALL=de_DE.UTF-8");
    german.input = text;
    QCOMPARE(runCli("run - --until 1.5s --ticks -", german).out, plain);
}

void TestCliDeterminism::theFingerprintIsThatOfTheWholeTrace()
{
    // --fingerprint alone keeps no records; --json does.
    const QByteArray alone = runCli("run buildup --fingerprint").out.trimmed();
    QCOMPARE(alone.size(), 18);
    const auto json = QJsonDocument::fromJson(runCli("run buildup --json").out);
    QCOMPARE(json[QStringLiteral("fingerprint")].toString().toUtf8(), alone);
}

void TestCliDeterminism::theSeedDecides()
{
    const QByteArray text = "format = 1\nseed = 7\n[[server]]\nname = \"poller\"\n"
                            "kind = \"poller\"\ninterval = \"1s\"\n"
                            "work = { exponential = \"500ms\" }\n";
    const CliSetting setting { .input = text };
    const QByteArray fromFile = runCli("run - --fingerprint", setting).out;
    QCOMPARE(runCli("run - --fingerprint --seed 7", setting).out, fromFile);
    QVERIFY(runCli("run - --fingerprint --seed 8", setting).out != fromFile);
    QVERIFY(runCli("run - --fingerprint --clock beam", setting).out != fromFile);
}

void TestCliDeterminism::markersChangeNothing()
{
    const QByteArray plain = "format = 1\n[[server]]\nname = \"poller\"\ninterval = \"1s\"\n"
                             "work = { exponential = \"500ms\" }\n";
    const QByteArray marked = plain + "[[marker]]\nat = \"3s\"\nname = \"here\"\n";
    for (const char* line : { "run -", "run - --json", "run - --events -", "run - --fingerprint" })
        QCOMPARE(runCli(line, { .input = marked }).out, runCli(line, { .input = plain }).out);
}

QTEST_APPLESS_MAIN(TestCliDeterminism)
#include "tst_cli_determinism.moc"

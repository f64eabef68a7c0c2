// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

class TestCliHelp : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoCommandIsRefused_data();
    void whatIsNoCommandIsRefused();
    void aTopicIsToldFromTheTables_data();
    void aTopicIsToldFromTheTables();
    void everyEventOfARunIsInTheHelp();
    void noLineIsTooLong();
    void theVersionHasAShortName();
    void anOptionBeforeItsCommandIsSentBehindIt();
    void aLimitOf0IsRefusedInOneLine_data();
    void aLimitOf0IsRefusedInOneLine();
    void theSchemaIsWritten();
    void aTemplateIsWrittenAndRuns();
    void everyKeyOfTheTemplateIsRight();
    void theTemplateHasAllKeysOfTheReadme();
    void aBuiltInScenarioIsPrinted();
};

void TestCliHelp::whatIsNoCommandIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a command") << QByteArray("help rnu")
                               << QByteArray("\"rnu\"; did you mean \"run\"?");
    QTest::newRow("a topic") << QByteArray("help expct") << QByteArray("did you mean \"expect\"?");
    QTest::newRow("neither") << QByteArray("help quantum")
                             << QByteArray("unknown command \"quantum\"");
}

void TestCliHelp::whatIsNoCommandIsRefused()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, message);
    const CliResult result = runCli(line.constData());
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains(message), result.err.constData());
}

void TestCliHelp::aTopicIsToldFromTheTables_data()
{
    QTest::addColumn<QByteArray>("topic");
    QTest::addColumn<QByteArrayList>("words");
    QTest::newRow("expect") << QByteArray("expect")
                            << QByteArrayList { "lateness.p99        duration",
                                   "too_few_ticks, stable, grows", "messages/s", "limit.kind" };
    QTest::newRow("events") << QByteArray(
        "events") << QByteArrayList { "cancel_timer", "result", "waited_ns", "double_chain" };
    QTest::newRow("lesson") << QByteArray("lesson") << QByteArrayList { "```predict", "solution" };
    QTest::newRow("scenario")
        << QByteArray("scenario")
        << QByteArrayList { "\n[supervisor.parent]\n",
               "\n  interval            duration, required. The time between ticks.\n",
               "do = call or", "default \"one_for_one\"", "whole number of seconds" };
    QTest::newRow("run") << QByteArray("run") << QByteArrayList { "--expect" };
}

void TestCliHelp::aTopicIsToldFromTheTables()
{
    QFETCH(QByteArray, topic);
    QFETCH(QByteArrayList, words);
    const CliResult result = runCli(QByteArray("help " + topic).constData());
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err, QByteArray());
    for (const QByteArray& word : words)
        QVERIFY2(result.out.contains(word), word.constData());
}

void TestCliHelp::everyEventOfARunIsInTheHelp()
{
    const QByteArray help = runCli("help events").out;
    QSet<QString> seen;
    for (const char* scenario :
        { "buildup-edited", "restart-limit", "call-timeout", "double-chain" }) {
        const CliResult run
            = runCli(QByteArray("run " + QByteArray(scenario) + " --events -").constData());
        for (const QByteArray& line : run.out.trimmed().split('\n')) {
            const QJsonObject event = QJsonDocument::fromJson(line).object();
            const QString name = event[QStringLiteral("event")].toString();
            const QRegularExpression row(
                QStringLiteral("^  %1 +(.*)$").arg(name), QRegularExpression::MultilineOption);
            const auto match = row.match(QString::fromUtf8(help));
            QVERIFY2(match.hasMatch(), qPrintable(name));
            for (const QString& key : event.keys()) {
                const bool isCommon = QStringList { QStringLiteral("t_ns"), QStringLiteral("seq"),
                    QStringLiteral("server"), QStringLiteral("pid"), QStringLiteral("event") }
                                          .contains(key);
                QVERIFY2(
                    isCommon || match.captured(1).contains(key), qPrintable(name + u' ' + key));
            }
            seen.insert(name);
        }
    }
    QVERIFY(seen.size() > 12);
}

void TestCliHelp::noLineIsTooLong()
{
    for (const char* topic : { "help scenario", "help expect", "help lesson", "help events" }) {
        for (const QByteArray& line : runCli(topic).out.split('\n'))
            QVERIFY2(line.size() <= 100, line.constData());
    }
}

void TestCliHelp::theVersionHasAShortName()
{
    QCOMPARE(runCli("-V").out, runCli("--version").out);
    QCOMPARE(runCli("-V").exitCode, 0);
}

void TestCliHelp::anOptionBeforeItsCommandIsSentBehindIt()
{
    const CliResult result = runCli("--json run buildup");
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("\"--json\" belongs after run"), result.err.constData());
    QVERIFY(runCli("--jsn run buildup").err.contains("did you mean \"--json\"?"));
}

void TestCliHelp::aLimitOf0IsRefusedInOneLine_data()
{
    QTest::addColumn<QByteArray>("option");
    for (const char* option : { "--max-events 0", "--max-events -1", "--max-mailbox abc",
             "--max-mailbox 99999999999", "--max-memory 0", "--max-instant 1.5" })
        QTest::newRow(option) << QByteArray(option);
}

void TestCliHelp::aLimitOf0IsRefusedInOneLine()
{
    QFETCH(QByteArray, option);
    const CliResult result = runCli(QByteArray("run buildup " + option).constData());
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains(" is not a whole number from 1 to "), result.err.constData());
    QVERIFY2(result.err.size() < 150, result.err.constData());
}

void TestCliHelp::aTemplateIsWrittenAndRuns()
{
    const QTemporaryDir dir;
    const CliSetting in { .directory = dir.path() };
    QCOMPARE(runCli("new -o mine.toml", in).exitCode, 0);
    QCOMPARE(readFile(dir.filePath(QStringLiteral("mine.toml"))), runCli("new").out);
    const CliResult again = runCli("new -o mine.toml", in);
    QCOMPARE(again.exitCode, 1);
    QVERIFY(again.err.contains("--force"));
    const CliResult run = runCli("run mine.toml", in);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.endsWith("\n1 expectation holds\n"), run.out.constData());
    QCOMPARE(run.err, QByteArray());
}

void TestCliHelp::theSchemaIsWritten()
{
    const CliResult result = runCli("schema");
    QCOMPARE(result.exitCode, 0);
    const QJsonObject schema = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(schema[QStringLiteral("$schema")].toString(),
        QStringLiteral("http://json-schema.org/draft-07/schema#"));
    QVERIFY(schema[QStringLiteral("properties")].toObject().contains(QStringLiteral("server")));
}

void TestCliHelp::everyKeyOfTheTemplateIsRight()
{
    const QRegularExpression comment(
        QStringLiteral("^# (?=\\[|[a-z_]+ = )"), QRegularExpression::MultilineOption);
    const QString text = QString::fromUtf8(runCli("new").out).remove(comment);
    QVERIFY(text.contains(QStringLiteral("\n[supervisor.parent]")));
    const CliResult result = runCli("check --strict -", { .input = text.toUtf8() });
    QVERIFY2(result.exitCode == 0, result.err.constData());
    QVERIFY2(!result.err.contains("warning"), result.err.constData());
}

void TestCliHelp::theTemplateHasAllKeysOfTheReadme()
{
    const QByteArray text = runCli("new").out;
    const QByteArray readme = readFile(QStringLiteral(TICKSCOPE_SOURCE_DIR "/README.md"));
    const QByteArray begin = "All keys of a server, with their other values:\n\n```toml\n";
    const auto at = readme.indexOf(begin) + begin.size();
    QVERIFY(at > begin.size());
    int keys = 0;
    for (const QByteArray& line : readme.mid(at, readme.indexOf("```\n", at) - at).split('\n')) {
        if (!line.contains(" = "))
            continue;
        const QByteArray pair = line.left(line.indexOf(" = ") + 3);
        QVERIFY2(text.contains('\n' + pair) || text.contains("\n# " + pair), pair.constData());
        ++keys;
    }
    QVERIFY(keys > 20);
}

void TestCliHelp::aBuiltInScenarioIsPrinted()
{
    QCOMPARE(runCli("scenarios buildup").out,
        readFile(QStringLiteral(TICKSCOPE_SOURCE_DIR "/resources/scenarios/buildup.toml")));
    const CliResult result = runCli("scenarios buildupp");
    QCOMPARE(result.exitCode, 2);
    QVERIFY(result.err.contains("did you mean \"buildup\"?"));
}

QTEST_APPLESS_MAIN(TestCliHelp)
#include "tst_cli_help.moc"

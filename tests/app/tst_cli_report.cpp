// SPDX-License-Identifier: GPL-3.0-only
// What CI systems are told: many files, formats, expectations.
#include "tests/app/cli_runner.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

const QByteArray good = "format = 1\n[[server]]\nname = \"poller\"\nschedule = \"send_interval\"\n"
                        "interval = \"5s\"\nwork = \"8s\"\n";
const QByteArray expecting = good
    + "[[expect]]\nthat = \"poller.depth.max <= 2\"\nname = \"keeps <up> & 100%\"\n"
      "[[expect]]\nthat = \"poller.ticks > 3\"\n";
const QByteArray bad = good + "restart = \"always, or never\"\n";

/// How often an element of that name comes; -1 when it is no XML.
int countOf(const QByteArray& xml, QLatin1String name, QStringList* messages = nullptr)
{
    QXmlStreamReader reader(xml);
    int count = 0;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() != name)
            continue;
        ++count;
        if (messages)
            messages->append(reader.attributes().value(QLatin1String("message")).toString());
    }
    return reader.hasError() ? -1 : count;
}

} // namespace

class TestCliReport : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void whatHoldsIsTold();
    void anExpectationOfTheScenarioFailsWithItsPlace();
    void anExpectationThatCanNeverBeCheckedIsAnErrorOfTheScenario_data();
    void anExpectationThatCanNeverBeCheckedIsAnErrorOfTheScenario();
    void expectationsStandInTheJson();
    void manyFilesHaveOneExitCode();
    void manyRunsAreOneJson();
    void githubGetsWorkflowCommands();
    void junitIsXml_data();
    void junitIsXml();
    void markdownIsATable();
    void checkHasJson();
    void aReportGoesIntoAFile();
    void differencesAreReported();
    void twoNamesOfOneFileAreRefused_data();
    void twoNamesOfOneFileAreRefused();
    void aPipeIsReadOnce();

private:
    CliResult run(const char* line) const { return runCli(line, { .directory = m_dir->path() }); }
    CliResult shell(const char* line) const
    {
        return runShell(line, { .directory = m_dir->path() });
    }
    void write(const char* name, const QByteArray& text) const
    {
        writeFile(m_dir->filePath(QString::fromLatin1(name)), text);
    }
    QByteArray read(const char* name) const
    {
        return readFile(m_dir->filePath(QString::fromLatin1(name)));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestCliReport::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    write("good.toml", good);
    write("expecting.toml", expecting);
    write("bad.toml", bad);
}

void TestCliReport::whatHoldsIsTold()
{
    const CliResult one
        = runCli({ QStringLiteral("run"), QStringLiteral("good.toml"), QStringLiteral("--expect"),
                     QStringLiteral("poller.ticks > 3") },
            { .directory = m_dir->path() });
    QCOMPARE(one.exitCode, 0);
    QVERIFY2(one.out.endsWith("\n1 expectation holds\n"), one.out.constData());
    QVERIFY(run("run expecting.toml").out.endsWith("\n1 of 2 expectations hold\n"));
    QVERIFY(!run("run good.toml").out.contains("expectation"));
    QCOMPARE(run("check expecting.toml").out,
        QByteArray("expecting.toml: ok, 2 expectations to check in a run\n"));
}

void TestCliReport::anExpectationOfTheScenarioFailsWithItsPlace()
{
    const CliResult result = run("run expecting.toml");
    QCOMPARE(result.exitCode, 4);
    QCOMPARE(result.err,
        QByteArray("expecting.toml:8:8: error: expectation \"keeps <up> & 100%\" failed: "
                   "poller.depth.max is 5, expected <= 2: 3 too many [expectation]\n"));
}

void TestCliReport::anExpectationThatCanNeverBeCheckedIsAnErrorOfTheScenario_data()
{
    QTest::addColumn<QByteArray>("that");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* that, const char* message) {
        QTest::newRow(that) << QByteArray(that) << QByteArray(message);
    };
    row("poller.depht.max <= 2", "did you mean \"poller.depth\"?");
    row("poler.ticks > 3", "did you mean \"poller\"?");
    row("poller.verdict != growing", "did you mean \"grows\"?");
    row("poller.ticks = 3", "use ==");
    row("poller.ticks", "no comparison");
}

void TestCliReport::anExpectationThatCanNeverBeCheckedIsAnErrorOfTheScenario()
{
    QFETCH(QByteArray, that);
    QFETCH(QByteArray, message);
    write("never.toml", good + "[[expect]]\nthat = \"" + that + "\"\n");
    for (const char* line : { "check never.toml", "run never.toml" }) {
        const CliResult result = run(line);
        QCOMPARE(result.exitCode, 3);
        QVERIFY2(result.err.contains("never.toml:8:8: error: "), result.err.constData());
        QVERIFY2(result.err.contains(message), result.err.constData());
        QVERIFY2(result.err.contains(" [expectation]\n"), result.err.constData());
    }
}

void TestCliReport::expectationsStandInTheJson()
{
    const auto root = QJsonDocument::fromJson(run("run expecting.toml --json").out).object();
    const auto list = root[QStringLiteral("expectations")].toArray();
    QCOMPARE(list.size(), 2);
    QCOMPARE(list[0][QStringLiteral("that")].toString(), QStringLiteral("poller.depth.max <= 2"));
    QCOMPARE(list[0][QStringLiteral("holds")].toBool(true), false);
    QCOMPARE(list[0][QStringLiteral("actual")].toInt(), 5);
    QCOMPARE(list[1][QStringLiteral("holds")].toBool(false), true);
    const auto none = QJsonDocument::fromJson(run("run good.toml --json").out).object();
    QVERIFY(none[QStringLiteral("expectations")].isArray());
}

void TestCliReport::manyFilesHaveOneExitCode()
{
    const CliResult fine = run("run good.toml buildup");
    QCOMPARE(fine.exitCode, 0);
    QVERIFY2(fine.out.startsWith("good.toml:\n"), fine.out.constData());
    QVERIFY2(fine.out.endsWith("\nall 2 runs are ok\n"), fine.out.constData());
    const CliResult mixed = run("run good.toml expecting.toml");
    QCOMPARE(mixed.exitCode, 4);
    QVERIFY2(mixed.out.endsWith("\n1 of 2 runs are ok; 1 of 2 expectations hold\n"),
        mixed.out.constData());
    QCOMPARE(run("run expecting.toml bad.toml good.toml").exitCode, 4);
    QCOMPARE(run("run bad.toml nowhere.toml").exitCode, 3);
    QCOMPARE(run("run good.toml buildup --ticks t.csv").exitCode, 2);
    const CliResult checked = run("check good.toml bad.toml buildup");
    QCOMPARE(checked.exitCode, 3);
    QCOMPARE(checked.out, QByteArray("good.toml: ok\nbuildup: ok\n2 of 3 files are ok\n"));
    const QByteArray prints = run("run good.toml buildup --fingerprint").out;
    QCOMPARE(prints.count('\n'), 2);
    QVERIFY2(prints.endsWith("  buildup\n"), prints.constData());
}

void TestCliReport::manyRunsAreOneJson()
{
    const CliResult result = run("run good.toml bad.toml --format json");
    QCOMPARE(result.exitCode, 3);
    const auto runs
        = QJsonDocument::fromJson(result.out).object()[QStringLiteral("runs")].toArray();
    QVERIFY2(runs.size() == 2, result.out.constData());
    QCOMPARE(runs[0][QStringLiteral("scenario")].toString(), QStringLiteral("good.toml"));
    QCOMPARE(runs[1][QStringLiteral("errors")].toArray().size(), 1);
}

void TestCliReport::githubGetsWorkflowCommands()
{
    write("a,b:c.toml", bad);
    const CliResult checked = run("check a,b:c.toml --format github");
    QCOMPARE(checked.exitCode, 3);
    QCOMPARE(checked.err, QByteArray());
    const QList<QByteArray> lines = checked.out.split('\n');
    QVERIFY2(std::ranges::any_of(lines,
                 [](const QByteArray& line) {
                     return line.startsWith("::error file=a%2Cb%3Ac.toml,line=7,col=11,"
                                            "title=unknown-word::unknown restart ");
                 }),
        checked.out.constData());
    QVERIFY2(checked.out.contains("::notice file="), checked.out.constData());
    const CliResult ran = run("run expecting.toml --format github");
    QCOMPARE(ran.exitCode, 4);
    QCOMPARE(ran.err, QByteArray());
    QCOMPARE(ran.out,
        QByteArray("::error file=expecting.toml,line=8,col=8,title=expectation::keeps <up> & "
                   "100%25: poller.depth.max <= 2: poller.depth.max is 5, expected <= 2: 3 too "
                   "many\n"));
}

void TestCliReport::junitIsXml_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("suites");
    QTest::addColumn<int>("cases");
    QTest::addColumn<int>("failures");
    QTest::newRow("check") << QByteArray("check good.toml bad.toml") << 2 << 2 << 1;
    QTest::newRow("run") << QByteArray("run good.toml expecting.toml") << 2 << 4 << 1;
    QTest::newRow("a file that is not there") << QByteArray("check nowhere.toml") << 1 << 1 << 1;
    QTest::newRow("diff") << QByteArray("diff good.toml buildup") << 1 << 1 << 1;
    QTest::newRow("no difference") << QByteArray("diff good.toml good.toml") << 1 << 1 << 0;
}

void TestCliReport::junitIsXml()
{
    QFETCH(QByteArray, line);
    const QByteArray xml = run((line + " --format junit").constData()).out;
    QVERIFY2(countOf(xml, QLatin1String("testsuites")) == 1, xml.constData());
    QTEST(countOf(xml, QLatin1String("testsuite")), "suites");
    QTEST(countOf(xml, QLatin1String("testcase")), "cases");
    QStringList messages;
    QTEST(countOf(xml, QLatin1String("failure"), &messages), "failures");
    for (const QString& message : messages)
        QVERIFY(!message.isEmpty());
}

void TestCliReport::markdownIsATable()
{
    for (const char* line : { "check good.toml bad.toml --format markdown",
             "run expecting.toml --format markdown", "diff good.toml buildup --format markdown" }) {
        const QByteArray text = run(line).out;
        int columns = 0;
        int rows = 0;
        for (const QByteArray& row : text.split('\n')) {
            if (!row.startsWith('|')) {
                columns = 0;
                continue;
            }
            const int cells = int(QByteArray(row).replace("\\|", "").count('|'));
            QVERIFY2(columns == 0 || columns == cells, row.constData());
            columns = cells;
            ++rows;
        }
        QVERIFY2(rows >= 3, text.constData());
    }
}

void TestCliReport::checkHasJson()
{
    const CliResult result = run("check good.toml bad.toml --format json");
    const auto root = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(root[QStringLiteral("schema")].toString(), QStringLiteral("tickscope-check/1"));
    QCOMPARE(root[QStringLiteral("exit_code")].toInt(), 3);
    const auto files = root[QStringLiteral("files")].toArray();
    QCOMPARE(files.size(), 2);
    QVERIFY(files[0][QStringLiteral("ok")].toBool());
    const auto all = files[1][QStringLiteral("diagnostics")].toArray();
    const auto error = std::find_if(all.begin(), all.end(), [](const auto& one) {
        return one.toObject()[QStringLiteral("severity")].toString() == QStringLiteral("error");
    });
    QVERIFY(error != all.end());
    const QJsonObject found = (*error).toObject();
    QCOMPARE(found[QStringLiteral("line")].toInt(), 7);
    QCOMPARE(found[QStringLiteral("code")].toString(), QStringLiteral("unknown-word"));
}

void TestCliReport::aReportGoesIntoAFile()
{
    const CliResult result = run("check good.toml --format junit -o report.xml");
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out, QByteArray());
    QCOMPARE(countOf(read("report.xml"), QLatin1String("testcase")), 1);
    QCOMPARE(run("check bad.toml --format junit -o report.xml").exitCode, 1);
    QCOMPARE(run("check bad.toml --format junit -o report.xml --force").exitCode, 3);
    QCOMPARE(countOf(read("report.xml"), QLatin1String("failure")), 1);
    QCOMPARE(run("run good.toml -o summary.txt").out, QByteArray());
    QCOMPARE(read("summary.txt"), run("run good.toml").out);
    QCOMPARE(run("run good.toml --ticks - -o other.txt").exitCode, 0);
    QVERIFY(read("other.txt").contains("poller"));
}

void TestCliReport::differencesAreReported()
{
    const CliResult result = run("diff good.toml buildup --format json");
    QCOMPARE(result.exitCode, 4);
    const auto root = QJsonDocument::fromJson(result.out).object();
    QCOMPARE(root[QStringLiteral("same")].toBool(true), false);
    QVERIFY(root[QStringLiteral("difference")][QStringLiteral("event")].toInt() > 0);
    QVERIFY(root[QStringLiteral("difference")][QStringLiteral("left")].isObject());
    const CliResult github = run("diff good.toml buildup --format github");
    QVERIFY2(github.out.startsWith("::error file=buildup,line=1,col=1,title=difference::"),
        github.out.constData());
    QCOMPARE(github.out.count('\n'), 1);
}

void TestCliReport::twoNamesOfOneFileAreRefused_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::newRow("the same twice") << QByteArray("--ticks a --events a");
    QTest::newRow("a dot before it") << QByteArray("--ticks a --events ./a");
    QTest::newRow("there and back") << QByteArray("--ticks a --depth x/../a");
    QTest::newRow("the report too") << QByteArray("--ticks a -o ./a");
    QTest::newRow("a link") << QByteArray("--ticks there --events link --force");
    QTest::newRow("no name") << QByteArray("--ticks ");
}

void TestCliReport::twoNamesOfOneFileAreRefused()
{
    QFETCH(QByteArray, options);
    QDir(m_dir->path()).mkdir(QStringLiteral("x"));
    write("there", "old");
    QFile::link(m_dir->filePath(QStringLiteral("there")), m_dir->filePath(QStringLiteral("link")));
    const CliResult result = run(("run good.toml " + options).constData());
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("two kinds of data would go to")
            || result.err.contains("the name of the file is empty")
            || result.err.contains("--ticks: 1 required TEXT missing"),
        result.err.constData());
    QCOMPARE(read("there"), QByteArray("old"));
    QVERIFY(read("a").isEmpty());
}

void TestCliReport::aPipeIsReadOnce()
{
    const QByteArray summary = run("run good.toml --fingerprint").out;
    QCOMPARE(shell("$CLI run <(cat good.toml) --fingerprint").out, summary);
    QCOMPARE(shell("cat good.toml | $CLI run /dev/stdin --fingerprint").out, summary);
    QCOMPARE(shell("$CLI run /dev/stdin --fingerprint < good.toml").out, summary);
    const CliResult same = shell("$CLI diff <(cat good.toml) <(cat good.toml)");
    QVERIFY2(same.exitCode == 0, same.err.constData());
    const CliResult mixed
        = shell("$CLI diff <($CLI run good.toml --events -) <(cat good.toml) && echo same");
    QVERIFY2(mixed.out.endsWith("same\n"), mixed.err.constData());
    QCOMPARE(run("run /dev/null").exitCode, 1);
}

QTEST_APPLESS_MAIN(TestCliReport)
#include "tst_cli_report.moc"

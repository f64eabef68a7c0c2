// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

namespace {

const QByteArray good = "format = 1\n\n[[server]]\nname = \"poller\"\nkind = \"poller\"\n"
                        "interval = \"5s\"\n";

} // namespace

class TestCliCheck : public QObject
{
    Q_OBJECT

private slots:
    void aGoodFileIsOk();
    void everyErrorOfEveryFileIsTold();
    void anUnknownKeyIsAWarningAndAnErrorWithStrict();
    void whatCannotBeReadIsTold_data();
    void whatCannotBeReadIsTold();
    void aBuiltInNameIsCheckedToo();
    void runRefusesWhatCheckRefuses();
    void aProblemMatcherFindsEveryMessage_data();
    void aProblemMatcherFindsEveryMessage();
    void standardInputHasOneName();
    void aLessonIsCheckedWithItsScenario();
    void aBuiltInLessonIsListed();

private:
    static CliSetting in(const QTemporaryDir& dir) { return { .directory = dir.path() }; }
    static QString write(const QTemporaryDir& dir, const char* name, const QByteArray& text)
    {
        return writeFile(dir.filePath(QString::fromLatin1(name)), text);
    }
};

void TestCliCheck::aGoodFileIsOk()
{
    const QTemporaryDir dir;
    write(dir, "good.toml", good);
    const CliResult result = runCli("check good.toml", in(dir));
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out, QByteArray("good.toml: ok\n"));
    QCOMPARE(result.err, QByteArray());
}

void TestCliCheck::everyErrorOfEveryFileIsTold()
{
    const QTemporaryDir dir;
    write(dir, "good.toml", good);
    write(dir, "a.toml",
        QByteArray(good).replace("\"5s\"", "\"5 parsecs\"")
            + "schedule = \"after-work\"\nrestart = 3\n");
    write(dir, "b.toml", "format = 1\n");
    const CliResult result = runCli("check a.toml good.toml b.toml", in(dir));
    QCOMPARE(result.exitCode, 3);
    QCOMPARE(result.out, QByteArray("good.toml: ok\n1 of 3 files are ok\n"));
    for (const char* line : { "a.toml:6:12: ",
             "a.toml:7:12: error: unknown schedule \"after-work\"; did "
             "you mean \"after_work\"? [unknown-word]\n",
             "a.toml:8:11: ", "b.toml" })
        QVERIFY2(result.err.contains(line), result.err.constData());
}

void TestCliCheck::anUnknownKeyIsAWarningAndAnErrorWithStrict()
{
    const QTemporaryDir dir;
    write(dir, "typo.toml", good + "intervall = \"6s\"\n");
    const CliResult lenient = runCli("check typo.toml", in(dir));
    QCOMPARE(lenient.exitCode, 0);
    QVERIFY2(lenient.err.contains("typo.toml:7:1: warning: "), lenient.err.constData());
    QVERIFY2(lenient.err.contains("\"interval\""), lenient.err.constData());
    QCOMPARE(lenient.out, QByteArray("typo.toml: ok\n"));
    for (const char* line : { "check --strict typo.toml", "run --strict typo.toml" }) {
        const CliResult strict = runCli(line, in(dir));
        QCOMPARE(strict.exitCode, 3);
        QCOMPARE(strict.out, QByteArray());
    }
    QCOMPARE(runCli("run typo.toml", in(dir)).exitCode, 0);
}

void TestCliCheck::whatCannotBeReadIsTold_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("nowhere") << QStringLiteral("nowhere.toml")
                             << QStringLiteral("nowhere.toml:1:1: error: ") << 1;
    QTest::newRow("a directory") << QStringLiteral("/tmp") << QStringLiteral("directory") << 1;
    QTest::newRow("a device that never ends")
        << QStringLiteral("/dev/zero") << QStringLiteral("/dev/zero:1:1: error: ") << 1;
    QTest::newRow("a name that is nearly built in")
        << QStringLiteral("buildupp") << QStringLiteral("did you mean \"buildup\"?") << 1;
}

void TestCliCheck::whatCannotBeReadIsTold()
{
    QFETCH(QString, file);
    QFETCH(QString, message);
    for (const char* command : { "check", "run" }) {
        const CliResult result = runCli({ QString::fromLatin1(command), file });
        QTEST(result.exitCode, "exitCode");
        QCOMPARE(result.out, QByteArray());
        QVERIFY2(QString::fromUtf8(result.err).contains(message), result.err.constData());
    }
}

void TestCliCheck::aBuiltInNameIsCheckedToo()
{
    QCOMPARE(runCli("check buildup").out, QByteArray("buildup: ok\n"));
    // A file of that name comes first.
    const QTemporaryDir dir;
    write(dir, "buildup", "format = 1\n");
    QCOMPARE(runCli("check buildup", in(dir)).exitCode, 3);
}

void TestCliCheck::runRefusesWhatCheckRefuses()
{
    const QTemporaryDir dir;
    write(dir, "bad.toml", QByteArray(good).replace("\"5s\"", "\"-5s\""));
    const CliResult checked = runCli("check bad.toml", in(dir));
    const CliResult run = runCli("run bad.toml --ticks t.csv", in(dir));
    QCOMPARE(run.exitCode, 3);
    QCOMPARE(run.err, checked.err);
    QCOMPARE(run.out, QByteArray());
    QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("t.csv"))));
}

void TestCliCheck::aProblemMatcherFindsEveryMessage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("severity");
    QTest::addColumn<QByteArray>("code");
    const auto row
        = [](const char* name, const QByteArray& text, const char* severity, const char* code) {
              QTest::newRow(name) << text << QByteArray(severity) << QByteArray(code);
          };
    const QByteArray second = "[[server]]\nname = \"poller\"\ninterval = 1\n";
    row("no text", "", "error", "missing-server");
    row("no TOML", "format = \n", "error", "syntax");
    row("no UTF-8", "\xff\xfe", "error", "syntax");
    row("another format", QByteArray(good).replace("format = 1", "format = 2"), "error", "format");
    row("no format", QByteArray(good).replace("format = 1", ""), "warning", "format");
    row("an unknown key", good + "intervall = 3\n", "warning", "unknown-key");
    row("a key of another kind", good + "from = 3\n", "warning", "no-effect");
    row("an unknown word", good + "schedule = \"later\"\n", "error", "unknown-word");
    row("no interval", "format = 1\n[[server]]\nname = \"a\"\n", "error", "missing-key");
    row("a wrong type", good + "count = \"three\"\n", "error", "wrong-type");
    row("no duration", good + "work = \"8 parsecs\"\n", "error", "bad-duration");
    row("out of range", good + "count = 0\n", "error", "out-of-range");
    row("no name", QByteArray(good).replace("\"poller\"\nkind", "\"My Poller\"\nkind"), "error",
        "bad-name");
    row("a name twice", good + second, "error", "name-taken");
    row("an unknown server", good + "[[action]]\nat = 1\nserver = \"b\"\ndo = \"tick\"\n", "error",
        "unknown-server");
    row("more work than time", good + "schedule = \"send_interval\"\nwork = \"8s\"\n", "note",
        "overload");
    row("at the instant of a tick",
        good + "[[action]]\nat = \"10s\"\nserver = \"poller\"\ndo = \"tick\"\n", "note",
        "on-a-tick");
    row("after the end", good + "[[marker]]\nat = \"2h\"\nname = \"late\"\n", "note",
        "after-the-end");
    row("another error", good + "[[marker]]\nat = 1\nname = \" \"\n", "error", "invalid-value");
    row("another note",
        good
            + "kind2 = 1\n[[server]]\nname = \"b\"\nkind = \"heartbeat\"\n"
              "interval = \"2s\"\ntimeout = \"1s\"\n",
        "note", "worth-knowing");
}

// The patterns that the setup of GitHub Actions for C and the GCC matcher of VS Code look for; both
// leave notes alone.
void TestCliCheck::aProblemMatcherFindsEveryMessage()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, severity);
    QFETCH(QByteArray, code);
    const QRegularExpression matchers[] = {
        QRegularExpression(QStringLiteral(
            "^(.*?):(\\d+):(\\d*):?\\s+(?:fatal\\s+)?(warning|error):\\s+(.*)\\s+\\[(.+)\\]$")),
        QRegularExpression(QStringLiteral(
            "^(.*):(\\d+):(\\d+):\\s+(warning|error|note|info):\\s+(.*)\\s+\\[(.+)\\]$")),
    };
    const QTemporaryDir dir;
    write(dir, "a file.toml", text);
    const QByteArray err
        = runCli({ QStringLiteral("check"), QStringLiteral("a file.toml") }, in(dir)).err;
    bool isFound = false;
    for (const QByteArray& line : err.split('\n')) {
        if (line.isEmpty() || line.startsWith("  ")) // the lines below a message
            continue;
        const bool isNote = line.contains(": note: ");
        for (const QRegularExpression& matcher : matchers) {
            const auto match = matcher.match(QString::fromUtf8(line));
            if (isNote && &matcher == &matchers[0])
                continue;
            QVERIFY2(match.hasMatch(), line.constData());
            QCOMPARE(match.captured(1), QStringLiteral("a file.toml"));
            QVERIFY(match.captured(2).toInt() > 0 && match.captured(3).toInt() > 0);
            isFound = isFound
                || (match.captured(4).toUtf8() == severity && match.captured(6).toUtf8() == code);
        }
    }
    QVERIFY2(isFound, err.constData());
}

void TestCliCheck::standardInputHasOneName()
{
    QCOMPARE(runCli("check -", { .input = good }).out, QByteArray("<stdin>: ok\n"));
    QVERIFY(runCli("check -", { .input = "format = 1\n" }).err.startsWith("<stdin>:1:1: error: "));
    const QByteArray json = runCli("run - --json", { .input = good }).out;
    QVERIFY2(json.contains("\"scenario\": \"<stdin>\""), json.constData());
}

void TestCliCheck::aLessonIsCheckedWithItsScenario()
{
    const QTemporaryDir dir;
    QDir(dir.path()).mkdir(QStringLiteral("mine"));
    const QByteArray lesson = "---\ntitle: Mine\nminutes: 2\nscenario: scenario.toml\n---\nText.\n"
                              "```predict\nquestion = \"How many ticks?\"\n"
                              "compute = \"poller.ticks\"\nat = \"12s\"\n"
                              "options = [\"2\", \"3\"]\nbecause = { \"3\" = \"No.\" }\n```\n";
    write(dir, "mine/scenario.toml", good);
    write(dir, "mine/lesson.md", lesson);
    for (const char* path : { "mine", "mine/lesson.md" }) {
        const CliResult result = runCli((QByteArray("check ") + path).constData(), in(dir));
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, QByteArray("mine/lesson.md: ok, a lesson of 1 step, 2 minutes\n"));
    }
    write(dir, "mine/lesson.md", QByteArray(lesson).replace("\"2\", \"3\"", "\"4\", \"3\""));
    const CliResult wrong = runCli("check mine", in(dir));
    QCOMPARE(wrong.exitCode, 3);
    QVERIFY2(
        wrong.err.startsWith("mine/lesson.md:7:1: error: poller.ticks at 12 s is 2, and that is "
                             "not among the options"),
        wrong.err.constData());
    QVERIFY(runCli("check --format json mine", in(dir)).out.contains("\"line\": 7"));
    QVERIFY(
        runCli("check --format github mine", in(dir)).out.contains("file=mine/lesson.md,line=7"));
    QVERIFY(runCli("check --format junit mine", in(dir)).out.contains("mine/lesson.md"));
    QVERIFY(runCli("check --format markdown mine", in(dir)).out.contains("mine/lesson.md"));
    write(dir, "mine/scenario.toml", "[[server]]\nname = \"poller\"\n");
    const CliResult broken = runCli("check mine", in(dir));
    QCOMPARE(broken.exitCode, 3);
    QVERIFY2(broken.err.contains("mine/scenario.toml:1:1: error: "), broken.err.constData());
}

void TestCliCheck::aBuiltInLessonIsListed()
{
    QVERIFY(runCli("lessons").out.contains("\nbuild-up  "));
    QVERIFY(runCli("lessons --json").out.contains("\"name\": \"build-up\""));
}

QTEST_APPLESS_MAIN(TestCliCheck)
#include "tst_cli_check.moc"

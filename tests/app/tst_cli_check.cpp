// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QFile>
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
    QCOMPARE(result.out, QByteArray("good.toml: ok\n"));
    for (const char* line : { "a.toml:6:12: ",
             "a.toml:7:12: unknown schedule \"after-work\"; did "
             "you mean \"after_work\"?",
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
    QTest::newRow("nowhere") << QStringLiteral("nowhere.toml") << QStringLiteral("nowhere.toml: ")
                             << 1;
    QTest::newRow("a directory") << QStringLiteral("/tmp") << QStringLiteral("directory") << 1;
    QTest::newRow("a device that never ends")
        << QStringLiteral("/dev/zero") << QStringLiteral("/dev/zero: ") << 1;
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

QTEST_APPLESS_MAIN(TestCliCheck)
#include "tst_cli_check.moc"

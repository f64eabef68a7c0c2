// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QtTest>

class TestCliArguments : public QObject
{
    Q_OBJECT

private slots:
    void aWrongCommandLineIsOneLineWithAHintAndExits2_data();
    void aWrongCommandLineIsOneLineWithAHintAndExits2();
    void helpAndVersionGoToStandardOutput_data();
    void helpAndVersionGoToStandardOutput();
    void helpBeginsWithExamples();
    void theHelpOfRunNamesEveryOption();
    void optionsMayComeBeforeAndAfterTheFile();
    void colorIsAskedForOrRefused();
};

void TestCliArguments::aWrongCommandLineIsOneLineWithAHintAndExits2_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* line, const char* message) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(message);
    };
    row("", "no command given");
    row("rum buildup", "unknown command \"rum\"; did you mean \"run\"?");
    row("chekc x", "unknown command \"chekc\"; did you mean \"check\"?");
    row("frobnicate", "unknown command \"frobnicate\"");
    row("run buildup --tick x", "unknown option \"--tick\"; did you mean \"--ticks\"?");
    row("run buildup --max-event=5",
        "unknown option \"--max-event\"; did you mean \"--max-events\"?");
    row("run --sed 5", "unknown option \"--sed\"; did you mean \"--seed\"?");
    row("run", "FILE");
    row("run buildup --seed", "--seed");
    row("run buildup --seed abc", "--seed");
    row("run buildup --seed -1", "--seed");
    row("run buildup --clock quartz", "--clock: \"quartz\" is none of ideal, beam");
    row("run buildup --clock beem", "did you mean \"beam\"?");
    row("run buildup --until 5parsecs", "5parsecs");
    row("run buildup --until -5s", "-5s");
    row("run buildup --until 8761h", "8760h");
    row("run buildup --until 99999999999999999999h", "8760h");
    row("run buildup --max-events 0", "--max-events");
    row("run buildup --color sometimes", "--color");
    row("run buildup --ticks - --depth -", "standard output");
    row("run buildup --ticks - --json", "standard output");
    row("run buildup --ticks same --depth same", "same");
    row("run buildup --expect nonsense", "nonsense");
    row("run buildup --expect poler.depth.max<=1", "poler");
    row("check", "FILE");
    row("sweep buildup", "--vary");
    row("sweep buildup --vary poller.interval", "expected PATH=VALUES");
    row("sweep buildup --vary poller_after.intervall=1s,2s",
        "did you mean \"poller_after.interval\"?");
    row("diff buildup", "B");
    row("bench --workload W3", "--workload");
    row("bench --servers 0", "--servers");
}

void TestCliArguments::aWrongCommandLineIsOneLineWithAHintAndExits2()
{
    QFETCH(QString, line);
    QFETCH(QString, message);
    const CliResult result = runCli(line.toUtf8().constData());
    const QString err = QString::fromUtf8(result.err);
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(err.contains(message), result.err.constData());
    QVERIFY2(err.contains(QStringLiteral("--help")), result.err.constData());
    QCOMPARE(result.err.count('\n'), 1);
    QVERIFY(err.startsWith(QStringLiteral("tickscope-cli: ")));
}

void TestCliArguments::helpAndVersionGoToStandardOutput_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* line, const char* text) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(text);
    };
    row("--help", "Usage: tickscope-cli COMMAND");
    row("-h", "Usage: tickscope-cli COMMAND");
    row("help", "Usage: tickscope-cli COMMAND");
    row("help run", "Usage: tickscope-cli run FILE");
    row("run --help", "Usage: tickscope-cli run FILE");
    row("check --help", "Usage: tickscope-cli check FILE...");
    row("scenarios --help", "Usage: tickscope-cli scenarios");
    row("sweep --help", "Usage: tickscope-cli sweep FILE");
    row("bench --help", "Usage: tickscope-cli bench");
    row("diff --help", "Usage: tickscope-cli diff A B");
    row("--version", "tickscope-cli 0.");
}

void TestCliArguments::helpAndVersionGoToStandardOutput()
{
    QFETCH(QString, line);
    QFETCH(QString, text);
    const CliResult result = runCli(line.toUtf8().constData());
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.contains(text.toUtf8()), result.out.constData());
    QCOMPARE(result.err, QByteArray());
}

void TestCliArguments::helpBeginsWithExamples()
{
    for (const char* line : { "--help", "run --help", "check --help", "scenarios --help",
             "sweep --help", "bench --help", "diff --help" }) {
        const QByteArray help = runCli(line).out;
        const qsizetype examples = help.indexOf("Examples:\n  tickscope-cli ");
        QVERIFY2(examples > 0, line);
        QVERIFY2(examples < help.indexOf("Usage:"), line);
    }
}

void TestCliArguments::theHelpOfRunNamesEveryOption()
{
    const QByteArray help = runCli("run --help").out;
    for (const char* option :
        { "--until DUR", "--seed N", "--clock ideal|beam", "--ticks FILE", "--depth FILE",
            "--events FILE", "--trace FILE", "--json", "--fingerprint", "--expect TEXT",
            "--max-events N", "--max-mailbox N", "--max-instant N", "--max-servers N",
            "--max-memory N", "--timeout DUR", "--strict", "--force", "--color WHEN" })
        QVERIFY2(help.contains(option), option);
}

void TestCliArguments::optionsMayComeBeforeAndAfterTheFile()
{
    const QByteArray after = runCli("run buildup --seed 7 --fingerprint").out;
    QVERIFY(!after.isEmpty());
    QCOMPARE(runCli("run --seed=7 --fingerprint buildup").out, after);
    QCOMPARE(runCli("--color never run --seed 7 --fingerprint -- buildup").out, after);
}

void TestCliArguments::colorIsAskedForOrRefused()
{
    const CliSetting noColor { .environment = { QStringLiteral("NO_COLOR=1") } };
    const CliSetting color { .environment = { QStringLiteral("NO_COLOR=") } };
    QVERIFY(!runCli("run nowhere.toml", color).err.contains('\x1b')); // no terminal
    QVERIFY(runCli("run nowhere.toml --color always", noColor).err.contains('\x1b'));
    QVERIFY(!runCli("run nowhere.toml --color never", color).err.contains('\x1b'));
}

QTEST_APPLESS_MAIN(TestCliArguments)
#include "tst_cli_arguments.moc"

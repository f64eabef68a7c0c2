// SPDX-License-Identifier: GPL-3.0-only
// `tickscope-cli beam`, with programs of our own in the place of the BEAM.
#include "tests/app/cli_runner.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

namespace {

const char* const scenario = R"(format = 1
title = "short"
duration = "90ms"

[[server]]
name = "poller"
kind = "poller"
interval = "50ms"
work = "5ms"
)";

const char* const agreeing = R"([
  [0.1, "init", "poller"],
  [51.1, "tick", "poller", 1],
  [57.1, "done", "poller", 1]
])";

// A folder with the scenario, and a PATH with an erl and an elixir of ours.
class Place
{
public:
    explicit Place(const QByteArray& elixir = {})
    {
        writeFile(path("short.toml"), scenario);
        writeFile(path("real.json"), agreeing);
        if (elixir.isEmpty())
            return;
        addProgram("erl", "exit 0");
        addProgram("elixir", elixir);
    }

    QString path(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    CliSetting setting() const
    {
        return { .environment = { QStringLiteral("PATH=") + m_dir.path() },
            .directory = m_dir.path() };
    }

private:
    void addProgram(const char* name, const QByteArray& script)
    {
        writeFile(path(name), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        QFile::setPermissions(path(name), QFile::ReadOwner | QFile::ExeOwner);
    }

    QTemporaryDir m_dir;
};

QByteArray realRun(const QByteArray& lines)
{
    return "echo '@tickscope [0,\"vm\",null,\"25\",\"1.14.0\"]'\n" + lines;
}

const QByteArray goodLines = R"(echo '@tickscope [0.1,"init","poller"]'
echo '@tickscope [51.1,"tick","poller",1]'
echo '@tickscope [57.1,"done","poller",1]'
echo '@tickscope [0,"end"]')";

} // namespace

class TestCliBeam : public QObject
{
    Q_OBJECT

private slots:
    void aKeptRunIsComparedWithoutABeam();
    void aKeptRunThatDiffersIsExit4();
    void aRunOnTheBeamIsPrintedSideBySide();
    void aRunIsKept();
    void aRunThatIsKeptOnStandardOutputIsAlone();
    void noBeamIsExit6();
    void aBeamThatFailsIsExit6WithItsLastWords();
    void whatThereWasIsStillShown();
    void aTimeoutIsExit6();
    void aNoisyMachineIsNoDifference();
    void aRecordingOfAnotherScaleIsRefused();
    void scaleShortensBoth();
    void badArgumentsAreRefused_data();
    void badArgumentsAreRefused();
    void badRecordingsAreTold();
};

void TestCliBeam::aKeptRunIsComparedWithoutABeam()
{
    const Place place;
    const CliResult result = runCli("beam short.toml --from real.json", place.setting());
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(
        result.out.contains("      51.150       51.100    -0.050  poller: tick 1\n"), result.out);
    QVERIFY2(result.out.endsWith("\nagrees\n"), result.out);
}

void TestCliBeam::aKeptRunThatDiffersIsExit4()
{
    const Place place;
    writeFile(place.path("other.json"),
        "[[0.1,\"init\",\"poller\"],[51.1,\"tick\",\"poller\",1],[57.1,\"crash\",\"poller\",1]]");
    const CliResult result = runCli("beam short.toml --from other.json", place.setting());
    QCOMPARE(result.exitCode, 4);
    QVERIFY2(result.out.contains("\ndiffers: simulated poller: done 1 at 57.150 ms, "
                                 "real poller: crash 1 at 57.100 ms\n"),
        result.out);
}

void TestCliBeam::aRunOnTheBeamIsPrintedSideBySide()
{
    const Place place(realRun(goodLines));
    const CliResult result = runCli("beam short.toml", place.setting());
    QVERIFY2(result.exitCode == 0, result.err);
    QVERIFY(result.out.startsWith("   simulated         real   diff/ms  event\n"));
    QVERIFY(result.out.contains("1 ticks and 0 sampled depths matched"));
}

void TestCliBeam::aRunIsKept()
{
    const Place place(realRun(goodLines));
    QCOMPARE(runCli("beam short.toml --record kept.json", place.setting()).exitCode, 0);
    QVERIFY(readFile(place.path("kept.json")).contains("  [51.1, \"tick\", \"poller\", 1],\n"));
    QCOMPARE(runCli("beam short.toml --from kept.json", place.setting()).exitCode, 0);
    QCOMPARE(runCli("beam short.toml --record kept.json", place.setting()).exitCode, 1);
    QCOMPARE(runCli("beam short.toml --record kept.json --force", place.setting()).exitCode, 0);
}

void TestCliBeam::aRunThatIsKeptOnStandardOutputIsAlone()
{
    const Place place(realRun(goodLines));
    const CliResult result = runCli("beam short.toml --record -", place.setting());
    QCOMPARE(result.exitCode, 0);
    QVERIFY2(result.out.startsWith("[\n  [0, \"vm\", null, \"25\", \"1.14.0\"],\n"), result.out);
    QVERIFY(result.out.endsWith("]\n"));
}

void TestCliBeam::noBeamIsExit6()
{
    const Place place;
    const CliResult result = runCli("beam short.toml", place.setting());
    QCOMPARE(result.exitCode, 6);
    QVERIFY2(result.err.contains("there is no elixir in PATH; install them with: apt install "
                                 "elixir"),
        result.err);
}

void TestCliBeam::aBeamThatFailsIsExit6WithItsLastWords()
{
    const Place place("echo 'no boot file' >&2; exit 1");
    const CliResult result = runCli("beam short.toml --record kept.json", place.setting());
    QCOMPARE(result.exitCode, 6);
    QVERIFY2(result.err.contains("elixir failed with exit status 1; its last words:\nno boot file"),
        result.err);
    QVERIFY(!QFile::exists(place.path("kept.json")));
}

void TestCliBeam::whatThereWasIsStillShown()
{
    const Place place(realRun(goodLines + "\nkill -9 $$").replace("[0,\"end\"]", "[1]"));
    const CliResult result = runCli("beam short.toml", place.setting());
    QCOMPARE(result.exitCode, 6);
    QVERIFY2(result.out.contains("partial: the real run did not get to its end"), result.out);
    QVERIFY2(result.err.contains("killed by signal 9"), result.err);
}

void TestCliBeam::aTimeoutIsExit6()
{
    const Place place("sleep 1000");
    const CliResult result = runCli("beam short.toml --timeout 300ms", place.setting());
    QCOMPARE(result.exitCode, 6);
    QVERIFY2(result.err.contains("did not end within 0.3 s"), result.err);
}

void TestCliBeam::aNoisyMachineIsNoDifference()
{
    const Place place;
    writeFile(place.path("noisy.json"),
        "[[0.1,\"init\",\"poller\"],[71.1,\"tick\",\"poller\",1],[77,\"done\",\"poller\",1],"
        "[0,\"jitter\",null,1,9,40]]");
    const CliResult result = runCli("beam short.toml --from noisy.json", place.setting());
    QCOMPARE(result.exitCode, 8);
    QVERIFY2(result.out.contains("\ninconclusive: "), result.out);
    QVERIFY2(result.out.contains("p99 9.000 ms"), result.out);
}

void TestCliBeam::aRecordingOfAnotherScaleIsRefused()
{
    const Place place;
    writeFile(place.path("scaled.json"),
        "[[0,\"scale\",null,0.02],[0.1,\"init\",\"poller\"],[71.1,\"tick\",\"poller\",1]]");
    const CliResult result = runCli("beam short.toml --from scaled.json", place.setting());
    QCOMPARE(result.exitCode, 2);
    QVERIFY2(result.err.contains("scaled.json was made with --scale 0.02"), result.err);
    QVERIFY(
        runCli("beam short.toml --from scaled.json --scale 0.02", place.setting()).exitCode != 2);

    const Place other(realRun(goodLines));
    QCOMPARE(runCli("beam short.toml --record kept.json", other.setting()).exitCode, 0);
    QVERIFY(readFile(other.path("kept.json")).contains("[0, \"scale\", null, 1]"));
}

void TestCliBeam::scaleShortensBoth()
{
    const Place place;
    const CliResult result = runCli("beam short.toml --scale 10 --from real.json", place.setting());
    QCOMPARE(result.exitCode, 4); // 500 ms is not 50
    QVERIFY2(result.out.contains("501.150"), result.out);
}

void TestCliBeam::badArgumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("scale 0") << QByteArray("beam short.toml --scale 0");
    QTest::newRow("negative scale") << QByteArray("beam short.toml --scale -1");
    QTest::newRow("no number") << QByteArray("beam short.toml --scale fast");
    QTest::newRow("timeout") << QByteArray("beam short.toml --timeout soon");
    QTest::newRow("from and record") << QByteArray("beam short.toml --from a --record b");
    QTest::newRow("no scenario") << QByteArray("beam");
}

void TestCliBeam::badArgumentsAreRefused()
{
    QFETCH(QByteArray, line);
    const Place place;
    QCOMPARE(runCli(line.constData(), place.setting()).exitCode, 2);
}

void TestCliBeam::badRecordingsAreTold()
{
    const Place place;
    writeFile(place.path("bad.json"), "[\n  [1, \"tick\" \"p\"]\n]");
    const CliResult broken = runCli("beam short.toml --from bad.json", place.setting());
    QCOMPARE(broken.exitCode, 3);
    QVERIFY2(broken.err.contains("bad.json:2:"), broken.err);
    const CliResult missing = runCli("beam short.toml --from none.json", place.setting());
    QCOMPARE(missing.exitCode, 1);
    QVERIFY2(missing.err.contains("none.json: No such file or directory"), missing.err);
}

QTEST_GUILESS_MAIN(TestCliBeam)
#include "tst_cli_beam.moc"

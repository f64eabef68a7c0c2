// SPDX-License-Identifier: GPL-3.0-only
// What a BEAM can do wrong (reliability, group E), with programs that do it on purpose.
#include "core/beam/beam_run.h"
#include "core/beam/comparison.h"
#include "core/beam/simulated_recording.h"
#include "tests/core/beam/fake_programs.h"
#include "tests/support/run_support.h"

#include <QDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

const char* const goodRun = R"(
echo '@tickscope [0,"vm",null,"25","1.14.0"]'
echo '@tickscope [0,"ready"]'
echo '@tickscope [0.1,"init","poller"]'
echo '@tickscope [51.1,"tick","poller",1]'
echo '@tickscope [51.2,"done","poller",1]'
echo '@tickscope [0,"end"]')";

Scenario scenario()
{
    Scenario one = scenarioOf({ server(Schedule::AfterWork, 50ms) });
    one.duration = 90ms;
    return one;
}

BeamResult run(const FakePath& programs, const QByteArray& elixir, BeamOptions options = {},
    const BeamWatcher& watcher = {})
{
    programs.add("erl", "exit 0");
    programs.add("elixir", elixir);
    if (!options.timeout)
        options.timeout = std::chrono::milliseconds(20'000);
    auto result = runOnBeam(scenario(), options, watcher);
    return result ? std::move(result).value() : BeamResult {};
}

QByteArray messageOf(const BeamResult& result)
{
    return result.error ? QByteArray::fromStdString(result.error->message) : QByteArray();
}

BeamOptions impatient()
{
    BeamOptions options;
    options.timeout = std::chrono::milliseconds(400);
    return options;
}

bool hasAgreed(const Recording& real)
{
    const auto simulated = simulatedRecording(scenario(), ClockKind::Beam, depthMoments(real));
    return compareRecordings(*simulated, real, scenario().duration.count()).verdict
        == Comparison::Verdict::Agrees;
}

} // namespace

class TestBeamFaults : public QObject
{
    Q_OBJECT

private slots:
    void aGoodRunIsTaken();
    void e1NotInstalled();
    void e1NotExecutable();
    void e1TooOld_data();
    void e1TooOld();
    void e1ABannerIsNoEvent();
    void e2CrashesAtBoot();
    void e2CrashesHalfWay();
    void e2LeavesNoCrashDump();
    void e3Hangs();
    void e3HangsAfterItsEnd();
    void e3FloodsItsOutput_data();
    void e3FloodsItsOutput();
    void e3PrintsGarbage();
    void e3EndsTooSoon();
    void e3ErrorLinesAreHarmless();
    void e4KilledBySignal();
    void e6CancelEndsItAndCleansUp();
    void e6LeavesNoDirectory();
    void e7TheScriptHoldsNoForeignText();
    void e8StartsNoDistribution();
    void aScriptThatCannotBeWrittenSaysWhy();
    void progressIsTold();
    void aNameThatCannotBeUsedIsRefused();
};

void TestBeamFaults::aGoodRunIsTaken()
{
    const FakePath programs;
    const BeamResult result = run(programs, goodRun);
    QVERIFY2(!result.error, messageOf(result));
    QCOMPARE(result.recording.events.size(), std::size_t { 3 });
    QVERIFY(result.recording.isComplete);
    QVERIFY(hasAgreed(result.recording));
}

void TestBeamFaults::e1NotInstalled()
{
    const FakePath programs;
    const auto why = whyNoBeam();
    QVERIFY(why);
    QCOMPARE(why->code, ErrorCode::ExternalProgram);
    QCOMPARE(why->message,
        std::string("there is no elixir in PATH; install them with: apt install elixir"));
    const auto result = runOnBeam(scenario(), {});
    QVERIFY(result);
    QVERIFY(result->error == why);
    programs.add("elixir", "exit 0");
    QCOMPARE(whyNoBeam()->message,
        std::string("there is no erl in PATH; install them with: apt install elixir"));
}

void TestBeamFaults::e1NotExecutable()
{
    const FakePath programs;
    programs.add("erl", "exit 0");
    programs.add("elixir", goodRun, false);
    const auto result = runOnBeam(scenario(), {});
    QVERIFY(result->error && result->error->code == ErrorCode::ExternalProgram);
}

void TestBeamFaults::e1TooOld_data()
{
    QTest::addColumn<QByteArray>("versions");
    QTest::addColumn<bool>("isTooOld");
    QTest::newRow("old OTP") << QByteArray(R"("21","1.14.0")") << true;
    QTest::newRow("old Elixir") << QByteArray(R"("25","1.9.4")") << true;
    QTest::newRow("no number") << QByteArray(R"("R16B","0.15")") << true;
    QTest::newRow("new") << QByteArray(R"("27","1.18.1")") << false;
    QTest::newRow("next Elixir") << QByteArray(R"("29","2.0.0")") << false;
}

void TestBeamFaults::e1TooOld()
{
    QFETCH(QByteArray, versions);
    QFETCH(bool, isTooOld);
    const FakePath programs;
    const QByteArray rest = isTooOld ? QByteArray("sleep 1000") : QByteArray(goodRun + 46);
    const BeamResult result
        = run(programs, "echo '@tickscope [0,\"vm\",null," + versions + "]'\n" + rest);
    QCOMPARE(messageOf(result).contains("is too old: Elixir 1.14 on OTP 25 or newer is needed"),
        isTooOld);
}

void TestBeamFaults::e1ABannerIsNoEvent()
{
    const FakePath programs;
    const BeamResult result
        = run(programs, "echo 'Welcome to my wrapper'; echo; " + QByteArray(goodRun));
    QVERIFY2(!result.error, messageOf(result));
    QCOMPARE(result.rubbishLines, std::uint64_t { 2 });
    QVERIFY(hasAgreed(result.recording));
}

void TestBeamFaults::e2CrashesAtBoot()
{
    const FakePath programs;
    const BeamResult result
        = run(programs, "echo 'first line' >&2; echo 'cannot load boot file' >&2; exit 1");
    QCOMPARE(messageOf(result),
        QByteArray("elixir failed with exit status 1; its last words:\nfirst line\n"
                   "cannot load boot file"));
    QVERIFY(!result.recording.isComplete);
}

void TestBeamFaults::e2CrashesHalfWay()
{
    const FakePath programs;
    const BeamResult result = run(
        programs, "echo '@tickscope [0.1,\"init\",\"poller\"]'; echo 'Slogan: boom' >&2; exit 134");
    QVERIFY(messageOf(result).contains("exit status 134"));
    QVERIFY(messageOf(result).contains("Slogan: boom"));
    QCOMPARE(result.recording.events.size(), std::size_t { 1 });
    QVERIFY(!result.recording.isComplete);
}

void TestBeamFaults::e2LeavesNoCrashDump()
{
    const FakePath programs;
    const BeamResult result
        = run(programs, "echo \"$ERL_CRASH_DUMP_BYTES $(pwd) $HOME\" >&2; exit 1");
    const QByteArray words = messageOf(result).split('\n').last();
    const QList<QByteArray> parts = words.split(' ');
    QCOMPARE(parts.value(0), QByteArray("0"));
    QVERIFY2(parts.value(1).contains("/tickscope-"), words);
    QCOMPARE(parts.value(1), parts.value(2));
}

void TestBeamFaults::e3Hangs()
{
    const FakePath programs;
    const BeamResult result = run(programs, "trap '' TERM; sleep 1000", impatient());
    QCOMPARE(messageOf(result), QByteArray("elixir did not end within 0.4 s and was killed"));
}

void TestBeamFaults::e3HangsAfterItsEnd()
{
    const FakePath programs;
    const BeamResult result = run(programs, QByteArray(goodRun) + "\nsleep 1000", impatient());
    QVERIFY(messageOf(result).contains("did not end"));
    QVERIFY(result.recording.isComplete);
}

void TestBeamFaults::e3FloodsItsOutput_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("a line without end") << QByteArray("cat /dev/zero");
    QTest::newRow("lines without end")
        << QByteArray("line=$(printf 'x%.0s' $(seq 5000)); yes $line");
    QTest::newRow("errors without end") << QByteArray("cat /dev/zero >&2");
}

void TestBeamFaults::e3FloodsItsOutput()
{
    QFETCH(QByteArray, script);
    const FakePath programs;
    const BeamResult result = run(programs, script);
    QVERIFY2(messageOf(result).startsWith("elixir printed far more than a recording"),
        messageOf(result));
}

void TestBeamFaults::e3PrintsGarbage()
{
    const FakePath programs;
    const BeamResult result
        = run(programs, "printf '\\377\\376 nonsense\\n@tickscope [1,\\n@tickscope {}\\n'; exit 0");
    QCOMPARE(result.rubbishLines, std::uint64_t { 3 });
    QVERIFY2(messageOf(result).contains("3 lines of its output were no events"), messageOf(result));
}

void TestBeamFaults::e3EndsTooSoon()
{
    const FakePath programs;
    const BeamResult result = run(programs, "echo '@tickscope [0.1,\"in'; exit 0");
    QVERIFY(messageOf(result).startsWith("elixir ended before the scenario did"));
}

void TestBeamFaults::e3ErrorLinesAreHarmless()
{
    const FakePath programs;
    const BeamResult result = run(programs, "printf '\\033[31mred\\007' >&2; exit 1");
    QVERIFY2(messageOf(result).endsWith("?[31mred?"), messageOf(result));
}

void TestBeamFaults::e4KilledBySignal()
{
    const FakePath programs;
    const BeamResult result = run(programs, QByteArray(goodRun) + "\nkill -9 $$");
    QVERIFY2(messageOf(result).startsWith("elixir was killed by signal 9 "), messageOf(result));
    QCOMPARE(result.error->code, ErrorCode::ExternalProgram);
}

void TestBeamFaults::e6CancelEndsItAndCleansUp()
{
    const FakePath programs;
    BeamWatcher watcher;
    watcher.isCancelled = [&] { return !programs.content("home").isEmpty(); };
    const BeamResult result = run(programs,
        "sleep 1000 & echo $HOME > " + programs.path("home").toLocal8Bit() + "; sleep 1000", {},
        watcher);
    QVERIFY(result.isCancelled);
    QVERIFY(!result.error);
    QVERIFY(!QDir(QString::fromLocal8Bit(programs.content("home").trimmed())).exists());
}

void TestBeamFaults::e6LeavesNoDirectory()
{
    const FakePath programs;
    run(programs, "echo $HOME > " + programs.path("home").toLocal8Bit() + QByteArray(goodRun));
    QVERIFY(programs.content("home").contains("/tickscope-"));
    QVERIFY(!QDir(QString::fromLocal8Bit(programs.content("home").trimmed())).exists());
}

void TestBeamFaults::e7TheScriptHoldsNoForeignText()
{
    const FakePath programs;
    programs.add("erl", "exit 0");
    programs.add("elixir", "cat \"$1\" > " + programs.path("script").toLocal8Bit());
    Scenario hostile = scenario();
    hostile.title = "SENTINEL";
    hostile.description = "SENTINEL";
    QVERIFY(runOnBeam(hostile, {}));
    QVERIFY(programs.content("script").contains("Recorder.run(%{"));
    QVERIFY(!programs.content("script").contains("SENTINEL"));
}

void TestBeamFaults::e8StartsNoDistribution()
{
    const FakePath programs;
    qputenv("ERL_FLAGS", "-sname intruder");
    qputenv("ELIXIR_ERL_OPTIONS", "-sname intruder");
    qputenv("ERL_OTP25_FLAGS", "-sname intruder"); // each release has its own
    const BeamResult result = run(programs,
        "echo \"$# ${1##*/} ${ERL_FLAGS-none} ${ELIXIR_ERL_OPTIONS-none} "
        "${ERL_OTP25_FLAGS-none} ${ERL_CRASH_DUMP-none}\" >&2; exit 1");
    qunsetenv("ERL_OTP25_FLAGS");
    qunsetenv("ERL_FLAGS");
    qunsetenv("ELIXIR_ERL_OPTIONS");
    QCOMPARE(
        messageOf(result).split('\n').last(), QByteArray("1 run.exs none none none /dev/null"));
}

void TestBeamFaults::aScriptThatCannotBeWrittenSaysWhy()
{
    const FakePath programs;
    programs.add("erl", "exit 0");
    programs.add("elixir", "exit 0");
    // A file may hold a kilobyte: the script is longer. The signal for that is ignored.
    struct rlimit before = {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    struct rlimit small = before;
    small.rlim_cur = 1024;
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto result = runOnBeam(scenario(), {});
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Io);
    const std::string& message = result.error().message;
    QVERIFY2(message.ends_with("run.exs: cannot be written: File too large"), message.c_str());
}

void TestBeamFaults::progressIsTold()
{
    const FakePath programs;
    std::size_t most = 0;
    bool hasRun = false;
    BeamWatcher watcher;
    watcher.onProgress = [&](const Recording& soFar, bool isRunning) {
        most = std::max(most, soFar.events.size());
        hasRun = hasRun || isRunning;
    };
    watcher.isCancelled = [&] { return most == 3; };
    run(programs, QByteArray(goodRun) + "\nsleep 1000", {}, watcher);
    QCOMPARE(most, std::size_t { 3 });
    QVERIFY(hasRun);
}

void TestBeamFaults::aNameThatCannotBeUsedIsRefused()
{
    Scenario named = scenario();
    named.servers[0].name = "kernel_sup";
    QCOMPARE(runOnBeam(named, {}).error().code, ErrorCode::InvalidScenario);
}

QTEST_GUILESS_MAIN(TestBeamFaults)
#include "tst_beam_faults.moc"

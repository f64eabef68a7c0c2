// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/child_process.h"
#include "tests/core/beam/fake_programs.h"

#include <QDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <filesystem>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

struct Ended
{
    ChildEnd end;
    std::string output;
};

Ended runScript(
    const FakePath& programs, const QByteArray& script, ChildCommand command = {},
    const std::function<bool()>& isCancelled = [] { return false; })
{
    programs.add("program", script);
    command.arguments.insert(command.arguments.begin(), "program");
    command.directory = "/";
    Ended ended;
    ended.end = runChild(
        command, [&](std::string_view bytes) { ended.output += bytes; }, isCancelled);
    return ended;
}

ChildCommand impatient()
{
    ChildCommand command;
    command.timeout = std::chrono::milliseconds(300);
    return command;
}

// A process is gone, or dead and waits only for whoever inherits it.
bool isGone(const QByteArray& pid)
{
    QFile status(QStringLiteral("/proc/%1/stat").arg(QString::fromLatin1(pid.trimmed())));
    return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
}

} // namespace

class TestChildProcess : public QObject
{
    Q_OBJECT

private slots:
    void outputAndExitCodeComeBack();
    void lastErrorLinesAreKept();
    void argumentsAndEnvironmentArriveAsGiven();
    void aSignalIsTold();
    void aProgramThatIsNotThereIsTold();
    void aProgramThatHangsIsEnded();
    void aProgramThatClosesItsOutputIsWaitedFor();
    void aFloodIsEnded();
    void cancelEndsTheWholeGroup();
    void theGroupEndsWithItsLeader();
    void memoryIsLimited();
    void standardInputIsEmpty();
    void aTemporaryDirectoryGoesAway();
};

void TestChildProcess::outputAndExitCodeComeBack()
{
    const FakePath programs;
    const Ended ended = runScript(programs, "printf 'one\\ntwo'; exit 7");
    QCOMPARE(ended.end.kind, ChildEnd::Kind::Exited);
    QCOMPARE(ended.end.exitCode, 7);
    QCOMPARE(ended.output, std::string("one\ntwo"));
}

void TestChildProcess::lastErrorLinesAreKept()
{
    const FakePath programs;
    const Ended ended
        = runScript(programs, "i=0; while [ $i -lt 2000 ]; do echo line $i >&2; i=$((i+1)); done");
    QVERIFY(ended.end.errorLines.size() <= 4096);
    QVERIFY(ended.end.errorLines.ends_with("line 1999\n"));
}

void TestChildProcess::argumentsAndEnvironmentArriveAsGiven()
{
    const FakePath programs;
    qputenv("TICKSCOPE_TEST_UNSET", "x");
    qputenv("TICKSCOPE_TEST_GIVEN", "x");
    ChildCommand command;
    command.arguments = { "a b", "$HOME;ls" };
    command.environment = { "TICKSCOPE_TEST_GIVEN=y z" };
    command.unsetEnvironment = { "TICKSCOPE_TEST_UNSET" };
    const Ended ended = runScript(programs,
        "echo \"$1|$2|$TICKSCOPE_TEST_GIVEN|${TICKSCOPE_TEST_UNSET-none}|$(pwd)\"", command);
    QCOMPARE(ended.output, std::string("a b|$HOME;ls|y z|none|/\n"));
}

void TestChildProcess::aSignalIsTold()
{
    const FakePath programs;
    const Ended ended = runScript(programs, "kill -9 $$");
    QCOMPARE(ended.end.kind, ChildEnd::Kind::Signalled);
    QCOMPARE(ended.end.signal, SIGKILL);
}

void TestChildProcess::aProgramThatIsNotThereIsTold()
{
    const FakePath programs;
    ChildCommand command;
    command.arguments = { "nowhere" };
    const ChildEnd end = runChild(
        command, [](std::string_view) {}, [] { return false; });
    QCOMPARE(end.kind, ChildEnd::Kind::NotStarted);
    QCOMPARE(end.startError, ENOENT);

    programs.add("broken", "");
    QFile file(programs.path("broken"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/nowhere/interpreter\n");
    file.close();
    command.arguments = { "broken" };
    command.directory = "/";
    const ChildEnd broken = runChild(
        command, [](std::string_view) {}, [] { return false; });
    QCOMPARE(broken.kind, ChildEnd::Kind::NotStarted);
}

void TestChildProcess::aProgramThatHangsIsEnded()
{
    const FakePath programs;
    const Ended ended
        = runScript(programs, "trap '' TERM INT HUP; echo started; sleep 1000", impatient());
    QCOMPARE(ended.end.kind, ChildEnd::Kind::TimedOut);
    QCOMPARE(ended.output, std::string("started\n"));
}

void TestChildProcess::aProgramThatClosesItsOutputIsWaitedFor()
{
    const FakePath programs;
    QCOMPARE(runScript(programs, "exec >&- 2>&-; exit 5").end.exitCode, 5);
    QCOMPARE(runScript(programs, "exec >&- 2>&-; sleep 1000", impatient()).end.kind,
        ChildEnd::Kind::TimedOut);
}

void TestChildProcess::aFloodIsEnded()
{
    const FakePath programs;
    ChildCommand command;
    command.outputBytes = 1 << 20;
    QCOMPARE(runScript(programs, "yes", command).end.kind, ChildEnd::Kind::Flooded);
    const Ended errors = runScript(programs, "yes >&2", command);
    QCOMPARE(errors.end.kind, ChildEnd::Kind::Flooded);
    QVERIFY(errors.end.errorLines.size() <= 4096);
}

void TestChildProcess::cancelEndsTheWholeGroup()
{
    const FakePath programs;
    const QByteArray script = "sleep 1000 & echo $! > " + programs.path("child").toLocal8Bit()
        + "; echo $$ > " + programs.path("parent").toLocal8Bit() + "; sleep 1000";
    const Ended ended
        = runScript(programs, script, {}, [&] { return !programs.content("parent").isEmpty(); });
    QCOMPARE(ended.end.kind, ChildEnd::Kind::Cancelled);
    QTRY_VERIFY(isGone(programs.content("parent")));
    QTRY_VERIFY(isGone(programs.content("child")));
}

void TestChildProcess::theGroupEndsWithItsLeader()
{
    const FakePath programs;
    const Ended ended = runScript(
        programs, "sleep 1000 & echo $! > " + programs.path("child").toLocal8Bit() + "; echo done");
    QCOMPARE(ended.end.kind, ChildEnd::Kind::Exited);
    QCOMPARE(ended.output, std::string("done\n"));
    QTRY_VERIFY(isGone(programs.content("child")));
}

void TestChildProcess::memoryIsLimited()
{
    const FakePath programs;
    ChildCommand command;
    command.memoryBytes = std::uint64_t { 1 } << 30;
    QCOMPARE(
        runScript(programs, "ulimit -d; ulimit -c", command).output, std::string("1048576\n0\n"));
}

void TestChildProcess::standardInputIsEmpty()
{
    const FakePath programs;
    QCOMPARE(runScript(programs, "cat; echo end").output, std::string("end\n"));
}

void TestChildProcess::aTemporaryDirectoryGoesAway()
{
    std::string path;
    {
        auto directory = TemporaryDirectory::create();
        QVERIFY(directory);
        path = directory->path();
        QVERIFY(std::filesystem::is_directory(path));
        QCOMPARE(std::filesystem::status(path).permissions(), std::filesystem::perms::owner_all);
        QVERIFY(QDir(QString::fromStdString(path)).mkpath(QStringLiteral("deep/deeper")));
    }
    QVERIFY(!std::filesystem::exists(path));
    qputenv("TMPDIR", "/nowhere");
    QCOMPARE(TemporaryDirectory::create().error().code, ErrorCode::Io);
    qunsetenv("TMPDIR");
}

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_child_process.moc"

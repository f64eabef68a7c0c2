// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

class TestScripts : public QObject
{
    Q_OBJECT

private slots:
    void theyCanBeStartedAndAreSound_data();
    void theyCanBeStartedAndAreSound();
    void anotherSystemGetsTheNamesOfThePackages();
    void nothingIsInstalledWhenNothingIsMissing();
    void whatIsMissingIsInstalled();
    void helpInstallsAndBuildsNothing_data();
    void helpInstallsAndBuildsNothing();
    void asManyCompilersRunAsWereAskedFor();
    void aRootIsOfADebianRelease();
    void anArrowThatIsNotAllowedIsFound();

private:
    static QString top() { return QStringLiteral(TICKSCOPE_SOURCE_DIR); }
    /// Puts a command of the given text first on the PATH of a script.
    static void fake(const QTemporaryDir& dir, const QString& name, const QByteArray& body)
    {
        const QString path = writeFile(dir.filePath(name), "#!/bin/bash\n" + body + "\n");
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    /// Sources setup.sh with the fakes first on the PATH (or alone on it), then runs a line.
    static CliResult inSetup(const QTemporaryDir& dir, const char* line, bool fakesAlone = false)
    {
        const QByteArray path = dir.path().toUtf8() + (fakesAlone ? "" : ":$PATH");
        const QByteArray script = "source '" + top().toUtf8() + "/app/setup.sh'; PATH=" + path
            + "; set -euo pipefail; " + line;
        return runShell(script.constData());
    }
};

void TestScripts::theyCanBeStartedAndAreSound_data()
{
    QTest::addColumn<QString>("path");
    for (const char* path :
        { "/app/run.sh", "/tests/run.sh", "/tests/roots.sh", "/tests/check.sh", "/.ci/run" })
        QTest::newRow(path) << top() + QString::fromLatin1(path);
}

void TestScripts::theyCanBeStartedAndAreSound()
{
    QFETCH(QString, path);
    QVERIFY(QFileInfo(path).isExecutable());
    QVERIFY(readFile(path).startsWith("#!/usr/bin/env bash\n"));
    QVERIFY(readFile(path).contains("\nset -euo pipefail\n"));
    const CliResult result = runShell(("bash -n '" + path.toUtf8() + "'").constData());
    QVERIFY2(result.exitCode == 0, result.err.constData());
}

void TestScripts::anotherSystemGetsTheNamesOfThePackages()
{
    const QTemporaryDir dir;
    const CliResult result
        = inSetup(dir, "require_packages \"${packages_to_run[@]}\"; echo went on", true);
    QCOMPARE(result.exitCode, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY(result.err.contains("another system"));
    QVERIFY(result.err.contains("qt6-charts-dev"));
    QVERIFY(result.err.contains("TICKSCOPE_PACKAGES=installed"));
    QCOMPARE(
        inSetup(dir, "TICKSCOPE_PACKAGES=installed; require_packages x; echo went on", true).out,
        QByteArray("went on\n"));
}

void TestScripts::nothingIsInstalledWhenNothingIsMissing()
{
    const QTemporaryDir dir;
    fake(dir, QStringLiteral("dpkg-query"), "printf installed");
    fake(dir, QStringLiteral("apt-get"), "echo apt-get was called >&2; exit 1");
    const CliResult result
        = inSetup(dir, "require_packages \"${packages_to_test[@]}\"; echo went on");
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.out, QByteArray("went on\n"));
}

void TestScripts::whatIsMissingIsInstalled()
{
    const QTemporaryDir dir;
    fake(dir, QStringLiteral("dpkg-query"), "[[ $3 == cmake ]] && printf installed");
    fake(dir, QStringLiteral("sudo"), "exec \"$@\"");
    fake(dir, QStringLiteral("apt-get"), "echo \"$DEBIAN_FRONTEND apt-get $*\"");
    const CliResult result = inSetup(dir, "require_packages cmake ninja-build g++");
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.out,
        QByteArray("noninteractive apt-get update -qq\n"
                   "noninteractive apt-get install --yes --no-install-recommends "
                   "ninja-build g++\n"));
}

void TestScripts::helpInstallsAndBuildsNothing_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("app/run.sh") << QByteArray("app/run.sh --help") << QByteArray("qt6-charts-dev");
    QTest::newRow("tests/run.sh") << QByteArray("tests/run.sh -h")
                                  << QByteArray("Arguments go to ctest");
    QTest::newRow("tests/roots.sh")
        << QByteArray("tests/roots.sh --help") << QByteArray("bookworm, trixie");
}

void TestScripts::helpInstallsAndBuildsNothing()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, told);
    const QTemporaryDir dir;
    for (const char* name : { "dpkg-query", "apt-get", "cmake", "sudo", "mmdebstrap" })
        fake(dir, QString::fromLatin1(name), "echo called >&2; exit 1");
    const CliResult result = runShell(
        ("PATH=" + dir.path().toUtf8() + ":$PATH '" + top().toUtf8() + "'/" + command).constData());
    QCOMPARE(result.exitCode, 0);
    QCOMPARE(result.err, QByteArray());
    QVERIFY(result.out.startsWith("usage: " + command.split(' ').front() + ' '));
    QVERIFY2(result.out.contains(told), result.out.constData());
}

void TestScripts::asManyCompilersRunAsWereAskedFor()
{
    const QTemporaryDir dir;
    fake(dir, QStringLiteral("cmake"), "echo \"cmake $*\"");
    fake(dir, QStringLiteral("nproc"), "echo 7");
    const auto jobs = [&](const char* line) { return inSetup(dir, line).err.split('\n').value(1); };
    const QByteArray build = "cmake --build " + top().toUtf8() + "/build/dev --parallel ";
    QCOMPARE(jobs("unset CMAKE_BUILD_PARALLEL_LEVEL; build_preset dev"), build + "7");
    QCOMPARE(jobs("export CMAKE_BUILD_PARALLEL_LEVEL=3; build_preset dev"), build + "3");
}

void TestScripts::aRootIsOfADebianRelease()
{
    const QByteArray roots = "'" + top().toUtf8() + "/tests/roots.sh'";
    QCOMPARE(runShell(roots.constData()).exitCode, 2);
    const CliResult result = runShell((roots + " ../trixie").constData());
    QCOMPARE(result.exitCode, 2);
    QCOMPARE(result.err, QByteArray("roots.sh: ../trixie is no Debian release; see --help\n"));
}

void TestScripts::anArrowThatIsNotAllowedIsFound()
{
    const QTemporaryDir dir;
    const QTemporaryDir tools;
    for (const char* name : { "clang-format", "shellcheck", "codespell", "reuse" })
        fake(tools, QString::fromLatin1(name), "exit 0");
    for (const char* folder : { "app", "core/sim", "tests/house", "ui" })
        QDir(dir.path()).mkpath(QString::fromLatin1(folder));
    for (const char* path : { "/app/setup.sh", "/tests/check.sh", "/tests/house/arrows.txt" })
        QVERIFY(
            QFile::copy(top() + QString::fromLatin1(path), dir.path() + QString::fromLatin1(path)));
    const QByteArray licence = "// SPDX-License-Identifier: GPL-3.0-only\n";
    const QString engine = dir.filePath(QStringLiteral("core/sim/engine.h"));
    const QByteArray check = "cd '" + dir.path().toUtf8() + "' && git init --quiet && PATH='"
        + tools.path().toUtf8() + "':$PATH TICKSCOPE_PACKAGES=installed tests/check.sh --all";

    writeFile(engine, licence + "#include \"core/sim/clock.h\"\n");
    const CliResult good = runShell(check.constData());
    QVERIFY2(good.exitCode == 0, good.err.constData());

    writeFile(engine, licence + "#include \"core/sim/clock.h\"\n#include \"ui/theme/theme.h\"\n");
    const CliResult bad = runShell(check.constData());
    QCOMPARE(bad.exitCode, 1);
    QVERIFY2(bad.err.contains("core/sim/engine.h:3:1: error: core/sim -> ui/theme is not in "
                              "tests/house/arrows.txt\n"),
        bad.err.constData());

    writeFile(engine, "#include \"core/sim/clock.h\"\n");
    const CliResult bare = runShell(check.constData());
    QCOMPARE(bare.exitCode, 1);
    QVERIFY2(bare.err.contains("core/sim/engine.h:1:1: error: no SPDX-License-Identifier"),
        bare.err.constData());
}

QTEST_APPLESS_MAIN(TestScripts)
#include "tst_scripts.moc"

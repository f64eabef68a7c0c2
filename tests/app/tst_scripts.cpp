// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

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
    for (const char* path : { "/app/run.sh", "/tests/run.sh", "/.ci/run" })
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

QTEST_APPLESS_MAIN(TestScripts)
#include "tst_scripts.moc"

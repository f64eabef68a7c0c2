// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/cli_runner.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

namespace {

QProcessEnvironment environmentWith(const QStringList& additions)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("CLI"), cliPath());
    for (const QString& addition : additions) {
        const qsizetype equals = addition.indexOf(QLatin1Char('='));
        environment.insert(addition.left(equals), addition.mid(equals + 1));
    }
    return environment;
}

CliResult runProgram(
    const QString& program, const QStringList& arguments, const CliSetting& setting)
{
    QProcess process;
    process.setProcessEnvironment(environmentWith(setting.environment));
    if (!setting.directory.isEmpty())
        process.setWorkingDirectory(setting.directory);
    if (!setting.outputFile.isEmpty())
        process.setStandardOutputFile(setting.outputFile);
    process.start(program, arguments);
    process.write(setting.input);
    process.closeWriteChannel();
    const auto patience = std::chrono::duration_cast<std::chrono::milliseconds>(setting.timeout);
    CliResult result;
    if (!process.waitForFinished(static_cast<int>(patience.count()))) {
        result.err = process.errorString().toUtf8();
        process.kill();
        process.waitForFinished();
        return result;
    }
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    if (process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    return result;
}

} // namespace

QString cliPath()
{
    return QStringLiteral(TICKSCOPE_CLI);
}

CliResult runCli(const QStringList& arguments, const CliSetting& setting)
{
    return runProgram(cliPath(), arguments, setting);
}

CliResult runCli(const char* line, const CliSetting& setting)
{
    return runCli(QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts), setting);
}

CliResult runShell(const char* script, const CliSetting& setting)
{
    return runProgram(
        QStringLiteral("/bin/bash"), { QStringLiteral("-c"), QString::fromUtf8(script) }, setting);
}

QString writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

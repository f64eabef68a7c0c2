// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>

/// What a run of tickscope-cli left behind.
struct CliResult
{
    int exitCode = -1; ///< -1: it crashed, hung or did not start; `err` says which
    QByteArray out;
    QByteArray err;
};

/// How tickscope-cli is started.
struct CliSetting
{
    QByteArray input {}; ///< standard input
    QStringList environment {}; ///< "NAME=VALUE", besides what the test itself has
    QString directory {}; ///< working directory; empty: the test's own
    QString outputFile {}; ///< standard output goes there, such as "/dev/full"
    std::chrono::seconds timeout { 120 };
};

/// The built program.
QString cliPath();

/// Runs tickscope-cli to its end.
CliResult runCli(const QStringList& arguments, const CliSetting& setting = {});

/// The same with the arguments in one line, parted by single spaces.
CliResult runCli(const char* line, const CliSetting& setting = {});

/// Runs a line of shell in which $CLI is the built program.
CliResult runShell(const char* script, const CliSetting& setting = {});

/// Writes a file and @return its path. Ends the test program when that fails.
QString writeFile(const QString& path, const QByteArray& content);

/// @return the content of a file; empty when it cannot be read.
QByteArray readFile(const QString& path);

// SPDX-License-Identifier: GPL-3.0-only
// Programs of our own in a PATH of our own: an erl and an elixir that do what a test needs.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <cstdlib>

namespace tickscope::testing {

/// While it lives, PATH is one directory of ours. Scripts find the usual programs themselves.
class FakePath
{
public:
    FakePath()
        : m_old(qgetenv("PATH"))
    {
        qputenv("PATH", m_directory.path().toLocal8Bit());
    }
    FakePath(const FakePath&) = delete;
    FakePath& operator=(const FakePath&) = delete;
    ~FakePath() { qputenv("PATH", m_old); }

    QString path(const char* name) const
    {
        return m_directory.path() + QLatin1Char('/') + QString::fromLatin1(name);
    }

    /// A program that runs these lines of shell.
    void add(const char* name, const QByteArray& script, bool isExecutable = true) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", name);
        file.write("#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        file.close();
        auto permissions = QFile::ReadOwner | QFile::WriteOwner;
        if (isExecutable)
            permissions |= QFile::ExeOwner;
        file.setPermissions(permissions);
    }

    /// A file that a script may write to: its content.
    QByteArray content(const char* name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_directory;
    QByteArray m_old;
};

} // namespace tickscope::testing

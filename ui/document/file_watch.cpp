// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/file_watch.h"

#include <QFile>
#include <QFileInfo>

namespace tickscope {

namespace {

// More of a file than a scenario may be is another content for sure.
constexpr qint64 mostRead = (1 << 20) + 1;

} // namespace

FileWatch::FileWatch(QObject* parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &FileWatch::lookAgain);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &FileWatch::lookAgain);
}

void FileWatch::watch(const QString& path, const QByteArray& content)
{
    if (path != m_path) {
        const auto watched = m_watcher.files() + m_watcher.directories();
        if (!watched.isEmpty())
            m_watcher.removePaths(watched);
        m_path = path;
        if (!path.isEmpty())
            m_watcher.addPath(QFileInfo(path).absolutePath());
    }
    m_known = m_seen = content;
    if (!path.isEmpty() && !m_watcher.files().contains(path) && QFileInfo::exists(path))
        m_watcher.addPath(path);
}

void FileWatch::acceptPresent()
{
    check();
    m_known = m_seen;
}

FileWatch::State FileWatch::check()
{
    if (m_path.isEmpty())
        return State::Same;
    QFile file(m_path);
    // Between the old file and the new one there is none for a moment.
    if (!file.open(QIODevice::ReadOnly))
        return QFileInfo::exists(m_path) ? State::Same : State::Gone;
    const auto content = file.read(mostRead);
    if (content != m_seen) {
        m_seen = content;
        m_seen == m_known ? emit isAsBefore() : emit changed();
    }
    return m_seen == m_known ? State::Same : State::Changed;
}

void FileWatch::lookAgain()
{
    // A file that was put in the place of the old one is not watched any more.
    if (!m_watcher.files().contains(m_path) && QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
    check();
}

} // namespace tickscope

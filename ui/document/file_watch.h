// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

namespace tickscope {

/// Notices that somebody else changed a file: by its content, whatever its date says.
///
/// The folder is watched too, since most editors put a new file in the place of the old one.
class FileWatch : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Same,
        Changed,
        Gone, ///< there is no such file now
    };

    explicit FileWatch(QObject* parent = nullptr);

    /// @param path  empty for none
    /// @param content  what it held when it was read or written last
    void watch(const QString& path, const QByteArray& content);
    /// What is on the disk now is known from here on.
    void acceptPresent();
    /// Looks at the file, and tells of a change that was not told.
    State check();
    const QByteArray& known() const { return m_known; }
    /// What check() saw last.
    const QByteArray& onDisk() const { return m_seen; }

signals:
    /// Another content than the one that is known, told once for each.
    void changed();
    /// It holds again what is known.
    void isAsBefore();

private:
    void lookAgain();

    QFileSystemWatcher m_watcher;
    QString m_path;
    QByteArray m_known;
    QByteArray m_seen;
};

} // namespace tickscope

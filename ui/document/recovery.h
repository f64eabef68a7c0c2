// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <QByteArray>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace tickscope {

/// A scenario with changes that are in no file of the person.
struct UnsavedWork
{
    QString name; ///< "buildup.toml", "New scenario"
    QString title;
    QString path; ///< empty when it never had a file
    QByteArray text; ///< what would be saved
    QByteArray onDisk; ///< what the file held when it was read or written last
    VirtualTime at {}; ///< where its run stood
    bool isOpen = false; ///< it was what the window showed

    friend bool operator==(const UnsavedWork&, const UnsavedWork&) = default;
};

/// Keeps unsaved work in a file of its own, so that it is still there after the program was killed
/// or the power went: at most 15 seconds of it are lost.
///
/// The file is locked as long as the program lives; what is not locked was left behind.
class Recovery : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostLostMs = 15'000;

    /// @param folder  empty: nothing is kept
    /// @param work  what is unsaved now
    Recovery(const QString& folder, std::function<std::vector<UnsavedWork>()> work,
        QObject* parent = nullptr);
    ~Recovery() override;

    /// Something may have changed: it is written at once, and then at most every 15 seconds.
    void noteChange();
    /// Writes it now; without unsaved work the file goes.
    void flush();
    /// A clean end: the file goes.
    void clear();
    /// The program ends and the file stays, for the next start.
    void keep();
    bool isWaiting() const { return m_pause.isActive(); }
    const QString& path() const { return m_path; }

signals:
    void failed(const QString& why);

private:
    void tell(const QString& why);

    QString m_path; ///< empty: nothing is kept
    std::function<std::vector<UnsavedWork>()> m_work;
    std::unique_ptr<QLockFile> m_lock;
    QTimer m_pause; ///< until the next may be written
    QTimer m_soon; ///< in this turn of the event loop
    bool m_isDirty = false;
    bool m_isKept = false;
    bool m_isFailureTold = false;
};

/// What programs that ended left behind; locked while this lives, so that one window offers it.
class LeftBehind
{
public:
    explicit LeftBehind(const QString& folder);

    const std::vector<UnsavedWork>& work() const { return m_work; }
    /// The files go: it is in good hands, or not wanted.
    void remove();

private:
    struct File
    {
        QString path;
        std::unique_ptr<QLockFile> lock;
    };
    std::vector<File> m_files;
    std::vector<UnsavedWork> m_work;
};

} // namespace tickscope

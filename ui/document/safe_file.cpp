// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/safe_file.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <fcntl.h>
#include <unistd.h>

namespace tickscope {

namespace {

struct SafeFile
{
    Q_DECLARE_TR_FUNCTIONS(SafeFile)
};

QString reason(const QString& path, const QString& why)
{
    return QStringLiteral("%1: %2").arg(QFileInfo(path).fileName(), why);
}

/// A new name must reach the disk too, or a power failure takes the file away again.
void syncFolder(const QString& path)
{
    const auto folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace

QString writeSafely(const QString& path, const QByteArray& content)
{
    const QFileInfo target(path);
    // As root, QSaveFile would put a plain file where a device was.
    if (target.exists() && !target.isFile())
        return reason(path, SafeFile::tr("it is not a regular file."));
    QSaveFile file(path);
    file.setDirectWriteFallback(false);
    if (!file.open(QIODevice::WriteOnly))
        return reason(path, file.errorString());
    const bool isWritten = file.write(content) == content.size();
    if (!isWritten || !file.flush() || file.error() != QFileDevice::NoError) {
        const auto why = file.error() == QFileDevice::NoError
            ? SafeFile::tr("no space left on the disk.")
            : file.errorString();
        file.cancelWriting();
        return reason(path, why);
    }
    if (!file.commit())
        return reason(path, file.errorString());
    QFile written(path);
    if (!written.open(QIODevice::ReadOnly) || written.readAll() != content)
        return reason(path, SafeFile::tr("what was written could not be read back."));
    syncFolder(path);
    return {};
}

QString readWhole(const QString& path, qint64 limit, QByteArray& content)
{
    const QFileInfo source(path);
    if (!source.exists())
        return reason(path, SafeFile::tr("there is no such file."));
    if (!source.isFile())
        return reason(path, SafeFile::tr("it is not a regular file."));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return reason(path, file.errorString());
    content = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return reason(path, file.errorString());
    if (content.size() > limit)
        return reason(
            path, SafeFile::tr("it is longer than %1 bytes.").arg(countText(std::uint64_t(limit))));
    return {};
}

} // namespace tickscope

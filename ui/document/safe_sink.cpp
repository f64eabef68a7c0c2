// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/safe_sink.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace tickscope {

namespace {

struct SafeSinkWords
{
    Q_DECLARE_TR_FUNCTIONS(SafeSinkWords)
};

} // namespace

SafeSink::SafeSink(const QString& path)
    : m_file(path)
{
    const QFileInfo target(path);
    // As root, QSaveFile would put a plain file where a device was.
    m_file.setDirectWriteFallback(false);
    if (target.exists() && !target.isFile())
        fail(SafeSinkWords::tr("it is not a regular file."));
    else if (!m_file.open(QIODevice::WriteOnly))
        fail(m_file.errorString());
}

void SafeSink::fail(const QString& why)
{
    if (m_reason.isEmpty())
        m_reason = QStringLiteral("%1: %2").arg(QFileInfo(m_file.fileName()).fileName(), why);
    if (m_file.isOpen())
        m_file.cancelWriting();
}

bool SafeSink::write(std::string_view text)
{
    if (!m_reason.isEmpty())
        return false;
    const auto size = qint64(text.size());
    // QSaveFile buffers: without the flush a full disk would be noticed too late to be told.
    if (m_file.write(text.data(), size) != size || !m_file.flush()) {
        fail(m_file.error() == QFileDevice::NoError
                ? SafeSinkWords::tr("no space left on the disk.")
                : m_file.errorString());
        return false;
    }
    m_size += size;
    return true;
}

QString SafeSink::commit()
{
    if (!m_reason.isEmpty())
        return m_reason;
    const auto path = m_file.fileName();
    if (!m_file.commit())
        fail(m_file.errorString());
    else if (QFileInfo(path).size() != m_size)
        fail(SafeSinkWords::tr("what was written could not be read back."));
    return m_reason;
}

} // namespace tickscope

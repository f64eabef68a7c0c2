// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/recovery.h"

#include "ui/document/safe_file.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <utility>

namespace tickscope {

namespace {

constexpr qint64 longestFile = 1 << 28;
const auto ending = QStringLiteral(".json");

std::unique_ptr<QLockFile> lockOf(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0); // only the end of its program makes it stale
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

QJsonObject toJson(const UnsavedWork& work)
{
    return { { QStringLiteral("name"), work.name }, { QStringLiteral("title"), work.title },
        { QStringLiteral("path"), work.path },
        { QStringLiteral("text"), QString::fromUtf8(work.text) },
        // Bytes, as it need be no text.
        { QStringLiteral("on_disk"), QString::fromLatin1(work.onDisk.toBase64()) },
        { QStringLiteral("at_ns"), QString::number(toNs(work.at)) },
        { QStringLiteral("open"), work.isOpen } };
}

UnsavedWork fromJson(const QJsonObject& object)
{
    UnsavedWork work;
    work.name = object[QStringLiteral("name")].toString();
    work.title = object[QStringLiteral("title")].toString();
    work.path = object[QStringLiteral("path")].toString();
    work.text = object[QStringLiteral("text")].toString().toUtf8();
    work.onDisk = QByteArray::fromBase64(object[QStringLiteral("on_disk")].toString().toLatin1());
    work.at = fromNs(std::max<qint64>(0, object[QStringLiteral("at_ns")].toString().toLongLong()));
    work.isOpen = object[QStringLiteral("open")].toBool();
    return work;
}

} // namespace

Recovery::Recovery(
    const QString& folder, std::function<std::vector<UnsavedWork>()> work, QObject* parent)
    : QObject(parent)
    , m_work(std::move(work))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(mostLostMs);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Recovery::flush);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (std::exchange(m_isDirty, false))
            noteChange();
    });
    if (!folder.isEmpty())
        m_path = folder + u'/' + QUuid::createUuid().toString(QUuid::Id128) + ending;
}

Recovery::~Recovery()
{
    if (!m_isKept)
        clear();
}

void Recovery::noteChange()
{
    if (m_path.isEmpty())
        return;
    m_isDirty = true;
    if (m_pause.isActive())
        return;
    m_soon.start(0);
    m_pause.start();
}

void Recovery::flush()
{
    m_isDirty = false;
    if (m_path.isEmpty())
        return;
    const auto work = m_work();
    if (work.empty())
        return clear();
    if (!QDir().mkpath(QFileInfo(m_path).absolutePath()))
        return tell(tr("The folder %1 cannot be made.").arg(QFileInfo(m_path).absolutePath()));
    if (!m_lock)
        m_lock = lockOf(m_path);
    QJsonArray list;
    for (const auto& one : work)
        list << toJson(one);
    const QJsonObject whole { { QStringLiteral("format"), 1 }, { QStringLiteral("work"), list } };
    const auto why = writeSafely(m_path, QJsonDocument(whole).toJson());
    if (!why.isEmpty())
        tell(why);
}

void Recovery::tell(const QString& why)
{
    if (!std::exchange(m_isFailureTold, true))
        emit failed(why);
}

void Recovery::clear()
{
    m_soon.stop();
    m_isDirty = false;
    if (!m_path.isEmpty())
        QFile::remove(m_path);
    m_lock.reset();
}

void Recovery::keep()
{
    m_isKept = true;
    m_soon.stop();
    m_pause.stop();
    flush();
}

LeftBehind::LeftBehind(const QString& folder)
{
    if (folder.isEmpty())
        return;
    const auto files = QDir(folder).entryInfoList(
        { QStringLiteral("*") + ending }, QDir::Files, QDir::Time | QDir::Reversed);
    for (const auto& info : files) {
        auto lock = lockOf(info.absoluteFilePath());
        QByteArray content;
        if (!lock || !readWhole(info.absoluteFilePath(), longestFile, content).isEmpty())
            continue;
        const auto list = QJsonDocument::fromJson(content)[QStringLiteral("work")].toArray();
        if (list.isEmpty())
            continue; // no file of ours, or of another version: it stays
        for (const auto& one : list)
            m_work.push_back(fromJson(one.toObject()));
        m_files.push_back({ info.absoluteFilePath(), std::move(lock) });
    }
}

void LeftBehind::remove()
{
    for (const auto& file : m_files)
        QFile::remove(file.path);
    m_files.clear();
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/safe_file.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

using namespace tickscope;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Lets files of this process grow to so many bytes: the disk is full from there on.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now { bytes, m_before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before {};
};

} // namespace

class TestSafeFile : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("run.toml"));
    }

    void aFileIsWrittenAndReadBack()
    {
        QCOMPARE(writeSafely(m_path, "format = 1\n"), QString());
        QByteArray content;
        QCOMPARE(readWhole(m_path, 100, content), QString());
        QCOMPARE(content, QByteArray("format = 1\n"));
    }
    void anEmptyFileIsAFile()
    {
        QCOMPARE(writeSafely(m_path, {}), QString());
        QVERIFY(QFileInfo::exists(m_path));
    }
    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("limit");
        QTest::newRow("at the first byte") << 0;
        QTest::newRow("in the first block") << 1'000;
        QTest::newRow("in a later block") << 100'000;
        QTest::newRow("at the last byte") << 199'999;
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(int, limit);
        QCOMPARE(writeSafely(m_path, "old"), QString());
        QString why;
        {
            const FileSizeLimit full(static_cast<rlim_t>(limit));
            why = writeSafely(m_path, QByteArray(200'000, 'x'));
        }
        QVERIFY(!why.isEmpty());
        QVERIFY(why.startsWith(QStringLiteral("run.toml: ")));
        QCOMPARE(contentOf(m_path), QByteArray("old"));
    }
    void whatIsNoRegularFileIsNotReplaced()
    {
        const auto pipe = m_folder->filePath(QStringLiteral("pipe"));
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(!writeSafely(pipe, "x").isEmpty());
        QVERIFY(!QFileInfo(pipe).isFile());
        QVERIFY(!writeSafely(m_folder->path(), "x").isEmpty());
        QVERIFY(!writeSafely(QStringLiteral("/dev/null"), "x").isEmpty());
    }
    void aLinkStaysALink()
    {
        QCOMPARE(writeSafely(m_path, "old"), QString());
        const auto link = m_folder->filePath(QStringLiteral("link.toml"));
        QVERIFY(QFile::link(m_path, link));
        QCOMPARE(writeSafely(link, "new"), QString());
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(contentOf(m_path), QByteArray("new"));
    }
    void aMissingFolderIsSaid()
    {
        QVERIFY(!writeSafely(m_folder->filePath(QStringLiteral("no/such.toml")), "x").isEmpty());
    }
    void longFilesAreRefused()
    {
        QCOMPARE(writeSafely(m_path, QByteArray(101, 'x')), QString());
        QByteArray content;
        QVERIFY(readWhole(m_path, 100, content).contains(QStringLiteral("100 bytes")));
    }
    void whatCannotBeReadIsSaid()
    {
        QByteArray content;
        QVERIFY(!readWhole(m_path, 100, content).isEmpty());
        QVERIFY(!readWhole(m_folder->path(), 100, content).isEmpty());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestSafeFile)
#include "tst_safe_file.moc"

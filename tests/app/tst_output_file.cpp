// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/output_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <optional>

using namespace tickscope;
using namespace tickscope::cli;

class TestOutputFile : public QObject
{
    Q_OBJECT

private slots:
    void theFileAppearsWithItsCommitAndNotBefore();
    void withoutACommitNothingStays();
    void aFileThatExistsIsRefusedBeforeAnyWork();
    void aFileThatAppearsMeanwhileIsNotOverwritten();
    void forceReplacesTheFileAndKeepsItsPermissions();
    void aLinkStaysAndItsFileIsReplaced();
    void aFullDeviceIsAnErrorAndStaysADevice();
    void aPlaceThatCannotBeWrittenIsRefusedBeforeAnyWork_data();
    void aPlaceThatCannotBeWrittenIsRefusedBeforeAnyWork();

private:
    static QByteArray content(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(no such file)");
    }
    static void put(const QString& path, const QByteArray& text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static QStringList names(const QTemporaryDir& dir)
    {
        return QDir(dir.path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
};

void TestOutputFile::theFileAppearsWithItsCommitAndNotBefore()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("ticks.csv"));
    auto file = OutputFile::open(path.toStdString(), IfExists::Refuse);
    QVERIFY(file);
    file.value().sink().write("one\n");
    QVERIFY(!QFile::exists(path));
    QVERIFY(!file.value().commit());
    QCOMPARE(content(path), QByteArray("one\n"));
    {
        const auto gone = std::move(file);
    }
    QCOMPARE(names(dir), QStringList { QStringLiteral("ticks.csv") });
}

void TestOutputFile::withoutACommitNothingStays()
{
    const QTemporaryDir dir;
    {
        auto file = OutputFile::open(
            dir.filePath(QStringLiteral("ticks.csv")).toStdString(), IfExists::Refuse);
        QVERIFY(file);
        file.value().sink().write(std::string(1 << 20, 'x'));
    }
    QCOMPARE(names(dir), QStringList());
}

void TestOutputFile::aFileThatExistsIsRefusedBeforeAnyWork()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("old"));
    put(path, "old");
    const auto file = OutputFile::open(path.toStdString(), IfExists::Refuse);
    QVERIFY(!file);
    QCOMPARE(file.error().code, ErrorCode::Io);
    QVERIFY(file.error().message.find("--force") != std::string::npos);
    QCOMPARE(content(path), QByteArray("old"));
}

void TestOutputFile::aFileThatAppearsMeanwhileIsNotOverwritten()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("late"));
    auto file = OutputFile::open(path.toStdString(), IfExists::Refuse);
    QVERIFY(file);
    file.value().sink().write("ours");
    put(path, "theirs");
    const auto error = file.value().commit();
    QVERIFY(error);
    QVERIFY(error->message.find("exists") != std::string::npos);
    QCOMPARE(content(path), QByteArray("theirs"));
}

void TestOutputFile::forceReplacesTheFileAndKeepsItsPermissions()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("old"));
    put(path, "old");
    const auto permissions
        = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QVERIFY(QFile::setPermissions(path, permissions));
    auto file = OutputFile::open(path.toStdString(), IfExists::Overwrite);
    QVERIFY(file);
    file.value().sink().write("new");
    QCOMPARE(content(path), QByteArray("old"));
    QVERIFY(!file.value().commit());
    QCOMPARE(content(path), QByteArray("new"));
    QCOMPARE(QFile::permissions(path), permissions);
}

void TestOutputFile::aLinkStaysAndItsFileIsReplaced()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("file"));
    const QString link = dir.filePath(QStringLiteral("link"));
    put(path, "old");
    QVERIFY(QFile::link(path, link));
    auto file = OutputFile::open(link.toStdString(), IfExists::Overwrite);
    QVERIFY(file);
    file.value().sink().write("new");
    QVERIFY(!file.value().commit());
    QVERIFY(QFileInfo(link).isSymLink());
    QCOMPARE(content(path), QByteArray("new"));
}

void TestOutputFile::aFullDeviceIsAnErrorAndStaysADevice()
{
    auto file = OutputFile::open("/dev/full", IfExists::Overwrite);
    QVERIFY(file);
    file.value().sink().write("x");
    const auto error = file.value().commit();
    QVERIFY(error);
    QVERIFY2(error->message.find("No space left on device") != std::string::npos,
        error->message.c_str());
    QVERIFY(QFileInfo(QStringLiteral("/dev/full")).exists());
    QVERIFY(!QFileInfo(QStringLiteral("/dev/full")).isFile());
}

void TestOutputFile::aPlaceThatCannotBeWrittenIsRefusedBeforeAnyWork_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("message");
    QTest::newRow("a directory") << QStringLiteral("/tmp") << QStringLiteral("is a directory");
    QTest::newRow("no such directory")
        << QStringLiteral("/no/such/place") << QStringLiteral("No such file or directory");
    QTest::newRow("a name of 300 letters")
        << QStringLiteral("/tmp/") + QString(300, QLatin1Char('x'))
        << QStringLiteral("File name too long");
}

void TestOutputFile::aPlaceThatCannotBeWrittenIsRefusedBeforeAnyWork()
{
    QFETCH(QString, path);
    QFETCH(QString, message);
    const auto file = OutputFile::open(path.toStdString(), IfExists::Overwrite);
    QVERIFY(!file);
    QVERIFY2(file.error().message.find(message.toStdString()) != std::string::npos,
        file.error().message.c_str());
}

QTEST_APPLESS_MAIN(TestOutputFile)
#include "tst_output_file.moc"

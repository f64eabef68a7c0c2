// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/file_reader.h"
#include "core/scenario/guard.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <string>
#include <thread>

using namespace tickscope;

class tst_FileReader : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void aFileIsReadWhole();
    void bytesStayAsTheyAre();
    void aLargeFileIsNotRead();
    void aFileOfTheLargestSizeIsRead();
    void aFileThatHidesItsSizeIsCutOff();
    void whatIsNoFileIsNamed_data();
    void whatIsNoFileIsNamed();
    void anUnreadableFileIsRefused();
    void aLinkIsFollowed();
    void standardInputIsRead();
    void aPipeIsReadWhereThatIsAskedFor();
    void whoWaitsForAPipeCanBeInterrupted();

private:
    std::string path(const char* name) const
    {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    std::string write(const char* name, const QByteArray& bytes) const
    {
        QFile file(m_folder.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a file for the test");
        return path(name);
    }

    QTemporaryDir m_folder;
};

void tst_FileReader::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void tst_FileReader::aFileIsReadWhole()
{
    const auto result = readTextFile(write("a.toml", "format = 1\n"));
    QVERIFY(result);
    QCOMPARE(*result, std::string("format = 1\n"));
    QCOMPARE(*readTextFile(write("empty.toml", "")), std::string());
}

void tst_FileReader::bytesStayAsTheyAre()
{
    const QByteArray bytes("\xef\xbb\xbf"
                           "a = 1\r\nb\0\xff",
        12);
    QCOMPARE(QByteArray::fromStdString(*readTextFile(write("bytes", bytes))), bytes);
}

void tst_FileReader::aLargeFileIsNotRead()
{
    const std::string large = write("large", {});
    QCOMPARE(::truncate(large.c_str(), 5'000'000'000), 0);
    const auto result = readTextFile(large);
    QVERIFY(!result);
    QCOMPARE(QByteArray::fromStdString(result.error().message),
        QByteArray("cannot be read: it is larger than 1 MiB; a scenario is a small file"));
    QCOMPARE(result.error().place.file, large);
}

void tst_FileReader::aFileOfTheLargestSizeIsRead()
{
    const QByteArray most(int(maxTextBytes), '#');
    QVERIFY(readTextFile(write("most", most)));
    QVERIFY(!readTextFile(write("more", most + '#')));
}

void tst_FileReader::aFileThatHidesItsSizeIsCutOff()
{
    // Files of /proc say that they are empty; their content is read all the same.
    const auto result = readTextFile("/proc/self/status");
    QVERIFY(result);
    QVERIFY(!result->empty());
}

void tst_FileReader::whatIsNoFileIsNamed_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("message");
    QCOMPARE(::mkfifo(path("fifo").c_str(), 0600), 0);
    QCOMPARE(::symlink(path("loop").c_str(), path("loop").c_str()), 0);
    const auto row = [this](const char* name, const std::string& file, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(file) << QByteArray(message);
    };
    row("nothing", path("missing.toml"), "there is no such file");
    row("a directory", m_folder.path().toStdString(), "it is a directory");
    row("a named pipe", path("fifo"), "it is a named pipe; read it with - from standard input");
    row("a device", "/dev/zero", "it is a device");
    row("links in a circle", path("loop"), "its symbolic links lead in a circle");
    row("a name that is too long", path(std::string(300, 'x').c_str()), "its name is too long");
    row("an empty name", "", "there is no such file");
}

void tst_FileReader::whatIsNoFileIsNamed()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, message);
    const auto result = readTextFile(path.toStdString());
    QVERIFY(!result);
    QCOMPARE(result.error().code, ErrorCode::Io);
    QCOMPARE(QByteArray::fromStdString(result.error().message), "cannot be read: " + message);
}

void tst_FileReader::anUnreadableFileIsRefused()
{
    const std::string file = write("secret", "format = 1");
    QCOMPARE(::chmod(file.c_str(), 0), 0);
    if (::geteuid() == 0)
        QSKIP("root may read everything");
    const auto result = readTextFile(file);
    QVERIFY(!result);
    QCOMPARE(QByteArray::fromStdString(result.error().message),
        QByteArray("cannot be read: there is no permission to read it"));
}

void tst_FileReader::aLinkIsFollowed()
{
    const std::string file = write("target", "format = 1");
    QCOMPARE(::symlink(file.c_str(), path("link").c_str()), 0);
    QCOMPARE(*readTextFile(path("link")), std::string("format = 1"));
}

void tst_FileReader::standardInputIsRead()
{
    int ends[2] = {};
    QCOMPARE(::pipe(ends), 0);
    QCOMPARE(::write(ends[1], "format = 1", 10), ssize_t(10));
    ::close(ends[1]);
    const int before = ::dup(STDIN_FILENO);
    ::dup2(ends[0], STDIN_FILENO);
    const auto result = readTextFile("-");
    ::dup2(before, STDIN_FILENO);
    ::close(before);
    ::close(ends[0]);
    QVERIFY(result);
    QCOMPARE(*result, std::string("format = 1"));
}

void tst_FileReader::aPipeIsReadWhereThatIsAskedFor()
{
    const std::string pipe = path("pipe");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    // Open for reading first, so that this writer need not wait; it is gone before anybody reads.
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK);
    std::thread writer([&pipe] {
        const int end = ::open(pipe.c_str(), O_WRONLY);
        static_cast<void>(!::write(end, "format = 1", 10));
        ::close(end);
    });
    const auto result = readTextFile(pipe, { Pipes::Read, nullptr });
    writer.join();
    ::close(reader);
    QVERIFY(result);
    QCOMPARE(*result, std::string("format = 1"));

    // As a shell hands over <(command): the writer is gone, what it wrote is in the pipe.
    int ends[2] = {};
    QCOMPARE(::pipe(ends), 0);
    QCOMPARE(::write(ends[1], "title", 5), ssize_t(5));
    ::close(ends[1]);
    const auto substituted
        = readTextFile("/dev/fd/" + std::to_string(ends[0]), { Pipes::Read, nullptr });
    ::close(ends[0]);
    QVERIFY(substituted);
    QCOMPARE(*substituted, std::string("title"));
}

void tst_FileReader::whoWaitsForAPipeCanBeInterrupted()
{
    static std::atomic<bool> isAsked = false;
    const std::string pipe = path("nobody");
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    struct sigaction action = {};
    struct sigaction before = {};
    action.sa_handler = [](int) {};
    ::sigaction(SIGUSR1, &action, &before);
    const pthread_t waiter = ::pthread_self();
    std::thread signaller([waiter] {
        while (!isAsked) { // it may not wait yet when the first comes
            ::pthread_kill(waiter, SIGUSR1);
            std::this_thread::yield();
        }
    });
    const auto result = readTextFile(pipe, { Pipes::Read, [] {
                                                isAsked = true;
                                                return true;
                                            } });
    signaller.join();
    ::sigaction(SIGUSR1, &before, nullptr);
    QVERIFY(!result);
    QVERIFY(isAsked);
}

QTEST_APPLESS_MAIN(tst_FileReader)
#include "tst_file_reader.moc"

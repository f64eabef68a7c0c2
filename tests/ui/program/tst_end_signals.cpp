// SPDX-License-Identifier: GPL-3.0-only
#include "ui/program/end_signals.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace tickscope;

class TestEndSignals : public QObject
{
    Q_OBJECT

private slots:
    void aSignalOfTheSystemBecomesOneOfQt_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGHUP") << SIGHUP;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void aSignalOfTheSystemBecomesOneOfQt()
    {
        QFETCH(int, number);
        const EndSignals endSignals;
        QSignalSpy asked(&endSignals, &EndSignals::endRequested);
        QCOMPARE(::raise(number), 0);
        QVERIFY(asked.wait());
        QCOMPARE(asked.count(), 1);
    }
    /// The window itself: it ends cleanly, and knows at the next start what was open.
    void theWindowEndsCleanly_data() { aSignalOfTheSystemBecomesOneOfQt_data(); }
    void theWindowEndsCleanly()
    {
        QFETCH(int, number);
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("mine.toml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("format = 1\n[[server]]\nname = \"a\"\ninterval = 5000\n");
        file.close();
        QProcess window;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_STATE_HOME"), folder.path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), folder.path());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        window.setProcessEnvironment(environment);
        window.start(QStringLiteral(TICKSCOPE_WINDOW), { path });
        QVERIFY2(window.waitForStarted(), qPrintable(window.errorString()));
        // It is remembered when it is opened, so not even a kill forgets it. The handler is there
        // before the window shows, so wait for what follows that.
        const auto remembered = folder.filePath(QStringLiteral("tickscope/window.ini"));
        QTRY_VERIFY_WITH_TIMEOUT(
            QSettings(remembered, QSettings::IniFormat).value(QStringLiteral("last/file")) == path,
            60'000);
        QTRY_VERIFY_WITH_TIMEOUT(catches(window.processId(), number), 60'000);
        QCOMPARE(::kill(pid_t(window.processId()), number), 0);
        QVERIFY(window.waitForFinished(60'000));
        QCOMPARE(window.exitStatus(), QProcess::NormalExit);
        QCOMPARE(window.exitCode(), 0);
        QVERIFY(QSettings(remembered, QSettings::IniFormat)
                    .contains(QStringLiteral("window/geometry")));
    }

private:
    /// Whether a process handles a signal itself.
    static bool catches(qint64 process, int number)
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(process));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        for (const auto& line : status.readAll().split('\n'))
            if (line.startsWith("SigCgt:"))
                return line.mid(7).trimmed().toULongLong(nullptr, 16) >> (number - 1) & 1;
        return false;
    }
};

QTEST_GUILESS_MAIN(TestEndSignals)
#include "tst_end_signals.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/settings.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tickscope;

class TestSettings : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_home->filePath(QStringLiteral("config")).toUtf8());
        qputenv("XDG_STATE_HOME", m_home->filePath(QStringLiteral("state")).toUtf8());
    }

    void whatIsSetIsThereAfterTheNextStart()
    {
        {
            Settings settings(Settings::Storage::Files);
            settings.setThemeName(QStringLiteral("dark"));
            settings.setTextScale(1.3);
            settings.setWindow("geometry", "layout");
        }
        const Settings settings(Settings::Storage::Files);
        QCOMPARE(settings.themeName(), QStringLiteral("dark"));
        QCOMPARE(settings.textScale(), 1.3);
        QCOMPARE(settings.geometry(), QByteArray("geometry"));
        QCOMPARE(settings.layout(), QByteArray("layout"));
    }
    void cleanReadsAndWritesNothing()
    {
        {
            Settings settings(Settings::Storage::Files);
            settings.setThemeName(QStringLiteral("dark"));
        }
        {
            Settings clean(Settings::Storage::Memory);
            QCOMPARE(clean.themeName(), QString());
            clean.setThemeName(QStringLiteral("light"));
            QCOMPARE(clean.themeName(), QStringLiteral("light"));
            clean.addRecentFile(QStringLiteral("/tmp/a.toml"));
        }
        const Settings settings(Settings::Storage::Files);
        QCOMPARE(settings.themeName(), QStringLiteral("dark"));
        QVERIFY(settings.recentFiles().isEmpty());
    }
    void theTenLatestFilesAreRemembered()
    {
        {
            Settings settings(Settings::Storage::Files);
            for (int i = 0; i < 12; ++i)
                settings.addRecentFile(QStringLiteral("/nowhere/%1.toml").arg(i));
            settings.addRecentFile(QStringLiteral("/nowhere/5.toml"));
        }
        Settings settings(Settings::Storage::Files);
        QCOMPARE(settings.recentFiles().size(), 10);
        QCOMPARE(settings.recentFiles().first(), QStringLiteral("/nowhere/5.toml"));
        QCOMPARE(settings.recentFiles().count(QStringLiteral("/nowhere/5.toml")), 1);
        settings.clearRecentFiles();
        QVERIFY(settings.recentFiles().isEmpty());
    }
    void aDamagedFileIsPutAside()
    {
        const auto folder = m_home->filePath(QStringLiteral("config/tickscope"));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/settings.ini"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[look\ntheme===\x01\xff garbage ]\n[[[\n");
        file.close();
        Settings settings(Settings::Storage::Files);
        QCOMPARE(settings.textScale(), 1.0);
        settings.setThemeName(QStringLiteral("dark"));
        QCOMPARE(settings.themeName(), QStringLiteral("dark"));
    }
    void nonsenseIsIgnored()
    {
        const auto folder = m_home->filePath(QStringLiteral("config/tickscope"));
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + QStringLiteral("/settings.ini"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[look]\ntextScale=1e9\n");
        file.close();
        QCOMPARE(Settings(Settings::Storage::Files).textScale(), 1.0);
    }
    void aHomeThatIsAFileDoesNoHarm()
    {
        QFile file(m_home->filePath(QStringLiteral("blocked")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        qputenv("XDG_CONFIG_HOME", file.fileName().toUtf8());
        qputenv("XDG_STATE_HOME", file.fileName().toUtf8());
        Settings settings(Settings::Storage::Files);
        settings.setTextScale(1.5);
        settings.addRecentFile(QStringLiteral("/nowhere/a.toml"));
        QCOMPARE(settings.textScale(), 1.5);
        QCOMPARE(settings.recentFiles().size(), 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/panels/inspector_panel.h"
#include "ui/widgets/difference_box.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace tickscope;

namespace {

const QByteArray handWritten = "# Why we poll.\n\nformat = 1 # the only one\nduration = \"60s\"\n\n"
                               "# The slow one.\n[[server]]\nname = \"slow\" # as ever\n"
                               "interval = 5000\nschedule = \"after_work\"\nwork = \"1s\"\n";

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeTo(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

QPushButton* buttonIn(const QWidget& parent, const QString& text)
{
    for (auto* button : parent.findChildren<QPushButton*>())
        if (button->text().remove(u'&') == text && button->isVisible())
            return button;
    return nullptr;
}

void click(const QWidget& parent, const QString& text)
{
    auto* button = buttonIn(parent, text);
    QVERIFY2(button, qPrintable(text));
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

/// What would be lost otherwise: with real keys and a real file.
class TestWindowKept : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_folder->filePath(QStringLiteral("state"))));
        qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder->filePath(QStringLiteral("config"))));
        m_settings = std::make_unique<Settings>(Settings::Storage::Files);
        m_path = m_folder->filePath(QStringLiteral("mine.toml"));
        writeTo(m_path, handWritten);
        start();
    }
    void cleanup()
    {
        m_window.reset();
        m_settings.reset();
        m_folder.reset();
    }

    void reloadSetsChangesAside()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        click(inspector(), QStringLiteral("Crash"));
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QCOMPARE(actions(), std::size_t(0));
        QVERIFY(m_window->messageBar().isVisible());
        click(m_window->messageBar(), QStringLiteral("Bring back"));
        settle(m_window->controller());
        QCOMPARE(actions(), std::size_t(2));
        QCOMPARE(m_window->document().path(), m_path);
    }
    void eachThatWasSetAsideCanBeBroughtBack()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        goTo(VirtualTime(5s));
        click(inspector(), QStringLiteral("Tick"));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        const auto entries = setAsideEntries();
        QCOMPARE(entries.size(), 2);
        entries.first()->trigger();
        settle(m_window->controller());
        QCOMPARE(m_window->document().path(), m_path);
        QCOMPARE(actions(), std::size_t(1));
        QCOMPARE(setAsideEntries().size(), 1);
    }
    void closingAsksForWhatWasSetAside()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QVERIFY(!m_window->document().isModified());
        m_window->close();
        QVERIFY(m_window->isVisible());
        auto* question = m_window->findChild<QMessageBox*>();
        QVERIFY(question);
        click(*question, QStringLiteral("Keep for the next start"));
        QTRY_VERIFY(!m_window->isVisible());

        start();
        m_window->offerRecovery();
        QVERIFY(m_window->recoveryBar().isVisible());
        click(m_window->recoveryBar(), QStringLiteral("Recover"));
        settle(m_window->controller());
        QCOMPARE(m_window->document().path(), m_path);
        QCOMPARE(actions(), std::size_t(1));
    }
    void whatIsDiscardedDoesNotComeBack()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QCoreApplication::processEvents();
        m_window->close();
        click(*m_window->findChild<QMessageBox*>(), QStringLiteral("Discard"));
        QTRY_VERIFY(!m_window->isVisible());
        QVERIFY(recoveryFiles().isEmpty());
    }
    void aKilledProgramLeavesItsWorkBehind()
    {
        openMine();
        goTo(VirtualTime(12s));
        click(inspector(), QStringLiteral("Crash"));
        QTRY_COMPARE(recoveryFiles().size(), 1); // at once, not after 15 s
        m_window->openNamed(QStringLiteral("no such"));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        click(inspector(), QStringLiteral("Tick"));
        QVERIFY(m_window->findChild<Recovery*>()->isWaiting());
        m_window->findChild<Recovery*>()->flush(); // as the timer does
        killed();

        start();
        m_window->offerRecovery();
        QVERIFY(m_window->recoveryBar().isVisible());
        click(m_window->recoveryBar(), QStringLiteral("Recover"));
        settle(m_window->controller());
        QCOMPARE(m_window->document().name(), QStringLiteral("New scenario"));
        QVERIFY(m_window->document().isModified());
        QCOMPARE(actions(), std::size_t(1));
        const auto entries = setAsideEntries();
        QCOMPARE(entries.size(), 1);
        entries.first()->trigger();
        settle(m_window->controller());
        QCOMPARE(m_window->document().path(), m_path);
        QCOMPARE(toNs(m_window->controller().now()), toNs(VirtualTime(12s + 1ns)));
        QCOMPARE(recoveryFiles().size(), 1); // the old one is ours now
    }
    void aSecondWindowOffersNothingThatIsInUse()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        QTRY_COMPARE(recoveryFiles().size(), 1);
        MainWindow second(m_clock, m_themes, *m_settings);
        second.show();
        second.offerRecovery();
        QVERIFY(!second.recoveryBar().isVisible());
    }
    void theOfferCanBeLookedAtAndDiscarded()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        QTRY_COMPARE(recoveryFiles().size(), 1);
        killed();
        start();
        m_window->offerRecovery();
        click(m_window->recoveryBar(), QStringLiteral("Show differences"));
        QVERIFY(m_window->findChild<DifferenceBox*>());
        QVERIFY(m_window->recoveryBar().isVisible());
        click(m_window->recoveryBar(), QStringLiteral("Discard"));
        QVERIFY(!m_window->recoveryBar().isVisible());
        QVERIFY(recoveryFiles().isEmpty());
    }
    void anEndBySignalKeepsEverything()
    {
        openMine();
        goTo(VirtualTime(9s));
        click(inspector(), QStringLiteral("Crash"));
        m_window->keepForNextStart();
        m_window.reset();
        QCOMPARE(recoveryFiles().size(), 1);
        QCOMPARE(m_settings->lastFile(), m_path);
        start();
        m_window->offerRecovery();
        QVERIFY(m_window->recoveryBar().isVisible());
    }
    void aCleanCloseLeavesNothing()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        QTRY_COMPARE(recoveryFiles().size(), 1);
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        m_window->close();
        m_window.reset();
        QVERIFY(recoveryFiles().isEmpty());
    }
    void theFileIsRememberedWhenItIsOpened()
    {
        openMine();
        Settings another(Settings::Storage::Files); // what the next start reads after a kill
        QCOMPARE(another.lastFile(), m_path);
    }

    void aChangeOnDiskIsNoticed()
    {
        openMine();
        writeTo(m_path, handWritten + "# theirs\n");
        QTRY_VERIFY(m_window->fileBar().isVisible());
        QVERIFY(buttonIn(m_window->fileBar(), QStringLiteral("Keep mine")));
        click(m_window->fileBar(), QStringLiteral("Compare"));
        QVERIFY(m_window->findChild<DifferenceBox*>());
        click(m_window->fileBar(), QStringLiteral("Reload"));
        QVERIFY(!m_window->fileBar().isVisible());
        QVERIFY(m_window->document().text().endsWith(QStringLiteral("# theirs\n")));
    }
    void aFileThatWasReplacedIsNoticedToo()
    {
        openMine();
        for (const char* line : { "# one\n", "# two\n" }) {
            const auto other = m_path + QStringLiteral(".new");
            writeTo(other, handWritten + line);
            QVERIFY(QFile::remove(m_path) && QFile::rename(other, m_path));
            QTRY_VERIFY(m_window->fileBar().isVisible());
            click(m_window->fileBar(), QStringLiteral("Reload"));
            QVERIFY(m_window->document().text().endsWith(QLatin1String(line)));
        }
    }
    void savingOverwritesNothingSilently()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        // Without a turn of the event loop: nobody was told yet.
        const auto theirs = handWritten + "# theirs\n";
        writeTo(m_path, theirs);
        m_window->document().save();
        QCOMPARE(contentOf(m_path), theirs);
        QVERIFY(m_window->fileBar().isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(contentOf(m_path), theirs);
        click(m_window->fileBar(), QStringLiteral("Keep mine"));
        QVERIFY(m_window->document().isModified());
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QVERIFY(contentOf(m_path).contains("do = \"crash\""));
        QVERIFY(!contentOf(m_path).contains("# theirs"));
    }
    void reloadingAChangedFileSetsMineAside()
    {
        openMine();
        click(inspector(), QStringLiteral("Crash"));
        writeTo(m_path, handWritten + "# theirs\n");
        QTRY_VERIFY(m_window->fileBar().isVisible());
        click(m_window->fileBar(), QStringLiteral("Reload"));
        QCOMPARE(actions(), std::size_t(0));
        QCOMPARE(setAsideEntries().size(), 1);
    }

    void savingKeepsWhatAPersonWrote()
    {
        openMine();
        goTo(VirtualTime(3s));
        click(inspector(), QStringLiteral("Crash"));
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(contentOf(m_path),
            handWritten + "\n[[action]]\nat = \"3s\"\nserver = \"slow\"\ndo = \"crash\"\n");
    }
    void undoneAndSavedIsTheSameFile()
    {
        openMine();
        for (int edit = 1; edit <= 3; ++edit) {
            goTo(VirtualTime(edit * 1s));
            click(inspector(), QStringLiteral("Tick"));
            QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        }
        for (int edit = 1; edit <= 3; ++edit) {
            QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
            settle(m_window->controller());
        }
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(contentOf(m_path), handWritten);
    }

private:
    void start()
    {
        m_window.reset();
        m_themes.setChoice(ThemeChoice::Light);
        m_themes.install();
        m_window = std::make_unique<MainWindow>(m_clock, m_themes, *m_settings);
        m_window->resize(1400, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    /// The program is gone, what it wrote stays: a copy of it, as the lock goes with the window.
    void killed()
    {
        const auto files = recoveryFiles();
        QCOMPARE(files.size(), 1);
        const auto copy = files.first() + QStringLiteral(".copy");
        QVERIFY(QFile::copy(files.first(), copy));
        m_window.reset();
        QVERIFY(QFile::rename(copy, files.first()));
    }
    void openMine()
    {
        m_window->openNamed(m_path);
        settle(m_window->controller());
    }
    void goTo(VirtualTime time)
    {
        m_window->controller().goTo(time);
        settle(m_window->controller());
    }
    InspectorPanel& inspector() { return *m_window->findChild<InspectorPanel*>(); }
    std::size_t actions() const { return m_window->controller().run().actions().size(); }
    QStringList recoveryFiles() const
    {
        const QDir folder(m_settings->recoveryFolder());
        QStringList paths;
        for (const auto& name : folder.entryList({ QStringLiteral("*.json") }, QDir::Files))
            paths << folder.filePath(name);
        return paths;
    }
    QList<QAction*> setAsideEntries()
    {
        for (auto* menu : m_window->findChildren<QMenu*>())
            if (menu->title().remove(u'&') == QStringLiteral("Set aside")) {
                emit menu->aboutToShow();
                auto entries = menu->actions();
                entries.removeIf([](QAction* action) { return !action->isEnabled(); });
                return entries;
            }
        return {};
    }

    FakeClock m_clock;
    ThemeController m_themes;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    QString m_path;
};

QTEST_MAIN(TestWindowKept)
#include "tst_window_kept.moc"

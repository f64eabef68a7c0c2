// SPDX-License-Identifier: GPL-3.0-only
#include "ui/palette/command_palette.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace tickscope;

/// The palette by itself: as high as what it found.
class TestCommandPalette : public QObject
{
    Q_OBJECT

private slots:
    void itIsAsHighAsItsHits()
    {
        open();
        auto* field = m_palette->findChild<QLineEdit*>();
        auto* list = m_palette->findChild<QListView*>();
        const int full = m_palette->height();
        QTest::keyClicks(field, QStringLiteral("crash"));
        QCOMPARE(list->model()->rowCount(), 1);
        QVERIFY(list->isVisible());
        QCOMPARE(list->height(), list->sizeHintForRow(0));
        QVERIFY(m_palette->height() < full / 2);
        field->clear();
        QCOMPARE(m_palette->height(), full);
    }
    void itSaysThatNothingFits()
    {
        open();
        auto* field = m_palette->findChild<QLineEdit*>();
        const auto* words = m_palette->findChild<Label*>();
        QVERIFY(!words->isVisible());
        QTest::keyClicks(field, QStringLiteral("xyzzy"));
        QVERIFY(words->isVisible());
        QCOMPARE(words->text(), QStringLiteral("No command has \"xyzzy\"."));
        QVERIFY(!m_palette->findChild<QListView*>()->isVisible());
        field->clear();
        QVERIFY(!words->isVisible());
    }
    void cleanup() { delete m_palette; }

private:
    void open()
    {
        m_themes.setChoice(ThemeChoice::Light);
        m_over.resize(900, 700);
        m_over.show();
        std::vector<Command> commands;
        for (const char* name : { "Crash poller", "Stop poller", "Add server", "Play", "Pause",
                 "Follow", "Save", "Open", "Quit", "Undo" })
            commands.push_back({ new QAction(QString::fromLatin1(name), &m_over), {} });
        m_palette = new CommandPalette(std::move(commands), m_themes, &m_over);
        m_palette->open();
    }

    ThemeController m_themes;
    QWidget m_over;
    QPointer<CommandPalette> m_palette;
};

QTEST_MAIN(TestCommandPalette)
#include "tst_command_palette.moc"

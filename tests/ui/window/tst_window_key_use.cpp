// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/panels/actions_panel.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/scenario_text_panel.h"
#include "ui/panels/servers_panel.h"
#include "ui/panels/source_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/tab_panel.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QSignalSpy>

using namespace tickscope;

/// A key that the focused widget uses itself is not a key of the window meanwhile.
class TestWindowKeyUse : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(30s));
    }
    void cleanup() { m.reset(); }

    void lettersInAListDoNothingToAServer_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("keys");
        QTest::newRow("log") << QStringLiteral("Event log") << QStringLiteral("tiXxolLf");
        QTest::newRow("mailbox") << QStringLiteral("Mailbox") << QStringLiteral("tiXxolLf");
        QTest::newRow("comparison") << QStringLiteral("Comparison") << QStringLiteral("iXxolLf");
    }
    void lettersInAListDoNothingToAServer()
    {
        QFETCH(QString, page);
        QFETCH(QString, keys);
        m->entry(page)->trigger();
        QApplication::processEvents();
        auto* view = viewOf(page);
        QVERIFY(view && view->isVisible());
        view->setFocus();
        QCOMPARE(m->window->focusWidget(), view);
        const auto span = m->window->timeWindow().span();
        QTest::keyClicks(view, keys);
        QCOMPARE(m->window->controller().run().actions().size(), std::size_t(0));
        QVERIFY(!QApplication::activePopupWidget());
        QVERIFY(m->window->timeWindow().span() == span);
    }
    void lettersInTheListOfServersActOnTheServer()
    {
        auto* list = m->window->findChild<ServersPanel*>()->findChild<QAbstractItemView*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_T);
        const auto& actions = m->window->controller().run().actions();
        QCOMPARE(actions.size(), std::size_t(1));
        QCOMPARE(int(actions[0].kind), int(ActionKind::Tick));
        QCOMPARE(actions[0].server, std::string("poller_interval"));
    }
    void lettersInAClosedListOfChoicesChoose()
    {
        QComboBox* box = nullptr;
        for (auto* one : m->window->findChildren<ChoiceBox*>())
            if (one->accessibleName() == QStringLiteral("Schedule") && one->isVisible())
                box = one;
        QVERIFY(box);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_I); // idle_timeout; in the window: set the interval
        QVERIFY(!QApplication::activePopupWidget());
        QVERIFY(box->currentText().startsWith(u'i'));
    }

    void aTextIsEditedByItsOwnKeys_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("meaning");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        const auto row = [](const char* name, Qt::Key key, QKeySequence::StandardKey meaning,
                             const char* text, int at) {
            QTest::newRow(name) << int(key) << int(meaning) << QString::fromLatin1(text) << at;
        };
        // In the window: crash, duplicate the server, export.
        row("Ctrl+K deletes to the end", Qt::Key_K, QKeySequence::DeleteEndOfLine, "poller", 6);
        row("Ctrl+D deletes a letter", Qt::Key_D, QKeySequence::Delete, "pollerinterval", 6);
        row("Ctrl+E goes to the end", Qt::Key_E, QKeySequence::MoveToEndOfLine, "poller_interval",
            15);
    }
    void aTextIsEditedByItsOwnKeys()
    {
        QFETCH(int, key);
        QFETCH(int, meaning);
        QFETCH(QString, text);
        QFETCH(int, at);
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        QLineEdit* name = nullptr;
        for (auto* one : m->window->findChildren<EditField*>())
            if (one->text() == QStringLiteral("poller_interval") && one->isVisible())
                name = one;
        QVERIFY(name);
        name->setFocus();
        name->setCursorPosition(6);
        const auto servers = m->window->controller().run().scenario().servers.size();
        QTest::keyClick(name, Qt::Key(key), Qt::ControlModifier);
        QCOMPARE(m->window->controller().run().actions().size(), std::size_t(0));
        QCOMPARE(m->window->controller().run().scenario().servers.size(), servers);
        QVERIFY(!QApplication::activeModalWidget());
        const bool isOfPlatform = QKeySequence::keyBindings(QKeySequence::StandardKey(meaning))
                                      .contains(QKeySequence(int(Qt::ControlModifier) | key));
        QCOMPARE(name->text(), isOfPlatform ? text : QStringLiteral("poller_interval"));
        QCOMPARE(name->cursorPosition(), isOfPlatform ? at : 6);
    }
    void theSourceIsEditedByItsOwnKeys()
    {
        m->entry(QStringLiteral("Scenario as text"))->trigger();
        QApplication::processEvents();
        auto& source = m->window->findChild<ScenarioTextPanel*>()->source();
        source.setFocus();
        source.moveCursor(QTextCursor::Start);
        const auto before = source.toPlainText();
        QTest::keyClick(&source, Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(m->window->controller().run().actions().size(), std::size_t(0));
        QTest::keyClick(&source, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m->window->controller().run().scenario().servers.size(), std::size_t(4));
        // What else it does is the platform's.
        QVERIFY(before.endsWith(source.toPlainText().mid(source.toPlainText().indexOf(u'\n'))));
    }

    void controlEndGoesToTheLastRow()
    {
        m->entry(QStringLiteral("Event log"))->trigger();
        QApplication::processEvents();
        auto* view = viewOf(QStringLiteral("Event log"));
        view->setFocus();
        view->setCurrentIndex(view->model()->index(3, 0));
        const auto now = m->window->controller().now();
        QTest::keyClick(view, Qt::Key_End, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), toNs(now));
        QCOMPARE(view->currentIndex().row(), view->model()->rowCount() - 1);
    }
    void f2EditsAnAction()
    {
        Action crash;
        crash.server = "heartbeat";
        crash.kind = ActionKind::Crash;
        m->window->document().act(crash);
        settle(m->window->controller());
        auto* panel = m->window->findChild<ActionsPanel*>();
        auto* view = panel->findChild<QAbstractItemView*>();
        for (auto* tabs : m->window->findChildren<TabPanel*>())
            if (tabs->isAncestorOf(panel)) {
                tabs->setOpen(true);
                tabs->setCurrent(panel);
            }
        QTRY_VERIFY(view->isVisible());
        view->setFocus();
        view->setCurrentIndex(view->model()->index(0, 0));
        QDockWidget* servers = nullptr;
        for (auto* dock : m->window->findChildren<QDockWidget*>())
            if (dock->widget() && dock->findChild<ServersPanel*>())
                servers = dock;
        QVERIFY(servers && servers->isVisible());
        QSignalSpy asked(panel, &ActionsPanel::editRequested);
        QTest::keyClick(view, Qt::Key_F2);
        QCOMPARE(asked.count(), 1);
        QVERIFY(servers->isVisible());
    }

private:
    QAbstractItemView* viewOf(const QString& page) const
    {
        if (page == QStringLiteral("Event log"))
            return m->window->findChild<EventLogPanel*>()->findChild<QAbstractItemView*>();
        if (page == QStringLiteral("Comparison"))
            return m->window->findChild<ComparisonPanel*>()->findChild<QAbstractItemView*>();
        for (auto* view : m->window->findChildren<QAbstractItemView*>())
            if (view->accessibleName().contains(page) && view->isVisible())
                return view;
        return nullptr;
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowKeyUse)
#include "tst_window_key_use.moc"

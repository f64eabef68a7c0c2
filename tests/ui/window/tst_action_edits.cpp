// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/document/action_edit.h"
#include "ui/panels/actions_panel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

using namespace tickscope;

class TestActionEdits : public QObject
{
    Q_OBJECT

private slots:
    void aLineIsReadBack()
    {
        Action action;
        action.at = VirtualTime(30s);
        action.kind = ActionKind::SetInterval;
        action.interval = 10s;
        QCOMPARE(actionLine(action), QStringLiteral("30 s: 10 s"));
        for (const auto kind : { ActionKind::SetInterval, ActionKind::SetWork,
                 ActionKind::SetOutcomes, ActionKind::Cancel, ActionKind::Call }) {
            action.kind = kind;
            action.work = UniformDuration { 1s, 3s };
            const auto edited = editedAction(action, actionLine(action));
            QCOMPARE(edited.reason, QString());
            QVERIFY(edited.action == action);
        }
    }
    void whatCannotBeIsRefusedWithAReason()
    {
        Action action;
        action.kind = ActionKind::SetInterval;
        for (const char* line : { "", "soon", "30 s: soon", "30 s: " })
            QVERIFY2(!editedAction(action, QString::fromLatin1(line)).reason.isEmpty(), line);
        action.kind = ActionKind::Cancel;
        QVERIFY(!editedAction(action, QStringLiteral("30 s: 5 s")).reason.isEmpty());
    }
    void keysEditAndRemoveWhatWasDone()
    {
        WindowFixture m;
        m.show();
        m.open("buildup-edited");
        m.goTo(VirtualTime(41s));
        auto* panel = m.window->findChild<ActionsPanel*>();
        auto& view = panel->view();
        for (const auto* button : panel->findChildren<QPushButton*>())
            QVERIFY(!button->isEnabled());
        view.setCurrentIndex(view.model()->index(0, 0));
        for (const auto* button : panel->findChildren<QPushButton*>())
            QVERIFY(button->isEnabled());
        QTest::keyClick(&view, Qt::Key_Return);
        auto* field = panel->findChild<QLineEdit*>();
        QVERIFY(field);
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("20 s: 7 s"));
        QTest::keyClick(field, Qt::Key_Return);
        settle(m.window->controller());
        const auto& actions = m.window->controller().run().actions();
        QCOMPARE(actions.size(), std::size_t(1));
        QCOMPARE(toNs(actions.front().at), std::int64_t(20'000'000'000));
        QCOMPARE(actions.front().interval, Duration(7s));
        QCOMPARE(toNs(m.window->controller().now()), std::int64_t(41'000'000'000));

        view.setCurrentIndex(view.model()->index(0, 0));
        QTest::keyClick(&view, Qt::Key_Delete);
        settle(m.window->controller());
        QVERIFY(m.window->controller().run().actions().empty());
        m.window->document().history().undo();
        m.window->document().history().undo();
        settle(m.window->controller());
        QCOMPARE(m.window->controller().run().actions().front().interval, Duration(10s));
        QVERIFY(!m.window->document().isModified());
    }
};

QTEST_MAIN(TestActionEdits)
#include "tst_action_edits.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/instant/instant_band.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/key_bindings.h"
#include "ui/palette/key_dialog.h"
#include "ui/panels/example_button.h"
#include "ui/panels/servers_panel.h"
#include "ui/text/trace_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/field_popup.h"
#include "ui/widgets/label.h"

#include <QApplication>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableWidget>

#include <map>
#include <set>

using namespace tickscope;

/// The window without a mouse: lanes and ticks, live actions, the palette, keys of one's own.
class TestWindowKeys : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(30s));
        timeline()->setFocus();
    }
    void cleanup() { m.reset(); }

    void upAndDownChooseALane()
    {
        QCOMPARE(server(), 0U);
        press(Qt::Key_Down);
        QCOMPARE(server(), 1U);
        auto* list = m->window->findChild<ServersPanel*>()->findChild<QListView*>();
        QCOMPARE(list->currentIndex().row(), 1);
        press(Qt::Key_Down);
        press(Qt::Key_Down);
        press(Qt::Key_Down); // there is no further one
        QCOMPARE(server(), 3U);
        press(Qt::Key_Up);
        QCOMPARE(server(), 2U);
    }
    void leftAndRightStep()
    {
        const auto before = m->window->controller().now();
        press(Qt::Key_Right);
        settle(m->window->controller());
        QVERIFY(m->window->controller().now() > before);
        press(Qt::Key_Left);
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), toNs(before));
    }
    void tabGoesFromTickToTick()
    {
        press(Qt::Key_Down);
        QList<std::uint32_t> ticks;
        for (int i = 0; i < 3; ++i) {
            QTest::keyClick(timeline(), Qt::Key_Tab);
            QCOMPARE(m->window->focusWidget(), timeline());
            ticks << tick();
        }
        QCOMPARE(ticks, QList<std::uint32_t>({ 1, 2, 3 }));
        QTest::keyClick(timeline(), Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(tick(), 2U);
        QCOMPARE(server(), 1U);
    }
    void behindTheLastTickTabGoesOn()
    {
        m->goTo(VirtualTime(6s));
        press(Qt::Key_Down);
        QTest::keyClick(timeline(), Qt::Key_Tab);
        QCOMPARE(tick(), 1U);
        QTest::keyClick(timeline(), Qt::Key_Tab);
        QVERIFY(m->window->focusWidget() != timeline());
    }
    void enterOpensTheInstant()
    {
        QTest::keyClick(timeline(), Qt::Key_Tab);
        press(Qt::Key_Return);
        QVERIFY(timeline()->openBand());
    }

    void everyLiveActionHasAKey_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("typed");
        const auto row = [](const char* id, ActionKind kind, const char* typed = "") {
            QTest::newRow(id) << QString::fromLatin1(id) << int(kind) << QString::fromLatin1(typed);
        };
        row("set-interval", ActionKind::SetInterval, "250ms");
        row("set-work", ActionKind::SetWork, "3s");
        row("cancel-timer", ActionKind::Cancel);
        row("resume", ActionKind::Resume);
        row("tick", ActionKind::Tick);
        row("call", ActionKind::Call, "2s");
        row("sys", ActionKind::Sys, "2s");
        row("stop", ActionKind::Stop);
        row("crash", ActionKind::Crash);
    }
    void everyLiveActionHasAKey()
    {
        QFETCH(QString, id);
        QFETCH(int, kind);
        QFETCH(QString, typed);
        press(Qt::Key_Down);
        const auto* action = m->window->findChild<QAction*>(id);
        QVERIFY(action);
        QVERIFY(!action->shortcut().isEmpty());
        QVERIFY2(
            action->text().contains(QStringLiteral("poller_interval")), qPrintable(action->text()));
        const auto key = action->shortcut()[0];
        QTest::keyClick(timeline(), key.key(), key.keyboardModifiers());
        if (!typed.isEmpty()) {
            auto* popup = m->window->findChild<FieldPopup*>();
            QVERIFY(popup);
            auto* field = popup->findChild<QLineEdit*>();
            field->selectAll();
            QTest::keyClicks(field, typed);
            QTest::keyClick(field, Qt::Key_Return);
        }
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(int(run().actions().back().kind), kind);
        QCOMPARE(run().actions().back().server, std::string("poller_interval"));
    }
    void theNodeStandsStillByKey()
    {
        const auto* stall = m->window->findChild<QAction*>(QStringLiteral("stall"));
        QVERIFY(stall && stall->isEnabled());
        const auto key = stall->shortcut()[0];
        QTest::keyClick(timeline(), key.key(), key.keyboardModifiers());
        auto* field = m->window->findChild<FieldPopup*>()->findChild<QLineEdit*>();
        QCOMPARE(field->text(), QStringLiteral("400 ms"));
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("3 s"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(run().actions().size(), std::size_t(1));
        const auto& action = run().actions().back();
        QCOMPARE(int(action.kind), int(ActionKind::Stall));
        QCOMPARE(action.server, std::string()); // it is of the whole node
        QCOMPARE(action.stall.count(), Duration(3s).count());
        m->window->document().history().undo();
        settle(m->window->controller());
        QVERIFY(run().actions().empty());
    }
    void aDeadServerIsStartedByKey()
    {
        auto scenario = run().scenarioWithActions();
        scenario.servers[0].restart = RestartKind::Temporary;
        m->window->document().changeScenario(QStringLiteral("x"), scenario);
        settle(m->window->controller());
        const auto* start = m->window->findChild<QAction*>(QStringLiteral("start"));
        QVERIFY(!start->isEnabled());
        QTest::keyClick(timeline(), Qt::Key_K, Qt::ControlModifier);
        m->goTo(VirtualTime(31s));
        QVERIFY(start->isEnabled());
        const auto key = start->shortcut()[0];
        QTest::keyClick(timeline(), key.key(), key.keyboardModifiers());
        QCOMPARE(int(run().actions().back().kind), int(ActionKind::Start));
    }

    void thePaletteFindsLiveActionsWithTheirServer()
    {
        press(Qt::Key_Down);
        auto* palette = openPalette();
        QTest::keyClicks(palette->findChild<QLineEdit*>(), QStringLiteral("crash poller"));
        const auto* list = palette->findChild<QListView*>();
        QCOMPARE(
            list->model()->index(0, 0).data().toString(), QStringLiteral("Crash poller_interval"));
        QTest::keyClick(palette->findChild<QLineEdit*>(), Qt::Key_Return);
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(int(run().actions().back().kind), int(ActionKind::Crash));
    }
    void thePaletteSaysThatNoCommandFits()
    {
        auto* palette = openPalette();
        const int full = palette->height();
        auto* field = palette->findChild<QLineEdit*>();
        QTest::keyClicks(field, QStringLiteral("xyzzy"));
        const auto labels = palette->findChildren<Label*>();
        QCOMPARE(labels.size(), 1);
        QVERIFY(labels.front()->isVisible());
        QCOMPARE(labels.front()->text(), QStringLiteral("No command has \"xyzzy\"."));
        QVERIFY(!palette->findChild<QListView*>()->isVisible());
        QVERIFY(palette->height() < full / 3);
        field->clear();
        QTest::keyClicks(field, QStringLiteral("quit"));
        const auto* list = palette->findChild<QListView*>();
        QVERIFY(list->isVisible());
        const int rows = list->model()->rowCount();
        if (rows * list->sizeHintForRow(0) < full / 2)
            QCOMPARE(list->height(), rows * list->sizeHintForRow(0));
        palette->close();
    }

    void aKeyOfOnesOwnIsKept()
    {
        auto* bindings = m->window->findChild<KeyBindings*>();
        m->entry(QStringLiteral("Change keys…"))->trigger();
        auto* dialog = m->window->findChild<KeyDialog*>();
        QVERIFY(dialog);
        auto* table = dialog->findChild<QTableWidget*>();
        int row = 0;
        while (bindings->entries()[std::size_t(row)].id != QStringLiteral("crash"))
            ++row;
        table->selectRow(row);
        auto* edit = dialog->findChild<QKeySequenceEdit*>();
        edit->setFocus();
        QTest::keyClick(edit, Qt::Key_J);
        QTRY_COMPARE(edit->keySequence(), QKeySequence(Qt::Key_J));
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Assign")) {
                QTRY_VERIFY(button->isEnabled());
                QTest::mouseClick(button, Qt::LeftButton);
            }
        dialog->close();
        QCOMPARE(bindings->keys(QStringLiteral("crash")), { QKeySequence(Qt::Key_J) });
        m->window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m->window.get()));
        timeline()->setFocus();
        QTest::keyClick(timeline(), Qt::Key_J);
        QCOMPARE(run().actions().size(), std::size_t(1));
        MainWindow again(m->clock, m->themes, m->settings);
        QCOMPARE(again.findChild<KeyBindings*>()->keys(QStringLiteral("crash")),
            { QKeySequence(Qt::Key_J) });
        QCOMPARE(again.findChild<QAction*>(QStringLiteral("crash"))->shortcut(),
            QKeySequence(Qt::Key_J));
    }
    void noKeyDoesTwoThings_data()
    {
        QTest::addColumn<int>("preset");
        for (const auto preset : keyPresets)
            QTest::newRow(qPrintable(keyPresetId(preset))) << int(preset);
    }
    void noKeyDoesTwoThings()
    {
        QFETCH(int, preset);
        auto* bindings = m->window->findChild<KeyBindings*>();
        bindings->setPreset(KeyPreset(preset));
        std::map<QString, QString> owners;
        std::set<QString> ids;
        for (const auto& entry : bindings->entries()) {
            QVERIFY2(ids.insert(entry.id).second, qPrintable(entry.id));
            for (const auto& key : bindings->keys(entry.id)) {
                const auto [found, isNew] = owners.emplace(key.toString(), entry.id);
                QVERIFY2(
                    isNew, qPrintable(key.toString() + u' ' + found->second + u' ' + entry.id));
            }
        }
        QCOMPARE(m->settings.keyPreset(), keyPresetId(KeyPreset(preset)));
    }
    void anotherPresetHasOtherKeys()
    {
        auto* bindings = m->window->findChild<KeyBindings*>();
        bindings->setPreset(KeyPreset::Perfetto);
        const auto before = m->window->controller().now();
        m->window->timeWindow().setSpan({ 10'000'000'000, 20'000'000'000 });
        press(Qt::Key_Left);
        QCOMPARE(toNs(m->window->controller().now()), toNs(before));
        QVERIFY(m->window->timeWindow().span().startNs < 10'000'000'000);
        press(Qt::Key_Period);
        QVERIFY(m->window->timeWindow().selection()->message != 0);
        bindings->setPreset(KeyPreset::Tickscope);
        m->goTo(VirtualTime(29'500ms)); // between two events
        press(Qt::Key_Left);
        settle(m->window->controller());
        QVERIFY(m->window->controller().now() < VirtualTime(29'500ms));
    }

    void enterAndSpaceOpenAWelcomeCard_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Enter") << int(Qt::Key_Return);
        QTest::newRow("Space") << int(Qt::Key_Space);
    }
    void enterAndSpaceOpenAWelcomeCard()
    {
        QFETCH(int, key);
        m->entry(QStringLiteral("Welcome page"))->trigger();
        const auto cards = m->window->findChildren<ExampleButton*>();
        QVERIFY(cards.size() > 3);
        auto* card = cards[3];
        const auto title = card->text();
        card->setFocus(Qt::TabFocusReason);
        QTest::keyClick(card, Qt::Key(key));
        QTRY_COMPARE(m->window->document().title(), title);
    }

private:
    const Run& run() const { return m->window->controller().run(); }
    TimelineView* timeline() const { return m->window->findChild<TimelineView*>(); }
    std::uint32_t server() const { return m->window->timeWindow().selection()->server; }
    std::uint32_t tick() const
    {
        const auto selection = m->window->timeWindow().selection();
        const auto* message = findMessage(
            m->window->controller().log().server(selection->server), selection->message);
        return message ? message->tick : 0;
    }
    void press(Qt::Key key) { QTest::keyClick(timeline(), key); }
    CommandPalette* openPalette()
    {
        QTest::keyClick(timeline(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        auto* palette = m->window->findChild<CommandPalette*>();
        Q_ASSERT(palette);
        return palette;
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowKeys)
#include "tst_window_keys.moc"

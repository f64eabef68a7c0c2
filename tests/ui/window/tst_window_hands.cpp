// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/models/event_log_model.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/servers_panel.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/field_error.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QUndoStack>

using namespace tickscope;

/// The right thing is hit: what the hand meant happens, and nothing else.
class TestWindowHands : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
    }
    void cleanup() { m.reset(); }

    void theEmptyCanvasChangesNoSelection()
    {
        auto* list = m->window->findChild<ServersPanel*>()->findChild<QListView*>();
        const auto row = list->visualRect(list->model()->index(1, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, row.center());
        QCOMPARE(m->window->timeWindow().selection()->server, 1U);
        auto* lanes = timeline();
        lanes->setLaneSize(LaneSize::Small); // room below the lanes
        m->window->resize(1400, 1400);
        QApplication::processEvents();
        QTest::mouseClick(
            lanes, Qt::LeftButton, {}, QPoint(lanes->width() / 2, lanes->height() - 12));
        QCOMPARE(list->currentIndex().row(), 1);
        QCOMPARE(inspector().server(), std::optional<ServerIndex>(1));
        click(QStringLiteral("Crash"));
        QCOMPARE(run().actions().back().server, std::string("poller_interval"));
    }
    void theSelectedServerStaysWhenOthersComeAndGo()
    {
        select("countdown");
        m->entry(QStringLiteral("Move server up"))->trigger();
        settle(m->window->controller());
        QCOMPARE(selectedName(), std::string("countdown"));
        select("heartbeat");
        QTest::keyClick(m->window.get(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(selectedName(), std::string("heartbeat"));
        auto* list = m->window->findChild<ServersPanel*>()->findChild<QListView*>();
        QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("heartbeat"));
    }

    void spacePlaysAfterAnyButton_data()
    {
        QTest::addColumn<QString>("button");
        for (const char* text : { "Crash", "Stop", "Cancel", "Resume", "Tick" })
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void spacePlaysAfterAnyButton()
    {
        QFETCH(QString, button);
        m->goTo(VirtualTime(7s));
        click(button);
        QApplication::processEvents();
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(m->window->focusWidget(), timeline());
        QTest::keyClick(m->window->focusWidget(), Qt::Key_Space);
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(m->window->controller().state(), RunController::State::Playing);
    }
    void spacePlaysWhereverTheFocusIsButInAText()
    {
        for (auto* widget : m->window->findChildren<QWidget*>()) {
            const bool isReached = widget->isVisible() && widget->isEnabled()
                && widget->window() == m->window.get() && widget->focusPolicy() & Qt::TabFocus
                && !widget->focusProxy();
            const bool isText
                = qobject_cast<QLineEdit*>(widget) && !qobject_cast<EditField*>(widget);
            if (!isReached || isText)
                continue;
            widget->setFocus(Qt::TabFocusReason);
            const auto count = run().actions().size();
            QTest::keyClick(widget, Qt::Key_Space);
            QVERIFY2(m->window->controller().state() == RunController::State::Playing,
                qPrintable(widget->accessibleName() + u' '
                    + QString::fromLatin1(widget->metaObject()->className())));
            QCOMPARE(run().actions().size(), count);
            m->window->controller().pause();
        }
        auto* field = intervalField();
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("5 s"));
        QCOMPARE(m->window->controller().state(), RunController::State::Paused);
    }
    void enterPressesAButton()
    {
        m->goTo(VirtualTime(7s));
        auto* crash = button(QStringLiteral("Crash"));
        crash->setFocus(Qt::TabFocusReason);
        QTest::keyClick(crash, Qt::Key_Return);
        QTRY_COMPARE(run().actions().size(), std::size_t(1));
    }

    void undoRightAfterEnterUndoesTheEdit()
    {
        m->goTo(VirtualTime(7s));
        type(QStringLiteral("10 s"), Qt::Key_Return);
        QCOMPARE(run().actions().size(), std::size_t(1));
        QCOMPARE(m->window->focusWidget(), timeline());
        QTest::keyClick(m->window->focusWidget(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(run().actions().size(), std::size_t(0));
    }
    void undoInAFieldThatHasNothingOfItsOwnIsTheWindows()
    {
        m->goTo(VirtualTime(7s));
        type(QStringLiteral("10 s"), Qt::Key_Return);
        intervalField()->setFocus();
        QTest::keyClick(intervalField(), Qt::Key_Z, Qt::ControlModifier);
        settle(m->window->controller());
        QCOMPARE(run().actions().size(), std::size_t(0));
    }
    void escapeTakesTheErrorBackToo()
    {
        for (auto* field : inspector().findChildren<EditField*>()) {
            if (!field->isVisible())
                continue;
            field->setFocus();
            field->selectAll();
            QTest::keyClicks(field, QStringLiteral("No sense"));
            QTest::keyClick(field, Qt::Key_Return);
            QVERIFY(field->isRefused());
            QVERIFY(hasError());
            QTest::keyClick(field, Qt::Key_Escape);
            QVERIFY(!field->isRefused());
            QVERIFY(!hasError());
            QTest::keyClick(field, Qt::Key_Escape);
            QCOMPARE(m->window->focusWidget(), timeline());
        }
    }
    void afterGoToTheFocusIsOnTheLanes()
    {
        goToText(QStringLiteral("12s"));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(12s)));
        QCOMPARE(m->window->focusWidget(), timeline());
        QTest::keyClick(m->window->focusWidget(), Qt::Key_Space);
        QCOMPARE(m->window->controller().state(), RunController::State::Playing);
    }
    void anEventThatIsGoneToIsSelectedEverywhere()
    {
        m->goTo(VirtualTime(40s));
        const auto& trace = run().trace();
        std::uint64_t seq = 0;
        for (auto at = trace.begin(); at < trace.size(); ++at)
            if (trace[at].event == Event::HandleInfo && trace[at].server == 3)
                seq = at;
        QVERIFY(seq > 0);
        goToText(QStringLiteral("#%1").arg(seq));
        QCOMPARE(m->window->timeWindow().selection()->server, 3U);
        QVERIFY(m->window->timeWindow().selection()->message != 0);
        QVERIFY(!m->window->timeWindow().cursorA());
        auto* log = m->window->findChild<EventLogPanel*>()->findChild<QAbstractItemView*>();
        QCOMPARE(log->currentIndex().data(EventLogModel::SeqRole).toULongLong(), seq);
    }

    void anEditBeforeTheStartChangesTheTable()
    {
        QTest::keyClick(m->window.get(), Qt::Key_N, Qt::ControlModifier);
        settle(m->window->controller());
        type(QStringLiteral("200ms"), Qt::Key_Return);
        settle(m->window->controller());
        QVERIFY(run().actions().empty());
        QVERIFY(m->window->document().textNow().contains(QStringLiteral("interval = \"200ms\"")));
        QVERIFY(!m->window->document().textNow().contains(QStringLiteral("[[action]]")));
        m->goTo(VirtualTime(1s));
        const auto& messages = m->window->controller().log().server(0).messages;
        QVERIFY(!messages.empty());
        QCOMPARE(messages.front().dueNs, toNs(VirtualTime(200ms)));
    }
    void anEditAtTheStartOfOneReplicaStaysAnAction()
    {
        m->open("thundering-herd");
        type(QStringLiteral("200ms"), Qt::Key_Return);
        settle(m->window->controller());
        QCOMPARE(run().actions().size(), std::size_t(1));
    }

    void undoMovesNeitherEndNorZoom()
    {
        m->goTo(VirtualTime(60s));
        m->window->controller().goOn();
        m->window->controller().pause();
        m->goTo(VirtualTime(77s));
        const auto end = m->window->controller().end();
        QCOMPARE(toNs(end), toNs(VirtualTime(120s)));
        m->window->timeWindow().setSpan({ 10'000'000'000, 100'000'000'000 });
        const auto span = m->window->timeWindow().span();
        click(QStringLiteral("Crash"));
        for (const auto modifiers : { Qt::KeyboardModifiers(Qt::ControlModifier),
                 Qt::ControlModifier | Qt::ShiftModifier }) {
            QTest::keyClick(m->window.get(), Qt::Key_Z, modifiers);
            settle(m->window->controller());
            QCOMPARE(toNs(m->window->controller().end()), toNs(end));
            QCOMPARE(m->window->timeWindow().span(), span);
        }
    }
    void playAtTheEndStartsAgain()
    {
        m->goTo(VirtualTime(60s));
        QTest::keyClick(m->window.get(), Qt::Key_Space);
        while (m->window->controller().state() == RunController::State::Replaying)
            m->window->controller().frame();
        QCOMPARE(m->window->controller().state(), RunController::State::Playing);
        QCOMPARE(toNs(m->window->controller().now()), std::int64_t(0));
        QCOMPARE(toNs(m->window->controller().end()), toNs(VirtualTime(60s)));
    }
    void goingOnIsOfferedAtTheEnd()
    {
        QVERIFY(!m->entry(QStringLiteral("Go on past the end"))->isEnabled());
        m->goTo(VirtualTime(60s));
        auto* offer = button(QStringLiteral("Go on to 2:00"));
        QVERIFY(offer && offer->isVisible());
        QTest::mouseClick(offer, Qt::LeftButton);
        QCOMPARE(m->window->controller().state(), RunController::State::Playing);
        QCOMPARE(toNs(m->window->controller().end()), toNs(VirtualTime(120s)));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(60s)));
    }
    void aDoubleClickOnTheRulerDoesNotMoveNow()
    {
        m->goTo(VirtualTime(20s));
        auto* lanes = timeline();
        const QPoint place(lanes->width() * 3 / 4, 40);
        QTest::mouseClick(lanes, Qt::LeftButton, {}, place);
        settle(m->window->controller());
        QVERIFY(toNs(m->window->controller().now()) > toNs(VirtualTime(20s)));
        m->goTo(VirtualTime(20s));
        QTest::mouseClick(lanes, Qt::LeftButton, {}, place);
        QTest::mouseDClick(lanes, Qt::LeftButton, {}, place);
        settle(m->window->controller());
        QCOMPARE(m->window->document().markers().size(), std::size_t(1));
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(20s)));
    }
    void stepByTickStopsAtTheSelectedServersTicks()
    {
        select("poller_interval");
        m->entry(QStringLiteral("Step by tick"))->trigger();
        for (int step = 0; step < 4; ++step) {
            QTest::keyClick(m->window.get(), Qt::Key_Right);
            settle(m->window->controller());
            const auto& trace = run().trace();
            QCOMPARE(trace[trace.size() - 1].server, 1U);
        }
    }
    void aChangeInAPlayingRunGoesOnPlaying()
    {
        QTest::keyClick(m->window.get(), Qt::Key_Space);
        m->clock.advance(3s);
        m->window->controller().frame();
        auto scenario = run().scenarioWithActions();
        scenario.servers[0].restart = RestartKind::Temporary;
        m->window->document().changeScenario(QStringLiteral("x"), scenario);
        while (m->window->controller().isChanging())
            m->window->controller().frame();
        QCOMPARE(m->window->controller().state(), RunController::State::Playing);
    }

private:
    const Run& run() const { return m->window->controller().run(); }
    TimelineView* timeline() const { return m->window->findChild<TimelineView*>(); }
    InspectorPanel& inspector() const { return *m->window->findChild<InspectorPanel*>(); }
    EditField* intervalField() const
    {
        for (auto* field : inspector().findChildren<EditField*>())
            if (field->accessibleName() == QStringLiteral("Interval"))
                return field;
        return nullptr;
    }
    QPushButton* button(const QString& text) const
    {
        for (auto* button : m->window->findChildren<QPushButton*>())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    void click(const QString& text)
    {
        QVERIFY2(button(text), qPrintable(text));
        QTest::mouseClick(button(text), Qt::LeftButton);
    }
    void type(const QString& text, Qt::Key key)
    {
        auto* field = intervalField();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, key);
    }
    void goToText(const QString& text)
    {
        QTest::keyClick(m->window.get(), Qt::Key_G, Qt::ControlModifier);
        auto* field = QApplication::focusWidget();
        QVERIFY(qobject_cast<QLineEdit*>(field));
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
        settle(m->window->controller());
    }
    bool hasError() const
    {
        for (auto* note : inspector().findChildren<FieldError*>())
            if (note->hasError())
                return true;
        return false;
    }
    void select(const char* name)
    {
        const auto& names = run().processNames();
        const auto found = std::find(names.begin(), names.end(), name);
        m->window->timeWindow().setSelection(Selection { std::uint32_t(found - names.begin()), 0 });
    }
    std::string selectedName() const
    {
        return run().processNames()[m->window->timeWindow().selection()->server];
    }

    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowHands)
#include "tst_window_hands.moc"

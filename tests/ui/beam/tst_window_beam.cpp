// SPDX-License-Identifier: GPL-3.0-only
#include "tests/core/beam/fake_programs.h"
#include "tests/ui/support/window_fixture.h"

#include <QMenu>

using namespace tickscope;
using namespace tickscope::testing;

/// Run > On the real BEAM, with programs of our own.
class TestWindowBeam : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_path = std::make_unique<FakePath>();
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
    }
    void cleanup()
    {
        m.reset();
        m_path.reset();
    }

    void withoutABeamTheEntrySaysHowToGetOne()
    {
        openRunMenu();
        QVERIFY(!real()->isEnabled());
        QVERIFY(real()->text().contains(QStringLiteral("apt install elixir")));
    }
    void withABeamItCanBeRun()
    {
        addElixir("exit 0");
        openRunMenu();
        QVERIFY(real()->isEnabled());
        QCOMPARE(real()->text().remove(u'&'), QStringLiteral("On the real BEAM"));
    }
    void aBeamThatFailsIsToldInTheWindow()
    {
        addElixir("echo 'no space left' >&2; exit 3");
        openRunMenu();
        real()->trigger();
        QTRY_VERIFY(message().startsWith(QStringLiteral("The real BEAM failed")));
        QVERIFY(message().contains(QStringLiteral("no space left")));
        m->goTo(VirtualTime(5s)); // the rest of the program goes on
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(5s)));
    }
    void aMarkerDoesNotStopIt()
    {
        addElixir("while :; do read line < /dev/zero; done");
        openRunMenu();
        real()->trigger();
        m->window->document().addMarker(VirtualTime(3s));
        m->window->document().history().undo();
        m->window->document().history().redo();
        QVERIFY(message().startsWith(QStringLiteral("The real BEAM is at work")));
        openRunMenu();
        QVERIFY(m->entry(QStringLiteral("Stop the real BEAM"))->isEnabled());
        Action action; // but a change of the run does
        action.server = "poller_after";
        m->window->document().act(action);
        QTRY_VERIFY(message().startsWith(QStringLiteral("The real BEAM was stopped")));
    }
    void theSimulatedLanesRunToo()
    {
        addElixir("while :; do read line < /dev/zero; done");
        openRunMenu();
        real()->trigger();
        settle(m->window->controller());
        QCOMPARE(toNs(m->window->controller().now()), toNs(VirtualTime(60s)));
        QVERIFY(!m->window->controller().log().server(1).messages.empty());
        m->entry(QStringLiteral("Stop the real BEAM"))->trigger();
        QTRY_VERIFY(message().startsWith(QStringLiteral("The real BEAM was stopped")));
    }
    void itCanBeStopped()
    {
        addElixir("while :; do read line < /dev/zero; done");
        openRunMenu();
        real()->trigger();
        QVERIFY(message().startsWith(QStringLiteral("The real BEAM is at work")));
        m->entry(QStringLiteral("Stop the real BEAM"))->trigger();
        QTRY_VERIFY(message().startsWith(QStringLiteral("The real BEAM was stopped")));
    }
    void aChangeOfTheScenarioStopsIt()
    {
        addElixir("while :; do read line < /dev/zero; done");
        openRunMenu();
        real()->trigger();
        Action action;
        action.server = "poller_after";
        action.kind = ActionKind::Tick;
        m->window->document().act(action);
        QVERIFY(message().contains(QStringLiteral("before the change")));
    }

private:
    void addElixir(const char* script)
    {
        m_path->add("erl", "exit 0");
        m_path->add("elixir", script);
    }
    void openRunMenu()
    {
        for (auto* menu : m->window->findChildren<QMenu*>())
            if (menu->title().remove(u'&') == QStringLiteral("Run"))
                emit menu->aboutToShow();
    }
    QAction* real() const
    {
        for (auto* action : m->window->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(QStringLiteral("Ctrl+B")))
                return action;
        return nullptr;
    }
    QString message() const
    {
        return m->window->messageBar().isVisible() ? m->window->messageBar().text() : QString();
    }

    std::unique_ptr<FakePath> m_path;
    std::unique_ptr<WindowFixture> m;
};

QTEST_MAIN(TestWindowBeam)
#include "tst_window_beam.moc"

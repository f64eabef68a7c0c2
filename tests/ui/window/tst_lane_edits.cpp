// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/lanes/lane_metrics.h"
#include "ui/timeline/timeline_view.h"

#include <QScrollBar>
#include <QUndoStack>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

} // namespace

class TestLaneEdits : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        m_view = m->window->findChild<TimelineView*>();
        m_view->setReducedMotion(true);
        QApplication::processEvents(); // the docks have their places
        m->window->timeWindow().setSpan({ 0, 60 * second });
    }
    void cleanup() { m.reset(); }

    void draggingTheEndOfAWorkMovesEveryConsequence()
    {
        const auto from = at(0, 26 * second, workMiddle()) - QPoint(3, 0);
        QTest::mousePress(m_view, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view, from - QPoint(20, 0));
        QTest::mouseMove(m_view, at(0, 22 * second, workMiddle()) - QPoint(3, 0));
        settle(m->window->controller());
        // The next tick moves while the button is still down.
        QCOMPARE(startOf(0, 3), 27 * second);
        QVERIFY(!m->window->document().isModified());
        QTest::mouseRelease(
            m_view, Qt::LeftButton, {}, at(0, 22 * second, workMiddle()) - QPoint(3, 0));
        settle(m->window->controller());
        QCOMPARE(startOf(0, 3), 27 * second);
        QVERIFY(m->window->document().isModified());
        QCOMPARE(m->window->document().history().undoText(),
            QStringLiteral("work of tick 2 of poller_after to 4 s"));
        m->window->document().history().undo();
        settle(m->window->controller());
        QCOMPARE(startOf(0, 3), 31 * second);
        QVERIFY(!m->window->document().isModified());
    }
    void draggingADueMarkChangesTheInterval()
    {
        drag(at(1, 10 * second, timerLine()), at(1, 12 * second, timerLine()));
        QCOMPARE(m->window->controller().run().scenario().servers[1].interval, Duration(6s));
        QCOMPARE(m->window->document().history().count(), 1);
        QCOMPARE(toNs(m->window->controller().now()), 41 * second);
    }
    void aDragInAPlayingRunGoesOnPlaying()
    {
        m->window->controller().play();
        const auto due = startOf(1, 1);
        const auto from = at(1, due, timerLine()), to = from + QPoint(20, 0);
        QTest::mousePress(m_view, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view, (from + to) / 2);
        QTest::mouseMove(m_view, to);
        settle(m->window->controller()); // it stands still under the hand
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, to);
        while (m->window->controller().isChanging())
            m->window->controller().frame();
        QCOMPARE(m->window->controller().state(), RunController::State::Playing);
        QVERIFY(m->window->messageBar().text().contains(QStringLiteral("interval of")));
    }
    void escapeLeavesEverythingAsItWas()
    {
        const auto before = m->window->controller().run().scenarioWithActions();
        QTest::mousePress(m_view, Qt::LeftButton, {}, at(1, 10 * second, timerLine()));
        QTest::mouseMove(m_view, at(1, 11 * second, timerLine()));
        QTest::mouseMove(m_view, at(1, 13 * second, timerLine()));
        settle(m->window->controller());
        QVERIFY(m->window->controller().run().scenarioWithActions() != before);
        QTest::keyClick(m_view, Qt::Key_Escape);
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().scenarioWithActions(), before);
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, at(1, 13 * second, timerLine()));
        settle(m->window->controller());
        QCOMPARE(m->window->controller().run().scenarioWithActions(), before);
        QVERIFY(!m->window->document().isModified());
    }
    void aDragElsewhereSelectsARange()
    {
        drag(at(0, 2 * second, workMiddle()), at(0, 4 * second, workMiddle()));
        QVERIFY(m->window->timeWindow().range());
        QVERIFY(!m->window->document().isModified());
    }
    void aClickOnAnArmedTimerTellsWhatCancelReturned()
    {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, at(0, 44 * second, timerLine()));
        settle(m->window->controller());
        QVERIFY(m->window->messageBar().isVisible());
        QVERIFY2(m->window->messageBar().text().contains(QStringLiteral("cancel_timer → 3000 ms")),
            qPrintable(m->window->messageBar().text()));
        QCOMPARE(m->window->controller().run().actions().size(), std::size_t(1));
    }
    void aCancelThatWaitsIsToldWhenItIsHandled()
    {
        QTest::mouseClick(m_view, Qt::LeftButton, {}, at(1, 45 * second, timerLine()));
        QVERIFY(m->window->messageBar().text().contains(QStringLiteral("waits its turn")));
        m->goTo(VirtualTime(80s));
        QVERIFY2(m->window->messageBar().text().contains(QStringLiteral("{:ok, :cancel}"))
                || m->window->messageBar().text().contains(QStringLiteral(":ok")),
            qPrintable(m->window->messageBar().text()));
    }
    void keysJumpToCauseAndEffect()
    {
        auto& window = m->window->timeWindow();
        window.setSelection(Selection { 0, numberOf(0, 2) });
        QTest::keyClick(m->window.get(), Qt::Key_Left, Qt::ControlModifier);
        QCOMPARE(window.selection()->message, numberOf(0, 1));
        QTest::keyClick(m->window.get(), Qt::Key_Right, Qt::ControlModifier);
        QTest::keyClick(m->window.get(), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(window.selection()->message, numberOf(0, 3));
        QTest::keyClick(m->window.get(), Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(m->window->messageBar().text().contains(QStringLiteral("no message yet")));
    }

private:
    const ServerLog& log(std::uint32_t server) const
    {
        return m->window->controller().log().server(server);
    }
    std::int64_t startOf(std::uint32_t server, std::uint32_t tick) const
    {
        for (const auto& message : log(server).messages)
            if (message.tick == tick)
                return message.startedNs;
        return -1;
    }
    std::uint32_t numberOf(std::uint32_t server, std::uint32_t tick) const
    {
        for (const auto& message : log(server).messages)
            if (message.tick == tick)
                return message.number;
        return 0;
    }
    LaneMetrics metrics(std::uint32_t lane) const
    {
        TimelineLanes lanes;
        lanes.setRun(&m->window->controller().log(), {});
        lanes.setSize(m_view->laneSize());
        lanes.arrange(m->themes.theme(), toNs(m->window->controller().now()));
        return lanes.metrics(lane);
    }
    double timerLine() const { return metrics(0).timerLine; }
    double workMiddle() const { return metrics(0).workMiddle(); }
    /// Where a moment of a lane lies; work strips of deeper lanes lie lower, timers do not.
    QPoint at(std::uint32_t lane, std::int64_t ns, double y) const
    {
        TimelineLanes lanes;
        lanes.setRun(&m->window->controller().log(), {});
        lanes.setSize(m_view->laneSize());
        lanes.arrange(m->themes.theme(), toNs(m->window->controller().now()));
        const auto* bar = m_view->findChild<QScrollBar*>();
        const QSizeF size(
            m_view->width() - (bar->isVisible() ? bar->width() : 0), m_view->height());
        const TimelineGeometry places(m->themes.theme(), size, m_view->parts());
        const auto x = places.lanes.left() + places.axis(m->window->timeWindow().span()).x(ns);
        return QPointF(x, places.lanes.top() + lanes.top(lane) + y).toPoint();
    }
    void drag(QPoint from, QPoint to)
    {
        QTest::mousePress(m_view, Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view, (from + to) / 2);
        QTest::mouseMove(m_view, to);
        QTest::mouseRelease(m_view, Qt::LeftButton, {}, to);
        settle(m->window->controller());
    }

    std::unique_ptr<WindowFixture> m;
    TimelineView* m_view = nullptr;
};

QTEST_MAIN(TestLaneEdits)
#include "tst_lane_edits.moc"

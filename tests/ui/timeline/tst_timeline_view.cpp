// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenes.h"
#include "tests/ui/support/timeline_fixture.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// A view of the build-up at 41 s, 1204 wide: 60 s on 988 px, lanes from y = 62.
struct Shown
{
    explicit Shown(const char* scene = buildupScene, std::int64_t nowNs = 41 * second)
        : run(scene)
    {
        themes.setChoice(ThemeChoice::Light);
        run.advanceTo(nowNs);
        window.reset(run.run().scenario().duration.count());
        view.setReducedMotion(true);
        view.resize(1204, 520);
        view.setRun(&run.log(), [this](std::uint32_t server) { return run.info(server); });
        window.setNow(nowNs);
        view.show();
    }

    QPoint at(std::int64_t ns, int y) const
    {
        const TimelineGeometry place(themes.theme(), view.size(), view.parts());
        return { int(std::round(place.lanes.left() + place.axis(window.span()).x(ns))),
            int(place.lanes.top()) + y };
    }
    QPoint onRuler(std::int64_t ns) const { return { at(ns, 0).x(), 28 }; }

    void wheel(QPoint point, QPoint turn, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(point, view.mapToGlobal(point), {}, turn, Qt::NoButton, modifiers,
            Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &event);
    }
    void drag(QPoint from, QPoint to, Qt::MouseButton button = Qt::LeftButton,
        Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(&view, button, modifiers, from);
        for (int step = 1; step <= 4; ++step) {
            const QPoint point = from + (to - from) * step / 4;
            QMouseEvent move(
                QEvent::MouseMove, point, view.mapToGlobal(point), Qt::NoButton, button, modifiers);
            QApplication::sendEvent(&view, &move);
        }
        QTest::mouseRelease(&view, button, modifiers, to);
    }

    TimelineFixture run;
    ThemeController themes;
    TimeWindow window;
    TimelineView view { themes, window };
};

bool isAbout(std::int64_t a, std::int64_t b, std::int64_t within = 70'000'000)
{
    return std::abs(a - b) <= within;
}

} // namespace

class TestTimelineView : public QObject
{
    Q_OBJECT

private slots:
    void theWheelZoomsAtThePointer();
    void shiftAndTheWheelPan();
    void theWheelOverTheNamesScrollsTheLanes();
    void draggingOnTheLanesSelectsARange();
    void theEdgesOfTheRangeStayDraggable();
    void shiftDragAndMiddleDragPan();
    void aClickSelectsTheTick();
    void aClickOnAnArmedTimerAsksToCancelIt();
    void aClickOnANameSelectsTheServer();
    void clickAndDragOnTheRulerMoveThePlayhead();
    void aDoubleClickOnTheRulerAddsAMarker();
    void aDoubleClickOnATickActivatesIt();
    void cursorsSnapUnlessShiftIsHeld();
    void keysZoomPanAndToggle();
    void focusFitsTheSelectionAndThenEverything();
    void endTakesFollowUpAgain();
    void theTooltipSaysTheSentence();
    void aTooltipComesWhileARealRunGoesOn();
    void thePointerShowsWhatCanBeDone();
    void theWholeRunBarMovesTheWindow();
    void screenReadersHearTheSentence();
    void goingBackKeepsLaneHeights();
    void withoutARunItSaysSo();
    void upAndDownChooseALane();
    void tabGoesFromTickToTick();
    void theBusiestLaneComesFirst();
    void whatCanBeDraggedShowsAHandle();
    void keysCanBeOthers();
};

void TestTimelineView::theWheelZoomsAtThePointer()
{
    Shown shown;
    shown.window.letGo();
    const QPoint point = shown.at(20 * second, 40);
    shown.wheel(point, { 0, 120 });
    QVERIFY(isAbout(shown.window.span().length(), 48 * second, 1000));
    QVERIFY((shown.at(20 * second, 40) - point).manhattanLength() <= 1);
    shown.wheel(point, { 0, -120 });
    shown.wheel(point, { 0, -120 });
    QCOMPARE(shown.window.span(), (TimeSpan { 0, 60 * second }));
}

void TestTimelineView::shiftAndTheWheelPan()
{
    Shown shown;
    shown.window.setSpan({ 10 * second, 30 * second });
    shown.wheel(shown.at(20 * second, 40), { 0, -120 }, Qt::ShiftModifier);
    QCOMPARE(shown.window.span(), (TimeSpan { 12 * second, 32 * second }));
    shown.wheel(shown.at(20 * second, 40), { 120, 0 });
    QCOMPARE(shown.window.span(), (TimeSpan { 10 * second, 30 * second }));
}

void TestTimelineView::theWheelOverTheNamesScrollsTheLanes()
{
    Shown shown;
    shown.view.resize(1204, 300);
    const TimeSpan before = shown.window.span();
    shown.wheel({ 50, 150 }, { 0, -120 });
    QVERIFY(shown.view.parts().scrolled > 0);
    QCOMPARE(shown.window.span(), before);
}

void TestTimelineView::draggingOnTheLanesSelectsARange()
{
    Shown shown;
    QSignalSpy seeks(&shown.view, &TimelineView::seekRequested);
    shown.drag(shown.at(8 * second, 20), shown.at(24 * second, 20), Qt::LeftButton);
    QVERIFY(shown.window.range());
    QVERIFY(isAbout(shown.window.range()->startNs, 8 * second));
    QVERIFY(isAbout(shown.window.range()->endNs, 24 * second));
    QCOMPARE(seeks.count(), 0);
    QTest::keyClick(&shown.view, Qt::Key_Escape);
    QVERIFY(!shown.window.range());
}

void TestTimelineView::theEdgesOfTheRangeStayDraggable()
{
    Shown shown;
    shown.window.setRange(TimeSpan { 10 * second, 20 * second });
    shown.drag(shown.at(20 * second, 8), shown.at(27 * second, 8));
    QCOMPARE(shown.window.range()->startNs, 10 * second);
    QVERIFY(isAbout(shown.window.range()->endNs, 27 * second));
    shown.drag(shown.at(shown.window.range()->endNs, 8), shown.at(5 * second, 8));
    QVERIFY(isAbout(shown.window.range()->startNs, 5 * second)); // past the other edge
    QCOMPARE(shown.window.range()->endNs, 10 * second);
}

void TestTimelineView::shiftDragAndMiddleDragPan()
{
    Shown shown;
    shown.window.setSpan({ 10 * second, 30 * second });
    const QPoint from = shown.at(20 * second, 40);
    shown.drag(from, shown.at(25 * second, 40), Qt::LeftButton, Qt::ShiftModifier);
    QVERIFY(isAbout(shown.window.span().startNs, 5 * second));
    QVERIFY(!shown.window.isFollowing());
    shown.drag(from, from + QPoint(-98, 0), Qt::MiddleButton);
    QVERIFY(isAbout(shown.window.span().startNs, 7 * second, 100'000'000));
    QVERIFY(!shown.window.range());
}

void TestTimelineView::aClickSelectsTheTick()
{
    Shown shown;
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(33 * second, 96 + 124 - 22));
    QVERIFY(shown.window.selection());
    QCOMPARE(shown.window.selection()->server, 1U);
    QVERIFY(shown.view.sentence().startsWith(QStringLiteral("Tick 4 of poller_interval was due")));
    // Its cell and its due mark mean the same tick.
    const auto tick4 = *shown.window.selection();
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(25 * second, 96 + 80));
    QCOMPARE(*shown.window.selection(), tick4);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(20 * second, 96 + 24));
    QCOMPARE(*shown.window.selection(), tick4);
}

void TestTimelineView::aClickOnAnArmedTimerAsksToCancelIt()
{
    Shown shown;
    QSignalSpy cancels(&shown.view, &TimelineView::cancelRequested);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(45 * second, 96 + 24));
    QCOMPARE(cancels.count(), 1);
    QCOMPARE(cancels[0][0].toUInt(), 1U);
}

void TestTimelineView::aClickOnANameSelectsTheServer()
{
    Shown shown;
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, { 40, 62 + 96 + 124 + 20 });
    QCOMPARE(*shown.window.selection(), (Selection { 2, 0 }));
    QCOMPARE(shown.view.sentence(), QStringLiteral("heartbeat, before_work, 2 s. Idle."));
}

void TestTimelineView::clickAndDragOnTheRulerMoveThePlayhead()
{
    Shown shown;
    QSignalSpy seeks(&shown.view, &TimelineView::seekRequested);
    shown.drag(shown.onRuler(20 * second), shown.onRuler(30 * second));
    QVERIFY(seeks.count() >= 2);
    QVERIFY(isAbout(seeks.first()[0].toLongLong(), 20 * second));
    QVERIFY(isAbout(seeks.last()[0].toLongLong(), 30 * second));
    QVERIFY(!shown.window.range());
}

void TestTimelineView::aDoubleClickOnTheRulerAddsAMarker()
{
    Shown shown;
    QSignalSpy added(&shown.view, &TimelineView::markerAddRequested);
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.onRuler(12 * second));
    QCOMPARE(added.count(), 1);
    QVERIFY(isAbout(added[0][0].toLongLong(), 12 * second));
    QCOMPARE(added[0][0].toLongLong() % 10'000'000, 0); // no digits that a pixel cannot tell
}

void TestTimelineView::aDoubleClickOnATickActivatesIt()
{
    Shown shown;
    QSignalSpy activations(&shown.view, &TimelineView::messageActivated);
    QTest::mouseDClick(&shown.view, Qt::LeftButton, {}, shown.at(8 * second, 74));
    QCOMPARE(activations.count(), 1);
    QCOMPARE(activations[0][0].toUInt(), 0U);
}

void TestTimelineView::cursorsSnapUnlessShiftIsHeld()
{
    Shown shown;
    shown.window.setCursors(3 * second, 50 * second);
    const QPoint nearDue = shown.at(5 * second, 24) + QPoint(5, 0);
    shown.drag(shown.at(3 * second, 10), nearDue);
    QCOMPARE(*shown.window.cursorA(), 5 * second);
    QTest::keyClick(&shown.view, Qt::Key_1); // now it follows the mouse
    QMouseEvent move(QEvent::MouseMove, nearDue, shown.view.mapToGlobal(nearDue), Qt::NoButton,
        Qt::NoButton, Qt::ShiftModifier);
    QApplication::sendEvent(&shown.view, &move);
    QVERIFY(*shown.window.cursorA() > 5 * second);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, nearDue); // a click drops it
    const auto dropped = shown.window.cursorA();
    QTest::mouseMove(&shown.view, shown.at(20 * second, 10));
    QCOMPARE(shown.window.cursorA(), dropped);
}

void TestTimelineView::keysZoomPanAndToggle()
{
    Shown shown;
    shown.window.setSpan({ 10 * second, 50 * second });
    QTest::keyClick(&shown.view, Qt::Key_W);
    QVERIFY(isAbout(shown.window.span().length(), 28 * second, 1000));
    QTest::keyClick(&shown.view, Qt::Key_S);
    QVERIFY(isAbout(shown.window.span().length(), 40 * second, 1000));
    const std::int64_t start = shown.window.span().startNs;
    QTest::keyClick(&shown.view, Qt::Key_D);
    QVERIFY(isAbout(shown.window.span().startNs, start + 4 * second, 1000));
    QTest::keyClick(&shown.view, Qt::Key_A);
    QVERIFY(isAbout(shown.window.span().startNs, start, 1000));
    QTest::keyClick(&shown.view, Qt::Key_C);
    QVERIFY(shown.window.cursorA() && shown.window.cursorB());
    QTest::keyClick(&shown.view, Qt::Key_C);
    QVERIFY(!shown.window.cursorA() && !shown.window.cursorB());
}

void TestTimelineView::focusFitsTheSelectionAndThenEverything()
{
    Shown shown;
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(33 * second, 96 + 124 - 22));
    QTest::keyClick(&shown.view, Qt::Key_F);
    const TimeSpan span = shown.window.span(); // due at 20 s, handled at 37 s, a tenth around it
    QCOMPARE(span, (TimeSpan { 18'300'000'000, 38'700'000'000 }));
    QTest::keyClick(&shown.view, Qt::Key_F);
    QCOMPARE(shown.window.span(), (TimeSpan { 0, 60 * second }));
    QTest::keyClick(&shown.view, Qt::Key_R);
    QCOMPARE(*shown.window.range(), (TimeSpan { 20 * second, 37 * second }));
    QSignalSpy added(&shown.view, &TimelineView::markerAddRequested);
    QTest::keyClick(&shown.view, Qt::Key_M, Qt::ShiftModifier);
    QCOMPARE(added[0][0].toLongLong(), 20 * second);
}

void TestTimelineView::endTakesFollowUpAgain()
{
    Shown shown;
    shown.window.setSpan({ 0, 10 * second });
    QVERIFY(!shown.window.isFollowing());
    QTest::keyClick(&shown.view, Qt::Key_End);
    QVERIFY(shown.window.isFollowing());
    QVERIFY(shown.window.span().contains(41 * second));
}

void TestTimelineView::theTooltipSaysTheSentence()
{
    Shown shown;
    shown.view.setHoverDelay(0);
    QTest::mouseMove(&shown.view, shown.at(33 * second, 96 + 124 - 22));
    const auto* tooltip = shown.view.findChild<QLabel*>();
    QVERIFY(!tooltip->isVisible()); // not at once
    QCoreApplication::processEvents();
    QVERIFY(tooltip->isVisible());
    QVERIFY(tooltip->text().startsWith(QStringLiteral("Tick 4 was due at 20.000 s")));
    QVERIFY(tooltip->text().endsWith(QStringLiteral("Started 8.000 s after tick 3.")));
    QTest::mouseMove(&shown.view, shown.at(45 * second, 96 + 24));
    QVERIFY(!tooltip->isVisible());
    QCoreApplication::processEvents();
    QVERIFY(tooltip->isVisible());
    QVERIFY(tooltip->text().endsWith(QStringLiteral("Click to cancel.")));
}

void TestTimelineView::aTooltipComesWhileARealRunGoesOn()
{
    Shown shown;
    MeasuredRun soFar { { { { 1, 1, 5 * second, 13 * second, TickOutcome::Ok } }, {}, {}, {} },
        14 * second };
    shown.view.setMeasured(std::make_shared<const MeasuredRun>(soFar));
    shown.view.setHoverDelay(0);
    shown.run.lanes().setMeasured(std::make_shared<const MeasuredRun>(soFar));
    shown.run.lanes().arrange(shown.themes.theme(), 41 * second);
    const LaneMetrics row = shown.run.lanes().metrics(0);
    const int middle = int(row.measuredTop + row.measuredHeight / 2);
    QTest::mouseMove(&shown.view, shown.at(9 * second, middle));
    soFar.untilNs = 15 * second;
    shown.view.setMeasured(std::make_shared<const MeasuredRun>(soFar));
    QCoreApplication::processEvents();
    const auto* tooltip = shown.view.findChild<QLabel*>();
    QVERIFY(tooltip->isVisible());
    QVERIFY(tooltip->text().startsWith(QStringLiteral("On the real BEAM tick 1 started")));
}

void TestTimelineView::thePointerShowsWhatCanBeDone()
{
    Shown shown;
    const auto shapeAt = [&](QPoint point) {
        QTest::mouseMove(&shown.view, point);
        return shown.view.cursor().shape();
    };
    QCOMPARE(shapeAt(shown.at(3 * second, 50)), Qt::CrossCursor);
    QCOMPARE(shapeAt(shown.at(45 * second, 96 + 24)), Qt::PointingHandCursor);
    shown.window.setCursors(15 * second, std::nullopt);
    QCOMPARE(shapeAt(shown.at(15 * second, 50)), Qt::SplitHCursor);
    QCOMPARE(shapeAt({ 40, 200 }), Qt::ArrowCursor);
}

void TestTimelineView::theWholeRunBarMovesTheWindow()
{
    Shown shown;
    shown.window.setSpan({ 0, 10 * second });
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, { shown.at(5 * second, 0).x(), 11 });
    shown.drag({ 192 + 12, 11 }, { 192 + 12 + 494, 11 }); // to the middle of the run
    QVERIFY(isAbout(shown.window.span().startNs, 25 * second, 100'000'000));
}

void TestTimelineView::screenReadersHearTheSentence()
{
    Shown shown;
    QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(&shown.view);
    QVERIFY(interface != nullptr);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Timeline"));
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.at(33 * second, 96 + 124 - 22));
    QCOMPARE(interface->text(QAccessible::Description), shown.view.sentence());
}

void TestTimelineView::goingBackKeepsLaneHeights()
{
    Shown shown;
    TraceLog rebuilt(shown.run.run().scenario(), shown.run.run().watchedServers());
    shown.view.setLog(&rebuilt);
    shown.window.setNow(0);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, { 40, 62 + 96 + 124 + 20 });
    QCOMPARE(shown.window.selection()->server, 2U);
}

void TestTimelineView::withoutARunItSaysSo()
{
    ThemeController themes;
    TimeWindow window;
    TimelineView view(themes, window);
    view.resize(600, 300);
    QVERIFY(!view.grab().isNull());
    QTest::mouseMove(&view, { 300, 200 });
    QTest::mouseClick(&view, Qt::LeftButton, {}, { 300, 200 });
    QVERIFY(!window.selection());
    for (int key : { Qt::Key_W, Qt::Key_F, Qt::Key_C, Qt::Key_R, Qt::Key_M })
        QTest::keyClick(&view, Qt::Key(key));
}

void TestTimelineView::upAndDownChooseALane()
{
    Shown shown;
    shown.window.setSelection(Selection { 0, 0 });
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.window.selection()->server, 1U);
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.window.selection()->server, 3U);
    QTest::keyClick(&shown.view, Qt::Key_Up);
    QCOMPARE(shown.window.selection()->server, 2U);
}

void TestTimelineView::tabGoesFromTickToTick()
{
    Shown shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.view));
    shown.view.setFocus();
    shown.window.setSelection(Selection { 1, 0 });
    const auto tick = [&] {
        const auto* message
            = findMessage(shown.run.log().server(1), shown.window.selection()->message);
        return message == nullptr ? 0U : message->tick;
    };
    QTest::keyClick(&shown.view, Qt::Key_Tab);
    QTest::keyClick(&shown.view, Qt::Key_Tab);
    QTest::keyClick(&shown.view, Qt::Key_Tab);
    QCOMPARE(tick(), 3U);
    QTest::keyClick(&shown.view, Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(tick(), 2U);
    QCOMPARE(shown.window.selection()->server, 1U);
}

void TestTimelineView::theBusiestLaneComesFirst()
{
    Shown shown;
    shown.view.setLaneOrder(LaneOrder::Busiest);
    // poller_interval never rests; what is hit is what is seen.
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, { 40, 62 + 20 });
    QCOMPARE(shown.window.selection()->server, 1U);
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.window.selection()->server, 0U);
    shown.view.setLaneOrder(LaneOrder::Scenario);
    QTest::mouseClick(&shown.view, Qt::LeftButton, {}, { 40, 62 + 20 });
    QCOMPARE(shown.window.selection()->server, 0U);
}

void TestTimelineView::whatCanBeDraggedShowsAHandle()
{
    Shown shown;
    const auto due = shown.at(10 * second, 96 + 24);
    const auto before = shown.view.grab().toImage();
    QTest::mouseMove(&shown.view, due);
    QCOMPARE(shown.view.cursor().shape(), Qt::SplitHCursor);
    const auto after = shown.view.grab().toImage();
    const auto accent = shown.themes.theme().accent;
    int changed = 0;
    for (int x = due.x() - 16; x <= due.x() + 16; ++x)
        changed
            += after.pixelColor(x, due.y()) == accent && before.pixelColor(x, due.y()) != accent;
    QVERIFY2(changed >= 4, qPrintable(QString::number(changed)));
}

void TestTimelineView::keysCanBeOthers()
{
    Shown shown;
    TimelineKeys keys;
    keys.setKeys(TimelineCommand::LaneDown, { Qt::Key_J });
    shown.view.setKeys(keys);
    shown.window.setSelection(Selection { 0, 0 });
    QTest::keyClick(&shown.view, Qt::Key_Down);
    QCOMPARE(shown.window.selection()->server, 0U);
    QTest::keyClick(&shown.view, Qt::Key_J);
    QCOMPARE(shown.window.selection()->server, 1U);
}

QTEST_MAIN(TestTimelineView)
#include "tst_timeline_view.moc"

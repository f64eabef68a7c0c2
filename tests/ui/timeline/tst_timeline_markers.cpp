// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/property.h"
#include "tests/ui/support/scenes.h"
#include "tests/ui/support/timeline_fixture.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/marker_edit.h"
#include "ui/timeline/ruler_flags.h"
#include "ui/timeline/timeline_view.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

Marker marker(Duration at, const char* name)
{
    return { VirtualTime(at), name };
}

/// The build-up at 41 s with three markers, 60 s on 988 px.
struct Marked
{
    Marked()
        : run(buildupScene)
    {
        themes.setChoice(ThemeChoice::Light);
        run.advanceTo(41 * second);
        window.reset(60 * second);
        view.setReducedMotion(true);
        view.resize(1204, 520);
        view.setRun(&run.log(), [this](std::uint32_t server) { return run.info(server); });
        window.setNow(41 * second);
        view.setMarkers({ marker(10s, "start"), marker(30s, "edit"), marker(50s, "crash") });
        view.show();
        view.setFocus();
    }

    QPoint flag(std::int64_t ns) const
    {
        const TimelineGeometry place(themes.theme(), view.size(), view.parts());
        return { int(std::round(place.lanes.left() + place.axis(window.span()).x(ns))) + 4, 50 };
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&view, key, modifiers);
    }
    MarkerEdit* edit() const { return view.findChild<MarkerEdit*>(); }
    std::int64_t selected() const
    {
        return view.selectedMarker() ? std::int64_t(*view.selectedMarker()) : -1;
    }

    TimelineFixture run;
    ThemeController themes;
    TimeWindow window;
    TimelineView view { themes, window };
};

} // namespace

class TestTimelineMarkers : public QObject
{
    Q_OBJECT

private slots:
    void aClickOnAFlagSelectsIt()
    {
        Marked marked;
        QSignalSpy seeks(&marked.view, &TimelineView::seekRequested);
        QSignalSpy moves(&marked.view, &TimelineView::markerMoveRequested);
        QTest::mouseClick(&marked.view, Qt::LeftButton, {}, marked.flag(30 * second));
        QCOMPARE(marked.selected(), 1);
        QCOMPARE(marked.view.sentence(),
            QStringLiteral("Marker edit is at 30.000 s, 11.000 s before now."));
        auto* spoken = QAccessible::queryAccessibleInterface(&marked.view);
        QCOMPARE(spoken->text(QAccessible::Description), marked.view.sentence());
        marked.key(Qt::Key_Escape);
        QCOMPARE(marked.selected(), -1);
        QCOMPARE(seeks.count() + moves.count(), 0);
    }
    void aFlagIsDraggedAndEscPutsItBack()
    {
        Marked marked;
        QSignalSpy moves(&marked.view, &TimelineView::markerMoveRequested);
        const auto drag = [&](QPoint to) {
            QTest::mousePress(&marked.view, Qt::LeftButton, {}, marked.flag(30 * second));
            QMouseEvent move(QEvent::MouseMove, to, marked.view.mapToGlobal(to), Qt::NoButton,
                Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&marked.view, &move);
        };
        drag(marked.flag(35 * second));
        marked.key(Qt::Key_Escape);
        QTest::mouseRelease(&marked.view, Qt::LeftButton, {}, marked.flag(35 * second));
        QCOMPARE(moves.count(), 0);
        drag(marked.flag(35 * second));
        QTest::mouseRelease(&marked.view, Qt::LeftButton, {}, marked.flag(35 * second));
        QCOMPARE(moves.count(), 1);
        QCOMPARE(moves[0][0].value<std::size_t>(), std::size_t(1));
        QVERIFY(std::abs(moves[0][1].toLongLong() - 35 * second) < 70'000'000);
    }
    void aSelectedMarkerStaysSelectedWhereverItGoes()
    {
        Marked marked;
        marked.view.selectMarker(1);
        marked.view.setMarkers({ marker(10s, "start"), marker(50s, "crash"), marker(55s, "edit") });
        QCOMPARE(marked.selected(), 2);
        marked.view.setMarkers({ marker(5s, "edit"), marker(10s, "start"), marker(50s, "crash") });
        QCOMPARE(marked.selected(), 0);
        marked.view.setMarkers({ marker(5s, "other"), marker(10s, "start"), marker(50s, "crash") });
        QCOMPARE(marked.selected(), 0);
        marked.view.setMarkers({ marker(10s, "start"), marker(50s, "crash") });
        QCOMPARE(marked.selected(), -1);
    }
    void keysStepRenameRemoveAndGoTo()
    {
        Marked marked;
        QSignalSpy seeks(&marked.view, &TimelineView::seekRequested);
        QSignalSpy removals(&marked.view, &TimelineView::markerRemoveRequested);
        marked.key(Qt::Key_BracketLeft); // before now, 41 s
        QCOMPARE(marked.selected(), 1);
        marked.key(Qt::Key_BracketRight);
        marked.key(Qt::Key_BracketRight); // there is none after it
        QCOMPARE(marked.selected(), 2);
        marked.key(Qt::Key_Return);
        QCOMPARE(seeks[0][0].toLongLong(), 50 * second);
        marked.key(Qt::Key_Delete);
        QCOMPARE(removals[0][0].value<std::size_t>(), std::size_t(2));
    }
    void aSteppedToMarkerComesIntoView()
    {
        Marked marked;
        marked.window.setSpan({ 0, 5 * second });
        marked.view.selectMarker(2);
        QVERIFY(marked.window.span().contains(50 * second));
    }
    void withoutASelectionTheKeyMMarksNow()
    {
        Marked marked;
        QSignalSpy added(&marked.view, &TimelineView::markerAddRequested);
        marked.key(Qt::Key_M);
        QCOMPARE(added[0][0].toLongLong(), 41 * second);
    }
    void f2RenamesAtTheFlag()
    {
        Marked marked;
        QSignalSpy renames(&marked.view, &TimelineView::markerRenameRequested);
        marked.view.selectMarker(1);
        QKeyEvent asked(QEvent::ShortcutOverride, Qt::Key_F2, Qt::NoModifier);
        asked.ignore();
        QApplication::sendEvent(&marked.view, &asked);
        QVERIFY(asked.isAccepted()); // not the window's key now
        marked.key(Qt::Key_F2);
        QVERIFY(marked.edit() && marked.edit()->isVisible());
        QCOMPARE(marked.edit()->text(), QStringLiteral("edit"));
        QVERIFY(std::abs(marked.edit()->x() - marked.flag(30 * second).x()) < 8);
        QTest::keyClicks(marked.edit(), QStringLiteral("slower"));
        QTest::keyClick(marked.edit(), Qt::Key_Return);
        QCOMPARE(renames.count(), 1);
        QCOMPARE(renames[0][1].toString(), QStringLiteral("slower"));
    }
    void escDropsTheNewName()
    {
        Marked marked;
        QSignalSpy renames(&marked.view, &TimelineView::markerRenameRequested);
        QTest::mouseDClick(&marked.view, Qt::LeftButton, {}, marked.flag(10 * second));
        QTest::keyClicks(marked.edit(), QStringLiteral("nothing"));
        QTest::keyClick(marked.edit(), Qt::Key_Escape);
        QCOMPARE(renames.count(), 0);
        QCOMPARE(marked.selected(), 0);
    }
    void itsMenuHasWhatItsKeysDo()
    {
        Marked marked;
        QSignalSpy removals(&marked.view, &TimelineView::markerRemoveRequested);
        const auto point = marked.flag(30 * second);
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, marked.view.mapToGlobal(point));
        QApplication::sendEvent(&marked.view, &event);
        auto* menu = marked.view.findChild<QMenu*>();
        QVERIFY(menu);
        QStringList texts;
        for (auto* action : menu->actions())
            texts << action->text();
        QCOMPARE(texts,
            (QStringList { QStringLiteral("Go to"), QStringLiteral("Move to now"),
                QStringLiteral("Rename"), QStringLiteral("Remove") }));
        menu->actions().at(3)->trigger();
        QCOMPARE(removals[0][0].value<std::size_t>(), std::size_t(1));
    }
    void namesNeverOverlapNorAreCut()
    {
        const ThemeController themes;
        TICKSCOPE_PROPERTY("names stand apart, inside, and beside the flags of others", [&] {
            const LaneText text(themes.theme());
            TimelineState state;
            const int count = *rc::gen::inRange(0, 12);
            for (int i = 0; i < count; ++i)
                state.markers.push_back(
                    marker(std::chrono::milliseconds(*rc::gen::inRange(-5'000, 65'000)),
                        "any name of it"));
            std::sort(state.markers.begin(), state.markers.end(),
                [](const Marker& a, const Marker& b) { return a.at < b.at; });
            if (count > 0 && *rc::gen::arbitrary<bool>())
                state.selectedMarker = std::size_t(*rc::gen::inRange(0, count));
            if (*rc::gen::arbitrary<bool>())
                state.cursorA = *rc::gen::inRange<std::int64_t>(0, 60) * second;
            const TimeAxis axis(state.span, 800);
            const RulerFlags flags(themes.theme(), text, state, axis, {});
            for (const auto& one : flags.markers()) {
                RC_ASSERT(one.name.isEmpty() || (one.left >= 0 && one.right <= 800));
                for (const auto& other : flags.markers())
                    RC_ASSERT(one.marker == other.marker || one.name.isEmpty() || other.x < one.left
                        || other.x > one.right || other.x == one.x);
            }
        });
    }
    void markersAreInPictures()
    {
        Marked marked;
        auto state = timelineState(marked.window);
        const auto paint = [&] {
            QImage image(1204, 520, QImage::Format_RGB32);
            QPainter painter(&image);
            renderTimeline(painter, image.size(), marked.themes.theme(), marked.run.lanes(), state,
                marked.view.parts());
            return image;
        };
        marked.run.lanes().arrange(marked.themes.theme(), 41 * second);
        const auto without = paint();
        state.markers = marked.view.markers();
        const auto with = paint();
        const int x = marked.flag(50 * second).x() - 4;
        QVERIFY(with.pixel(x, 400) != without.pixel(x, 400));
        QCOMPARE(with.pixelColor(x, 400), marked.themes.theme().armed);
    }
    void linesCrossNoWorkUnlessTheyAreSelected()
    {
        Marked marked;
        marked.run.lanes().arrange(marked.themes.theme(), 41 * second);
        auto state = timelineState(marked.window);
        state.markers = { marker(7s, "in tick 1") };
        const auto& lanes = marked.run.lanes();
        const TimelineGeometry place(marked.themes.theme(), marked.view.size(), {});
        const QPoint inWork(
            int(std::round(place.lanes.left() + place.axis(state.span).x(7 * second))),
            int(place.lanes.top() + lanes.metrics(0).workMiddle()));
        const auto paint = [&] {
            QImage image(marked.view.size(), QImage::Format_RGB32);
            QPainter painter(&image);
            renderTimeline(painter, image.size(), marked.themes.theme(), marked.run.lanes(), state,
                marked.view.parts());
            return image.pixelColor(inWork);
        };
        QCOMPARE(paint(), marked.themes.theme().work);
        state.selectedMarker = 0;
        QCOMPARE(paint(), marked.themes.theme().text);
    }
};

QTEST_MAIN(TestTimelineMarkers)
#include "tst_timeline_markers.moc"

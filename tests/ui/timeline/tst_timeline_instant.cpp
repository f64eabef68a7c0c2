// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenes.h"
#include "tests/ui/support/timeline_fixture.h"
#include "ui/instant/instant_band.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

InstantEvent eventOf(std::uint64_t seq, const char* name, std::uint32_t lane, std::uint32_t message)
{
    return { seq, QString::fromLatin1(name), QStringLiteral("tick 2"), QStringLiteral("p"), lane,
        message };
}

/// The build-up at 41 s. Its instants are made up, so that what the view does with them is seen.
struct Opened
{
    Opened()
        : run(buildupScene)
    {
        themes.setChoice(ThemeChoice::Light);
        run.advanceTo(41 * second);
        window.reset(60 * second);
        view.setReducedMotion(true);
        view.resize(1204, 520);
        view.setRun(&run.log(), [this](std::uint32_t server) { return run.info(server); });
        view.setInstantSource([](std::int64_t ns, std::optional<std::uint32_t> lane) {
            Instant instant { ns, {}, 0, false };
            if (ns == 7 * second)
                return instant;
            instant.events = { eventOf(7, "return", 0, 0), eventOf(8, "dequeue", 0, 2) };
            if (!lane)
                instant.events.insert(instant.events.begin() + 1, eventOf(1'007, "receive", 1, 5));
            instant.total = instant.events.size();
            return instant;
        });
        window.setNow(41 * second);
        view.show();
        view.setFocus();
    }
    QStringList shown() const
    {
        QStringList names;
        for (const auto& one : view.openBand()->instant().events)
            names << one.event;
        return names;
    }
    QListView* list() const { return view.openBand()->findChild<QListView*>(); }

    TimelineFixture run;
    ThemeController themes;
    TimeWindow window;
    TimelineView view { themes, window };
};

} // namespace

class TestTimelineInstant : public QObject
{
    Q_OBJECT

private slots:
    void enterOpensTheInstantOfTheSelection()
    {
        Opened opened;
        QVERIFY(QTest::qWaitForWindowActive(&opened.view));
        const auto& tick = opened.run.log().server(0).messages.at(1);
        opened.window.setSelection(Selection { 0, tick.number });
        QTest::keyClick(&opened.view, Qt::Key_Return);
        QVERIFY(opened.view.openBand());
        QCOMPARE(opened.view.openBand()->instant().ns, tick.startedNs);
        QCOMPARE(
            opened.shown(), (QStringList { QStringLiteral("return"), QStringLiteral("dequeue") }));
        QTest::keyClick(opened.list(), Qt::Key_Escape);
        QVERIFY(!opened.view.openBand());
        QVERIFY(opened.view.hasFocus());
        QCOMPARE(opened.window.selection()->message, tick.number);
    }
    void eachEventCanBeSelected()
    {
        Opened opened;
        QSignalSpy records(&opened.view, &TimelineView::recordSelected);
        opened.view.openInstant(13 * second, 0);
        QCOMPARE(records.count(), 0); // nobody chose the first one
        QTest::keyClick(opened.list(), Qt::Key_Right);
        QCOMPARE(records.count(), 1);
        QCOMPARE(records[0][0].toULongLong(), 8ULL);
        QCOMPARE(*opened.window.selection(), (Selection { 0, 2 }));
        QVERIFY(opened.view.openBand()); // selecting does not close it
    }
    void theWholeRunStandsInOneOrder()
    {
        Opened opened;
        opened.view.openInstant(13 * second, 0);
        QTest::keyClick(opened.list(), Qt::Key_Right);
        for (auto* button : opened.view.openBand()->findChildren<QToolButton*>())
            if (button->text() == QStringLiteral("All 3 of the run"))
                button->click();
        QCOMPARE(opened.shown(),
            (QStringList {
                QStringLiteral("return"), QStringLiteral("receive"), QStringLiteral("dequeue") }));
        QCOMPARE(opened.view.openBand()->current()->seq, std::uint64_t(8)); // the same as before
        const auto index = opened.list()->model()->index(1, 0);
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("2 of 3: receive tick 2, p, event #1,007"));
    }
    void theBandStandsAtItsMomentAndInsideTheLanes_data()
    {
        QTest::addColumn<qint64>("ns");
        for (const qint64 at : { 0, 13, 30, 58, 60 })
            QTest::addRow("%lld s", at) << at * second;
    }
    void theBandStandsAtItsMomentAndInsideTheLanes()
    {
        QFETCH(qint64, ns);
        Opened opened;
        opened.view.openInstant(ns, 0);
        const TimelineGeometry place(
            opened.themes.theme(), opened.view.size(), opened.view.parts());
        const QRect band = opened.view.openBand()->geometry();
        const double x = place.lanes.left() + place.axis(opened.window.span()).x(ns);
        QVERIFY(band.left() <= std::round(x) && band.right() < opened.view.width());
        QVERIFY(band.left() >= int(place.lanes.left()));
        opened.window.setSpan({ 0, 10 * second }); // it goes along, or to the edge
        QVERIFY(opened.view.openBand()->geometry().right() < opened.view.width());
    }
    void textsThatAPartWouldCutAreLeftOut()
    {
        Opened opened;
        const Theme& theme = opened.themes.theme();
        opened.run.lanes().arrange(theme, 41 * second);
        TimelineState state = timelineState(opened.window);
        state.isPart = true;
        const TimelineGeometry place(theme, opened.view.size(), {});
        const double block = place.lanes.left() + place.axis(state.span).x(5 * second);
        const double top = place.lanes.top() + opened.run.lanes().metrics(0).workTop;
        // The number of the tick stands from 7 px on.
        const auto hasText = [&](double from) {
            QImage image(opened.view.size(), QImage::Format_RGB32);
            QPainter painter(&image);
            const QRect part = QRectF(block + from, top + 5, 40, 14).toRect();
            painter.setClipRect(part);
            renderTimeline(painter, image.size(), theme, opened.run.lanes(), state, {});
            for (int x = part.left(); x <= part.right(); ++x)
                for (int y = part.top(); y <= part.bottom(); ++y)
                    if (image.pixelColor(x, y) != theme.work)
                        return true;
            return false;
        };
        QVERIFY(hasText(4));
        QVERIFY(!hasText(10));
        state.isPart = false;
        QVERIFY(hasText(10));
    }
    void aClickBesideItClosesItAndNothingElse()
    {
        Opened opened;
        QSignalSpy seeks(&opened.view, &TimelineView::seekRequested);
        opened.view.openInstant(13 * second, 0);
        QTest::mouseClick(&opened.view, Qt::LeftButton, {}, QPoint(1100, 30));
        QVERIFY(!opened.view.openBand());
        QCOMPARE(seeks.count(), 0);
    }
    void whereNothingHappenedNothingOpens()
    {
        Opened opened;
        opened.view.openInstant(7 * second, 0);
        QVERIFY(!opened.view.openBand());
    }
    void anotherRunClosesIt()
    {
        Opened opened;
        opened.view.openInstant(13 * second, 0);
        opened.view.setLog(&opened.run.log());
        QVERIFY(!opened.view.openBand());
    }
    void theChipOnTheRulerOpensIt()
    {
        Opened opened;
        const auto& tick = opened.run.log().server(0).messages.at(1);
        opened.window.setSelection(Selection { 0, tick.number });
        const TimelineGeometry place(
            opened.themes.theme(), opened.view.size(), opened.view.parts());
        const int x = int(place.lanes.left() + place.axis(opened.window.span()).x(tick.startedNs));
        QTest::mouseClick(&opened.view, Qt::LeftButton, {}, QPoint(x + 20, 50));
        QVERIFY(opened.view.openBand());
    }
    void theListIsAModelLikeOthers()
    {
        InstantModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setInstant({ 0, { eventOf(1, "a", 0, 0), eventOf(2, "b", 0, 0) }, 2, false });
        QCOMPARE(model.rowCount(), 2);
        model.setInstant({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestTimelineInstant)
#include "tst_timeline_instant.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/time/time_window.h"

#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

} // namespace

Q_DECLARE_METATYPE(TimeWindow::Parts)

class TestTimeWindow : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<TimeWindow::Parts>("tickscope::TimeWindow::Parts"); }
    void tellsOncePerChangeAndNotWithoutOne();
    void followHoldsNowAtSeventyPercent();
    void panningLetsGoAndFollowTakesUp();
    void panningTheWholeRunKeepsFollow();
    void zoomingWhileFollowingKeepsNowInPlace();
    void reducedMotionTurnsPages();
    void pastTheEndThereIsRoomForTimers();
    void rangesAreInOrder();
    void resetDropsWhatBelongedToTheOldRun();
};

void TestTimeWindow::tellsOncePerChangeAndNotWithoutOne()
{
    TimeWindow window;
    window.reset(100 * second);
    QSignalSpy changes(&window, &TimeWindow::changed);
    window.setSpan({ 10 * second, 20 * second });
    window.setSpan({ 10 * second, 20 * second });
    QCOMPARE(changes.count(), 1);
    window.setCursors(second, std::nullopt);
    window.setSelection(Selection { 1, 7 });
    window.setSelection(Selection { 1, 7 });
    window.setRange(TimeSpan { 0, second });
    QCOMPARE(changes.count(), 4);
}

void TestTimeWindow::followHoldsNowAtSeventyPercent()
{
    TimeWindow window;
    window.reset(1000 * second);
    window.setSpan({ 0, 10 * second });
    window.follow();
    window.setNow(100 * second);
    QCOMPARE(window.span(), (TimeSpan { 93 * second, 103 * second }));
}

void TestTimeWindow::panningLetsGoAndFollowTakesUp()
{
    TimeWindow window;
    window.reset(1000 * second);
    window.setSpan({ 0, 10 * second });
    window.follow();
    window.setNow(50 * second);
    window.panBy(-5 * second);
    QVERIFY(!window.isFollowing());
    const TimeSpan kept = window.span();
    window.setNow(60 * second);
    QCOMPARE(window.span(), kept);
    window.follow();
    QVERIFY(window.isFollowing());
    QCOMPARE(window.span(), (TimeSpan { 53 * second, 63 * second }));
}

void TestTimeWindow::panningTheWholeRunKeepsFollow()
{
    TimeWindow window;
    window.reset(60 * second);
    window.setNow(30 * second);
    window.panBy(5 * second);
    QVERIFY(window.isFollowing());
    QCOMPARE(window.span(), (TimeSpan { 0, 60 * second }));
}

void TestTimeWindow::zoomingWhileFollowingKeepsNowInPlace()
{
    TimeWindow window;
    window.reset(1000 * second);
    window.setSpan({ 0, 100 * second });
    window.follow();
    window.setNow(500 * second);
    window.zoomAt(440 * second, 0.5);
    QVERIFY(window.isFollowing());
    QCOMPARE(window.span(), (TimeSpan { 465 * second, 515 * second }));
}

void TestTimeWindow::reducedMotionTurnsPages()
{
    TimeWindow window;
    window.reset(1000 * second);
    window.setReducedMotion(true);
    window.setSpan({ 0, 10 * second });
    window.follow();
    window.setNow(9 * second);
    QCOMPARE(window.span(), (TimeSpan { 0, 10 * second }));
    window.setNow(11 * second);
    QCOMPARE(window.span(), (TimeSpan { 5 * second, 15 * second }));
    window.setNow(14 * second);
    QCOMPARE(window.span(), (TimeSpan { 5 * second, 15 * second }));
}

void TestTimeWindow::pastTheEndThereIsRoomForTimers()
{
    TimeWindow window;
    window.reset(60 * second);
    window.setSpan({ 0, 10 * second });
    window.follow();
    window.setNow(60 * second);
    QCOMPARE(window.span().endNs, 60 * second);
    window.setNow(70 * second);
    QCOMPARE(window.span(), (TimeSpan { 63 * second, 73 * second }));
}

void TestTimeWindow::rangesAreInOrder()
{
    TimeWindow window;
    window.setRange(TimeSpan { 9, 4 });
    QCOMPARE(*window.range(), (TimeSpan { 4, 9 }));
}

void TestTimeWindow::resetDropsWhatBelongedToTheOldRun()
{
    TimeWindow window;
    window.setCursors(1, 2);
    window.setRange(TimeSpan { 1, 2 });
    window.setSelection(Selection { 0, 3 });
    window.letGo();
    QSignalSpy changes(&window, &TimeWindow::changed);
    window.reset(5 * second);
    QCOMPARE(changes.count(), 1);
    QVERIFY(window.isFollowing() && !window.cursorA() && !window.range() && !window.selection());
    QCOMPARE(window.span(), (TimeSpan { 0, 5 * second }));
}

QTEST_APPLESS_MAIN(TestTimeWindow)
#include "tst_time_window.moc"

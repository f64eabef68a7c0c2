// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/property.h"
#include "tests/support/random_scenario.h"
#include "tests/ui/support/lane_scenes.h"
#include "tests/ui/support/scenes.h"

#include <QTest>

using namespace tickscope;

class TestLaneScene : public QObject
{
    Q_OBJECT

private slots:
    void aTickIsArmedFallsDueAndWorks();
    void theTimerAheadOfNowIsDashedAndSaysWhatItWasArmedWith();
    void anEditSaysAsMuchAsFits();
    void theTickAtWorkEndsOpenAtNow();
    void nothingLaterThanNowIsDrawnButArmedTimers();
    void theSelectedTickIsOnePath();
    void aCrashCutsTheBlockAndLosesTheMailbox();
    void anErrorIsHatchedAndSigned();
    void aCancelledTimerHasItsCrossAndItsAnswer();
    void everyCancelSaysWhatItReturned();
    void aCallThatIsGivenUpIsHatchedFromThen();
    void aDroppedTickFallsIntoARing();
    void aSecondChainIsHollowAndHigher();
    void aFinishedCountdownSaysSo();
    void zoomLevelFollowsTheDistanceOfTicks();
    void farLevelsKeepErrorsAndBusyShare();
    void everyCellIsAMessageThatWaits();
    void randomRunsCanBeDrawnAtAnyZoom();
};

void TestLaneScene::aTickIsArmedFallsDueAndWorks()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const LaneScene scene = laneOf(run, 0, { 0, 60 * second });
    QCOMPARE(scene.level, ZoomLevel::Close);
    const auto blocks = itemsOf(scene, ItemKind::Work);
    QCOMPARE(blocks.size(), std::size_t { 3 });
    QCOMPARE(blocks[0].box, QRectF(QPointF(100, 62), QPointF(259, 86))); // 5 to 13 s, 1 px gap
    QCOMPARE(blocks[0].text, QStringLiteral("1"));
    QCOMPARE(blocks[0].detail, QStringLiteral("8 s"));
    const auto dues = itemsOf(scene, ItemKind::DueFilled);
    QCOMPARE(dues.size(), std::size_t { 3 });
    QCOMPARE(dues[1].box.center(), QPointF(18 * 20, 24.5));
    const auto falls = itemsOf(scene, ItemKind::Fall);
    QCOMPARE(falls[0].box.bottom(), 62.0); // nobody waits: straight to the work
    QCOMPARE(itemsOf(scene, ItemKind::ArmedPast).size(), std::size_t { 3 });
    QVERIFY(itemsOf(scene, ItemKind::WaitArea).empty());
}

void TestLaneScene::theTimerAheadOfNowIsDashedAndSaysWhatItWasArmedWith()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const LaneScene scene = laneOf(run, 1, { 0, 60 * second });
    const auto spans = itemsOf(scene, ItemKind::SpanArmed);
    QCOMPARE(spans.size(), std::size_t { 1 });
    QCOMPARE(spans[0].box.left(), 40 * 20.0);
    QCOMPARE(spans[0].box.right(), 45 * 20.0);
    QCOMPARE(textsOf(scene, ItemKind::Label),
        (QStringList { QStringLiteral("45.000 s"), QStringLiteral("armed with 5 s, next 10 s") }));
    // A due mark stands where it was armed, so there is no tick besides.
    QVERIFY(itemsOf(scene, ItemKind::ArmedNow).empty());
}

void TestLaneScene::anEditSaysAsMuchAsFits()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const auto edits = [&](double pixelsPerSecond) {
        return textsOf(laneOf(run, 1, { 0, 60 * second }, 0, pixelsPerSecond), ItemKind::CellEdit);
    };
    QCOMPARE(edits(20).value(0), QStringLiteral("set_interval 10 s"));
    QCOMPARE(edits(13).value(0), QStringLiteral("set 10 s"));
    QCOMPARE(edits(13).value(1), QStringLiteral("set"));
    const LaneScene scene = laneOf(run, 1, { 0, 60 * second });
    QCOMPARE(scene.edits.size(), std::size_t { 1 });
    QCOMPARE(scene.edits[0].words, QStringLiteral("interval 10 s"));
    QCOMPARE(scene.edits[0].x, 600.0);
    QCOMPARE(scene.edits[0].toY, 31.0 + 4 * 14 - 2 * 14); // third in the queue
}

void TestLaneScene::theTickAtWorkEndsOpenAtNow()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const LaneScene scene = laneOf(run, 1, { 0, 60 * second }, 0, 30);
    const auto now = itemsOf(scene, ItemKind::WorkNow);
    QCOMPARE(now.size(), std::size_t { 1 });
    QCOMPARE(now[0].box.right(), 41 * 30.0);
    QCOMPARE(now[0].text, QStringLiteral("5"));
    QCOMPARE(now[0].detail, QStringLiteral("working"));
}

void TestLaneScene::nothingLaterThanNowIsDrawnButArmedTimers()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(60 * second);
    const Theme& light = theme(ThemeName::Light);
    run.lanes().arrange(light, 60 * second);
    const LaneText text(light);
    const TimeAxis axis({ 0, 60 * second }, 1200, 0);
    const LaneInfo info = run.info(1);
    const LaneMetrics metrics = run.lanes().metrics(1);
    const LaneScene scene = buildLane({ .log = run.lanes().log(1),
        .index = run.lanes().index(1),
        .info = info,
        .axis = axis,
        .metrics = metrics,
        .text = text,
        .nowNs = 22 * second }); // the run has gone on to 60 s
    for (const LaneItem& item : scene.items) {
        const bool isAhead = item.kind == ItemKind::SpanArmed || item.kind == ItemKind::DueHollow
            || item.kind == ItemKind::Label;
        if (!isAhead)
            QVERIFY(item.box.right() <= 22 * 20.0 + 5);
    }
    QCOMPARE(itemsOf(scene, ItemKind::SpanArmed).size(), std::size_t { 1 });
    QCOMPARE(itemsOf(scene, ItemKind::WorkNow).at(0).text, QStringLiteral("3"));
    QVERIFY(scene.edits.empty());
}

void TestLaneScene::theSelectedTickIsOnePath()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const ServerLog& log = run.log().server(1);
    const auto tick4 = std::find_if(log.messages.begin(), log.messages.end(),
        [](const MessageEntry& entry) { return entry.tick == 4; });
    const LaneScene scene = laneOf(run, 1, { 0, 60 * second }, tick4->number);
    QCOMPARE(itemsOf(scene, ItemKind::PathCell).size(), std::size_t { 2 });
    const auto ring = itemsOf(scene, ItemKind::PathWork);
    QCOMPARE(ring.size(), std::size_t { 1 });
    QCOMPARE(ring[0].box.left(), 29 * 20.0);
    QCOMPARE(itemsOf(scene, ItemKind::PathDue).at(0).box.center().x(), 400.0);
    // Armed at 15 s, along the timer line, down to the cell, and from the last cell to the block.
    QCOMPARE(itemsOf(scene, ItemKind::PathLine).size(), std::size_t { 4 });
}

void TestLaneScene::aCrashCutsTheBlockAndLosesTheMailbox()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    const LaneScene scene = laneOf(run, 0, { 0, 24 * second }, 0, 40);
    QCOMPARE(itemsOf(scene, ItemKind::ExitLine).size(), std::size_t { 1 });
    QCOMPARE(itemsOf(scene, ItemKind::ExitRing).size(), std::size_t { 1 });
    QCOMPARE(itemsOf(scene, ItemKind::Restart).size(), std::size_t { 1 });
    QCOMPARE(itemsOf(scene, ItemKind::LostCross).size(), std::size_t { 1 });
    const auto blocks = itemsOf(scene, ItemKind::Work);
    QVERIFY(blocks[1].isCut);
    QVERIFY(blocks[1].detail.isEmpty());
    QCOMPARE(blocks[2].text, QStringLiteral("1")); // numbers start at 1 again
    QVERIFY(!itemsOf(scene, ItemKind::SpanRest).empty());
}

void TestLaneScene::anErrorIsHatchedAndSigned()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    const LaneScene wide = laneOf(run, 1, { 0, 24 * second }, 0, 40);
    QCOMPARE(itemsOf(wide, ItemKind::Trouble).size(), std::size_t { 3 });
    QCOMPARE(itemsOf(wide, ItemKind::TroubleSign).size(), std::size_t { 3 });
    const LaneScene narrow = laneOf(run, 1, { 0, 24 * second }, 0, 5);
    QVERIFY(itemsOf(narrow, ItemKind::TroubleSign).empty());
    QCOMPARE(itemsOf(narrow, ItemKind::TroubleNotch).size(), std::size_t { 3 });
}

void TestLaneScene::aCancelledTimerHasItsCrossAndItsAnswer()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    const LaneScene inTime = laneOf(run, 2, { 0, 24 * second }, 0, 40);
    const auto crosses = itemsOf(inTime, ItemKind::CancelCross);
    QCOMPARE(crosses.size(), std::size_t { 1 });
    QCOMPARE(crosses[0].box.center().x(), 400.0);
    QCOMPARE(itemsOf(inTime, ItemKind::SpanRest).at(0).box.right(), 12 * 40.0);
    QCOMPARE(itemsOf(inTime, ItemKind::Handled).size(), std::size_t { 1 });
    QVERIFY(textsOf(inTime, ItemKind::Label).contains(QStringLiteral("cancel_timer → 2000")));
    const LaneScene late = laneOf(run, 3, { 0, 24 * second }, 0, 40);
    QVERIFY(itemsOf(late, ItemKind::CancelCross).empty());
    QVERIFY(textsOf(late, ItemKind::Label).contains(QStringLiteral("cancel_timer → false")));
}

void TestLaneScene::everyCancelSaysWhatItReturned()
{
    // The second one has the first at its left and a resume at its right.
    TimelineFixture run(R"(
format = 1
duration = "30s"
[[server]]
name = "poller"
interval = "5s"
work = "2s"
[[action]]
at = "9.5s"
server = "poller"
do = "cancel"
[[action]]
at = "11s"
server = "poller"
do = "cancel"
[[action]]
at = "15s"
server = "poller"
do = "resume"
)");
    run.advanceTo(30 * second);
    for (const double pixelsPerSecond : { 60.0, 45.0, 30.0 }) {
        const auto words
            = textsOf(laneOf(run, 0, { 0, 30 * second }, 0, pixelsPerSecond), ItemKind::Label);
        const auto says = [&words](const char* result) {
            return words.filter(QString::fromUtf8(result)).size() == 1;
        };
        QVERIFY2(says("→ 2500") && says("→ false"), qPrintable(words.join(u'|')));
    }
}

void TestLaneScene::aCallThatIsGivenUpIsHatchedFromThen()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    const LaneScene scene = laneOf(run, 4, { 0, 24 * second }, 0, 40);
    QCOMPARE(itemsOf(scene, ItemKind::Clock).size(), std::size_t { 1 });
    const auto hatch = itemsOf(scene, ItemKind::StaleHatch);
    QCOMPARE(hatch.size(), std::size_t { 1 });
    QCOMPARE(hatch[0].box.left(), 10 * 40.0);
    QCOMPARE(hatch[0].box.right(), 12 * 40.0);
}

void TestLaneScene::aDroppedTickFallsIntoARing()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    const LaneScene scene = laneOf(run, 5, { 0, 24 * second }, 0, 40);
    QCOMPARE(itemsOf(scene, ItemKind::DropRing).at(0).box.center().x(), 15 * 40.0);
    QCOMPARE(itemsOf(scene, ItemKind::DropLine).size(), std::size_t { 1 });
    const auto hatch = itemsOf(scene, ItemKind::NoProcess);
    QCOMPARE(hatch.size(), std::size_t { 1 });
    QCOMPARE(hatch[0].box.left(), 11 * 40.0);
    QCOMPARE(hatch[0].box.right(), 23 * 40.0);
}

void TestLaneScene::aSecondChainIsHollowAndHigher()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    const LaneScene scene = laneOf(run, 6, { 0, 24 * second }, 0, 40);
    QCOMPARE(scene.chains, 2U);
    const auto hollow = itemsOf(scene, ItemKind::DueHollow);
    QVERIFY(hollow.size() >= 3);
    QCOMPARE(hollow[0].box.center().y(), 24.5 - 6);
}

void TestLaneScene::aFinishedCountdownSaysSo()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const LaneScene scene = laneOf(run, 3, { 0, 60 * second });
    QVERIFY(textsOf(scene, ItemKind::Label)
                .contains(QStringLiteral("Finished: tick 11 found 0, nothing more is scheduled")));
}

void TestLaneScene::zoomLevelFollowsTheDistanceOfTicks()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const ServerLog& log = run.log().server(2); // a tick every 2 s
    const auto level = [&](double pixelsPerTick) {
        const TimeAxis axis({ 0, 60 * second }, 30 * pixelsPerTick, 0);
        return zoomLevel(log, axis, 41 * second);
    };
    QCOMPARE(level(60), ZoomLevel::Close);
    QCOMPARE(level(59), ZoomLevel::Middle);
    QCOMPARE(level(8), ZoomLevel::Middle);
    QCOMPARE(level(7.9), ZoomLevel::Far);
    QCOMPARE(level(0.5), ZoomLevel::Density);
}

void TestLaneScene::farLevelsKeepErrorsAndBusyShare()
{
    TimelineFixture run(R"(
format = 1
duration = "10000s"
[[server]]
name = "poller"
schedule = "send_interval"
interval = "1s"
work = "500ms"
outcomes = { error = 0.001 }
)");
    run.advanceTo(10'000 * second);
    const std::size_t errors = run.lanes().index(0).troubles().size();
    QVERIFY(errors >= 3);
    for (double pixelsPerSecond : { 0.1, 2.0 }) {
        const LaneScene scene = laneOf(run, 0, { 0, 10'000 * second }, 0, pixelsPerSecond);
        QVERIFY(scene.level >= ZoomLevel::Far);
        QCOMPARE(itemsOf(scene, ItemKind::TroubleLine).size(), errors);
        for (const LaneItem& item : itemsOf(scene, ItemKind::TroubleLine))
            QVERIFY(item.box.width() >= 2);
        QVERIFY(scene.items.size() < 10'100);
    }
    const LaneScene density = laneOf(run, 0, { 0, 10'000 * second }, 0, 0.1);
    for (std::size_t i = 1; i + 1 < density.busy.size(); ++i)
        QVERIFY(std::abs(density.busy[i] - 0.5F) < 0.11F);
}

namespace {

using tickscope::testing::randomScenario;

/// A run of a random scenario and one of its lanes.
struct RandomLane
{
    RandomLane()
        : run(randomScenario())
        , log(run.scenario(), run.watchedServers())
    {
        now = *rc::gen::inRange<std::int64_t>(1, second);
        LaneIndex grown;
        for (std::int64_t ns = 0; ns < now; ns += now / 4 + 1) { // as a window would, by and by
            run.advanceTo(fromNs(ns));
            log.consume(run.trace());
            grown.update(log.server(0));
        }
        run.advanceTo(fromNs(now));
        log.consume(run.trace());
        grown.update(log.server(0));
        index = grown;
    }

    LaneScene scene(TimeSpan span, double width, LaneSize size)
    {
        const Theme& light = theme(ThemeName::Light);
        const LaneText text(light);
        const LaneMetrics metrics = laneMetrics(light, size, index.maxDepthUntil(now));
        const LaneInfo info;
        const TimeAxis axis(span, width);
        return buildLane({ .log = log.server(0),
            .index = index,
            .info = info,
            .axis = axis,
            .metrics = metrics,
            .text = text,
            .nowNs = now });
    }

    Run run;
    TraceLog log;
    LaneIndex index;
    std::int64_t now = 0;
};

} // namespace

void TestLaneScene::everyCellIsAMessageThatWaits()
{
    TICKSCOPE_PROPERTY("at any moment there are as many cells as the mailbox is deep", [] {
        RandomLane lane;
        const LaneScene scene = lane.scene({ 0, second }, 20'000, LaneSize::Large);
        const std::uint32_t deepest = lane.index.maxDepthUntil(lane.now);
        RC_PRE(deepest <= 6 && scene.level <= ZoomLevel::Middle);
        const TimeAxis axis({ 0, second }, 20'000);
        for (int i = 0; i < 20; ++i) {
            const std::int64_t ns = *rc::gen::inRange<std::int64_t>(0, lane.now);
            const double x = axis.x(ns);
            std::uint32_t cells = 0;
            bool isEdge = false;
            for (const LaneItem& item : scene.items) {
                const bool isCell
                    = item.kind == ItemKind::CellText || item.kind == ItemKind::CellEdit;
                if (!isCell)
                    continue;
                isEdge |= std::abs(item.box.left() - x) < 2 || std::abs(item.box.right() - x) < 2;
                cells += item.box.left() <= x && x < item.box.right() ? 1 : 0;
            }
            if (!isEdge)
                RC_ASSERT(cells == LaneIndex::depthAt(lane.log.server(0), ns));
        }
    });
}

void TestLaneScene::randomRunsCanBeDrawnAtAnyZoom()
{
    TICKSCOPE_PROPERTY("every shape lies in its lane, whatever happened", [] {
        RandomLane lane;
        const std::int64_t start = *rc::gen::inRange<std::int64_t>(0, second);
        const std::int64_t length = *rc::gen::elementOf(std::vector<std::int64_t> {
            shortestSpanNs, 1'000'000, 40'000'000, second, 1000 * second });
        const double width = *rc::gen::element(60.0, 900.0);
        const auto size = LaneSize(*rc::gen::inRange(0, 3));
        const LaneScene scene = lane.scene({ start, start + length }, width, size);
        const double height
            = laneMetrics(theme(ThemeName::Light), size, lane.index.maxDepthUntil(lane.now)).height;
        for (const LaneItem& item : scene.items) {
            const QRectF box = item.box.normalized();
            RC_ASSERT(box.top() >= -4 && box.bottom() <= height + 4);
            RC_ASSERT(box.left() >= -100 && box.right() <= width + 300);
        }
    });
}

QTEST_MAIN(TestLaneScene)
#include "tst_lane_scene.moc"

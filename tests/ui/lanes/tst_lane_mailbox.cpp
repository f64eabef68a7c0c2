// SPDX-License-Identifier: GPL-3.0-only
// How the mailbox of a lane is drawn: as cells, then as an area, and how high the lane is for it.
#include "tests/ui/support/lane_scenes.h"
#include "tests/ui/support/scenes.h"

#include <QTest>

using namespace tickscope;

class TestLaneMailbox : public QObject
{
    Q_OBJECT

private slots:
    void waitingMessagesStepDownTheQueue();
    void laneSizeDependsOnTheDeepestMailbox();
    void aDeepMailboxBecomesOneArea();
    void aDeeperMailboxIsNeverDrawnLower();
    void cellsKeepTheirNumbersAsLongAsTheyCanBeRead();
    void anAreaSaysThatItsNumberIsADepth();
};

void TestLaneMailbox::waitingMessagesStepDownTheQueue()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const LaneScene scene = laneOf(run, 1, { 0, 60 * second });
    // Tick 4 is due at 20 s while 3 waits and 2 works; 3 is taken at 21 s, 4 at 29 s.
    std::vector<QRectF> stays;
    for (const LaneItem& item : itemsOf(scene, ItemKind::CellText)) {
        if (item.text == QStringLiteral("4"))
            stays.push_back(item.box);
    }
    const double bottom = 31 + 4 * 14;
    QCOMPARE(stays.size(), std::size_t { 2 });
    QCOMPARE(stays[0], QRectF(QPointF(400, bottom - 28), QPointF(420, bottom - 14)));
    QCOMPARE(stays[1], QRectF(QPointF(420, bottom - 14), QPointF(580, bottom)));
    QCOMPARE(scene.depthNow, 4U);
    const auto outlines = itemsOf(scene, ItemKind::WaitOutline);
    QCOMPARE(outlines.size(), std::size_t { 2 }); // 10 to 13 s, and from 15 s on
}

void TestLaneMailbox::laneSizeDependsOnTheDeepestMailbox()
{
    const Theme& light = theme(ThemeName::Light);
    QCOMPARE(laneMetrics(light, LaneSize::Large, 2).height, 96.0);
    QCOMPARE(laneMetrics(light, LaneSize::Large, 3).height, 96.0 + 2 * 14);
    QCOMPARE(laneMetrics(light, LaneSize::Large, 6).height, 152.0);
    QCOMPARE(laneMetrics(light, LaneSize::Large, 1'000'000).height, 96.0 + 18 * 14);
    QCOMPARE(laneMetrics(light, LaneSize::Medium, 3).height, 48.0);
    QCOMPARE(laneMetrics(light, LaneSize::Small, 2).height, 22.0);
    QCOMPARE(laneSizeFor(8), LaneSize::Large);
    QCOMPARE(laneSizeFor(9), LaneSize::Medium);
    QCOMPARE(laneSizeFor(17), LaneSize::Small);
    TimelineFixture run(buildupScene);
    run.advanceTo(29 * second);
    run.lanes().arrange(light, 29 * second);
    QCOMPARE(run.lanes().totalHeight(), 4 * 96.0);
    run.advanceTo(41 * second);
    run.lanes().arrange(light, 41 * second);
    QCOMPARE(run.lanes().totalHeight(), 3 * 96.0 + 124);
    run.lanes().arrange(light, 29 * second); // back in time: it does not shrink
    QCOMPARE(run.lanes().totalHeight(), 3 * 96.0 + 124);
}

void TestLaneMailbox::aDeepMailboxBecomesOneArea()
{
    const LaneMetrics lane = laneMetrics(theme(ThemeName::Light), LaneSize::Large, 100);
    QCOMPARE(messageHeight(lane, 20), 14.0);
    QVERIFY(messageHeight(lane, 25) >= lane.leastCell); // still one cell each
    QVERIFY(messageHeight(lane, 26) < lane.leastCell);
    QCOMPARE(messageHeight(lane, 1'000'000), 280.0 / 1'000'000);
}

void TestLaneMailbox::aDeeperMailboxIsNeverDrawnLower()
{
    for (const ThemeName name : { ThemeName::Light, ThemeName::Dark, ThemeName::Projector })
        for (const double scale : { 0.9, 1.0, 1.3, 1.75 })
            for (const LaneSize size : { LaneSize::Large, LaneSize::Medium, LaneSize::Small }) {
                double before = 0;
                for (std::uint32_t depth = 1; depth < 2'000; ++depth) {
                    const LaneMetrics lane = laneMetrics(scaled(theme(name), scale), size, depth);
                    const double stack = messageHeight(lane, depth) * depth;
                    QVERIFY2(stack >= before - 1e-9,
                        qPrintable(QStringLiteral("%1: %2 px before, %3 now")
                                       .arg(depth)
                                       .arg(before)
                                       .arg(stack)));
                    if (size == LaneSize::Small && depth <= 8)
                        QVERIFY(messageHeight(lane, depth) >= 3 * scale - 0.5);
                    before = stack;
                }
            }
}

void TestLaneMailbox::cellsKeepTheirNumbersAsLongAsTheyCanBeRead()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(60 * second);
    for (const ThemeName name : { ThemeName::Light, ThemeName::Projector }) {
        run.lanes().arrange(theme(name), 60 * second);
        const LaneText text(theme(name));
        const TimeAxis axis({ 0, 60 * second }, 1400);
        const LaneScene scene = buildLane({ .log = run.log().server(1),
            .index = run.lanes().index(1),
            .info = run.info(1),
            .axis = axis,
            .metrics = run.lanes().metrics(1),
            .text = text,
            .nowNs = 60 * second });
        int numbers = 0;
        for (const LaneItem& item : scene.items)
            if (item.kind == ItemKind::CellText && !item.text.isEmpty()) {
                ++numbers;
                QVERIFY(item.box.height() >= text.capHeight(TextRole::LaneMono) + 2);
            }
        QVERIFY(numbers > 10);
    }
}

void TestLaneMailbox::anAreaSaysThatItsNumberIsADepth()
{
    TimelineFixture run(R"(
format = 1
duration = "120s"
[[server]]
name = "deep"
schedule = "send_interval"
interval = "1s"
work = "20s"
)");
    run.advanceTo(100 * second);
    run.lanes().arrange(theme(ThemeName::Light), 100 * second);
    const LaneText text(theme(ThemeName::Light));
    const TimeAxis axis({ 0, 40 * second }, 4000);
    LaneSource source { .log = run.log().server(0),
        .index = run.lanes().index(0),
        .info = run.info(0),
        .axis = axis,
        .metrics = run.lanes().metrics(0),
        .text = text,
        .nowNs = 100 * second };
    const LaneScene scene = buildLane(source);
    QStringList words;
    for (const LaneItem& item : scene.items) {
        QVERIFY(item.kind != ItemKind::CellText || item.text.isEmpty());
        if (item.kind == ItemKind::Label)
            words << item.text;
    }
    QVERIFY(words.contains(QStringLiteral("12 waiting")));
    // The path of a selected message goes level and down, never aslant.
    source.selectedMessage = run.log().server(0).messages[15].number;
    int steps = 0;
    for (const LaneItem& item : buildLane(source).items) {
        if (item.kind != ItemKind::PathLine)
            continue;
        QVERIFY(item.box.width() == 0 || item.box.height() == 0);
        ++steps;
    }
    QVERIFY(steps > 3);
}

QTEST_MAIN(TestLaneMailbox)
#include "tst_lane_mailbox.moc"

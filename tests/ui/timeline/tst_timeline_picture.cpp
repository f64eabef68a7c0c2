// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenes.h"
#include "tests/ui/support/timeline_fixture.h"
#include "ui/timeline/timeline_picture.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

TimelineState stateAt(std::int64_t nowNs)
{
    TimelineState state;
    state.nowNs = nowNs;
    state.selectedServer = 1;
    state.cursorA = 13 * second;
    state.cursorB = 21 * second;
    return state;
}

QImage pictureOf(TimelineFixture& run, const Theme& theme, QSize size, const TimelineState& state,
    const TimelineParts& parts = {})
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    run.lanes().arrange(theme, state.nowNs);
    QPainter painter(&image);
    renderTimeline(painter, size, theme, run.lanes(), state, parts);
    return image;
}

} // namespace

class TestTimelinePicture : public QObject
{
    Q_OBJECT

private slots:
    void everyThemeHasItsColours_data();
    void everyThemeHasItsColours();
    void theSameStateGivesTheSamePicture();
    void nowStandsWhereTheAxisSays();
    void scrollingMovesTheLanesAndNotTheRuler();
    void svgAndPdfAreShapesAndText();
    void manyLanesPaintOnlyWhatIsSeen();
};

void TestTimelinePicture::everyThemeHasItsColours_data()
{
    QTest::addColumn<ThemeName>("name");
    QTest::addColumn<QSize>("size");
    for (const QSize size : { QSize(1280, 720), QSize(1920, 1080) }) {
        const auto row = [&](const char* name) {
            return QStringLiteral("%1 at %2").arg(QString::fromLatin1(name)).arg(size.width());
        };
        QTest::newRow(qPrintable(row("light"))) << ThemeName::Light << size;
        QTest::newRow(qPrintable(row("dark"))) << ThemeName::Dark << size;
        QTest::newRow(qPrintable(row("projector"))) << ThemeName::Projector << size;
    }
}

void TestTimelinePicture::everyThemeHasItsColours()
{
    QFETCH(ThemeName, name);
    QFETCH(QSize, size);
    const Theme& theme = tickscope::theme(name);
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const TimelineState state = stateAt(41 * second);
    const QImage image = pictureOf(run, theme, size, state);
    const TimelineGeometry place(theme, size, {});
    const TimeAxis axis = place.axis(state.span);
    const LaneMetrics lane = run.lanes().metrics(1);
    const double top = place.lanes.top() + run.lanes().top(1);
    const auto at = [&](std::int64_t ns, double y) {
        return image.pixelColor(int(place.lanes.left() + axis.x(ns)), int(top + y));
    };
    QCOMPARE(at(9 * second, lane.workMiddle()), theme.work);
    QCOMPARE(at(33 * second, lane.mailboxBottom() - 3), theme.wait);
    QCOMPARE(at(9 * second, lane.mailboxTop + 2), theme.canvas);
    QCOMPARE(at(59 * second, lane.mailboxTop + 2), theme.future);
    QCOMPARE(image.pixelColor(1, int(top + 40)), theme.accent); // the selected lane's bar
    QCOMPARE(image.pixelColor(8, int(top + lane.height - 4)), theme.lanesel);
}

void TestTimelinePicture::theSameStateGivesTheSamePicture()
{
    TimelineFixture first(troubleScene), second_(troubleScene);
    first.advanceTo(23 * second);
    for (int i = 1; i <= 23; ++i)
        second_.advanceTo(i * second);
    const Theme& light = theme(ThemeName::Light);
    QCOMPARE(pictureOf(first, light, { 1100, 900 }, stateAt(23 * second)),
        pictureOf(second_, light, { 1100, 900 }, stateAt(23 * second)));
}

void TestTimelinePicture::nowStandsWhereTheAxisSays()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const Theme& light = theme(ThemeName::Light);
    const QSize size(1204, 520);
    const QImage image = pictureOf(run, light, size, stateAt(41 * second));
    const TimelineGeometry place(light, size, {});
    const int x
        = int(place.lanes.left() + std::round(place.axis({ 0, 60 * second }).x(41 * second)));
    for (int y = int(place.lanes.top()) + 2; y < size.height(); y += 50)
        QCOMPARE(image.pixelColor(x, y), light.accent);
}

void TestTimelinePicture::scrollingMovesTheLanesAndNotTheRuler()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const Theme& light = theme(ThemeName::Light);
    TimelineParts parts;
    const QImage still = pictureOf(run, light, { 1000, 300 }, stateAt(41 * second), parts);
    parts.scrolled = 96;
    const QImage moved = pictureOf(run, light, { 1000, 300 }, stateAt(41 * second), parts);
    const int head = int(TimelineGeometry(light, { 1000, 300 }, parts).lanes.top());
    QCOMPARE(still.copy(0, 0, 1000, head - 14), moved.copy(0, 0, 1000, head - 14));
    QCOMPARE(still.copy(0, head + 96, 180, 100), moved.copy(0, head, 180, 100));
}

void TestTimelinePicture::svgAndPdfAreShapesAndText()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const Theme& light = theme(ThemeName::Light);
    run.lanes().arrange(light, 41 * second);
    QBuffer svg;
    QSvgGenerator generator;
    generator.setOutputDevice(&svg);
    generator.setSize({ 1204, 520 });
    generator.setViewBox(QRect(0, 0, 1204, 520));
    QPainter painter(&generator);
    renderTimeline(painter, QSizeF(1204, 520), light, run.lanes(), stateAt(41 * second), {});
    painter.end();
    QVERIFY(svg.data().contains(">poller_interval<"));
    QVERIFY(svg.data().contains("armed with 5 s, next 10 s"));
    QVERIFY(!svg.data().contains("<image"));

    QBuffer pdf;
    QVERIFY(pdf.open(QIODevice::WriteOnly));
    QPdfWriter writer(&pdf);
    writer.setResolution(96);
    QPainter page(&writer);
    renderTimeline(page, QSizeF(700, 500), light, run.lanes(), stateAt(41 * second), {});
    page.end();
    QVERIFY(pdf.data().startsWith("%PDF"));
}

void TestTimelinePicture::manyLanesPaintOnlyWhatIsSeen()
{
    TimelineFixture run(R"(
format = 1
[[server]]
name = "poller"
interval = "1s"
count = 20000
)");
    run.advanceTo(2 * second);
    QCOMPARE(run.lanes().size(), LaneSize::Small);
    const Theme& light = theme(ThemeName::Light);
    run.lanes().arrange(light, 2 * second);
    QCOMPARE(run.lanes().totalHeight(), 20000 * 22.0);
    QCOMPARE(*run.lanes().laneAt(22 * 1234 + 5), 1234U);
    int asked = 0;
    run.lanes().setRun(&run.log(), [&](std::uint32_t server) {
        ++asked;
        return run.info(server);
    });
    TimelineParts parts;
    parts.scrolled = 22 * 9000;
    const QImage image = pictureOf(run, light, { 800, 400 }, stateAt(2 * second), parts);
    QVERIFY(asked > 10 && asked < 20);
}

QTEST_MAIN(TestTimelinePicture)
#include "tst_timeline_picture.moc"

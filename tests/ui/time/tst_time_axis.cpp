// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/property.h"
#include "ui/time/time_axis.h"

#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t ms = 1'000'000;
constexpr std::int64_t second = 1'000 * ms;
constexpr std::int64_t hour = 3600 * second;

} // namespace

class TestTimeAxis : public QObject
{
    Q_OBJECT

private slots:
    void startAndEndStandInsideTheMargins();
    void pixelsAndMomentsAreInverse();
    void zoomKeepsTheMomentUnderThePointer();
    void zoomAndPanStayInsideTheRun();
    void ticksAreMultiplesOfTheStep();
    void labelsTellTheTime_data();
    void labelsTellTheTime();
};

void TestTimeAxis::startAndEndStandInsideTheMargins()
{
    const TimeAxis axis({ 0, 60 * second }, 1012);
    QCOMPARE(axis.x(0), 12.0);
    QCOMPARE(axis.x(60 * second), 1000.0);
    QVERIFY(axis.visible().startNs < 0);
    QVERIFY(axis.visible().endNs > 60 * second);
}

void TestTimeAxis::pixelsAndMomentsAreInverse()
{
    TICKSCOPE_PROPERTY("t(x(ns)) is ns, within a pixel", [] {
        const std::int64_t start = *rc::gen::inRange<std::int64_t>(0, 8760 * hour);
        const std::int64_t length = *rc::gen::inRange<std::int64_t>(shortestSpanNs, 8760 * hour);
        const TimeAxis axis({ start, start + length }, *rc::gen::inRange(100, 4000));
        const std::int64_t ns = start + *rc::gen::inRange<std::int64_t>(0, length);
        RC_ASSERT(std::abs(axis.t(axis.x(ns)) - ns) <= std::int64_t(axis.nsPerPixel()) + 1);
    });
}

void TestTimeAxis::zoomKeepsTheMomentUnderThePointer()
{
    const TimeSpan limits { 0, 100 * second };
    const TimeSpan before { 20 * second, 60 * second };
    const std::int64_t anchor = 30 * second;
    const TimeSpan after = zoomed(before, anchor, 0.5, limits);
    QCOMPARE(after.length(), 20 * second);
    QCOMPARE(TimeAxis(after, 500).x(anchor), TimeAxis(before, 500).x(anchor));
}

void TestTimeAxis::zoomAndPanStayInsideTheRun()
{
    TICKSCOPE_PROPERTY("whatever the factor, the span is inside of the limits", [] {
        const TimeSpan limits { 0, *rc::gen::inRange<std::int64_t>(shortestSpanNs, hour) };
        TimeSpan span = clamped({ 0, second }, limits);
        for (int i = 0; i < 20; ++i) {
            const auto anchor = *rc::gen::inRange<std::int64_t>(-second, limits.endNs + second);
            const double factor = *rc::gen::element(0.01, 0.5, 0.99, 1.01, 2.0, 1e6);
            span = zoomed(span, anchor, factor, limits);
            RC_ASSERT(span.startNs >= 0 && span.endNs <= limits.endNs);
            RC_ASSERT(span.length() >= shortestSpanNs);
            span = panned(span, anchor, limits);
            RC_ASSERT(span.startNs >= 0 && span.endNs <= limits.endNs);
        }
    });
}

void TestTimeAxis::ticksAreMultiplesOfTheStep()
{
    TICKSCOPE_PROPERTY("labelled lines are at least 90 px apart, and few", [] {
        const std::int64_t start = *rc::gen::inRange<std::int64_t>(0, 8760 * hour);
        const std::int64_t length = *rc::gen::inRange<std::int64_t>(shortestSpanNs, 8760 * hour);
        const TimeAxis axis({ start, start + length }, 1600);
        const RulerStep step = axis.step();
        RC_ASSERT(step.majorNs % step.minorNs == 0);
        RC_ASSERT(double(step.majorNs) >= 90 * axis.nsPerPixel());
        const auto ticks = axis.ticks(step);
        RC_ASSERT(ticks.size() < 400);
        for (const RulerTick& tick : ticks)
            RC_ASSERT(tick.ns % step.minorNs == 0 && tick.isMajor == (tick.ns % step.majorNs == 0));
    });
}

void TestTimeAxis::labelsTellTheTime_data()
{
    QTest::addColumn<qint64>("endNs");
    QTest::addColumn<qint64>("atNs");
    QTest::addColumn<QString>("label");
    QTest::newRow("whole seconds")
        << qint64(60 * second) << qint64(10 * second) << QStringLiteral("10 s");
    QTest::newRow("parts of a second")
        << qint64(second) << qint64(200 * ms) << QStringLiteral("0.2 s");
    QTest::newRow("microseconds") << qint64(1000 * 1000) << qint64(400 * 1000)
                                  << QStringLiteral("0.0004 s");
    QTest::newRow("minutes") << qint64(600 * second) << qint64(200 * second)
                             << QStringLiteral("3:20");
    QTest::newRow("hours") << qint64(20 * hour) << qint64(4 * hour) << QStringLiteral("4:00");
    QTest::newRow("days") << qint64(1440 * hour) << qint64(240 * hour) << QStringLiteral("10 d");
}

void TestTimeAxis::labelsTellTheTime()
{
    QFETCH(qint64, endNs);
    QFETCH(qint64, atNs);
    QFETCH(QString, label);
    const TimeAxis axis({ 0, endNs }, 1000);
    QCOMPARE(axis.label(atNs, axis.step()), label);
}

QTEST_APPLESS_MAIN(TestTimeAxis)
#include "tst_time_axis.moc"

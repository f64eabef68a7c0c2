// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/depth_pyramid.h"
#include "tests/support/trace_builder.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>

using namespace tickscope;
using tickscope::testing::IntervalPoller;
using tickscope::testing::TraceBuilder;

class TestDepthPyramid : public QObject
{
    Q_OBJECT

private slots:
    void emptyLogIsDepthZero();
    void holdsTheDepthBeforeTheSpan();
    void leavesOutTheChangeAtTheEnd();
    void seesTheSampleThatMayStillBeRevised();
    void equalsAPlainScan();
    void growsWithALiveLog();
    void columnAfterColumnIsTheSame();
};

namespace {

DepthRange scan(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs)
{
    std::uint32_t depth = 0;
    for (const DepthSample& sample : log.depth) {
        if (sample.timeNs <= fromNs)
            depth = sample.depth;
    }
    DepthRange range { depth, depth, depth };
    for (const DepthSample& sample : log.depth) {
        if (sample.timeNs <= fromNs || sample.timeNs >= toNs)
            continue;
        range.min = std::min(range.min, sample.depth);
        range.max = std::max(range.max, sample.depth);
        range.last = sample.depth;
    }
    return range;
}

ServerLog logOf(std::vector<DepthSample> samples)
{
    ServerLog log;
    log.depth = std::move(samples);
    return log;
}

bool isRange(const DepthRange& range, std::uint32_t min, std::uint32_t max, std::uint32_t last)
{
    return range == DepthRange { min, max, last };
}

} // namespace

void TestDepthPyramid::emptyLogIsDepthZero()
{
    DepthPyramid pyramid;
    const ServerLog log;
    pyramid.append(log);
    QVERIFY(isRange(pyramid.query(log, 0, 100), 0, 0, 0));
}

void TestDepthPyramid::holdsTheDepthBeforeTheSpan()
{
    const ServerLog log = logOf({ { 10, 3 }, { 20, 5 } });
    DepthPyramid pyramid;
    pyramid.append(log);
    QVERIFY(isRange(pyramid.query(log, 12, 18), 3, 3, 3));
    QVERIFY(isRange(pyramid.query(log, 10, 10), 3, 3, 3));
    QVERIFY(isRange(pyramid.query(log, 5, 15), 0, 3, 3));
    QVERIFY(isRange(pyramid.query(log, 15, 1000), 3, 5, 5));
}

void TestDepthPyramid::leavesOutTheChangeAtTheEnd()
{
    const ServerLog log = logOf({ { 10, 3 }, { 20, 5 } });
    QVERIFY(isRange(DepthPyramid().query(log, 12, 20), 3, 3, 3));
    QVERIFY(isRange(DepthPyramid().query(log, 12, 21), 3, 5, 5));
}

void TestDepthPyramid::seesTheSampleThatMayStillBeRevised()
{
    std::vector<DepthSample> samples;
    for (std::uint32_t i = 0; i < 64; ++i)
        samples.push_back({ i, i + 1 });
    ServerLog log = logOf(samples);
    DepthPyramid pyramid;
    pyramid.append(log);
    log.depth.back().depth = 1000; // the same instant went on
    pyramid.append(log);
    log.depth.push_back({ 64, 1 });
    pyramid.append(log);
    QVERIFY(isRange(pyramid.query(log, 0, 100), 1, 1000, 1));
}

void TestDepthPyramid::equalsAPlainScan()
{
    const bool isEqual = rc::check("any samples, any span", [] {
        const auto steps = *rc::gen::container<std::vector<std::uint32_t>>(
            rc::gen::inRange<std::uint32_t>(0, 50));
        const auto repeats = *rc::gen::inRange(1, 40); // long logs, so that levels come in
        std::vector<DepthSample> samples;
        std::int64_t timeNs = 0;
        for (int round = 0; round < repeats; ++round) {
            for (const std::uint32_t depth : steps)
                samples.push_back({ timeNs += 1 + depth % 7, depth });
        }
        const ServerLog log = logOf(samples);
        DepthPyramid pyramid;
        pyramid.append(log);
        for (int i = 0; i < 5; ++i) {
            const auto fromNs = *rc::gen::inRange<std::int64_t>(-5, timeNs + 5);
            const auto toNs = *rc::gen::inRange<std::int64_t>(fromNs, timeNs + 10);
            RC_ASSERT(pyramid.query(log, fromNs, toNs) == scan(log, fromNs, toNs));
        }
    });
    QVERIFY(isEqual);
}

void TestDepthPyramid::growsWithALiveLog()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5ms, 8ms);
    TraceLog log(1, {});
    DepthPyramid live;
    for (int frame = 1; frame <= 200; ++frame) {
        poller.runUntil(frame * 16ms);
        log.consume(builder.trace());
        live.append(log.server(0));
    }
    DepthPyramid whole;
    whole.append(log.server(0));
    for (std::int64_t fromNs = 0; fromNs < log.lastNs(); fromNs += 37'000'000) {
        for (const std::int64_t spanNs : { 1'000'000, 64'000'000, 1'000'000'000 }) {
            const DepthRange expected = scan(log.server(0), fromNs, fromNs + spanNs);
            QVERIFY(live.query(log.server(0), fromNs, fromNs + spanNs) == expected);
            QVERIFY(whole.query(log.server(0), fromNs, fromNs + spanNs) == expected);
        }
    }
}

void TestDepthPyramid::columnAfterColumnIsTheSame()
{
    const bool isEqual = rc::check("any samples, any number of columns", [] {
        const auto depths
            = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0U, 50U));
        std::vector<DepthSample> samples;
        std::int64_t timeNs = 0;
        for (const std::uint32_t depth : depths)
            samples.push_back({ timeNs += 1 + depth % 7, depth });
        const ServerLog log = logOf(samples);
        DepthPyramid pyramid;
        pyramid.append(log);
        const auto width = *rc::gen::inRange<std::int64_t>(0, 40);
        DepthPyramid::Walk walk(pyramid, log);
        for (std::int64_t column = 0; column < 20; ++column) {
            const std::int64_t fromNs = column * width, toNs = fromNs + width;
            RC_ASSERT(walk.query(fromNs, toNs) == pyramid.query(log, fromNs, toNs));
        }
    });
    QVERIFY(isEqual);
}

QTEST_APPLESS_MAIN(TestDepthPyramid)
#include "tst_depth_pyramid.moc"

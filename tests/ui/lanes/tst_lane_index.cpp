// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/property.h"
#include "tests/support/random_scenario.h"
#include "ui/lanes/lane_index.h"

#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t leftNs(const MessageEntry& entry)
{
    if (entry.startedNs != noTime)
        return entry.startedNs;
    return entry.finishedNs != noTime ? entry.finishedNs : 2 * second;
}

/// A finished random run of one second, and an index that grew with it.
struct Indexed
{
    Indexed()
        : run(testing::randomScenario())
        , log(run.scenario(), run.watchedServers())
    {
        const int steps = *rc::gen::inRange(1, 30);
        for (int i = 1; i <= steps; ++i) {
            run.advanceTo(fromNs(second * i / steps));
            log.consume(run.trace());
            index.update(log.server(0));
        }
    }

    Run run;
    TraceLog log;
    LaneIndex index;
};

TimeSpan randomSpan()
{
    const auto start = *rc::gen::inRange<std::int64_t>(0, second);
    return { start, start + *rc::gen::inRange<std::int64_t>(0, second / 4) };
}

} // namespace

class TestLaneIndex : public QObject
{
    Q_OBJECT

private slots:
    void findsEveryMessageThatWaits();
    void findsEveryMessageThatIsHandled();
    void findsEveryTimer();
    void growsToTheSameAsBuiltAtOnce();
    void knowsTheDeepestMailboxOfEachMoment();
    void knowsWhenProcessesLived();
};

void TestLaneIndex::findsEveryMessageThatWaits()
{
    TICKSCOPE_PROPERTY("whatever waits in a span is in waiting()", [] {
        const Indexed run;
        const ServerLog& log = run.log.server(0);
        const TimeSpan span = randomSpan();
        const IndexRange found = run.index.waiting(log, span);
        for (std::size_t i = 0; i < log.messages.size(); ++i) {
            const MessageEntry& entry = log.messages[i];
            const bool waits = entry.deliveredNs < leftNs(entry) && entry.deliveredNs <= span.endNs
                && leftNs(entry) > span.startNs;
            if (waits)
                RC_ASSERT(found.first <= i && i < found.last);
        }
    });
}

void TestLaneIndex::findsEveryMessageThatIsHandled()
{
    TICKSCOPE_PROPERTY("whatever is handled in a span is in handled(), and nothing else", [] {
        const Indexed run;
        const ServerLog& log = run.log.server(0);
        const TimeSpan span = randomSpan();
        const IndexRange found = LaneIndex::handled(log, span);
        for (std::size_t k = 0; k < log.taken.size(); ++k) {
            const MessageEntry& entry = log.messages[log.taken[k]];
            const std::int64_t end = entry.finishedNs == noTime ? 2 * second : entry.finishedNs;
            const bool isHandled = entry.startedNs <= span.endNs && end >= span.startNs;
            RC_ASSERT(isHandled == (found.first <= k && k < found.last));
        }
    });
}

void TestLaneIndex::findsEveryTimer()
{
    TICKSCOPE_PROPERTY("nextTimer() walks over every timer that the span shows", [] {
        const Indexed run;
        const ServerLog& log = run.log.server(0);
        const TimeSpan span = randomSpan();
        const std::size_t last = LaneIndex::timersUntil(log, span.endNs);
        std::vector<bool> found(log.timers.size());
        std::size_t i = run.index.nextTimer(log, 0, span.startNs);
        for (; i < last; i = run.index.nextTimer(log, i + 1, span.startNs))
            found[i] = true;
        for (std::size_t t = 0; t < last; ++t) {
            const TimerEntry& timer = log.timers[t];
            const bool isArmed = timer.end == TimerEntry::End::Armed;
            const std::int64_t end = isArmed ? 2 * second : std::max(timer.endNs, timer.dueNs);
            RC_ASSERT(found[t] == (end >= span.startNs));
        }
    });
}

void TestLaneIndex::growsToTheSameAsBuiltAtOnce()
{
    TICKSCOPE_PROPERTY("an index that grew equals one of the finished log", [] {
        const Indexed run;
        const ServerLog& log = run.log.server(0);
        LaneIndex fresh;
        fresh.update(log);
        RC_ASSERT(fresh.troubles() == run.index.troubles());
        RC_ASSERT(fresh.edits() == run.index.edits());
        RC_ASSERT(fresh.incidents() == run.index.incidents());
        RC_ASSERT(fresh.lives() == run.index.lives());
        const TimeSpan span = randomSpan();
        RC_ASSERT(fresh.maxDepthUntil(span.startNs) == run.index.maxDepthUntil(span.startNs));
        RC_ASSERT(fresh.busy().busyNs(span.startNs, span.endNs)
            == run.index.busy().busyNs(span.startNs, span.endNs));
    });
}

void TestLaneIndex::knowsTheDeepestMailboxOfEachMoment()
{
    TICKSCOPE_PROPERTY("maxDepthUntil() is the largest sample so far", [] {
        const Indexed run;
        const ServerLog& log = run.log.server(0);
        const auto until = *rc::gen::inRange<std::int64_t>(0, second);
        std::uint32_t deepest = 0, last = 0;
        for (const DepthSample& sample : log.depth) {
            if (sample.timeNs > until)
                break;
            deepest = std::max(deepest, sample.depth);
            last = sample.depth;
        }
        RC_ASSERT(run.index.maxDepthUntil(until) == deepest);
        RC_ASSERT(LaneIndex::depthAt(log, until) == last);
    });
}

void TestLaneIndex::knowsWhenProcessesLived()
{
    TICKSCOPE_PROPERTY("lives follow one another, and the last one lasts if the server lives", [] {
        const Indexed run;
        const ServerLog& log = run.log.server(0);
        std::int64_t before = 0;
        for (const TimeSpan& life : run.index.lives()) {
            RC_ASSERT(life.startNs >= before && life.endNs >= life.startNs);
            before = life.endNs;
        }
        const bool lasts
            = !run.index.lives().empty() && run.index.lives().back().endNs == LaneIndex::endOfLife;
        RC_ASSERT(lasts == log.isAlive);
    });
}

QTEST_APPLESS_MAIN(TestLaneIndex)
#include "tst_lane_index.moc"

// SPDX-License-Identifier: GPL-3.0-only
// What is measured of whole runs: calls, who works at once, waits and drift, with reports from the
// field as cases.
#include "tests/support/run_summary.h"

#include <cmath>

using namespace tickscope;
using namespace tickscope::testing;
using namespace std::chrono_literals;

class TestMeasuredRuns : public QObject
{
    Q_OBJECT

private slots:
    void callsAreCounted();
    void callsToNobodyFail();
    void theMostAtWorkAtOnce();
    void whoEndsAsAnotherBeginsIsNotAtWorkWithIt();
    void waitsAgreeWithTheTheoryOfQueues();
    void aWarmUpIsLeftOut();
    void driftCountsFromTheMeanOfTheJitter();
    void driftCountsFromTheIntervalOfEachTick();
    void whatBackingOffTakesIsNoDrift();
    void timersOfABeamAreNotLateByTheirRounding();
};

void TestMeasuredRuns::callsAreCounted()
{
    std::string text = R"(
clock = "beam"
duration = "80s"
[[server]]
name = "config"
kind = "cache_refresh"
interval = "60s"
work = "8s"
)";
    for (int i = 0; i < 20; ++i)
        text += "[[action]]\nat = \"" + std::to_string(55 + i)
            + ".5s\"\nserver = \"config\"\ndo = \"call\"\ntimeout = \"5s\"\n";
    const RunSummary summary = summaryOf(text);
    const CallStatistics& calls = summary.servers[0].statistics.calls;
    QCOMPARE(calls.made, 20U);
    QCOMPARE(calls.timedOut, 3U);
    QCOMPARE(calls.answered, 17U);
    QCOMPARE(calls.failed, 0U);
    QCOMPARE(calls.answerP50Ns, 0);
    expectLine(
        summary, "config: 20 calls, 17 answered (p50 0 s, p99 4.502 s, max 4.502 s), 3 timed out");
    expectTrue(summary, "config.calls.timed_out == 3");
    expectTrue(summary, "config.calls.answer.max <= 4.51s");
}

void TestMeasuredRuns::callsToNobodyFail()
{
    const RunSummary summary = summaryOf(R"(
duration = "20s"
[[server]]
name = "p"
interval = "5s"
work = "3s"
restart = "temporary"
[[action]]
at = "6s"
server = "p"
do = "call"
[[action]]
at = "7s"
server = "p"
do = "crash"
[[action]]
at = "9s"
server = "p"
do = "call"
)");
    expectLine(summary, "p: 2 calls, 0 answered, 2 found no process or lost it");
}

// kedacore/keda#7676: loops created in one batch poll on the same boundary for ever.
void TestMeasuredRuns::theMostAtWorkAtOnce()
{
    const RunSummary summary = summaryOf(R"(
duration = "5m"
[[server]]
name = "batch"
interval = "30s"
schedule = "absolute"
work = "900ms"
count = 20
[[server]]
name = "jittered"
interval = "30s"
schedule = "absolute"
work = "900ms"
count = 20
first = { uniform = ["0s", "30s"] }
)");
    expectTrue(summary, "busiest.groups.batch.servers == 20");
    expectTrue(summary, "busiest.groups.batch.at_ns == 30s");
    expectTrue(summary, "busiest.groups.jittered.servers < 10");
    expectTrue(summary, "busiest.servers >= 20");
    QVERIFY(summaryText(summary).find("20 of batch, at 30 s") != std::string::npos);
}

void TestMeasuredRuns::whoEndsAsAnotherBeginsIsNotAtWorkWithIt()
{
    const RunSummary summary = summaryOf(R"(
duration = "20s"
[[server]]
name = "a"
interval = "10s"
first = "1s"
work = "2s"
[[server]]
name = "b"
interval = "10s"
first = "3s"
work = "2s"
[[server]]
name = "c"
interval = "10s"
first = "4s"
)");
    QCOMPARE(summary.facts.busiest.servers, 1U);
    QCOMPARE(summary.facts.busiest.atNs, 1'000'000'000);
}

// inference-sim/inference-sim#319. D/M/1: sigma solves s = exp(-(1 - s) 10 / 7), s = 0.4670; the
// mean wait is 7 ms s / (1 - s) = 6.13 ms, the mean number waiting a tenth of that in ms.
void TestMeasuredRuns::waitsAgreeWithTheTheoryOfQueues()
{
    const RunSummary summary = summaryOf(R"(
duration = "2000s"
[[server]]
name = "queue"
schedule = "send_interval"
interval = "10ms"
work = { exponential = "7ms" }
)");
    const ServerStatistics& queue = summary.servers[0].statistics;
    const double waitMs = static_cast<double>(queue.wait.meanNs) / 1e6;
    QVERIFY2(std::abs(waitMs / 6.13 - 1) < 0.05, qPrintable(QString::number(waitMs)));
    QVERIFY(std::abs(queue.depthMean / 0.613 - 1) < 0.05);
    QVERIFY(queue.latenessPercentiles.p90Ns < queue.latenessPercentiles.p95Ns);
    QVERIFY(queue.latenessPercentiles.p99Ns < queue.latenessPercentiles.p999Ns);
    QVERIFY(queue.latenessPercentiles.p999Ns < queue.latenessMaxNs);
}

// AnthonyEbert/queuecomputer#26
void TestMeasuredRuns::aWarmUpIsLeftOut()
{
    const std::string text = R"(
duration = "20m"
[[server]]
name = "poller"
schedule = "send_interval"
interval = "1s"
work = { sequence = ["40s", "900ms", "100ms"] }
)";
    expectTrue(summaryOf(text), "poller.lateness.p99 > 20s");
    const RunSummary warm = summaryOf(text, 2min);
    expectTrue(warm, "poller.lateness.p99 == 0s");
    expectTrue(warm, "poller.depth.max == 0");
    expectTrue(warm, "from == 2m");
    QVERIFY(summaryText(warm).find("Statistics after a warm-up of 2 min.\n") != std::string::npos);
}

// nerves-hub/nerves_hub_web#1992: 45 min and up to 30 more, so 60 in the mean.
void TestMeasuredRuns::driftCountsFromTheMeanOfTheJitter()
{
    const RunSummary summary = summaryOf(R"(
duration = "400h"
[[server]]
name = "device"
interval = "45m"
jitter = "30m"
count = 20
)");
    double sum = 0;
    for (const ServerSummary& device : summary.servers) {
        const double hours = static_cast<double>(device.statistics.driftNs) / 3.6e12;
        QVERIFY2(std::abs(hours) < 15, qPrintable(QString::number(hours))); // 5 deviations of 2.9 h
        sum += hours;
    }
    QVERIFY2(std::abs(sum / 20) < 3, qPrintable(QString::number(sum / 20)));
}

void TestMeasuredRuns::driftCountsFromTheIntervalOfEachTick()
{
    const std::string edit = "[[action]]\nat = \"31s\"\nserver = \"p\"\ndo = \"set_interval\"\n"
                             "value = \"10s\"\n";
    const std::string start = "duration = \"100s\"\n[[server]]\nname = \"p\"\ninterval = \"5s\"\n";
    for (const char* schedule : { "before_work", "send_interval", "absolute" }) {
        const RunSummary summary
            = summaryOf(start + "work = \"1s\"\nschedule = \"" + schedule + "\"\n" + edit);
        QCOMPARE(summary.servers[0].statistics.driftNs, 0);
    }
    // Each of its ticks is later by the second that the work takes, before the edit and after it.
    const ServerStatistics after
        = summaryOf(start + "work = \"1s\"\nschedule = \"after_work\"\n" + edit)
              .servers[0]
              .statistics;
    QCOMPARE(after.driftNs, static_cast<std::int64_t>(after.ticks - 1) * 1'000'000'000);
}

void TestMeasuredRuns::whatBackingOffTakesIsNoDrift()
{
    const RunSummary summary = summaryOf(R"(
duration = "200s"
[[server]]
name = "p"
kind = "backoff_poller"
schedule = "before_work"
interval = "1s"
growth = "exponential"
max_interval = "20s"
outcomes = ["error", "error", "ok", "error", "ok"]
[[server]]
name = "after"
kind = "backoff_poller"
interval = "1s"
growth = "exponential"
outcomes = ["error", "error", "error", "ok"]
)");
    QCOMPARE(summary.servers[1].statistics.driftNs, 0);
}

// henrysdev/midimatches#24: 16.667 ms cannot be armed; 17 ms are, and no tick is late by that.
void TestMeasuredRuns::timersOfABeamAreNotLateByTheirRounding()
{
    const RunSummary summary = summaryOf(R"(
clock = "beam"
duration = "10s"
[[server]]
name = "interval"
schedule = "send_interval"
interval = "16.667ms"
[[server]]
name = "relative"
schedule = "before_work"
interval = "16.667ms"
)");
    const ServerStatistics& interval = summary.servers[0].statistics;
    QVERIFY(interval.latenessMaxNs < 3'000'000);
    QCOMPARE(interval.period.meanNs, 17'000'000);
    // What the rounding adds up to is drift: a third of a millisecond a tick.
    QVERIFY(interval.driftNs > 190'000'000 && interval.driftNs < 200'000'000);
    QVERIFY(summary.servers[1].statistics.latenessMaxNs < 1'200'000);
}

QTEST_APPLESS_MAIN(TestMeasuredRuns)
#include "tst_measured_runs.moc"

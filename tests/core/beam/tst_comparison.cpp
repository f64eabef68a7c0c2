// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/comparison.h"

#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t ms = 1'000'000;
constexpr std::int64_t end = 1000 * ms;

Recording ticks(std::initializer_list<double> starts, std::string server = "poller")
{
    Recording recording;
    std::int64_t number = 0;
    for (const double start : starts)
        recording.events.push_back(
            { static_cast<std::int64_t>(start * 1e6), "tick", server, ++number, {} });
    recording.isComplete = true;
    return recording;
}

Recording with(Recording recording, BeamEvent event)
{
    recording.events.push_back(std::move(event));
    return recording;
}

Recording noisy(Recording recording)
{
    recording.jitter = SchedulerJitter { 1 * ms, 9 * ms, 40 * ms };
    return recording;
}

Comparison compare(const Recording& simulated, const Recording& real)
{
    return compareRecordings(simulated, real, end);
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void equalRunsAgree();
    void timesMayDifferALittle();
    void aMissingTickDiffers();
    void anotherOutcomeDiffers();
    void anotherDepthDiffers();
    void msLeftFollowsTheTimes();
    void noTimerToCancelIsFalse();
    void theOrderOfTwoServersIsFree();
    void theOrderOfOneServerIsNot();
    void theEndOfTheRunIsVague();
    void aNoisyMachineIsInconclusive();
    void aNoisyMachineMayStillAgree();
    void jitterExcusesDifferencesOfItsOwnSize_data();
    void jitterExcusesDifferencesOfItsOwnSize();
    void whatIsLateEveryTimeIsAnError();
    void oneLateTimerAsksForAnotherRun();
    void whatAForeignRecordingSaysIsShownAsText();
    void theOrderOfTwoClocksIsCompared();
    void aPartialRunIsLabelled();
    void theTableShowsBothSides();
};

void TestComparison::equalRunsAgree()
{
    const Comparison comparison = compare(ticks({ 50, 100 }), ticks({ 50, 100 }));
    QCOMPARE(comparison.verdict, Comparison::Verdict::Agrees);
    QCOMPARE(comparison.ticks, std::size_t { 2 });
    QCOMPARE(comparison.maxNs, std::int64_t { 0 });
    QVERIFY(comparison.firstDifference.empty());
}

void TestComparison::timesMayDifferALittle()
{
    const Comparison near = compare(ticks({ 50, 100, 150 }), ticks({ 50.1, 99.8, 152 }));
    QCOMPARE(near.systematicNs, std::int64_t { 0 }); // three events tell nothing
    QCOMPARE(near.verdict, Comparison::Verdict::Agrees);
    QCOMPARE(near.medianNs, 200'000);
    QCOMPARE(near.maxNs, 2 * ms);
    const Comparison far = compare(ticks({ 50, 100, 150 }), ticks({ 50.1, 100.2, 155 }));
    QCOMPARE(far.verdict, Comparison::Verdict::Differs);
    QVERIFY(far.firstDifference.find("largest time difference") != std::string::npos);
    const Comparison drifted = compare(ticks({ 50, 100, 150 }), ticks({ 51, 102, 153 }));
    QCOMPARE(drifted.verdict, Comparison::Verdict::Differs);
    QVERIFY(drifted.firstDifference.find("median") != std::string::npos);
}

void TestComparison::aMissingTickDiffers()
{
    const Comparison fewer = compare(ticks({ 50, 100, 150 }), ticks({ 50, 100 }));
    QCOMPARE(fewer.verdict, Comparison::Verdict::Differs);
    QCOMPARE(fewer.firstDifference, std::string("only simulated: poller: tick 3 at 150.000 ms"));
    const Comparison more = compare(ticks({ 50 }), ticks({ 50, 100 }));
    QCOMPARE(more.firstDifference, std::string("only real: poller: tick 2 at 100.000 ms"));
}

void TestComparison::anotherOutcomeDiffers()
{
    const Recording ok = with(ticks({ 50 }), { 60 * ms, "done", "poller", 1, {} });
    const Recording error = with(ticks({ 50 }), { 60 * ms, "done", "poller", 1, "error" });
    QCOMPARE(compare(ok, error).verdict, Comparison::Verdict::Differs);
    QCOMPARE(compare(ok, error).firstDifference,
        std::string(
            "simulated poller: done 1 at 60.000 ms, real poller: done 1 error at 60.000 ms"));
}

void TestComparison::anotherDepthDiffers()
{
    const Recording two = with(ticks({ 50 }), { 70 * ms, "depth", "poller", 2, {} });
    const Recording three = with(ticks({ 50 }), { 70 * ms, "depth", "poller", 3, {} });
    const Recording none = with(ticks({ 50 }), { 70 * ms, "depth", "poller", {}, {} });
    QCOMPARE(compare(two, two).depths, std::size_t { 1 });
    QCOMPARE(compare(two, three).verdict, Comparison::Verdict::Differs);
    QCOMPARE(compare(two, none).verdict, Comparison::Verdict::Differs);
}

void TestComparison::msLeftFollowsTheTimes()
{
    const auto cancel = [](std::int64_t left) {
        return with(ticks({ 50 }), { 70 * ms, "cancel", "poller", left, {} });
    };
    QCOMPARE(compare(cancel(30), cancel(29)).verdict, Comparison::Verdict::Agrees);
    QCOMPARE(compare(cancel(30), cancel(20)).verdict, Comparison::Verdict::Differs);
    const Recording late = with(ticks({ 50 }), { 70 * ms, "cancel", "poller", {}, "false" });
    QCOMPARE(compare(cancel(30), late).verdict, Comparison::Verdict::Differs);
}

void TestComparison::noTimerToCancelIsFalse()
{
    const Recording never = with(ticks({ 50 }), { 70 * ms, "cancel", "poller", {}, {} });
    const Recording late = with(ticks({ 50 }), { 70 * ms, "cancel", "poller", {}, "false" });
    QCOMPARE(compare(late, never).verdict, Comparison::Verdict::Agrees);
    QCOMPARE(compare(never, late).verdict, Comparison::Verdict::Differs);
}

void TestComparison::theOrderOfTwoServersIsFree()
{
    Recording simulated = with(ticks({ 50 }), { 50 * ms, "tick", "other", 1, {} });
    Recording real = ticks({ 50.2 });
    real.events.insert(real.events.begin(), { 50 * ms, "tick", "other", 1, {} });
    QCOMPARE(compare(simulated, real).verdict, Comparison::Verdict::Agrees);
}

void TestComparison::theOrderOfOneServerIsNot()
{
    const Recording one = with(ticks({ 50 }), { 50 * ms, "resume", "poller", {}, {} });
    Recording other = ticks({ 50 });
    other.events.insert(other.events.begin(), { 50 * ms, "resume", "poller", {}, {} });
    QCOMPARE(compare(one, other).verdict, Comparison::Verdict::Differs);
}

void TestComparison::theEndOfTheRunIsVague()
{
    QCOMPARE(compare(ticks({ 50, 995 }), ticks({ 50 })).verdict, Comparison::Verdict::Agrees);
    QCOMPARE(compare(ticks({ 50 }), ticks({ 50, 995 })).verdict, Comparison::Verdict::Agrees);
    QCOMPARE(compare(ticks({ 50, 980 }), ticks({ 50 })).verdict, Comparison::Verdict::Differs);
}

void TestComparison::aNoisyMachineIsInconclusive()
{
    const Comparison comparison = compare(ticks({ 50, 100 }), noisy(ticks({ 50, 130 })));
    QCOMPARE(comparison.verdict, Comparison::Verdict::Inconclusive);
    const std::string summary = comparisonSummary(comparison);
    QVERIFY(summary.find("p99 9.000 ms") != std::string::npos);
    QVERIFY(summary.find("too noisy") != std::string::npos);
}

void TestComparison::aNoisyMachineMayStillAgree()
{
    QCOMPARE(compare(ticks({ 50 }), noisy(ticks({ 50 }))).verdict, Comparison::Verdict::Agrees);
}

void TestComparison::jitterExcusesDifferencesOfItsOwnSize_data()
{
    QTest::addColumn<double>("late");
    QTest::addColumn<bool>("isExcused");
    // The machine was late by 1 ms in the median, and by 40 ms at most.
    QTest::newRow("one stall") << 30.0 << true;
    QTest::newRow("a few stalls") << 110.0 << true;
    QTest::newRow("no stall of this machine") << 400.0 << false;
}

void TestComparison::jitterExcusesDifferencesOfItsOwnSize()
{
    QFETCH(double, late);
    QFETCH(bool, isExcused);
    const auto verdict
        = isExcused ? Comparison::Verdict::Inconclusive : Comparison::Verdict::Differs;
    QCOMPARE(compare(ticks({ 50, 100 }), noisy(ticks({ 50, 100 + late }))).verdict, verdict);
    // The ms left on a timer are times too.
    const auto cancel = [](double left) {
        return with(
            ticks({ 50 }), { 70 * ms, "cancel", "poller", static_cast<std::int64_t>(left), {} });
    };
    QCOMPARE(compare(cancel(500), noisy(cancel(500 - late))).verdict, verdict);
    QCOMPARE(compare(ticks({ 50, 100, 500 }), noisy(ticks({ 50, 100 }))).verdict,
        Comparison::Verdict::Differs); // nothing came for half a second
    // No jitter changes an outcome.
    const Recording ok = with(ticks({ 50 }), { 60 * ms, "done", "poller", 1, {} });
    const Recording error = with(ticks({ 50 }), { 60 * ms, "done", "poller", 1, "error" });
    QCOMPARE(compare(ok, noisy(error)).verdict, Comparison::Verdict::Differs);
}

void TestComparison::whatIsLateEveryTimeIsAnError()
{
    const Recording simulated = ticks({ 50, 100, 150, 200, 250 });
    const Comparison late = compare(simulated, ticks({ 50.4, 100.4, 150.5, 200.4, 250.3 }));
    QCOMPARE(late.systematicNs, 400'000);
    QCOMPARE(late.verdict, Comparison::Verdict::Differs);
    QVERIFY(late.firstDifference.find("late by 0.400 ms") != std::string::npos);
    // One server's error is not hidden by the others.
    Recording both = ticks({ 50, 100, 150, 200, 250, 300, 350, 400 }, "punctual");
    Recording bothReal = both;
    for (const BeamEvent& event : simulated.events) {
        both.events.push_back(event);
        bothReal.events.push_back(event);
        bothReal.events.back().timeNs -= 900'000;
    }
    QCOMPARE(compare(both, bothReal).systematicNs, -900'000);
    QCOMPARE(compare(both, bothReal).verdict, Comparison::Verdict::Differs);
    // One late tick is jitter; it moves no median.
    QCOMPARE(
        compare(simulated, ticks({ 50, 100, 153, 200, 250 })).verdict, Comparison::Verdict::Agrees);
    // What a machine adds to each wake-up is not the model's.
    Recording slow = ticks({ 50.4, 100.4, 150.5, 200.4, 250.3 });
    slow.jitter = SchedulerJitter { 350'000, 900'000, 1'500'000 };
    QCOMPARE(compare(simulated, slow).verdict, Comparison::Verdict::Agrees);
}

// Armed a moment late, a timer comes at the next millisecond, and its chain with it: that may be
// the machine or the model, and the other run tells.
void TestComparison::oneLateTimerAsksForAnotherRun()
{
    const Recording simulated = ticks({ 50, 100, 150, 200, 250, 300, 350 });
    const Comparison one = compare(simulated, ticks({ 50, 100.1, 151, 201.1, 251, 301, 351.1 }));
    QCOMPARE(one.verdict, Comparison::Verdict::Inconclusive);
    QCOMPARE(one.systematicNs, std::int64_t { 1 * ms });
    QCOMPARE(one.firstDifference,
        std::string("from poller: tick 3 at 151.000 ms on all is later by whole milliseconds, as "
                    "when one timer was armed a moment late; another run tells"));
    QVERIFY(comparisonSummary(one).find("too noisy") == std::string::npos);
    // What was armed at a given time ends it.
    QCOMPARE(compare(simulated, ticks({ 51, 101, 151, 201, 251, 300, 350 })).verdict,
        Comparison::Verdict::Inconclusive);
    // Several are no accident, nor is what no timer does.
    QCOMPARE(compare(simulated, ticks({ 50, 101, 151, 202, 252, 303, 353 })).verdict,
        Comparison::Verdict::Differs);
    QCOMPARE(compare(simulated, ticks({ 50, 100, 149, 199, 249, 299, 349 })).verdict,
        Comparison::Verdict::Differs);
    QCOMPARE(compare(simulated, ticks({ 50, 100, 150.5, 200.5, 250.5, 300.5, 350.5 })).verdict,
        Comparison::Verdict::Differs);
    // Nor is a step where other servers are late for no reason.
    Recording both = ticks({ 40, 80, 120, 160, 200 }, "other");
    Recording bothReal = ticks({ 40.5, 80.5, 120.5, 160.5, 200.5 }, "other");
    for (const ComparedEvent& event : one.events) {
        both.events.push_back(*event.simulated);
        bothReal.events.push_back(*event.real);
    }
    QCOMPARE(compare(both, bothReal).verdict, Comparison::Verdict::Differs);
}

void TestComparison::whatAForeignRecordingSaysIsShownAsText()
{
    Recording real = ticks({ 50 });
    real.events.push_back({ 60 * ms, "\x1b]0;pwned\a", "pol\x1b[31mler", 1, "\x1b[2J" });
    const Comparison comparison = compare(ticks({ 50 }), real);
    const std::string shown = comparisonTable(comparison) + comparisonSummary(comparison);
    for (const char c : shown)
        QVERIFY(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    QVERIFY2(shown.find("\\u{1b}]0;pwned") != std::string::npos, shown.c_str());
}

void TestComparison::theOrderOfTwoClocksIsCompared()
{
    // A loop of 10 ms runs every 11 ms on a BEAM: that is no other order.
    QCOMPARE(
        orderDifference(ticks({ 11, 22, 33 }), "beam", ticks({ 10, 20, 30, 40 }), "ideal", end),
        std::string());
    Recording resumed = with(ticks({ 50 }), { 50 * ms, "resume", "poller", {}, {} });
    Recording before = resumed;
    std::swap(before.events[0], before.events[1]);
    QCOMPARE(orderDifference(resumed, "beam", before, "ideal", end),
        std::string("beam poller: tick 1 at 50.000 ms, ideal poller: resume at 50.000 ms"));
}

void TestComparison::aPartialRunIsLabelled()
{
    Recording real = ticks({ 50 });
    real.isComplete = false;
    const Comparison comparison = compare(ticks({ 50, 100 }), real);
    QVERIFY(comparison.isPartial);
    QVERIFY(comparisonSummary(comparison).find("partial: ") != std::string::npos);
}

void TestComparison::theTableShowsBothSides()
{
    const Comparison comparison = compare(ticks({ 50, 100 }), ticks({ 50.5 }));
    QCOMPARE(comparisonTable(comparison),
        std::string("   simulated         real   diff/ms  event\n"
                    "      50.000       50.500    +0.500  poller: tick 1\n"
                    "     100.000            -            poller: tick 2  (simulated only)\n"));
    QCOMPARE(std::string(toText(Comparison::Verdict::Inconclusive)), std::string("inconclusive"));
}

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"

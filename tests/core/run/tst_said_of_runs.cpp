// SPDX-License-Identifier: GPL-3.0-only
// What is said of whole runs, in the words that people read, with reports from the field as cases.
#include "tests/support/run_summary.h"

using namespace tickscope;
using namespace tickscope::testing;
using namespace std::chrono_literals;

namespace {

const std::string reconnect = R"(
clock = "beam"
duration = "10s"
[[server]]
name = "connection"
interval = "1h"
first = "0ms"
work = "10ms"
outcomes = ["crash"]
restart = "transient"
[[server]]
name = "healthy"
interval = "1s"
work = "1ms"
)";

std::string crashing(const std::string& work, const std::string& rest)
{
    return "clock = \"beam\"\n" + rest
        + "\n[[server]]\nname = \"reporter\"\ninterval = \"5m\"\nfirst = \"0ms\"\nwork = \"" + work
        + "\"\noutcomes = [\"crash\"]\n";
}

const std::string doubleChain = R"(
[[server]]
name = "poller"
interval = "5s"
work = "500ms"
[[action]]
at = "8s"
server = "poller"
do = "resume"
[[action]]
at = "25s"
server = "poller"
do = "cancel"
)";

} // namespace

class TestSaidOfRuns : public QObject
{
    Q_OBJECT

private slots:
    void aSupervisorThatGivesUpSaysWhyAndWhomItTookAlong();
    void aSupervisorThatLivesSaysNothing();
    void manyRestartsAreCountedInTheirWindow();
    void theWindowOfARestartLimitForgetsOldCrashes();
    void severalCulpritsAreAllNamed();
    void atTheFirstStartNoLimitIsPassed();
    void whoIsTakenAlongIsNoCulprit();
    void startsThatFailAreToldApart();
    void aParentIsToldOfToo();
    void crashesForEverAreNotStable();
    void aJobThatNobodyRestartsIsDead();
    void twoChainsTickTwiceAsOften();
    void aChainThatWasCancelledIsStillTold();
    void withoutATimerNothingTicks();
    void aTickInTheMailboxIsNoSecondChain();
    void aCountdownFinishes();
    void beatsThatWereMissedAreTold();
    void whatClientsFeedIsJudgedToo_data();
    void whatClientsFeedIsJudgedToo();
};

// inaka/apns4erl#80: a reconnect fails inside the callback, again and again.
void TestSaidOfRuns::aSupervisorThatGivesUpSaysWhyAndWhomItTookAlong()
{
    const RunSummary summary = summaryOf(reconnect);
    expectLine(summary,
        "The supervisor gave up at 48 ms: connection crashed 4 times within 5 s; healthy was shut "
        "down");
    QCOMPARE(summary.facts.supervisor.restarts, 3U);
    QCOMPARE(verdictOf(summary, 0), std::string("Dead since 48 ms"));
    QCOMPARE(verdictOf(summary, 1), std::string("Dead since 48 ms"));
    QCOMPARE(wordOf(summary, 1), std::string("dead"));
    expectTrue(summary, "supervisor.gave_up == true");
    expectTrue(summary, "supervisor.gave_up_at_ns < 49ms");
    expectTrue(summary, "connection.state.verdict != running");
    QVERIFY(summaryJson(summary).find(R"("because":"connection crashed 4 times within 5 s")")
        != std::string::npos);
}

void TestSaidOfRuns::aSupervisorThatLivesSaysNothing()
{
    const RunSummary summary = summaryOf("[[server]]\nname = \"p\"\ninterval = \"1s\"\n");
    QCOMPARE(gaveUpText(summary.facts.supervisor), std::string());
    expectTrue(summary, "supervisor.gave_up == false");
    expectTrue(summary, "supervisor.because == null");
    expectTrue(summary, "p.state.verdict == running");
    QVERIFY(verdictOf(summary).starts_with("Stable"));
}

// omgnetwork/elixir-omg#461 and commanded/commanded#604, with other names.
void TestSaidOfRuns::manyRestartsAreCountedInTheirWindow()
{
    const RunSummary day = summaryOf(crashing(
        "6ms", "duration = \"90s\"\n[supervisor]\nmax_restarts = 1000\nmax_seconds = 60000"));
    QVERIFY(gaveUpText(day.facts.supervisor)
                .ends_with("reporter crashed 1,001 times within 16 h 40 min"));
    const RunSummary poison = summaryOf(
        crashing("20ms", "duration = \"30s\"\n[supervisor]\nmax_restarts = 100\nmax_seconds = 5"));
    expectLine(poison, "The supervisor gave up at 2.222 s: reporter crashed 101 times within 5 s");
    const RunSummary slower = summaryOf(
        crashing("100ms", "duration = \"30s\"\n[supervisor]\nmax_restarts = 100\nmax_seconds = 5"));
    QCOMPARE(gaveUpText(slower.facts.supervisor), std::string());
}

void TestSaidOfRuns::theWindowOfARestartLimitForgetsOldCrashes()
{
    const RunSummary summary = summaryOf(R"(
duration = "30s"
[[server]]
name = "flaky"
interval = "20s"
work = "1ms"
[[action]]
at = "1s"
server = "flaky"
do = "crash"
[[action]]
at = "10s"
server = "flaky"
do = "crash"
[[action]]
at = "11s"
server = "flaky"
do = "crash"
[[action]]
at = "12s"
server = "flaky"
do = "crash"
[[action]]
at = "13s"
server = "flaky"
do = "crash"
)");
    expectLine(summary, "The supervisor gave up at 13 s: flaky was killed 4 times within 5 s");
    QCOMPARE(summary.facts.supervisor.restarts, 4U);
}

void TestSaidOfRuns::severalCulpritsAreAllNamed()
{
    std::string text = "duration = \"10s\"\n";
    for (const char* name : { "a", "b", "c" })
        text += std::string("[[server]]\nname = \"") + name + "\"\ninterval = \"20s\"\n";
    for (const char* place : { "at = \"1s\"\nserver = \"a\"", "at = \"2s\"\nserver = \"b\"",
             "at = \"3s\"\nserver = \"a\"", "at = \"4s\"\nserver = \"a\"" })
        text += std::string("[[action]]\n") + place + "\ndo = \"crash\"\n";
    expectLine(summaryOf(text),
        "The supervisor gave up at 4 s: a was killed 3 times and b was killed once within 5 s; b "
        "and c were shut down");
}

void TestSaidOfRuns::atTheFirstStartNoLimitIsPassed()
{
    const RunSummary summary = summaryOf(R"(
duration = "10s"
[[server]]
name = "first"
interval = "1s"
[[server]]
name = "cache"
interval = "1s"
load = "4s"
load_in = "init"
[[action]]
at = "2s"
server = "cache"
do = "crash"
)");
    expectLine(
        summary, "The supervisor gave up at 2 s: cache died while it started; first was shut down");
}

// With one_for_all a crash shuts the others down and starts them again: one restart to count.
void TestSaidOfRuns::whoIsTakenAlongIsNoCulprit()
{
    const std::string text = R"(
duration = "10s"
[supervisor]
max_restarts = 1
strategy = "one_for_all"
[[server]]
name = "a"
interval = "20s"
[[server]]
name = "b"
interval = "20s"
[[server]]
name = "c"
interval = "20s"
[[action]]
at = "1s"
server = "b"
do = "crash"
[[action]]
at = "2s"
server = "c"
do = "crash"
)";
    expectLine(summaryOf(text),
        "The supervisor gave up at 2 s: b was killed once and c was killed once within 5 s; a and "
        "b "
        "were shut down");
    std::string rest = text;
    rest.replace(rest.find("one_for_all"), 11, "rest_for_one");
    expectLine(summaryOf(rest),
        "The supervisor gave up at 2 s: b was killed once and c was killed once within 5 s; a and "
        "b "
        "were shut down");
}

// brianegan/elixir-riemann#2, with another name: each restart fails in init.
void TestSaidOfRuns::startsThatFailAreToldApart()
{
    const std::string text = R"(
duration = "10s"
[[server]]
name = "healthy"
interval = "20s"
[[server]]
name = "connection"
interval = "20s"
load = "100ms"
load_in = "init"
load_outcomes = ["ok", "crash"]
[[action]]
at = "1s"
server = "connection"
do = "crash"
)";
    expectLine(summaryOf(text),
        "The supervisor gave up at 1.300 s: connection was killed once and failed to start 3 times "
        "within 5 s; healthy was shut down");
    std::string first = text;
    first.replace(first.find("[\"ok\", \"crash\"]"), 15, "[\"stop\"]");
    expectLine(summaryOf(first),
        "The supervisor gave up at 100 ms: connection failed to start; healthy was shut down");
}

// What a successor saw is its own; while one lives, nobody has given up.
void TestSaidOfRuns::aParentIsToldOfToo()
{
    const std::string text = R"(
duration = "10s"
[supervisor]
max_restarts = 2
[supervisor.parent]
max_restarts = 1
[[server]]
name = "healthy"
interval = "20s"
[[server]]
name = "poison"
interval = "100ms"
outcomes = ["crash"]
)";
    expectLine(summaryOf(text),
        "The supervisor gave up at 600 ms: poison crashed 3 times within 5 s, and its parent had "
        "started it again once within 5 s; healthy was shut down");
    std::string none = text;
    none.replace(none.find("max_restarts = 1"), 16, "max_restarts = 0");
    expectLine(summaryOf(none),
        "The supervisor gave up at 300 ms: poison crashed 3 times within 5 s, and its parent "
        "allows "
        "no restart; healthy was shut down");
    std::string once = text;
    once.replace(once.find("[\"crash\"]"), 9, "[\"crash\"]\nrestart = \"temporary\"");
    const RunSummary lives = summaryOf(once);
    QCOMPARE(gaveUpText(lives.facts.supervisor), std::string());
    std::string successor = text;
    successor.replace(successor.find("max_restarts = 1"), 16, "max_restarts = 1000");
    successor.replace(successor.find("duration = \"10s\""), 16, "duration = \"350ms\"");
    const RunSummary again = summaryOf(successor);
    QCOMPARE(gaveUpText(again.facts.supervisor), std::string());
    expectTrue(again, "supervisor.gave_up == false");
    expectTrue(again, "supervisor.because == null");
}

// blockscout/blockscout#14531: crashes every 2 s never pass 3 restarts in 5 s, those each second
// do.
void TestSaidOfRuns::crashesForEverAreNotStable()
{
    const RunSummary slow = summaryOf(crashing("2s", "duration = \"61s\""));
    QCOMPARE(slow.servers[0].statistics.crashes, 30U);
    QCOMPARE(verdictOf(slow), std::string("Crashes on every tick"));
    QCOMPARE(wordOf(slow), std::string("crashing"));
    const RunSummary fast = summaryOf(crashing("1s", "duration = \"61s\""));
    expectLine(fast, "The supervisor gave up at 4.008 s: reporter crashed 4 times within 5 s");
    const RunSummary late = summaryOf(R"(
duration = "60s"
[supervisor]
max_restarts = 100
[[server]]
name = "p"
interval = "1s"
work = "100ms"
[[action]]
at = "30s"
server = "p"
do = "set_outcomes"
value = ["crash"]
)");
    QVERIFY(verdictOf(late).starts_with("Crashes on every tick since 30."));
}

// SchedEx/SchedEx#21
void TestSaidOfRuns::aJobThatNobodyRestartsIsDead()
{
    const RunSummary summary = summaryOf(R"(
clock = "beam"
duration = "10s"
[[server]]
name = "job"
interval = "1s"
work = "10ms"
outcomes = ["crash"]
restart = "temporary"
)");
    QCOMPARE(verdictOf(summary), std::string("Dead since 1.012 s"));
    QCOMPARE(gaveUpText(summary.facts.supervisor), std::string());
}

void TestSaidOfRuns::twoChainsTickTwiceAsOften()
{
    const RunSummary summary = summaryOf("duration = \"20s\"\n" + doubleChain);
    QCOMPARE(verdictOf(summary), std::string("Two chains: ticks twice as often"));
    QCOMPARE(wordOf(summary), std::string("double_chain"));
    QCOMPARE(
        summary.servers[0].statistics.state.sinceNs, std::optional<std::int64_t>(8'000'000'000));
    const RunSummary before = summaryOf("duration = \"7s\"\n" + doubleChain);
    QCOMPARE(wordOf(before), std::string("running"));
}

void TestSaidOfRuns::aChainThatWasCancelledIsStillTold()
{
    const RunSummary summary = summaryOf("duration = \"45s\"\n" + doubleChain);
    QCOMPARE(verdictOf(summary), std::string("Two chains from 8 s to 25 s: ticked twice as often"));
    const RunSummary after = summaryOf("duration = \"45s\"\n" + doubleChain, 26s);
    QCOMPARE(wordOf(after), std::string("running"));
}

void TestSaidOfRuns::withoutATimerNothingTicks()
{
    for (const char* schedule : { "after_work", "before_work", "send_interval", "absolute" }) {
        const RunSummary summary = summaryOf(std::string(R"(
duration = "60s"
[[server]]
name = "p"
interval = "2s"
work = "100ms"
schedule = ")")
            + schedule + R"("
[[action]]
at = "11s"
server = "p"
do = "cancel"
)");
        QCOMPARE(verdictOf(summary), std::string("No timer armed since 11 s"));
        QCOMPARE(wordOf(summary), std::string("no_timer"));
    }
    const RunSummary never = summaryOf("duration = \"9s\"\n[[server]]\nname = \"p\"\ninterval = "
                                       "\"2s\"\nschedule_in_init = false\n");
    QCOMPARE(verdictOf(never), std::string("No timer armed since 0 s"));
}

void TestSaidOfRuns::aTickInTheMailboxIsNoSecondChain()
{
    const RunSummary interval = summaryOf(R"(
duration = "60s"
[[server]]
name = "p"
schedule = "send_interval"
interval = "5s"
work = "8s"
)");
    QCOMPARE(wordOf(interval), std::string("running"));
    QVERIFY(verdictOf(interval).starts_with("Grows by 0.075"));
    // At the end the tick is at work, and its timer is not yet armed again.
    const RunSummary atWork = summaryOf(
        "duration = \"6s\"\n[[server]]\nname = \"p\"\ninterval = \"5s\"\nwork = \"8s\"\n");
    QCOMPARE(wordOf(atWork), std::string("running"));
    // A tick sent by hand to a loop that schedules itself begins a second one.
    const RunSummary byHand = summaryOf(R"(
duration = "60s"
[[server]]
name = "p"
interval = "5s"
[[action]]
at = "7s"
server = "p"
do = "tick"
)");
    QCOMPARE(verdictOf(byHand), std::string("Two chains: ticks twice as often"));
}

void TestSaidOfRuns::aCountdownFinishes()
{
    const RunSummary summary = summaryOf(
        "[[server]]\nname = \"c\"\nkind = \"countdown\"\ninterval = \"1s\"\nfrom = 3\n");
    QCOMPARE(verdictOf(summary), std::string("Finished at 4 s"));
    QCOMPARE(wordOf(summary), std::string("finished"));
}

// supabase/realtime#582: beats 4 to 6 s apart, given up after 15 s of silence.
void TestSaidOfRuns::beatsThatWereMissedAreTold()
{
    const RunSummary summary = summaryOf(R"(
clock = "beam"
duration = "90s"
[[server]]
name = "node_b"
kind = "heartbeat"
interval = "4s"
jitter = "2s"
work = "5ms"
timeout = "15s"
restart = "temporary"
[[action]]
at = "60s"
server = "node_b"
do = "stop"
)");
    expectLine(summary, "node_b: 1 beat missed");
    QCOMPARE(verdictOf(summary), std::string("Dead since 1 min"));
    const RunSummary alive = summaryOf(R"(
duration = "60s"
[[server]]
name = "beat"
kind = "heartbeat"
interval = "4s"
timeout = "3s"
)");
    QCOMPARE(wordOf(alive), std::string("missed_beats"));
    QVERIFY(verdictOf(alive).starts_with("Missed 1"));
}

// configcat/elixir-sdk#61 and #68: one call a second while a fetch takes 8 s.

void TestSaidOfRuns::whatClientsFeedIsJudgedToo_data()
{
    QTest::addColumn<QByteArray>("schedule");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("verdict");
    QTest::newRow("more calls than time")
        << QByteArray("after_work") << QByteArray("do = \"call\"\nevery = \"1s\"\nwork = \"2s\"")
        << QByteArray("Grows by 0.5 messages/s, fed by calls from outside; 1,000 waiting at ");
    QTest::newRow("more casts than time, at random")
        << QByteArray("idle_timeout")
        << QByteArray("do = \"cast\"\nevery = { exponential = \"100ms\" }\nwork = \"200ms\"")
        << QByteArray("Grows by 4.75 messages/s, fed by casts from outside");
    QTest::newRow("ticks that a client sends")
        << QByteArray("after_work") << QByteArray("do = \"tick\"\nevery = \"500ms\"")
        << QByteArray("601 chains: ticks 601 times as often; grows by 1 messages/s, fed by ticks "
                      "from outside");
    QTest::newRow("calls and ticks together")
        << QByteArray("send_interval")
        << QByteArray("do = \"call\"\nevery = \"1s\"\nwork = \"900ms\"")
        << QByteArray("Grows by 0.1");
    QTest::newRow("calls that there is time for")
        << QByteArray("after_work") << QByteArray("do = \"call\"\nevery = \"1s\"\nwork = \"900ms\"")
        << QByteArray("Stable");
    QTest::newRow("calls that have ended")
        << QByteArray("after_work")
        << QByteArray("do = \"call\"\nevery = \"1s\"\nwork = \"2s\"\nuntil = \"10s\"")
        << QByteArray("Stable");
    QTest::newRow("random calls that there is time for")
        << QByteArray("after_work")
        << QByteArray("do = \"call\"\nevery = { exponential = \"1s\" }\nwork = \"800ms\"")
        << QByteArray("Stable");
}

void TestSaidOfRuns::whatClientsFeedIsJudgedToo()
{
    QFETCH(const QByteArray, schedule);
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, verdict);
    const RunSummary summary = summaryOf("duration = \"5m\"\n[[server]]\nname = \"poller\"\n"
                                         "interval = \"5s\"\nwork = \"1s\"\nschedule = \""
        + schedule.toStdString() + "\"\n[[client]]\nserver = \"poller\"\n" + client.toStdString()
        + "\n");
    const std::string said = verdictOf(summary, 0);
    QVERIFY2(said.starts_with(verdict.toStdString()), said.c_str());
}

QTEST_APPLESS_MAIN(TestSaidOfRuns)
#include "tst_said_of_runs.moc"

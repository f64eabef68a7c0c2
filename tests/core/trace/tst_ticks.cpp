// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/ticks.h"
#include "tests/support/text_files.h"
#include "tests/support/trace_builder.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestTicks : public QObject
{
    Q_OBJECT

private slots:
    void noTicksGiveAHeader();
    void everyOutcomeHasItsRow();
    void rowsComeByDeliveryThenByServer();
    void spanIsByDelivery();
    void fullDiskIsTold();
};

namespace {

std::vector<std::string> csvOf(
    const TraceBuilder& builder, std::vector<std::string> names, ExportSpan span = {})
{
    TraceLog log(names.size(), {});
    log.consume(builder.trace());
    std::string text;
    StringSink sink(text);
    return writeTicksCsv(sink, log, names, span) ? lines(text) : std::vector<std::string> {};
}

} // namespace

void TestTicks::noTicksGiveAHeader()
{
    const std::vector<std::string> expected {
        "server,incarnation,tick,due_ns,delivered_ns,started_ns,finished_ns,depth_at_start,outcome"
    };
    QCOMPARE(csvOf(TraceBuilder(), { "poller" }), expected);
}

void TestTicks::everyOutcomeHasItsRow()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret();
    builder.at(1ns).receiveTick(1ns).take().workStart(1ns);
    builder.at(2ns).receive(MessageKind::Poll); // sent directly
    builder.at(3ns).receive(MessageKind::SetInterval, 7); // no tick
    builder.at(4ns).workEnd().ret().take().workStart(2ns);
    builder.at(6ns).workEnd(TickOutcome::Error).ret().take().ret();
    builder.at(7ns).receiveTick(7ns).take().workStart(9ns);
    builder.at(8ns).receiveTick(8ns).exit(Reason::Killed).restart().spawn(2).init().ret();
    builder.at(9ns).receiveTick(9ns).take().workStart(1ns);
    builder.at(10ns).workEnd(TickOutcome::Crash).exit(Reason::Crash);
    builder.restart().spawn(3).init().ret();
    builder.at(11ns).receiveTick(11ns).take().workStart(90ns);
    builder.at(12ns).receiveTick(12ns);
    const std::vector<std::string> rows = csvOf(builder, { "poller" });
    const std::vector<std::string> expected { rows.at(0), //
        "poller,1,1,1,1,1,4,0,ok", //
        "poller,1,2,,2,4,6,1,error", //
        "poller,1,3,7,7,7,8,0,killed", //
        "poller,1,4,8,8,,,,lost", //
        "poller,2,1,9,9,9,10,0,crash", //
        "poller,3,1,11,11,11,,0,unfinished", //
        "poller,3,2,12,12,,,,waiting" };
    QCOMPARE(rows, expected);
}

void TestTicks::rowsComeByDeliveryThenByServer()
{
    TraceBuilder builder(2);
    builder.at(0s).of(0).spawn().init().ret().of(1).spawn().init().ret();
    builder.at(5ns).of(1).receiveTick(5ns).of(0).receiveTick(5ns);
    builder.at(6ns).of(1).receiveTick(6ns);
    builder.at(7ns).of(0).receiveTick(7ns);
    const std::vector<std::string> rows = csvOf(builder, { "a", "b" });
    const std::vector<std::string> expected { rows.at(0), //
        "a,1,1,5,5,,,,waiting", //
        "b,1,1,5,5,,,,waiting", //
        "b,1,2,6,6,,,,waiting", //
        "a,1,2,7,7,,,,waiting" };
    QCOMPARE(rows, expected);
}

void TestTicks::spanIsByDelivery()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.runUntil(60s);
    QCOMPARE(csvOf(builder, { "poller" }, { 10'000'000'000, 20'000'000'000 }).size(), 1U + 3U);
}

void TestTicks::fullDiskIsTold()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 1ms, 1ms);
    poller.runUntil(20s);
    TraceLog log(1, {});
    log.consume(builder.trace());
    FullSink sink(2);
    QVERIFY(!writeTicksCsv(sink, log, { "poller" }));
    QCOMPARE(sink.calls, 3);
}

QTEST_APPLESS_MAIN(TestTicks)
#include "tst_ticks.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/depth.h"
#include "tests/support/text_files.h"
#include "tests/support/trace_builder.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestDepth : public QObject
{
    Q_OBJECT

private slots:
    void aRowPerInstantThatChangedIt();
    void serversComeByTimeThenByName();
    void spanLeavesOutTheRest();
    void selfSchedulingPollerHasNoRow();
};

namespace {

std::vector<std::string> csvOf(
    const TraceBuilder& builder, std::vector<std::string> names, ExportSpan span = {})
{
    TraceLog log(names.size(), {});
    log.consume(builder.trace());
    std::string text;
    StringSink sink(text);
    return writeDepthCsv(sink, log, names, span) ? lines(text) : std::vector<std::string> {};
}

} // namespace

// Interval 5 s, work 8 s: the picture of the catalog.
void TestDepth::aRowPerInstantThatChangedIt()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.runUntil(30s);
    const std::vector<std::string> expected { "server,t_ns,depth", "poller,10000000000,1",
        "poller,13000000000,0", "poller,15000000000,1", "poller,20000000000,2",
        "poller,21000000000,1", "poller,25000000000,2", "poller,29000000000,1",
        "poller,30000000000,2" };
    QCOMPARE(csvOf(builder, { "poller" }), expected);
}

void TestDepth::serversComeByTimeThenByName()
{
    TraceBuilder builder(2);
    builder.at(0s).of(0).spawn().init().ret().of(1).spawn().init().ret();
    builder.at(5ns).of(1).receiveTick(5ns).of(0).receiveTick(5ns);
    builder.at(6ns).of(1).receiveTick(6ns).at(7ns).of(0).take();
    const std::vector<std::string> expected { "server,t_ns,depth", //
        "a,5,1", "b,5,1", "b,6,2", "a,7,0" };
    QCOMPARE(csvOf(builder, { "a", "b" }), expected);
}

void TestDepth::spanLeavesOutTheRest()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.runUntil(30s);
    const std::vector<std::string> expected { "server,t_ns,depth", "poller,13000000000,0",
        "poller,15000000000,1" };
    QCOMPARE(csvOf(builder, { "poller" }, { 13'000'000'000, 15'000'000'000 }), expected);
}

void TestDepth::selfSchedulingPollerHasNoRow()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 3s);
    poller.runUntil(1000s);
    QCOMPARE(csvOf(builder, { "poller" }).size(), 1U);
}

QTEST_APPLESS_MAIN(TestDepth)
#include "tst_depth.moc"

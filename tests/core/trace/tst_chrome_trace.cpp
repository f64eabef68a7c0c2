// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/chrome_trace.h"
#include "core/trace/trace_log.h"
#include "tests/support/text_files.h"
#include "tests/support/trace_builder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestChromeTrace : public QObject
{
    Q_OBJECT

private slots:
    void emptyRunIsAFile();
    void namesEveryProcess();
    void workIsASliceInMicroseconds();
    void killedAndUnfinishedWorkIsCut();
    void depthIsACounterAtTheEndOfInstants();
    void timersAndWaitsAreSpans();
    void spansOfADyingProcessEnd();
    void momentsAreInstants();
    void streamsWhileItHappens();
    void fullDiskStopsTheStream();
};

namespace {

std::string traceOf(const TraceBuilder& builder, std::vector<std::string> names, Duration end)
{
    std::string text;
    StringSink sink(text);
    ChromeTraceWriter writer(sink, std::move(names));
    writer.consume(builder.trace());
    writer.finish(end.count(), { { "seed", "1" } });
    return text;
}

/// The events with a phase (and a category or name, when given).
QJsonArray events(const std::string& text, const QString& phase, const QString& category = {})
{
    QJsonParseError error {};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    QJsonArray found;
    if (error.error != QJsonParseError::NoError) {
        qWarning("%s", qPrintable(error.errorString()));
        return found;
    }
    for (const QJsonValue event : document.object()[QStringLiteral("traceEvents")].toArray()) {
        if (event[u"ph"].toString() == phase
            && (category.isEmpty() || event[u"cat"].toString() == category))
            found.append(event);
    }
    return found;
}

const QString slice = QStringLiteral("X");
const QString counter = QStringLiteral("C");
const QString instant = QStringLiteral("i");
const QString spanBegin = QStringLiteral("b");
const QString spanEnd = QStringLiteral("e");

} // namespace

void TestChromeTrace::emptyRunIsAFile()
{
    const std::string text = traceOf(TraceBuilder(), {}, 0s);
    QCOMPARE(text,
        std::string("{\"displayTimeUnit\":\"ms\",\"traceEvents\":[\n],"
                    "\"otherData\":{\"seed\":\"1\"}}\n"));
}

void TestChromeTrace::namesEveryProcess()
{
    const QJsonArray names
        = events(traceOf(TraceBuilder(), { "a\"b", "supervisor" }, 0s), QStringLiteral("M"));
    QCOMPARE(names.size(), 6);
    QCOMPARE(names[0][u"args"][u"name"].toString(), QStringLiteral("a\"b"));
    QCOMPARE(names[3][u"args"][u"name"].toString(), QStringLiteral("supervisor"));
    QCOMPARE(names[3][u"pid"].toInt(), 2);
}

void TestChromeTrace::workIsASliceInMicroseconds()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().loadStart(7us).at(7us).workEnd().ret();
    builder.at(10us).receiveTick(10us).take().workStart(5us);
    builder.at(15us + 7ns).workEnd(TickOutcome::Error).ret();
    const std::string text = traceOf(builder, { "p" }, 20us);
    const QJsonArray slices = events(text, slice);
    QCOMPARE(slices.size(), 2);
    QCOMPARE(slices[0][u"name"].toString(), QStringLiteral("load"));
    QCOMPARE(slices[1][u"name"].toString(), QStringLiteral("tick 1"));
    QCOMPARE(slices[1][u"ts"].toDouble(), 10.0);
    QVERIFY(text.find("\"dur\":5.007") != std::string::npos);
    QCOMPARE(slices[1][u"args"][u"outcome"].toString(), QStringLiteral("error"));
}

void TestChromeTrace::killedAndUnfinishedWorkIsCut()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().ret().at(1us).receiveTick(1us).take().workStart(9us);
    builder.at(4us).exit(Reason::Killed).restart().spawn(2).init().ret();
    builder.at(5us).receiveTick(5us).take().workStart(9us);
    const QJsonArray slices = events(traceOf(builder, { "p" }, 7us), slice);
    QCOMPARE(slices[0][u"dur"].toDouble(), 3.0);
    QCOMPARE(slices[0][u"args"][u"outcome"].toString(), QStringLiteral("killed"));
    QCOMPARE(slices[1][u"dur"].toDouble(), 2.0);
    QCOMPARE(slices[1][u"args"][u"outcome"].toString(), QStringLiteral("unfinished"));
}

void TestChromeTrace::depthIsACounterAtTheEndOfInstants()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s);
    poller.runUntil(100s);
    TraceLog log(1, {});
    log.consume(builder.trace());
    const auto& depth = log.server(0).depth;
    const QJsonArray counters = events(traceOf(builder, { "p" }, 100s), counter);
    QCOMPARE(std::size_t(counters.size()), depth.size());
    for (std::size_t i = 0; i < depth.size(); ++i) {
        QCOMPARE(counters[int(i)][u"args"][u"waiting"].toInt(), int(depth[i].depth));
        QCOMPARE(counters[int(i)][u"ts"].toDouble(), double(depth[i].timeNs) / 1000);
    }
}

void TestChromeTrace::timersAndWaitsAreSpans()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5s, 8s); // ticks at 5, 10, 15, 20; the last two wait
    poller.runUntil(20s);
    const std::string text = traceOf(builder, { "p" }, 20s);
    QCOMPARE(events(text, spanBegin, QStringLiteral("timer")).size(), 5);
    QCOMPARE(events(text, spanEnd, QStringLiteral("timer")).size(), 5);
    const QJsonArray waits = events(text, spanBegin, QStringLiteral("mailbox"));
    QCOMPARE(waits.size(), 2); // tick 2 from 10 to 13, tick 3 from 15; tick 4 only just came
    QCOMPARE(waits[0][u"ts"].toDouble(), 10e6);
    const QJsonArray ends = events(text, spanEnd, QStringLiteral("timer"));
    QCOMPARE(ends[0][u"args"][u"end"].toString(), QStringLiteral("fired"));
    QCOMPARE(ends[4][u"args"][u"end"].toString(), QStringLiteral("armed"));
}

void TestChromeTrace::spansOfADyingProcessEnd()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 9s).sendAfter(2, 9s, true).ret(3, 9s);
    builder.at(1s).exit(Reason::Killed);
    const QJsonArray ends = events(traceOf(builder, { "p" }, 5s), spanEnd, QStringLiteral("timer"));
    QCOMPARE(ends.size(), 3);
    QCOMPARE(ends[0][u"args"][u"end"].toString(), QStringLiteral("died"));
    QCOMPARE(ends[1][u"args"][u"end"].toString(), QStringLiteral("died"));
    QCOMPARE(ends[2][u"args"][u"end"].toString(), QStringLiteral("armed")); // to the name
    QCOMPARE(ends[2][u"id"].toInt(), 2);
}

void TestChromeTrace::momentsAreInstants()
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 9s).ret();
    builder.at(1s).receive(MessageKind::Cancel, 0).take().cancelTimer(1, 8000).ret();
    builder.at(2s).exit(Reason::Killed).drop(MessageKind::Poll, Reason::NoProcess).restart();
    const QJsonArray instants = events(traceOf(builder, { "p" }, 5s), instant);
    QCOMPARE(instants.size(), 4);
    QCOMPARE(instants[0][u"name"].toString(), QStringLiteral("cancel_timer"));
    QCOMPARE(instants[1][u"args"][u"reason"].toString(), QStringLiteral("killed"));
    QCOMPARE(instants[2][u"name"].toString(), QStringLiteral("drop"));
    QCOMPARE(instants[3][u"name"].toString(), QStringLiteral("restart"));
}

void TestChromeTrace::streamsWhileItHappens()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5ms, 8ms);
    std::string streamed;
    StringSink sink(streamed);
    ChromeTraceWriter writer(sink, { "p" });
    for (int i = 1; i <= 50; ++i) {
        poller.runUntil(i * 37ms);
        QVERIFY(writer.consume(builder.trace()));
    }
    QVERIFY(writer.finish(Duration(50 * 37ms).count(), { { "seed", "1" } }));
    QVERIFY(streamed == traceOf(builder, { "p" }, 50 * 37ms));
}

void TestChromeTrace::fullDiskStopsTheStream()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 1ms, 1ms);
    poller.runUntil(10s);
    FullSink sink(1);
    ChromeTraceWriter writer(sink, { "p" });
    QVERIFY(!writer.consume(builder.trace()));
    QVERIFY(!writer.finish(0));
    QCOMPARE(sink.calls, 2);
}

QTEST_APPLESS_MAIN(TestChromeTrace)
#include "tst_chrome_trace.moc"

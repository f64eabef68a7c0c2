// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/events.h"
#include "tests/support/text_files.h"
#include "tests/support/trace_builder.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

class TestEvents : public QObject
{
    Q_OBJECT

private slots:
    void everyEventHasItsFieldsInOrder();
    void pidIsThatOfTheProcessOrNull();
    void everyLineIsJson();
    void streamsWhileItHappens();
    void fullDiskStopsTheStream();
};

namespace {

std::vector<std::string> linesOf(const TraceBuilder& builder, std::vector<std::string> names)
{
    std::string text;
    StringSink sink(text);
    EventWriter writer(sink, std::move(names));
    writer.consume(builder.trace());
    writer.flush();
    return lines(text);
}

/// Each event at least once, every variant of its fields.
TraceBuilder everything()
{
    TraceBuilder builder(3);
    builder.at(0s).spawn().init().sendAfter(1, 5ns).ret().handleContinue().loadStart(2ns);
    builder.at(2ns).workEnd().ret();
    builder.at(5ns).timeout(1, 5ns).receiveTick(5ns).take().workStart(3ns);
    builder.at(6ns).receive(MessageKind::SetInterval, 10).receive(MessageKind::Call, 1);
    builder.receive(MessageKind::Cancel, 0).receive(MessageKind::Poll);
    builder.at(7ns).callTimeout(3, 1ns);
    builder.at(8ns).workEnd(TickOutcome::Error).sendAfter(2, 13ns).ret();
    builder.take().cancelTimer(2, cancelledOk).sendInterval(3, 18ns).ret();
    builder.take().callReply().ret();
    builder.take().cancelTimer(3, 10).cancelTimer(0, cancelledFalse).ret(4, 99ns);
    builder.doubleChain(4, 2).notify(MessageKind::Complete);
    builder.at(9ns).exit(Reason::Killed).drop(MessageKind::Poll, Reason::NoProcess, 9);
    builder.drop(MessageKind::Resume, Reason::NoProcess, 0).restart().spawn(2);
    builder.of(1).notify(MessageKind::MissedBeat).of(2).supervisorExit(Reason::Shutdown);
    return builder;
}

} // namespace

void TestEvents::everyEventHasItsFieldsInOrder()
{
    const char* const expected[] = {
        R"({"t_ns":0,"seq":0,"server":"p","pid":1,"event":"spawn","incarnation":1})",
        R"({"t_ns":0,"seq":1,"server":"p","pid":1,"event":"init"})",
        R"({"t_ns":0,"seq":2,"server":"p","pid":1,"event":"send_after","message":"poll","timer":1,"due_ns":5})",
        R"({"t_ns":0,"seq":3,"server":"p","pid":1,"event":"return"})",
        R"({"t_ns":0,"seq":4,"server":"p","pid":1,"event":"handle_continue","message":"load"})",
        R"({"t_ns":0,"seq":5,"server":"p","pid":1,"event":"work_start","message":"load","duration_ns":2})",
        R"({"t_ns":2,"seq":6,"server":"p","pid":1,"event":"work_end","message":"load","duration_ns":2,"outcome":"ok"})",
        R"({"t_ns":2,"seq":7,"server":"p","pid":1,"event":"return"})",
        R"({"t_ns":5,"seq":8,"server":"p","pid":1,"event":"timeout","message":"poll","timer":1,"due_ns":5})",
        R"({"t_ns":5,"seq":9,"server":"p","pid":1,"event":"receive","message":"poll","due_ns":5,"depth":1})",
        R"({"t_ns":5,"seq":10,"server":"p","pid":1,"event":"dequeue","message":"poll","depth":0,"waited_ns":0})",
        R"({"t_ns":5,"seq":11,"server":"p","pid":1,"event":"handle_info","message":"poll","tick":1})",
        R"({"t_ns":5,"seq":12,"server":"p","pid":1,"event":"work_start","message":"poll","duration_ns":3})",
        R"({"t_ns":6,"seq":13,"server":"p","pid":1,"event":"receive","message":"set_interval","depth":1,"interval_ns":10})",
        R"({"t_ns":6,"seq":14,"server":"p","pid":1,"event":"receive","message":"call","depth":2,"timeout_ns":1})",
        R"({"t_ns":6,"seq":15,"server":"p","pid":1,"event":"receive","message":"cancel","depth":3})",
        R"({"t_ns":6,"seq":16,"server":"p","pid":1,"event":"receive","message":"poll","depth":4})",
        R"({"t_ns":7,"seq":17,"server":"p","pid":1,"event":"call_timeout","message":"call","waited_ns":1})",
        R"({"t_ns":8,"seq":18,"server":"p","pid":1,"event":"work_end","message":"poll","duration_ns":3,"outcome":"error"})",
        R"({"t_ns":8,"seq":19,"server":"p","pid":1,"event":"send_after","message":"poll","timer":2,"due_ns":13})",
        R"({"t_ns":8,"seq":20,"server":"p","pid":1,"event":"return"})",
        R"({"t_ns":8,"seq":21,"server":"p","pid":1,"event":"dequeue","message":"set_interval","depth":3,"waited_ns":2})",
        R"({"t_ns":8,"seq":22,"server":"p","pid":1,"event":"handle_cast","message":"set_interval","interval_ns":10})",
        R"({"t_ns":8,"seq":23,"server":"p","pid":1,"event":"cancel_timer","timer":2,"result":"ok"})",
        R"({"t_ns":8,"seq":24,"server":"p","pid":1,"event":"send_interval","message":"poll","timer":3,"due_ns":18})",
        R"({"t_ns":8,"seq":25,"server":"p","pid":1,"event":"return"})",
        R"({"t_ns":8,"seq":26,"server":"p","pid":1,"event":"dequeue","message":"call","depth":2,"waited_ns":2})",
        R"({"t_ns":8,"seq":27,"server":"p","pid":1,"event":"handle_call","message":"call","timeout_ns":1})",
        R"({"t_ns":8,"seq":28,"server":"p","pid":1,"event":"call_reply","message":"call","waited_ns":2})",
        R"({"t_ns":8,"seq":29,"server":"p","pid":1,"event":"return"})",
        R"({"t_ns":8,"seq":30,"server":"p","pid":1,"event":"dequeue","message":"cancel","depth":1,"waited_ns":2})",
        R"({"t_ns":8,"seq":31,"server":"p","pid":1,"event":"handle_cast","message":"cancel"})",
        R"({"t_ns":8,"seq":32,"server":"p","pid":1,"event":"cancel_timer","timer":3,"result":10})",
        R"({"t_ns":8,"seq":33,"server":"p","pid":1,"event":"cancel_timer","result":false})",
        R"({"t_ns":8,"seq":34,"server":"p","pid":1,"event":"return","timer":4,"due_ns":99})",
        R"({"t_ns":8,"seq":35,"server":"p","pid":1,"event":"double_chain","timer":4,"chains":2})",
        R"({"t_ns":8,"seq":36,"server":"p","pid":1,"event":"notify","message":"complete"})",
        R"({"t_ns":9,"seq":37,"server":"p","pid":1,"event":"exit","lost":1,"reason":"killed"})",
        R"({"t_ns":9,"seq":38,"server":"p","pid":null,"event":"drop","message":"poll","due_ns":9,"reason":"noproc"})",
        R"({"t_ns":9,"seq":39,"server":"p","pid":null,"event":"drop","message":"resume","reason":"noproc"})",
        R"({"t_ns":9,"seq":40,"server":"p","pid":null,"event":"restart","restarts":1})",
        R"({"t_ns":9,"seq":41,"server":"p","pid":2,"event":"spawn","incarnation":2})",
        R"({"t_ns":9,"seq":42,"server":"p_monitor","pid":null,"event":"notify","message":"missed_beat"})",
        R"({"t_ns":9,"seq":43,"server":"supervisor","pid":null,"event":"supervisor_exit","reason":"shutdown"})",
    };
    const std::vector<std::string> result
        = linesOf(everything(), { "p", "p_monitor", "supervisor" });
    for (std::size_t i = 0; i < std::size(expected) && i < result.size(); ++i)
        QCOMPARE(QString::fromStdString(result[i]), QString::fromUtf8(expected[i]));
    QCOMPARE(result.size(), std::size(expected));
}

void TestEvents::pidIsThatOfTheProcessOrNull()
{
    TraceBuilder builder(2);
    builder.of(0).restart().spawn().of(1).spawn().of(0).exit(Reason::Normal).of(0).restart();
    const std::vector<std::string> result = linesOf(builder, { "a", "b" });
    const char* const pids[]
        = { "\"pid\":null", "\"pid\":1", "\"pid\":2", "\"pid\":1", "\"pid\":null" };
    for (std::size_t i = 0; i < result.size(); ++i)
        QVERIFY(result[i].find(pids[i]) != std::string::npos);
}

void TestEvents::everyLineIsJson()
{
    const std::string odd = "a\"b\\\n\xff";
    for (const std::string& line : linesOf(everything(), { odd, "m", "s" })) {
        QJsonParseError error {};
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(line), &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QVERIFY(document.object().contains(QStringLiteral("event")));
    }
}

void TestEvents::streamsWhileItHappens()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 5ms, 8ms);
    std::string streamed;
    StringSink sink(streamed);
    EventWriter writer(sink, { "poller" });
    for (int i = 1; i <= 100; ++i) {
        poller.runUntil(i * 37ms);
        QVERIFY(writer.consume(builder.trace()));
    }
    QVERIFY(writer.flush());
    QVERIFY(lines(streamed) == linesOf(builder, { "poller" }));
    QCOMPARE(lines(streamed).size(), builder.trace().size());
}

void TestEvents::fullDiskStopsTheStream()
{
    TraceBuilder builder;
    IntervalPoller poller(builder, 0, 1ms, 1ms);
    poller.runUntil(10s);
    FullSink sink(1);
    EventWriter writer(sink, { "poller" });
    QVERIFY(!writer.consume(builder.trace()));
    QVERIFY(!writer.flush());
    QCOMPARE(sink.calls, 2);
}

QTEST_APPLESS_MAIN(TestEvents)
#include "tst_events.moc"

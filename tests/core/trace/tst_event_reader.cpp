// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/run.h"
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "core/trace/event_reader.h"
#include "core/trace/events.h"

#include <QTest>

using namespace tickscope;

namespace {

Run runOf(const BuiltinScenario& builtin)
{
    auto scenario = *readScenario(builtin.text, builtin.name).scenario;
    const auto until = VirtualTime(std::min<Duration>(scenario.duration, 60s));
    Run run(std::move(scenario));
    run.advanceTo(until);
    return run;
}

std::string linesOf(const Run& run)
{
    EventFormatter formatter(run.processNames());
    std::string lines;
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        formatter.append(lines, seq, run.trace()[seq]);
        lines += '\n';
    }
    return lines;
}

} // namespace

class TestEventReader : public QObject
{
    Q_OBJECT

private slots:
    void whatIsReadBackDrawsTheSameLanes_data()
    {
        QTest::addColumn<int>("builtin");
        for (std::size_t i = 0; i < builtinScenarios().size(); ++i)
            QTest::newRow(std::string(builtinScenarios()[i].name).c_str()) << int(i);
    }
    void whatIsReadBackDrawsTheSameLanes()
    {
        QFETCH(int, builtin);
        const Run run = runOf(builtinScenarios()[std::size_t(builtin)]);
        TraceLog meant(run.serverCount(), run.watchedServers());
        meant.consume(run.trace());
        const auto read = readEvents(linesOf(run), "events.jsonl");
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(read->serverCount, run.serverCount());
        QCOMPARE(read->records.size(), std::size_t(run.trace().size()));
        TraceLog log(read->serverCount, read->monitorOf);
        for (const Record& record : read->records)
            log.take(record);
        for (std::size_t i = 0; i < run.serverCount(); ++i) {
            const auto& name = run.processNames()[i];
            const auto place = std::size_t(
                std::find(read->names.begin(), read->names.end(), name) - read->names.begin());
            QVERIFY(place < read->serverCount);
            compare(log.server(place), meant.server(i));
        }
    }

    void aLineThatIsNoEventIsToldWithItsNumber_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QByteArray>("words");
        const QByteArray good = "{\"t_ns\":5,\"seq\":0,\"server\":\"p\",\"event\":\"init\"}\n";
        QTest::newRow("no JSON") << good + "nonsense\n" << 2 << QByteArray("JSON object");
        QTest::newRow("an array") << QByteArray("[1]\n") << 1 << QByteArray("JSON object");
        QTest::newRow("no time") << good + "\n{\"server\":\"p\",\"event\":\"init\"}\n"
                                 << 3 << QByteArray("t_ns");
        QTest::newRow("no such event")
            << QByteArray("{\"t_ns\":0,\"server\":\"p\",\"event\":\"inti\"}") << 1
            << QByteArray("\"inti\"");
        QTest::newRow("no server")
            << QByteArray("{\"t_ns\":0,\"event\":\"init\"}") << 1 << QByteArray("server");
        QTest::newRow("back in time") << good + "{\"t_ns\":4,\"server\":\"p\",\"event\":\"init\"}"
                                      << 2 << QByteArray("goes back from 5 to 4");
    }
    void aLineThatIsNoEventIsToldWithItsNumber()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        QFETCH(QByteArray, words);
        const auto read = readEvents(text.toStdString(), "e.jsonl");
        QVERIFY(!read);
        QCOMPARE(int(read.error().place.line), line);
        QCOMPARE(read.error().place.file, std::string("e.jsonl"));
        QVERIFY2(read.error().message.find(words.toStdString()) != std::string::npos,
            read.error().message.c_str());
    }

    void aPartOfARunIsRead()
    {
        const auto read = readEvents(
            "{\"t_ns\":7,\"server\":\"p\",\"event\":\"dequeue\",\"message\":\"poll\"}\n"
            "{\"t_ns\":8,\"server\":\"p\",\"event\":\"receive\",\"message\":\"poll\",\"depth\":1}"
            "\n",
            "e.jsonl");
        QVERIFY(read);
        QCOMPARE(read->serverCount, std::size_t(1));
        TraceLog log(read->serverCount, read->monitorOf);
        for (const Record& record : read->records)
            log.take(record);
        QCOMPARE(log.server(0).messages.size(), std::size_t(1));
    }

private:
    static void compare(const ServerLog& is, const ServerLog& meant)
    {
        QCOMPARE(is.messages.size(), meant.messages.size());
        for (std::size_t i = 0; i < meant.messages.size(); ++i) {
            const auto& one = is.messages[i];
            const auto& other = meant.messages[i];
            QVERIFY(one.kind == other.kind && one.tick == other.tick);
            QVERIFY(one.dueNs == other.dueNs && one.deliveredNs == other.deliveredNs);
            QVERIFY(one.startedNs == other.startedNs && one.workEndNs == other.workEndNs);
            QVERIFY(one.finishedNs == other.finishedNs && one.outcome == other.outcome);
        }
        QCOMPARE(is.depth.size(), meant.depth.size());
        for (std::size_t i = 0; i < meant.depth.size(); ++i)
            QVERIFY(is.depth[i].timeNs == meant.depth[i].timeNs
                && is.depth[i].depth == meant.depth[i].depth);
        QCOMPARE(is.marks.size(), meant.marks.size());
        for (std::size_t i = 0; i < meant.marks.size(); ++i)
            QVERIFY(is.marks[i].kind == meant.marks[i].kind
                && is.marks[i].timeNs == meant.marks[i].timeNs);
        QCOMPARE(is.loads.size(), meant.loads.size());
    }
};

QTEST_APPLESS_MAIN(TestEventReader)
#include "tst_event_reader.moc"

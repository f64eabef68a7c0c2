// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/recording.h"

#include <QTest>

#include <rapidcheck.h>

using namespace tickscope;

namespace {

Recording read(const char* json)
{
    const auto recording = readRecording(json, "rec.json");
    return recording ? *recording : Recording {};
}

Error whyNot(const std::string& json)
{
    const auto recording = readRecording(json, "rec.json");
    return recording ? Error {} : recording.error();
}

RecordingParser parsed(const std::string& output, std::size_t pieces = 4096)
{
    RecordingParser parser;
    for (std::size_t at = 0; at < output.size(); at += pieces)
        parser.take(std::string_view(output).substr(at, pieces));
    parser.finish();
    return parser;
}

} // namespace

class TestRecording : public QObject
{
    Q_OBJECT

private slots:
    void eventsHaveTimeServerNumberAndWords();
    void whatIsWrittenReadsBack();
    void eventsComeInTheOrderOfTime();
    void machineAndVersionsAreKept();
    void noRecordingIsRefused_data();
    void noRecordingIsRefused();
    void brokenJsonHasItsPlace();
    void outputIsTakenInAnyPieces();
    void rubbishIsCountedAndDropped();
    void aLineWithoutEndIsDropped();
    void aFloodIsCut();
    void anyBytesAreSurvived();
};

void TestRecording::eventsHaveTimeServerNumberAndWords()
{
    const Recording recording
        = read(R"([[50.896, "tick", "poller", 1], [60, "done", "poller", 1, "error"],
        [61.5, "cancel", "poller", false], [62, "cancel", "poller", 27], [63, "depth", "poller", null],
        [64, "supervisor_exit", null, "shutdown"], [65, "started"]])");
    const std::vector<BeamEvent> expected { { 50'896'000, "tick", "poller", 1, {} },
        { 60'000'000, "done", "poller", 1, "error" },
        { 61'500'000, "cancel", "poller", {}, "false" }, { 62'000'000, "cancel", "poller", 27, {} },
        { 63'000'000, "depth", "poller", {}, {} },
        { 64'000'000, "supervisor_exit", {}, {}, "shutdown" },
        { 65'000'000, "started", {}, {}, {} } };
    QCOMPARE(recording.events.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
        QVERIFY2(recording.events[i] == expected[i], expected[i].event.c_str());
    QVERIFY(recording.isComplete);
}

void TestRecording::whatIsWrittenReadsBack()
{
    const Recording recording = read(R"([[0,"vm",null,"25","1.14.0"],[50.896,"tick","poller-1",1],
        [60.5,"done","poller-1",1,"error"],[61,"cancel","poller-1",false],[62,"call_exit","poller-1","killed"],
        [63,"supervisor_exit",null,"shutdown"],[64,"started"],[0,"jitter",null,0.1,0.25,2]])");
    const Recording again = read(recordingText(recording).c_str());
    QVERIFY(again.events == recording.events);
    QVERIFY(again.jitter == recording.jitter);
    QCOMPARE(recordingText(again), recordingText(recording));
}

void TestRecording::eventsComeInTheOrderOfTime()
{
    const Recording recording = read(R"([[2,"b"],[1,"a"],[2,"c"]])");
    QCOMPARE(recording.events[0].event, std::string("a"));
    QCOMPARE(recording.events[2].event, std::string("c"));
}

void TestRecording::machineAndVersionsAreKept()
{
    const Recording recording
        = read(R"([[0,"vm",null,"25","1.14.0"],[0,"jitter",null,0.05,0.1,0.2]])");
    QCOMPARE(recording.otpRelease, std::string("25"));
    QCOMPARE(recording.elixirVersion, std::string("1.14.0"));
    QVERIFY(recording.jitter == (SchedulerJitter { 50'000, 100'000, 200'000 }));
    QVERIFY(recording.events.empty());
}

void TestRecording::noRecordingIsRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("an object") << QByteArray("{}");
    QTest::newRow("a number in it") << QByteArray("[1]");
    QTest::newRow("no event name") << QByteArray("[[1]]");
    QTest::newRow("negative time") << QByteArray(R"([[-1, "tick", "p", 1]])");
    QTest::newRow("time without end") << QByteArray(R"([[1e308, "tick", "p", 1]])");
    QTest::newRow("server is a number") << QByteArray(R"([[1, "tick", 2, 1]])");
    QTest::newRow("an object as number") << QByteArray(R"([[1, "tick", "p", {}]])");
    QTest::newRow("too many parts") << QByteArray(R"([[1, "tick", "p", 1, "a", "b", "c"]])");
    QTest::newRow("jitter without figures") << QByteArray(R"([[1, "jitter", null]])");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("cut") << QByteArray(R"([[1, "tick", "p", 1],)");
    QTest::newRow("no UTF-8") << QByteArray("[[1, \"\xFF\"]]");
    QTest::newRow("deep") << QByteArray(100'000, '[');
}

void TestRecording::noRecordingIsRefused()
{
    QFETCH(QByteArray, json);
    const Error error = whyNot(json.toStdString());
    QCOMPARE(error.code, ErrorCode::InvalidScenario);
    QCOMPARE(error.place.file, std::string("rec.json"));
    QVERIFY(!error.message.empty());
}

void TestRecording::brokenJsonHasItsPlace()
{
    const Error error = whyNot("[\n  [1, \"tick\" \"p\"]\n]");
    QCOMPARE(error.place.line, 2U);
    QVERIFY(error.place.column > 10);
}

void TestRecording::outputIsTakenInAnyPieces()
{
    const std::string output = "@tickscope [0,\"ready\"]\n@tickscope [0.1,\"init\",\"poller\"]\n"
                               "@tickscope [50.9,\"tick\",\"poller\",1]\n@tickscope [0,\"end\"]\n";
    for (const std::size_t piece : { std::size_t { 1 }, std::size_t { 3 }, std::size_t { 4096 } }) {
        const RecordingParser parser = parsed(output, piece);
        QCOMPARE(parser.recording().events.size(), std::size_t { 2 });
        QVERIFY(parser.isReady());
        QVERIFY(parser.recording().isComplete);
        QCOMPARE(parser.rubbishLines(), std::uint64_t { 0 });
    }
}

void TestRecording::rubbishIsCountedAndDropped()
{
    const RecordingParser parser = parsed("Erlang/OTP 25 [erts-13.1.5]\n\n\xFF\xFE\x01\n"
                                          "@tickscope nonsense\n@tickscope [1]\n"
                                          "@tickscope [1,\"tick\",\"poller\",1]\n");
    QCOMPARE(parser.rubbishLines(), std::uint64_t { 5 });
    QCOMPARE(parser.recording().events.size(), std::size_t { 1 });
    QVERIFY(!parser.recording().isComplete);
}

void TestRecording::aLineWithoutEndIsDropped()
{
    RecordingParser parser;
    const std::string piece(1 << 20, 'x');
    for (int i = 0; i < 64; ++i)
        parser.take(piece); // 64 MiB in one line: only its beginning is kept
    parser.take("\n@tickscope [1,\"tick\",\"poller\",1]\n@tickscope [2,\"do");
    parser.finish();
    QCOMPARE(parser.rubbishLines(), std::uint64_t { 2 });
    QCOMPARE(parser.recording().events.size(), std::size_t { 1 });
}

void TestRecording::aFloodIsCut()
{
    RecordingParser parser;
    std::string lines;
    for (int i = 0; i < 1000; ++i)
        lines += "@tickscope [1,\"tick\",\"p\",1]\n";
    for (std::size_t i = 0; i < RecordingParser::mostEvents / 1000 + 5; ++i)
        parser.take(lines);
    parser.finish();
    QVERIFY(parser.isFlooded());
    QCOMPARE(parser.recording().events.size(), RecordingParser::mostEvents);
    QVERIFY(parser.rubbishLines() >= 5000);
}

void TestRecording::anyBytesAreSurvived()
{
    QVERIFY(rc::check("whatever is printed", [](const std::vector<std::string>& pieces) {
        RecordingParser parser;
        for (const std::string& piece : pieces) {
            parser.take(piece);
            parser.take("\n@tickscope ");
            parser.take(piece);
        }
        parser.finish();
    }));
    QVERIFY(rc::check(
        "whatever a file holds", [](const std::string& text) { (void)readRecording(text, "f"); }));
}

QTEST_APPLESS_MAIN(TestRecording)
#include "tst_recording.moc"

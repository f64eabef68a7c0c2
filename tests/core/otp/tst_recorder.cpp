// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/recorder.h"

#include <QTest>

#include <cstring>
#include <set>
#include <string>

using namespace tickscope;

class TestRecorder : public QObject
{
    Q_OBJECT

private slots:
    void keepsRecordsInOrderAcrossChunks();
    void forgetsWholeChunksAndKeepsNumbers();
    void forgettingLessThanAChunkForgetsNothing();
    void forgettingTheFutureForgetsTheFullChunksOnly();
    void goesOnAfterForgettingEverything();
    void fingerprintIsTheSameWithoutRecords();
    void fingerprintSeesEveryField_data();
    void fingerprintSeesEveryField();
    void fingerprintSeesTheOrder();
    void fingerprintOfAKnownRecordNeverChanges();
    void everyEnumeratorHasItsOwnWord();
};

namespace {

Record numbered(std::int64_t number)
{
    return { .timeNs = number, .value = number * 7, .event = Event::Receive };
}

Recorder filled(std::int64_t count)
{
    Recorder recorder;
    for (std::int64_t i = 0; i < count; ++i)
        recorder.append(numbered(i));
    return recorder;
}

constexpr std::int64_t chunk = Recorder::chunkSize;

} // namespace

void TestRecorder::keepsRecordsInOrderAcrossChunks()
{
    const Recorder recorder = filled(3 * chunk + 5);
    QCOMPARE(recorder.size(), std::uint64_t(3 * chunk + 5));
    QCOMPARE(recorder.begin(), 0U);
    for (std::uint64_t seq = 0; seq < recorder.size(); ++seq)
        QVERIFY(recorder[seq] == numbered(std::int64_t(seq)));
}

void TestRecorder::forgetsWholeChunksAndKeepsNumbers()
{
    Recorder recorder = filled(3 * chunk);
    recorder.forgetBefore(2 * chunk + 1);
    QCOMPARE(recorder.begin(), std::uint64_t(2 * chunk));
    QCOMPARE(recorder.size(), std::uint64_t(3 * chunk));
    QVERIFY(recorder[2 * chunk] == numbered(2 * chunk));
    recorder.append(numbered(3 * chunk));
    QVERIFY(recorder[3 * chunk] == numbered(3 * chunk));
}

void TestRecorder::forgettingLessThanAChunkForgetsNothing()
{
    Recorder recorder = filled(chunk + 1);
    recorder.forgetBefore(chunk - 1);
    QCOMPARE(recorder.begin(), 0U);
    QVERIFY(recorder[0] == numbered(0));
}

void TestRecorder::forgettingTheFutureForgetsTheFullChunksOnly()
{
    Recorder recorder = filled(chunk + 1);
    recorder.forgetBefore(100 * chunk);
    QCOMPARE(recorder.begin(), std::uint64_t(chunk));
    QVERIFY(recorder[chunk] == numbered(chunk));
    recorder.forgetBefore(0); // never goes back
    QCOMPARE(recorder.begin(), std::uint64_t(chunk));
}

void TestRecorder::goesOnAfterForgettingEverything()
{
    Recorder recorder = filled(2 * chunk);
    const std::uint64_t before = recorder.fingerprint();
    recorder.forgetBefore(2 * chunk);
    QCOMPARE(recorder.begin(), recorder.size());
    QCOMPARE(recorder.fingerprint(), before);
    recorder.append(numbered(1));
    QVERIFY(recorder[2 * chunk] == numbered(1));
}

void TestRecorder::fingerprintIsTheSameWithoutRecords()
{
    Recorder hashing(Recorder::Keep::Fingerprint);
    for (std::int64_t i = 0; i < 2 * chunk; ++i)
        hashing.append(numbered(i));
    QCOMPARE(hashing.fingerprint(), filled(2 * chunk).fingerprint());
    QCOMPARE(hashing.size(), std::uint64_t(2 * chunk));
}

void TestRecorder::fingerprintSeesEveryField_data()
{
    QTest::addColumn<int>("field");
    const char* names[]
        = { "time", "value", "server", "ref", "extra", "event", "message", "detail" };
    for (int field = 0; field < 8; ++field)
        QTest::newRow(names[field]) << field;
}

void TestRecorder::fingerprintSeesEveryField()
{
    QFETCH(int, field);
    Record record = numbered(3);
    Recorder plain;
    plain.append(record);
    if (field == 0)
        ++record.timeNs;
    else if (field == 1)
        ++record.value;
    else if (field == 2)
        ++record.server;
    else if (field == 3)
        ++record.ref;
    else if (field == 4)
        ++record.extra;
    else if (field == 5)
        record.event = Event::Dequeue;
    else if (field == 6)
        record.message = MessageKind::Poll;
    else
        ++record.detail;
    Recorder changed;
    changed.append(record);
    QVERIFY(plain.fingerprint() != changed.fingerprint());
}

void TestRecorder::fingerprintSeesTheOrder()
{
    Recorder ab;
    ab.append(numbered(1));
    ab.append(numbered(2));
    Recorder ba;
    ba.append(numbered(2));
    ba.append(numbered(1));
    QVERIFY(ab.fingerprint() != ba.fingerprint());
    QVERIFY(ab.fingerprint() != filled(0).fingerprint());
}

// People quote fingerprints in bug reports: a change of the hash must be a decision.
void TestRecorder::fingerprintOfAKnownRecordNeverChanges()
{
    Recorder recorder;
    recorder.append({ .timeNs = 5'000'000'000,
        .value = 8'000'000'000,
        .server = 1,
        .ref = 2,
        .extra = 3,
        .event = Event::WorkStart,
        .message = MessageKind::Poll,
        .detail = 4 });
    QCOMPARE(QString::number(recorder.fingerprint(), 16), QStringLiteral("506b6429ba8822c0"));
}

void TestRecorder::everyEnumeratorHasItsOwnWord()
{
    std::set<std::string> events;
    for (int i = 0; i <= int(lastEvent); ++i)
        events.insert(toText(static_cast<Event>(i)));
    QCOMPARE(events.size(), std::size_t(lastEvent) + 1);
    QVERIFY(!events.contains(""));

    std::set<std::string> messages;
    for (int i = 1; i <= int(MessageKind::Sys); ++i)
        messages.insert(toText(static_cast<MessageKind>(i)));
    QCOMPARE(messages.size(), std::size_t(MessageKind::Sys));
    QCOMPARE(std::strlen(toText(MessageKind::None)), 0U);

    std::set<std::string> reasons;
    for (int i = 1; i <= int(Reason::NoProcess); ++i)
        reasons.insert(toText(static_cast<Reason>(i)));
    QCOMPARE(reasons.size(), std::size_t(Reason::NoProcess));

    std::set<std::string> outcomes;
    for (int i = 0; i <= int(TickOutcome::Lost); ++i)
        outcomes.insert(toText(static_cast<TickOutcome>(i)));
    QCOMPARE(outcomes.size(), std::size_t(TickOutcome::Lost) + 1);
}

QTEST_APPLESS_MAIN(TestRecorder)
#include "tst_recorder.moc"

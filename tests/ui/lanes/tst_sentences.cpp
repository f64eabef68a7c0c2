// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/scenes.h"
#include "tests/ui/support/timeline_fixture.h"
#include "ui/lanes/sentences.h"

#include <QTest>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

QString tickOf(const char* scene, std::uint32_t server, std::uint32_t tick, std::int64_t nowNs,
    const QString& name = {})
{
    TimelineFixture run(scene);
    run.advanceTo(nowNs);
    return describeTick(name, run.log().server(server), 1, tick, nowNs);
}

QString firstOf(const char* scene, std::uint32_t server, MessageKind kind, std::int64_t nowNs)
{
    TimelineFixture run(scene);
    run.advanceTo(nowNs);
    const ServerLog& log = run.log().server(server);
    for (const MessageEntry& entry : log.messages) {
        if (entry.kind == kind)
            return describeMessage({}, log, entry, nowNs);
    }
    return {};
}

} // namespace

class TestSentences : public QObject
{
    Q_OBJECT

private slots:
    void aLateTickSaysWhereItWaited();
    void aTickSaysHowFarItHasCome();
    void troubleIsNamed();
    void editsAndCallsSayWhenTheyWereHandled();
    void timersSayWhatTheyWereArmedWith();
    void aDropSaysThatNobodyHadTheName();
    void thePeriodIsToldFromTheTickBefore();
    void whatIsNotThereHasNoSentence();
};

void TestSentences::aLateTickSaysWhereItWaited()
{
    QCOMPARE(tickOf(buildupScene, 1, 4, 41 * second, QStringLiteral("poller_interval")),
        QStringLiteral("Tick 4 of poller_interval was due at 20.000 s, delivered at once, waited "
                       "9.000 s behind 1 message and the tick at work, worked 8 s."));
    QCOMPARE(tickOf(buildupScene, 1, 2, 41 * second),
        QStringLiteral("Tick 2 was due at 10.000 s, delivered at once, waited 3.000 s behind the "
                       "tick at work, worked 8 s."));
    QCOMPARE(tickOf(buildupScene, 0, 1, 41 * second),
        QStringLiteral("Tick 1 was due at 5.000 s, delivered at once, worked 8 s."));
}

void TestSentences::aTickSaysHowFarItHasCome()
{
    QCOMPARE(tickOf(buildupScene, 1, 5, 41 * second),
        QStringLiteral("Tick 5 was due at 25.000 s, delivered at once, waited 12.000 s behind 1 "
                       "message and the tick at work, has worked 4 s so far."));
    QCOMPARE(tickOf(buildupScene, 1, 8, 41 * second),
        QStringLiteral("Tick 8 was due at 40.000 s, delivered at once, waits since then behind 3 "
                       "messages and the tick at work."));
}

void TestSentences::troubleIsNamed()
{
    QVERIFY(tickOf(troubleScene, 1, 2, 23 * second)
                .endsWith(QStringLiteral("worked 2.4 s and returned an error.")));
    QVERIFY(tickOf(troubleScene, 0, 2, 23 * second)
                .endsWith(QStringLiteral("worked 3 s until its process was killed.")));
    QVERIFY(tickOf(troubleScene, 0, 3, 23 * second)
                .endsWith(QStringLiteral(
                    "behind the tick at work and was lost at 11.000 s: its process died first.")));
}

void TestSentences::editsAndCallsSayWhenTheyWereHandled()
{
    QCOMPARE(firstOf(buildupScene, 1, MessageKind::SetInterval, 41 * second),
        QStringLiteral("Your set_interval 10 s was sent at 30.000 s, waits since then behind 1 "
                       "message and the tick at work."));
    QCOMPARE(firstOf(troubleScene, 2, MessageKind::Cancel, 23 * second),
        QStringLiteral("Your cancel was sent at 10.000 s, was handled at 10.000 s."));
    QVERIFY(firstOf(troubleScene, 4, MessageKind::Call, 23 * second)
                .endsWith(QStringLiteral("The caller went on at 10.000 s.")));
}

void TestSentences::timersSayWhatTheyWereArmedWith()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const ServerLog& log = run.log().server(1);
    QCOMPARE(describeTimer(log.timers[log.armed.at(0)], 41 * second),
        QStringLiteral("Timer armed at 40.000 s with 5 s, due at 45.000 s. Click to cancel."));
    QCOMPARE(describeTimer(log.timers[0], 41 * second),
        QStringLiteral("Timer armed at 0 s with 5 s, due at 5.000 s. Fired at 5.000 s."));
}

void TestSentences::aDropSaysThatNobodyHadTheName()
{
    TimelineFixture run(troubleScene);
    run.advanceTo(23 * second);
    QStringList sentences;
    for (const LaneMark& mark : run.log().server(5).marks)
        sentences << describeMark(QStringLiteral("dropped"), mark);
    QVERIFY(sentences.contains(
        QStringLiteral("Nobody had the name dropped at 15.000 s: the message was dropped.")));
    QVERIFY(
        sentences.contains(QStringLiteral("The process of dropped ended at 11.000 s: killed.")));
}

void TestSentences::thePeriodIsToldFromTheTickBefore()
{
    TimelineFixture run(buildupScene);
    run.advanceTo(41 * second);
    const ServerLog& log = run.log().server(1);
    QCOMPARE(describePeriod(log, log.messages[3]), QStringLiteral("Started 8.000 s after tick 3."));
    QVERIFY(describePeriod(log, log.messages[0]).isEmpty());
}

void TestSentences::whatIsNotThereHasNoSentence()
{
    QVERIFY(tickOf(buildupScene, 1, 99, 41 * second).isEmpty());
    QVERIFY(describeMark({}, LaneMark {}).isEmpty());
}

QTEST_APPLESS_MAIN(TestSentences)
#include "tst_sentences.moc"

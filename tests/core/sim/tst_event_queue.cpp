// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/queue_pair.h"

#include <QtTest>

#include <vector>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

constexpr EventClass action = EventClass::Action;
constexpr EventClass timer = EventClass::Timer;
constexpr EventClass last = static_cast<EventClass>(3); // one more than there are

std::vector<std::uint32_t> idsOf(EventQueue& queue)
{
    std::vector<std::uint32_t> ids;
    QueuedEvent event;
    while (queue.pop(event))
        ids.push_back(event.id);
    return ids;
}

} // namespace

class EventQueueTest : public QObject
{
    Q_OBJECT

private slots:
    void emptyQueueGivesNothing();
    void earlierEventComesFirst();
    void classesDecideWithinAnInstant();
    void orderOfPushingDecidesWithinAClass();
    void eventForThisInstantComesBeforeLaterClasses();
    void eventAtTheLimitIsTaken();
    void peekTakesNothing();
    void whetherThereIsMoreIsNeverDenied();
    void earlierEventAfterAPeekComesFirst_data();
    void earlierEventAfterAPeekComesFirst();
    void earlierEventAfterAFruitlessPopComesFirst_data();
    void earlierEventAfterAFruitlessPopComesFirst();
    void whatIsDueBeforeTheLastOnePoppedComesNext();
    void clearedQueueStartsAnew();
    void lookAheadShowsMostEventsBeforeTheyCome();
    void lookAheadShowsNothingWhileFewArePending();
};

void EventQueueTest::emptyQueueGivesNothing()
{
    EventQueue queue;
    QueuedEvent event { fromNs(5), last, 7 };
    QVERIFY(queue.isEmpty());
    QVERIFY(!queue.peek());
    QVERIFY(!queue.pop(event));
    QVERIFY(!queue.popUntil(endOfTime, event));
    QVERIFY(isSame(event, { fromNs(5), last, 7 }));
}

void EventQueueTest::earlierEventComesFirst()
{
    EventQueue queue;
    queue.push(fromNs(2), action, 1);
    queue.push(fromNs(1), last, 2);
    QCOMPARE(idsOf(queue), (std::vector<std::uint32_t> { 2, 1 }));
}

void EventQueueTest::classesDecideWithinAnInstant()
{
    EventQueue queue;
    queue.push(fromNs(1), last, 1);
    queue.push(fromNs(1), timer, 2);
    queue.push(fromNs(1), action, 3);
    QCOMPARE(idsOf(queue), (std::vector<std::uint32_t> { 3, 2, 1 }));
}

void EventQueueTest::orderOfPushingDecidesWithinAClass()
{
    EventQueue queue;
    std::vector<std::uint32_t> ids(10000);
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        ids[i] = i;
        queue.push(VirtualTime { 5s }, timer, i);
    }
    QCOMPARE(idsOf(queue), ids);
}

void EventQueueTest::eventForThisInstantComesBeforeLaterClasses()
{
    EventQueue queue;
    for (std::uint32_t id : { 1, 2, 3 })
        queue.push(fromNs(1000), timer, id);
    queue.push(fromNs(1000), last, 4);
    QueuedEvent event;
    QVERIFY(queue.pop(event));
    queue.push(event.due, timer, 5);
    queue.push(event.due, action, 6);
    QCOMPARE(idsOf(queue), (std::vector<std::uint32_t> { 6, 2, 3, 5, 4 }));
}

void EventQueueTest::eventAtTheLimitIsTaken()
{
    EventQueue queue;
    QueuedEvent event;
    queue.push(VirtualTime { 1s }, last, 1);
    QVERIFY(!queue.popUntil(VirtualTime { 1s - 1ns }, event));
    QVERIFY(queue.popUntil(VirtualTime { 1s }, event));
    QCOMPARE(event.id, 1U);
}

void EventQueueTest::peekTakesNothing()
{
    EventQueue queue;
    queue.push(fromNs(3), timer, 1);
    QVERIFY(isSame(*queue.peek(), { fromNs(3), timer, 1 }));
    QVERIFY(isSame(*queue.peek(), { fromNs(3), timer, 1 }));
    QCOMPARE(queue.size(), std::size_t { 1 });
}

void EventQueueTest::whetherThereIsMoreIsNeverDenied()
{
    Random random(7);
    for (std::size_t pending : { std::size_t { 3 }, someEvents, manyEvents }) {
        EventQueue queue;
        for (std::size_t i = 0; i < pending; ++i)
            queue.push(VirtualTime { 1ms * random.below(pending / 2 + 1) }, anyClass(random), 1);
        QueuedEvent event;
        bool isDenied = true;
        std::size_t denials = 0;
        for (VirtualTime last = fromNs(-1); queue.pop(event); last = event.due) {
            QVERIFY(last != event.due || !isDenied);
            isDenied = !queue.mayHaveMore(event.due);
            denials += isDenied ? 1 : 0;
        }
        QVERIFY(isDenied && denials > pending / 10);
    }
}

// Looking far ahead must not close the way back: how many wait there, how far away.
void EventQueueTest::earlierEventAfterAPeekComesFirst_data()
{
    QTest::addColumn<int>("waiting");
    QTest::addColumn<qint64>("delay");
    for (int waiting : { 1, 128, 129, 200, 2048, 2049, 4097, 9000 }) {
        for (qint64 delay : { qint64 { 100 }, qint64 { 5000 }, qint64 { 100000000 },
                 qint64 { 3600000000000 }, qint64 { 2592000000000000 } })
            QTest::addRow("%d waiting, %lld ns away", waiting, delay) << waiting << delay;
    }
}

void EventQueueTest::earlierEventAfterAPeekComesFirst()
{
    QFETCH(int, waiting);
    QFETCH(qint64, delay);
    QueuePair pair;
    for (int i = 0; i < waiting; ++i)
        pair.push(Duration { delay + i % 3 }, timer);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(pair.peekAgrees());
        for (int k = 0; k <= i; ++k)
            pair.push(Duration { delay / (k + 2) }, k % 2 ? timer : action);
    }
    QVERIFY(pair.peekAgrees());
    QVERIFY(pair.drainAgrees());
}

void EventQueueTest::earlierEventAfterAFruitlessPopComesFirst_data()
{
    earlierEventAfterAPeekComesFirst_data();
}

void EventQueueTest::earlierEventAfterAFruitlessPopComesFirst()
{
    QFETCH(int, waiting);
    QFETCH(qint64, delay);
    QueuePair pair;
    for (int i = 0; i < waiting; ++i)
        pair.push(Duration { delay + i % 3 }, timer);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(pair.popUntilAgrees(fromNs(delay / 50)));
        QVERIFY(pair.popUntilAgrees(fromNs(delay - delay / 50)) || pair.now() > VirtualTime {});
        pair.push(Duration { delay / (i + 2) }, timer);
    }
    QVERIFY(pair.drainAgrees());
}

void EventQueueTest::whatIsDueBeforeTheLastOnePoppedComesNext()
{
    EventQueue queue;
    for (std::uint32_t i = 0; i < 200; ++i)
        queue.push(VirtualTime { 10s }, timer, i);
    QueuedEvent event;
    QVERIFY(queue.pop(event));
    queue.push(VirtualTime { 2s }, timer, 200);
    queue.push(VirtualTime { 2s }, timer, 201);
    queue.push(VirtualTime { 1s }, last, 202);
    queue.push(VirtualTime { 2s }, action, 203);
    QCOMPARE(queue.size(), std::size_t { 203 });
    QVERIFY(!queue.popUntil(VirtualTime { 500ms }, event));
    std::vector<std::uint32_t> ids = idsOf(queue);
    ids.resize(5);
    QCOMPARE(ids, (std::vector<std::uint32_t> { 202, 203, 200, 201, 1 }));
}

void EventQueueTest::clearedQueueStartsAnew()
{
    EventQueue queue;
    for (std::uint32_t i = 0; i < 200; ++i)
        queue.push(VirtualTime { 1h * (i + 1) }, timer, i);
    QueuedEvent event;
    QVERIFY(queue.pop(event));
    queue.clear();
    QVERIFY(queue.isEmpty());
    QVERIFY(!queue.peek());
    queue.push(fromNs(0), timer, 7);
    QCOMPARE(idsOf(queue), std::vector<std::uint32_t> { 7 });
}

void EventQueueTest::lookAheadShowsMostEventsBeforeTheyCome()
{
    constexpr std::uint32_t pending = 10000;
    enum State : char { Waiting, Shown, Taken };
    Random random(1);
    EventQueue queue;
    std::vector<State> states;
    const auto push = [&](VirtualTime now) {
        queue.push(
            now + uniform(random, 4ms, 8ms), timer, static_cast<std::uint32_t>(states.size()));
        states.push_back(Waiting);
    };
    for (std::uint32_t i = 0; i < pending; ++i)
        push(VirtualTime {});
    int shownInTime = 0;
    for (int i = 0; i < 50000; ++i) {
        QueuedEvent event;
        QVERIFY(queue.pop(event));
        shownInTime += states[event.id] == Shown ? 1 : 0;
        states[event.id] = Taken;
        push(event.due);
        queue.lookAhead([&](std::uint32_t id) {
            QVERIFY(states[id] == Waiting); // not too late, nor twice
            states[id] = Shown;
        });
    }
    QVERIFY(shownInTime > 40000);
}

void EventQueueTest::lookAheadShowsNothingWhileFewArePending()
{
    EventQueue queue;
    QueuedEvent event;
    for (std::uint32_t i = 0; i < 1000; ++i)
        queue.push(VirtualTime { Duration { i } }, timer, i);
    while (queue.pop(event))
        queue.lookAhead([](std::uint32_t) { QFAIL("nothing to be shown"); });
}

QTEST_APPLESS_MAIN(EventQueueTest)
#include "tst_event_queue.moc"

// SPDX-License-Identifier: GPL-3.0-only
// The order in which the queue gives events, held against a plain heap.
#include "tests/support/queue_pair.h"

#include <QtTest>

#include <rapidcheck.h>

#include <utility>
#include <vector>

using namespace tickscope;
using namespace tickscope::testing;

class EventQueueOrderTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithAHeapForEveryDelay_data();
    void agreesWithAHeapForEveryDelay();
    void agreesWithAHeapForBursts();
    void agreesWithAHeapOverEmptySlots();
    void agreesWithAHeapWhileItGrowsAndShrinks();
    void agreesWithAHeapWhateverIsDone();
    void agreesWithAHeapForManyAtFewInstants();
    void agreesWithAHeapForManyPushesIntoTheOpenSlot();
    void agreesWithAHeapForManyBeforeTheOpenSlot();
    void agreesWithAHeapForManyEarlyEvents();
    void orderOfALongRunIsPinned();
    void endOfTimeIsReached();
};

void EventQueueOrderTest::agreesWithAHeapForEveryDelay_data()
{
    QTest::addColumn<int>("pending");
    QTest::addColumn<qint64>("longest");
    const std::vector<std::pair<const char*, Duration>> delays { { "1 ns", 1ns }, { "1 us", 1us },
        { "100 us", 100us }, { "10 ms", 10ms }, { "1 s", 1s }, { "100 s", 100s }, { "3 h", 3h },
        { "30 days", 24h * 30 } };
    for (int pending : { 1, 7, 100, 1000, 4097, 10000, 50000 }) {
        for (const auto& [name, longest] : delays)
            QTest::addRow("%d pending, up to %s", pending, name)
                << pending << qint64 { longest.count() };
    }
}

// Pollers: each event that fires is armed again. Delays from half the longest to the longest.
void EventQueueOrderTest::agreesWithAHeapForEveryDelay()
{
    QFETCH(int, pending);
    QFETCH(qint64, longest);
    Random random(static_cast<std::uint64_t>(longest), static_cast<std::uint64_t>(pending));
    QueuePair pair;
    for (int i = 0; i < pending; ++i)
        pair.push(uniform(random, 0ns, Duration { longest }), anyClass(random));
    for (int i = 0; i < 2000 + 3 * pending && pair.now() < endOfTime - 24h * 60; ++i) {
        QVERIFY(pair.popAgrees());
        pair.push(
            uniform(random, Duration { longest / 2 }, Duration { longest }), anyClass(random));
    }
    QVERIFY(pair.drainAgrees());
}

void EventQueueOrderTest::agreesWithAHeapForBursts()
{
    Random random(1);
    QueuePair pair;
    for (int i = 0; i < 100; ++i) {
        const Duration delay = anyDelay(random, 40);
        for (std::uint64_t k = random.below(8000); k > 0; --k)
            pair.push(delay, anyClass(random));
        for (std::uint64_t k = random.below(8000); k > 0; --k) {
            QVERIFY(pair.popAgrees());
            if (random.below(4) == 0)
                pair.push(0ns, anyClass(random));
        }
    }
    QVERIFY(pair.drainAgrees());
}

// Enough events at the end that the wheel stays in use, and jumps of every length on the way there.
void EventQueueOrderTest::agreesWithAHeapOverEmptySlots()
{
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        Random random(seed);
        QueuePair pair;
        const std::size_t atTheEnd = seed % 2 ? someEvents : manyEvents;
        for (std::size_t i = 0; i < atTheEnd; ++i)
            pair.push(maxDuration + anyDelay(random, monthBits), anyClass(random));
        while (pair.now() < VirtualTime { maxDuration } - 24h * 60) {
            const Duration delay = anyDelay(random, monthBits);
            const std::uint64_t spreadBits = random.below(monthBits);
            const std::uint64_t count = random.below(100) == 0 ? 3000 : random.below(12);
            for (std::uint64_t k = count; k > 0; --k)
                pair.push(delay + anyDelay(random, spreadBits), anyClass(random));
            for (std::uint64_t k = random.below(3 * count + 1); k > 0; --k)
                QVERIFY(pair.size() <= atTheEnd || pair.popAgrees());
        }
        QVERIFY(pair.drainAgrees());
    }
}

void EventQueueOrderTest::agreesWithAHeapWhileItGrowsAndShrinks()
{
    Random random(1);
    QueuePair pair;
    for (std::size_t target :
        { 5, 129, 65, 128, 130, 63, 4200, 64, 140, 62, 4097, 2048, 10000, 4, 7000, 0 }) {
        while (pair.size() < target) {
            pair.push(anyDelay(random, 36), anyClass(random));
            if (random.below(4) == 0)
                QVERIFY(pair.popAgrees());
        }
        while (pair.size() > target) {
            QVERIFY(pair.popAgrees());
            if (random.below(4) == 0)
                pair.push(anyDelay(random, 30), anyClass(random));
        }
    }
}

void EventQueueOrderTest::agreesWithAHeapWhateverIsDone()
{
    const bool holds = rc::check("any sequence of operations", [](std::uint64_t seed) {
        const auto bits = *rc::gen::inRange<std::uint64_t>(0, monthBits + 1);
        const auto enough = *rc::gen::element(someEvents, manyEvents);
        const auto target = *rc::gen::inRange<std::size_t>(0, 2 * enough);
        const auto operations = *rc::gen::inRange(0, 3000);
        Random random(seed);
        QueuePair pair;
        for (std::size_t i = *rc::gen::element(std::size_t { 0 }, enough); i > 0; --i)
            pair.push(anyDelay(random, bits), anyClass(random));
        for (int i = 0; i < operations; ++i) {
            const bool isPush = random.below(8) < (pair.size() < enough / 2 + target ? 7 : 1);
            if (isPush)
                pair.push(anyDelay(random, bits), anyClass(random));
            else if (random.below(50) == 0)
                pair.pushAt(anyTimeBefore(random, pair.now()), anyClass(random));
            else if (random.below(6) == 0)
                RC_ASSERT(pair.peekAgrees());
            else if (random.below(5) == 0)
                RC_ASSERT(pair.popUntilAgrees(addSaturated(pair.now(), anyDelay(random, bits))));
            else
                RC_ASSERT(pair.popAgrees());
        }
        RC_ASSERT(pair.drainAgrees());
    });
    QVERIFY(holds);
}

void EventQueueOrderTest::agreesWithAHeapForManyAtFewInstants()
{
    Random random(1);
    for (std::uint64_t instants : { 1, 2, 30 }) {
        QueuePair pair;
        for (int i = 0; i < 30000; ++i)
            pair.push(1us * random.below(instants), anyClass(random));
        for (int i = 0; i < 60000; ++i) {
            QVERIFY(pair.popAgrees());
            pair.push(i % 3 == 0 ? 0ns : 7us * random.below(instants), anyClass(random));
        }
        QVERIFY(pair.drainAgrees());
    }
}

// So many that they are merged with those of the slot: as many as there are there, or far fewer.
void EventQueueOrderTest::agreesWithAHeapForManyPushesIntoTheOpenSlot()
{
    for (int waiting : { 100, 5000, 60000 }) {
        Random random(static_cast<std::uint64_t>(waiting));
        QueuePair pair;
        for (int i = 0; i < waiting; ++i)
            pair.push(uniform(random, 1ms, 1ms + 30us), anyClass(random));
        QVERIFY(pair.popAgrees());
        for (int i = 0; i < 30000; ++i) {
            pair.push(anyDelay(random, 14), anyClass(random));
            if (random.below(3) == 0)
                QVERIFY(pair.popAgrees());
        }
        QVERIFY(pair.drainAgrees());
    }
}

// A look at the next event opens its slot; nothing has been promised by that.
void EventQueueOrderTest::agreesWithAHeapForManyBeforeTheOpenSlot()
{
    for (Duration delay : { Duration { 20ms }, Duration { 3s }, Duration { 10min } }) {
        Random random(1);
        QueuePair pair;
        for (int i = 0; i < 1000; ++i)
            pair.push(uniform(random, delay, 2 * delay), anyClass(random));
        QVERIFY(pair.peekAgrees());
        for (int i = 0; i < 20000; ++i) {
            pair.push(uniform(random, 0ns, 3 * delay), anyClass(random));
            QVERIFY(i % 100 != 0 || pair.peekAgrees());
        }
        QVERIFY(pair.drainAgrees());
    }
}

void EventQueueOrderTest::agreesWithAHeapForManyEarlyEvents()
{
    Random random(1);
    QueuePair pair;
    for (int i = 0; i < 20000; ++i)
        pair.push(uniform(random, 1s, 1s + 1ms), anyClass(random));
    for (int i = 0; i < 100; ++i)
        QVERIFY(pair.popAgrees());
    const VirtualTime now = pair.now();
    for (int i = 0; i < 20000; ++i) {
        pair.pushAt(anyTimeBefore(random, now), anyClass(random));
        pair.pushAt(now + anyDelay(random, 20), anyClass(random));
    }
    for (int i = 0; i < 30000; ++i) {
        QVERIFY(pair.popAgrees());
        if (random.below(3) == 0)
            pair.pushAt(anyTimeBefore(random, now), anyClass(random));
    }
    QVERIFY(pair.drainAgrees());
}

// The hash says that the order is the same on every machine, not only the same as the heap's here.
void EventQueueOrderTest::orderOfALongRunIsPinned()
{
    Random random(2026);
    QueuePair pair;
    for (int i = 0; i < 1000000; ++i) {
        if (pair.size() < 6000 || random.below(2) == 0)
            pair.push(anyDelay(random, 34), anyClass(random));
        else
            QVERIFY(pair.popAgrees());
    }
    QVERIFY(pair.drainAgrees());
    QCOMPARE(pair.hash(), std::uint64_t { 0x94f6c3174bd87650 });
}

void EventQueueOrderTest::endOfTimeIsReached()
{
    QueuePair pair;
    Random random(1);
    for (int i = 0; i < 100; ++i) {
        pair.push(Duration::max(), anyClass(random));
        pair.push(endOfTime.time_since_epoch() - Duration { i }, anyClass(random));
    }
    QVERIFY(pair.drainAgrees());
    QVERIFY(pair.now() == endOfTime);
    pair.push(0ns, EventClass::Timer);
    pair.push(0ns, EventClass::Action);
    QVERIFY(pair.drainAgrees());
}

QTEST_APPLESS_MAIN(EventQueueOrderTest)
#include "tst_event_queue_order.moc"

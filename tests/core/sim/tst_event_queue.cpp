// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_queue.h"
#include "core/sim/random.h"
#include "tests/support/reference_queue.h"

#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>
#include <vector>

using namespace tickscope;

namespace {

constexpr EventClass action = EventClass::Action;
constexpr EventClass timer = EventClass::Timer;
constexpr EventClass last = static_cast<EventClass>(3); // one more than there are

bool isSame(const QueuedEvent& left, const QueuedEvent& right)
{
    return left.due == right.due && left.eventClass == right.eventClass && left.id == right.id;
}

/// The real queue and the plain one, doing the same.
class Pair
{
public:
    VirtualTime now() const { return m_now; }
    std::size_t size() const { return m_queue.size(); }
    std::uint64_t hash() const { return m_hash; }

    void push(Duration delay, EventClass eventClass)
    {
        pushAt(addSaturated(m_now, delay), eventClass);
    }

    void pushAt(VirtualTime due, EventClass eventClass)
    {
        m_queue.push(due, eventClass, m_pushed);
        m_reference.push(due, eventClass, m_pushed);
        ++m_pushed;
    }

    bool popAgrees() { return popUntilAgrees(endOfTime); }

    bool popUntilAgrees(VirtualTime until)
    {
        QueuedEvent event;
        QueuedEvent expected;
        const bool isTaken
            = until == endOfTime ? m_queue.pop(event) : m_queue.popUntil(until, event);
        if (isTaken != m_reference.popUntil(until, expected) || !isSame(event, expected))
            return false;
        if (isTaken) {
            m_now = event.due;
            m_hash = (m_hash ^ static_cast<std::uint64_t>(toNs(event.due))) * 0x100000001b3;
            m_hash = (m_hash ^ event.id) * 0x100000001b3 + static_cast<unsigned>(event.eventClass);
        }
        return m_queue.size() == m_reference.size() && m_queue.isEmpty() == m_reference.isEmpty();
    }

    bool peekAgrees()
    {
        const QueuedEvent* event = m_queue.peek();
        const QueuedEvent* expected = m_reference.peek();
        return event && expected ? isSame(*event, *expected) : event == expected;
    }

    bool drainAgrees()
    {
        while (size() > 0) {
            if (!popAgrees())
                return false;
        }
        return true;
    }

private:
    EventQueue m_queue;
    ReferenceQueue m_reference;
    VirtualTime m_now {};
    std::uint32_t m_pushed = 0;
    std::uint64_t m_hash = 0xcbf29ce484222325;
};

/// A delay of which each power of two is as likely as any other, from 0 up to 2^bits ns.
Duration anyDelay(Random& random, std::uint64_t bits)
{
    return uniform(random, 0ns, Duration { (std::int64_t { 1 } << random.below(bits + 1)) - 1 });
}

EventClass anyClass(Random& random)
{
    return static_cast<EventClass>(random.below(3));
}

VirtualTime anyTimeBefore(Random& random, VirtualTime now)
{
    return VirtualTime { uniform(random, 0ns, now.time_since_epoch()) };
}

constexpr std::uint64_t monthBits = 52; // 2^52 ns are 52 days

/// More than the queue keeps in its heap, so that it takes the wheel into use.
constexpr std::size_t someEvents = 140;

/// So many that a slot of the wheel which holds them all is moved down, and that events are shown
/// ahead.
constexpr std::size_t manyEvents = 4200;

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
    void endOfTimeIsReached();
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
    Pair pair;
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
    Pair pair;
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

void EventQueueTest::endOfTimeIsReached()
{
    Pair pair;
    Random random(1);
    for (int i = 0; i < 100; ++i) {
        pair.push(Duration::max(), anyClass(random));
        pair.push(endOfTime.time_since_epoch() - Duration { i }, anyClass(random));
    }
    QVERIFY(pair.drainAgrees());
    QVERIFY(pair.now() == endOfTime);
    pair.push(0ns, last);
    pair.push(0ns, action);
    QVERIFY(pair.drainAgrees());
}

void EventQueueTest::agreesWithAHeapForEveryDelay_data()
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
void EventQueueTest::agreesWithAHeapForEveryDelay()
{
    QFETCH(int, pending);
    QFETCH(qint64, longest);
    Random random(static_cast<std::uint64_t>(longest), static_cast<std::uint64_t>(pending));
    Pair pair;
    for (int i = 0; i < pending; ++i)
        pair.push(uniform(random, 0ns, Duration { longest }), anyClass(random));
    for (int i = 0; i < 2000 + 3 * pending && pair.now() < endOfTime - 24h * 60; ++i) {
        QVERIFY(pair.popAgrees());
        pair.push(
            uniform(random, Duration { longest / 2 }, Duration { longest }), anyClass(random));
    }
    QVERIFY(pair.drainAgrees());
}

void EventQueueTest::agreesWithAHeapForBursts()
{
    Random random(1);
    Pair pair;
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
void EventQueueTest::agreesWithAHeapOverEmptySlots()
{
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        Random random(seed);
        Pair pair;
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

void EventQueueTest::agreesWithAHeapWhileItGrowsAndShrinks()
{
    Random random(1);
    Pair pair;
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

void EventQueueTest::agreesWithAHeapWhateverIsDone()
{
    const bool holds = rc::check("any sequence of operations", [](std::uint64_t seed) {
        const auto bits = *rc::gen::inRange<std::uint64_t>(0, monthBits + 1);
        const auto enough = *rc::gen::element(someEvents, manyEvents);
        const auto target = *rc::gen::inRange<std::size_t>(0, 2 * enough);
        const auto operations = *rc::gen::inRange(0, 3000);
        Random random(seed);
        Pair pair;
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

void EventQueueTest::agreesWithAHeapForManyAtFewInstants()
{
    Random random(1);
    for (std::uint64_t instants : { 1, 2, 30 }) {
        Pair pair;
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
void EventQueueTest::agreesWithAHeapForManyPushesIntoTheOpenSlot()
{
    for (int waiting : { 100, 5000, 60000 }) {
        Random random(static_cast<std::uint64_t>(waiting));
        Pair pair;
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
void EventQueueTest::agreesWithAHeapForManyBeforeTheOpenSlot()
{
    for (Duration delay : { Duration { 20ms }, Duration { 3s }, Duration { 10min } }) {
        Random random(1);
        Pair pair;
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

void EventQueueTest::agreesWithAHeapForManyEarlyEvents()
{
    Random random(1);
    Pair pair;
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
void EventQueueTest::orderOfALongRunIsPinned()
{
    Random random(2026);
    Pair pair;
    for (int i = 0; i < 1000000; ++i) {
        if (pair.size() < 6000 || random.below(2) == 0)
            pair.push(anyDelay(random, 34), anyClass(random));
        else
            QVERIFY(pair.popAgrees());
    }
    QVERIFY(pair.drainAgrees());
    QCOMPARE(pair.hash(), std::uint64_t { 0x94f6c3174bd87650 });
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

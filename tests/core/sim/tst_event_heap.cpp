// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_heap.h"
#include "core/sim/random.h"
#include "core/sim/virtual_time.h"

#include <QtTest>

#include <set>
#include <utility>
#include <vector>

using namespace tickscope;

namespace {

std::vector<std::uint32_t> idsOf(EventHeap& heap)
{
    std::vector<std::uint32_t> ids;
    for (; !heap.isEmpty(); heap.pop())
        ids.push_back(heap.nextId());
    return ids;
}

} // namespace

class EventHeapTest : public QObject
{
    Q_OBJECT

private slots:
    void smallerKeyComesFirst();
    void equalKeysKeepTheOrderOfPushing();
    void orderSurvivesGrowthAndShrinking();
    void keyAndIdFillTheirBits();
    void orderSurvivesTheEndOfCounting();
};

void EventHeapTest::smallerKeyComesFirst()
{
    EventHeap heap;
    for (std::uint32_t id : { 5, 3, 9, 1, 7, 2, 8 })
        heap.push(id * EventKey { 1000 }, id);
    QCOMPARE(heap.size(), std::size_t { 7 });
    QCOMPARE(heap.nextKey(), EventKey { 1000 });
    QCOMPARE(idsOf(heap), (std::vector<std::uint32_t> { 1, 2, 3, 5, 7, 8, 9 }));
}

void EventHeapTest::equalKeysKeepTheOrderOfPushing()
{
    EventHeap heap;
    std::vector<std::uint32_t> ids(1000);
    for (std::uint32_t i = 0; i < ids.size(); ++i) {
        ids[i] = 1000 - i;
        heap.push(7, ids[i]);
    }
    QCOMPARE(idsOf(heap), ids);
}

// It goes from an array in order to a heap and back, and its events from the end of the memory to
// the front.
void EventHeapTest::orderSurvivesGrowthAndShrinking()
{
    using Event = std::pair<EventKey, std::uint32_t>;
    Random random(1);
    EventHeap heap;
    std::set<Event> expected; // ids count the pushes
    std::uint32_t pushed = 0;
    for (std::size_t target : { 1, 40, 2, 100, 127, 60, 128, 129, 20, 500, 33, 31, 300, 0, 3, 0 }) {
        for (int i = 0; i < 700 || heap.size() != target; ++i) {
            if (heap.size() < target || (heap.size() == target && i % 2 == 0)) {
                const EventKey key = random.below(500) + (random.below(2) == 0 ? pushed : 0);
                heap.push(key, pushed);
                expected.emplace(key, pushed++);
            } else if (!heap.isEmpty()) {
                QCOMPARE((Event { heap.nextKey(), heap.nextId() }), *expected.begin());
                expected.erase(expected.begin());
                heap.pop();
            }
            QCOMPARE(heap.size(), expected.size());
        }
    }
    QCOMPARE(heap.nextKey(), EventHeap::noKey);
}

void EventHeapTest::keyAndIdFillTheirBits()
{
    const EventKey largest = static_cast<EventKey>(toNs(endOfTime)) * 4 + 3;
    EventHeap heap;
    heap.push(largest, ~std::uint32_t { 0 });
    heap.push(largest - 1, 0);
    QCOMPARE(heap.nextKey(), largest - 1);
    QCOMPARE(heap.nextId(), 0U);
    heap.pop();
    QCOMPARE(heap.nextKey(), largest);
    QCOMPARE(heap.nextId(), ~std::uint32_t { 0 });
}

void EventHeapTest::orderSurvivesTheEndOfCounting()
{
    EventHeap heap((std::uint64_t { 1 } << 38) - 5);
    for (std::uint32_t id = 0; id < 20; ++id) {
        heap.push(7, id);
        heap.push(5 + id % 2, 100 + id);
    }
    std::vector<std::uint32_t> expected;
    for (std::uint32_t id = 100; id < 120; id += 2)
        expected.push_back(id);
    for (std::uint32_t id = 101; id < 120; id += 2)
        expected.push_back(id);
    for (std::uint32_t id = 0; id < 20; ++id)
        expected.push_back(id);
    QCOMPARE(idsOf(heap), expected);
}

QTEST_APPLESS_MAIN(EventHeapTest)
#include "tst_event_heap.moc"

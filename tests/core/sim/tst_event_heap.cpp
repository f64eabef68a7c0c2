// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_heap.h"
#include "core/sim/virtual_time.h"

#include <QtTest>

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

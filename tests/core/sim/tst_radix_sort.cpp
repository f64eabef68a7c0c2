// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/radix_sort.h"
#include "core/sim/random.h"

#include <QtTest>

#include <algorithm>
#include <utility>
#include <vector>

using namespace tickscope;

namespace {

/// A number and the place where it was.
using Entry = std::pair<std::uint64_t, std::size_t>;

std::uint64_t numberOf(const Entry& entry)
{
    return entry.first;
}

std::vector<Entry> sorted(std::vector<Entry> entries)
{
    std::vector<Entry> scratch(entries.size());
    RadixSort(entries.data(), scratch.data(), entries.size(), numberOf).sort();
    return entries;
}

} // namespace

class RadixSortTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithAStableSort_data();
    void agreesWithAStableSort();
    void crowdInOnePlaceIsSortedToo();
};

void RadixSortTest::agreesWithAStableSort_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("lowest");
    QTest::addColumn<int>("bits");
    for (int count : { 1, 2, 33, 127, 128, 512, 513, 2047, 2048, 30000 }) {
        for (const auto& [lowest, bits] : { std::pair { 0, 0 }, { 0, 1 }, { 63, 1 }, { 5, 3 },
                 { 0, 17 }, { 3, 23 }, { 0, 32 }, { 20, 44 }, { 0, 64 } })
            QTest::addRow("%d entries that differ in %d bits from bit %d", count, bits, lowest)
                << count << lowest << bits;
    }
}

void RadixSortTest::agreesWithAStableSort()
{
    QFETCH(int, count);
    QFETCH(int, lowest);
    QFETCH(int, bits);
    Random random(static_cast<std::uint64_t>(count));
    std::vector<Entry> entries(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::uint64_t number = bits == 0 ? 0 : random.next() >> (64 - bits) << lowest;
        entries[i] = { number, i };
    }
    std::vector<Entry> expected = entries;
    std::sort(expected.begin(), expected.end()); // the places make it stable
    QVERIFY(sorted(entries) == expected);
    QVERIFY(sorted(expected) == expected);
}

// Most in one place of those that the first digit tells apart, and there in the worst order.
void RadixSortTest::crowdInOnePlaceIsSortedToo()
{
    for (std::size_t count : { 40, 100, 300, 500 }) {
        std::vector<Entry> entries { { std::uint64_t { 1 } << 40, 0 } };
        for (std::size_t i = 1; i < count; ++i)
            entries.emplace_back(1000 - i / 2, i);
        std::vector<Entry> expected = entries;
        std::sort(expected.begin(), expected.end());
        QVERIFY(sorted(entries) == expected);
    }
}

QTEST_APPLESS_MAIN(RadixSortTest)
#include "tst_radix_sort.moc"

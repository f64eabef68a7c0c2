// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/ascending_search.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <vector>

using namespace tickscope;

namespace {

std::size_t lowerBound(const std::vector<int>& list, int value)
{
    return std::size_t(std::lower_bound(list.begin(), list.end(), value) - list.begin());
}

} // namespace

class TestAscendingSearch : public QObject
{
    Q_OBJECT

private slots:
    void findsWhatABinarySearchFinds()
    {
        QVERIFY(rc::check([] {
            auto list = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 300));
            auto values = *rc::gen::container<std::vector<int>>(rc::gen::inRange(-5, 310));
            std::sort(list.begin(), list.end());
            std::sort(values.begin(), values.end());
            AscendingSearch search;
            for (const int value : values) {
                const auto place
                    = search.next(list.size(), [&](std::size_t i) { return list[i] < value; });
                RC_ASSERT(place == lowerBound(list, value));
            }
        }));
    }
    void theListMayGrowMeanwhile()
    {
        std::vector<int> list { 1, 2, 3 };
        AscendingSearch search;
        const auto before
            = [&](int value) { return [&list, value](auto i) { return list[i] < value; }; };
        QCOMPARE(search.next(list.size(), before(9)), std::size_t(3));
        list.insert(list.end(), { 5, 10, 15 });
        QCOMPARE(search.next(list.size(), before(9)), std::size_t(4));
        QCOMPARE(search.next(list.size(), before(99)), std::size_t(6));
    }
    void evenStepsCostAFewLooks()
    {
        const std::size_t size = 1'000'000, columns = 1'000;
        std::size_t looks = 0;
        AscendingSearch search;
        for (std::size_t column = 1; column <= columns; ++column) {
            const auto place = search.next(size, [&](std::size_t i) {
                ++looks;
                return i < column * size / columns;
            });
            QCOMPARE(place, column * size / columns);
        }
        QVERIFY2(looks < 4 * columns, qPrintable(QString::number(looks)));
    }
};

QTEST_APPLESS_MAIN(TestAscendingSearch)
#include "tst_ascending_search.moc"

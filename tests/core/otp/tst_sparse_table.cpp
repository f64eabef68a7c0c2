// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/sparse_table.h"
#include "tests/support/property.h"

#include <map>

using namespace tickscope;

class TestSparseTable : public QObject
{
    Q_OBJECT

private slots:
    void whatWasNeverChangedIsFresh()
    {
        SparseTable<int> table(1000);
        table.change(100) = 7;
        QCOMPARE(table[99], 0); // beside it
        QCOMPARE(table[100], 7);
        QCOMPARE(table[999], 0); // far away
    }

    void anEmptyTableIsAllowed() { const SparseTable<int> table(0); }

    void itIsAnArray()
    {
        TICKSCOPE_PROPERTY("each element keeps what was written last", [] {
            constexpr std::uint32_t size = 300;
            SparseTable<int> table(size);
            std::map<std::uint32_t, int> model;
            const auto writes = *rc::gen::container<std::vector<std::pair<std::uint32_t, int>>>(
                rc::gen::pair(rc::gen::inRange<std::uint32_t>(0, size), rc::gen::arbitrary<int>()));
            for (const auto& [index, value] : writes)
                table.change(index) = model[index] = value;
            for (std::uint32_t index = 0; index < size; ++index)
                RC_ASSERT(table[index] == model[index]);
        });
    }
};

QTEST_APPLESS_MAIN(TestSparseTable)
#include "tst_sparse_table.moc"

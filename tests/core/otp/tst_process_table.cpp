// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/process_table.h"

#include <QTest>

#include <cstring>

using namespace tickscope;

namespace {

std::uintptr_t addressOf(const void* object)
{
    return reinterpret_cast<std::uintptr_t>(object);
}

} // namespace

class TestProcessTable : public QObject
{
    Q_OBJECT

private slots:
    void aPlaceIsAsManyWholeLinesAsItNeeds_data()
    {
        QTest::addColumn<int>("serverBytes");
        QTest::addColumn<int>("lines");
        QTest::newRow("a server that just fits") << 48 << 2;
        QTest::newRow("a byte more") << 49 << 3;
        QTest::newRow("three full lines") << 112 << 3;
    }

    void aPlaceIsAsManyWholeLinesAsItNeeds()
    {
        QFETCH(int, serverBytes);
        QFETCH(int, lines);
        const ProcessTable table(3, static_cast<std::size_t>(serverBytes));
        QCOMPARE(addressOf(&table[0]) % ProcessTable::lineSize, 0U);
        QCOMPARE(addressOf(&table[2]) - addressOf(&table[0]),
            2U * static_cast<unsigned>(lines) * ProcessTable::lineSize);
    }

    void processesKnowTheirNumberAndNobodyLives()
    {
        const ProcessTable table(1000, 48);
        QCOMPARE(table.size(), 1000U);
        QCOMPARE(table[0].index, 0U);
        QCOMPARE(table[999].index, 999U);
        QVERIFY(!table[999].isAlive());
    }

    void whatLiesBesideAProcessIsItsOwn()
    {
        const ProcessTable table(2, 48);
        std::memset(ProcessTable::surroundingsOf(table[0]), 0xFF, ProcessTable::surroundingsBytes);
        std::memset(ProcessTable::roomOf(table[0]), 0xFF, 48);
        QCOMPARE(table[0].index, 0U);
        QVERIFY(!table[0].isAlive());
        QCOMPARE(table[1].index, 1U);
        QVERIFY(table[1].mailbox.isEmpty());
    }

    void anEmptyTableIsAllowed() { QCOMPARE(ProcessTable(0, 48).size(), 0U); }
};

QTEST_APPLESS_MAIN(TestProcessTable)
#include "tst_process_table.moc"

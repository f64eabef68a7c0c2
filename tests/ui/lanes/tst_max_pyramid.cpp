// SPDX-License-Identifier: GPL-3.0-only
#include "tests/support/property.h"
#include "ui/lanes/max_pyramid.h"

#include <QTest>

using namespace tickscope;

class TestMaxPyramid : public QObject
{
    Q_OBJECT

private slots:
    void answersAsAPlainScanDoes();
    void takesInChangedValues();
};

void TestMaxPyramid::answersAsAPlainScanDoes()
{
    TICKSCOPE_PROPERTY("max and firstAtLeast agree with a scan, however the list grew",
        [](const std::vector<std::int16_t>& start) {
            std::vector<std::int64_t> values(start.begin(), start.end());
            const auto copies = *rc::gen::inRange(0, 40);
            for (int i = 0; i < copies; ++i)
                values.insert(values.end(), start.begin(), start.end());
            const auto value = [&](std::size_t i) { return values[i]; };
            MaxPyramid pyramid;
            const auto half = values.size() / 2;
            pyramid.update(0, half, value);
            pyramid.update(half, values.size(), value);

            const auto size = static_cast<int>(values.size());
            const auto from = static_cast<std::size_t>(*rc::gen::inRange(0, size + 1));
            const auto to = static_cast<std::size_t>(*rc::gen::inRange(int(from), size + 1));
            std::int64_t expected = MaxPyramid::nothing;
            for (std::size_t i = from; i < to; ++i)
                expected = std::max(expected, values[i]);
            RC_ASSERT(pyramid.max(from, to, value) == expected);

            const std::int64_t least = *rc::gen::arbitrary<std::int16_t>();
            std::size_t first = from;
            while (first < to && values[first] < least)
                ++first;
            RC_ASSERT(pyramid.firstAtLeast(from, to, least, value) == first);
        });
}

void TestMaxPyramid::takesInChangedValues()
{
    std::vector<std::int64_t> values(5000, 1);
    const auto value = [&](std::size_t i) { return values[i]; };
    values[1234] = 99;
    MaxPyramid pyramid;
    pyramid.update(0, values.size(), value);
    QCOMPARE(pyramid.firstAtLeast(0, values.size(), 2, value), std::size_t { 1234 });
    values[1234] = 0;
    pyramid.refresh(1234, value);
    QCOMPARE(pyramid.firstAtLeast(0, values.size(), 2, value), values.size());
    QCOMPARE(pyramid.max(0, values.size(), value), std::int64_t { 1 });
}

QTEST_APPLESS_MAIN(TestMaxPyramid)
#include "tst_max_pyramid.moc"

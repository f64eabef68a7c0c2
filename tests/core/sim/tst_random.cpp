// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/random.h"

#include <QtTest>

#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <vector>

using namespace tickscope;

namespace {

/// The first moments of a sample.
struct Moments
{
    double mean = 0;
    double variance = 0;
    double skewness = 0;
    double kurtosis = 0;
};

Moments momentsOf(const std::vector<double>& sample)
{
    Moments result;
    const auto count = static_cast<double>(sample.size());
    for (double x : sample)
        result.mean += x / count;
    for (double x : sample) {
        const double d = x - result.mean;
        result.variance += d * d / count;
        result.skewness += d * d * d / count;
        result.kurtosis += d * d * d * d / count;
    }
    result.skewness /= std::pow(result.variance, 1.5);
    result.kurtosis /= result.variance * result.variance;
    return result;
}

Moments momentsOf(Duration unit, const std::function<Duration(Random&)>& draw)
{
    Random random(42);
    std::vector<double> sample(400000);
    for (double& x : sample)
        x = static_cast<double>(draw(random).count()) / static_cast<double>(unit.count());
    return momentsOf(sample);
}

bool isNear(double value, double expected, double tolerance)
{
    if (std::abs(value - expected) <= tolerance)
        return true;
    qWarning("%.6f is not within %.6f of %.6f", value, tolerance, expected);
    return false;
}

} // namespace

class RandomTest : public QObject
{
    Q_OBJECT

private slots:
    void firstNumbersArePublishedOnes();
    void firstNumbersOfAStreamArePinned();
    void sameSeedAndStreamGiveTheSameNumbers();
    void streamsAreIndependent();
    void belowStaysBelow();
    void belowFavoursNoNumber();
    void belowRefusesSurplusDraws();
    void thresholdsAreExact();
    void chanceComesAsOftenAsItsProbability();
    void chanceDrawsOnceWhateverTheProbability();
    void uniformReachesBothBounds();
    void uniformHasItsMoments();
    void exponentialHasItsMoments();
    void exponentialFollowsItsDistribution();
    void normalHasItsMoments();
    void normalFollowsItsDistribution();
    void normalBelowZeroCountsAsZero();
    void distributionsAreCertainWithoutSpread();
    void distributionsStopAtTheLongestSpan();
    void firstDurationsArePinned();
};

// The test vector of SplitMix64 with a state of 0, as published with its reference code.
void RandomTest::firstNumbersArePublishedOnes()
{
    Random random(0);
    QCOMPARE(random.next(), std::uint64_t { 0xe220a8397b1dcdaf });
    QCOMPARE(random.next(), std::uint64_t { 0x6e789e6aa1b965f4 });
    QCOMPARE(random.next(), std::uint64_t { 0x06c45d188009454f });
}

// Computed apart from this code, in a few lines of Python.
void RandomTest::firstNumbersOfAStreamArePinned()
{
    Random first(1, 0);
    QCOMPARE(first.next(), std::uint64_t { 0x4181b152fb77616f });
    Random other(1, 5);
    QCOMPARE(other.next(), std::uint64_t { 0xf01299dc05d70986 });
    Random extreme(std::numeric_limits<std::uint64_t>::max(), 1000000);
    QCOMPARE(extreme.next(), std::uint64_t { 0xa8f8edf41cd0d777 });
}

void RandomTest::sameSeedAndStreamGiveTheSameNumbers()
{
    Random left(7, 3);
    Random right(7, 3);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(left.next(), right.next());
}

void RandomTest::streamsAreIndependent()
{
    std::set<std::uint64_t> seen;
    for (std::uint64_t stream = 0; stream < 1000; ++stream) {
        Random random(1, stream);
        for (int i = 0; i < 100; ++i)
            seen.insert(random.next());
    }
    QCOMPARE(seen.size(), std::size_t { 100000 });

    // Bits of neighbouring streams, and of neighbouring seeds, agree half of the time.
    int agreeing = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        agreeing += std::popcount(~(Random(1, i).next() ^ Random(1, i + 1).next()));
        agreeing += std::popcount(~(Random(i, 9).next() ^ Random(i + 1, 9).next()));
    }
    QVERIFY(isNear(agreeing / (4000.0 * 64), 0.5, 0.005));
}

void RandomTest::belowStaysBelow()
{
    Random random(1);
    for (std::uint64_t bound : { std::uint64_t { 1 }, std::uint64_t { 2 }, std::uint64_t { 1000 },
             std::uint64_t { 1 } << 63, ~std::uint64_t { 0 } }) {
        for (int i = 0; i < 1000; ++i)
            QVERIFY(random.below(bound) < bound);
    }
}

void RandomTest::belowFavoursNoNumber()
{
    Random random(1);
    std::array<int, 7> counts {};
    for (int i = 0; i < 700000; ++i)
        ++counts[random.below(7)];
    for (int count : counts)
        QVERIFY(isNear(count, 100000, 1500)); // five standard deviations
}

// With two thirds of 2^64 as the bound, half of the numbers would come twice as often as the others
// if no draw were refused.
void RandomTest::belowRefusesSurplusDraws()
{
    Random random(1);
    const std::uint64_t bound = ~std::uint64_t { 0 } / 3 * 2;
    int lowerHalf = 0;
    int even = 0;
    for (int i = 0; i < 100000; ++i) {
        const std::uint64_t number = random.below(bound);
        lowerHalf += number < bound / 2 ? 1 : 0;
        even += number % 2 == 0 ? 1 : 0;
    }
    QVERIFY(isNear(lowerHalf, 50000, 800));
    QVERIFY(isNear(even, 50000, 800));
}

void RandomTest::thresholdsAreExact()
{
    QCOMPARE(threshold53(0), std::uint64_t { 0 });
    QCOMPARE(threshold53(-1), std::uint64_t { 0 });
    QCOMPARE(threshold53(std::nan("")), std::uint64_t { 0 });
    QCOMPARE(threshold53(0.5), std::uint64_t { 1 } << 52);
    QCOMPARE(threshold53(0.1), std::uint64_t { 900719925474099 });
    QCOMPARE(threshold53(1), std::uint64_t { 1 } << 53);
    QCOMPARE(threshold53(2), std::uint64_t { 1 } << 53);
    QCOMPARE(threshold53(std::numeric_limits<double>::infinity()), std::uint64_t { 1 } << 53);
}

void RandomTest::chanceComesAsOftenAsItsProbability()
{
    Random random(1);
    for (double probability : { 0.0, 0.01, 0.5, 0.9, 1.0 }) {
        const std::uint64_t threshold = threshold53(probability);
        int hits = 0;
        for (int i = 0; i < 100000; ++i)
            hits += chance(random, threshold) ? 1 : 0;
        const double deviation = std::sqrt(100000 * probability * (1 - probability));
        QVERIFY(isNear(hits, 100000 * probability, 5 * deviation));
    }
}

void RandomTest::chanceDrawsOnceWhateverTheProbability()
{
    Random left(1);
    Random right(1);
    Q_UNUSED(chance(left, 0))
    Q_UNUSED(chance(left, threshold53(1)))
    right.next();
    right.next();
    QCOMPARE(left.next(), right.next());
}

void RandomTest::uniformReachesBothBounds()
{
    Random random(1);
    std::set<std::int64_t> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(uniform(random, 3ns, 6ns).count());
    QCOMPARE(seen, (std::set<std::int64_t> { 3, 4, 5, 6 }));
}

void RandomTest::uniformHasItsMoments()
{
    const Moments moments = momentsOf(1s, [](Random& r) { return uniform(r, 1s, 3s); });
    QVERIFY(isNear(moments.mean, 2, 0.005));
    QVERIFY(isNear(moments.variance, 1.0 / 3, 0.003));
    QVERIFY(isNear(moments.skewness, 0, 0.01));
    QVERIFY(isNear(moments.kurtosis, 1.8, 0.01));
}

void RandomTest::exponentialHasItsMoments()
{
    const Moments moments = momentsOf(2s, [](Random& r) { return exponential(r, 2s); });
    QVERIFY(isNear(moments.mean, 1, 0.005));
    QVERIFY(isNear(moments.variance, 1, 0.015));
    QVERIFY(isNear(moments.skewness, 2, 0.1));
    QVERIFY(isNear(moments.kurtosis, 9, 1));
}

void RandomTest::exponentialFollowsItsDistribution()
{
    constexpr int draws = 200000;
    for (double multiple : { 0.001, 0.1, 0.5, 1.0, 2.0, 5.0 }) {
        Random random(1);
        int shorter = 0;
        for (int i = 0; i < draws; ++i)
            shorter
                += static_cast<double>(exponential(random, 1s).count()) < multiple * 1e9 ? 1 : 0;
        const double share = 1 - std::exp(-multiple);
        QVERIFY(isNear(shorter, draws * share, 5 * std::sqrt(draws * share * (1 - share))));
    }
}

void RandomTest::normalHasItsMoments()
{
    const Moments moments = momentsOf(1s, [](Random& r) { return normal(r, 100s, 3s); });
    QVERIFY(isNear(moments.mean, 100, 0.02));
    QVERIFY(isNear(moments.variance, 9, 0.1));
    QVERIFY(isNear(moments.skewness, 0, 0.02));
    QVERIFY(isNear(moments.kurtosis, 3, 0.04));
}

void RandomTest::normalFollowsItsDistribution()
{
    constexpr int draws = 200000;
    for (double deviations : { -3.0, -1.5, -0.5, 0.0, 0.1, 1.0, 2.0, 3.5 }) {
        Random random(1);
        int shorter = 0;
        for (int i = 0; i < draws; ++i) {
            const double z = static_cast<double>((normal(random, 100s, 1s) - 100s).count()) / 1e9;
            shorter += z < deviations ? 1 : 0;
        }
        const double share = std::erfc(-deviations / std::sqrt(2)) / 2;
        QVERIFY(isNear(shorter, draws * share, 5 * std::sqrt(draws * share * (1 - share))));
    }
}

void RandomTest::normalBelowZeroCountsAsZero()
{
    Random random(1);
    int zeros = 0;
    for (int i = 0; i < 10000; ++i) {
        const Duration span = normal(random, 1s, 1s);
        QVERIFY(span >= Duration::zero());
        zeros += span == Duration::zero() ? 1 : 0;
    }
    QVERIFY(isNear(zeros, 1587, 200));
}

void RandomTest::distributionsAreCertainWithoutSpread()
{
    Random random(1);
    for (int i = 0; i < 100; ++i) {
        QVERIFY(uniform(random, 5s, 5s) == 5s);
        QVERIFY(exponential(random, 0s) == 0s);
        QVERIFY(normal(random, 5s, 0s) == 5s);
    }
}

void RandomTest::distributionsStopAtTheLongestSpan()
{
    Random random(1);
    Duration longestExponential {};
    Duration longestNormal {};
    for (int i = 0; i < 1000; ++i) {
        QVERIFY(uniform(random, maxDuration, maxDuration) == maxDuration);
        longestExponential = std::max(longestExponential, exponential(random, maxDuration));
        longestNormal = std::max(longestNormal, normal(random, maxDuration, maxDuration));
    }
    QVERIFY(longestExponential == maxDuration);
    QVERIFY(longestNormal == maxDuration);
}

// A change of these changes every run that draws: its fingerprint, and what people have saved.
// Exact arithmetic gives the same, but for the last two: 31879898891402 and 2630645925624351.
void RandomTest::firstDurationsArePinned()
{
    Random random(1);
    QCOMPARE(uniform(random, 1s, 3s).count(), std::int64_t { 1511770406 });
    QCOMPARE(exponential(random, 2s).count(), std::int64_t { 4853490053 });
    QCOMPARE(normal(random, 2s, 300ms).count(), std::int64_t { 2200622257 });
    QCOMPARE(uniform(random, 0ns, maxDuration).count(), std::int64_t { 17858307326709354 });
    QCOMPARE(exponential(random, 24h).count(), std::int64_t { 31879898891388 });
    QCOMPARE(normal(random, 24h * 30, 24h).count(), std::int64_t { 2630645925486088 });
}

QTEST_APPLESS_MAIN(RandomTest)
#include "tst_random.moc"

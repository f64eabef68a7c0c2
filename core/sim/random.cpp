// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/random.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace tickscope {

namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr std::uint64_t goldenGamma = 0x9e3779b97f4a7c15;

constexpr std::uint64_t mix(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

// Logarithms are unsigned fixed point with this many bits after the point.
constexpr int logBits = 40;

// ln 2 with 63 bits after the point.
constexpr std::uint64_t ln2 = 0x58b90bfbe8e7bcd5;

/// log2(value) with logBits bits after the point: the mantissa is squared again and again, and each
/// time it passes 2 the next bit is a one.
constexpr std::uint64_t log2Fixed(std::uint64_t value)
{
    const int exponent = 63 - std::countl_zero(value);
    std::uint64_t mantissa = value << (63 - exponent); // 1 to 2, with 63 bits after the point
    std::uint64_t result = static_cast<std::uint64_t>(exponent);
    for (int i = 0; i < logBits; ++i) {
        const Wide square = Wide { mantissa } * mantissa;
        const auto bit = static_cast<std::uint64_t>(square >> 127);
        mantissa = static_cast<std::uint64_t>(square >> (63 + bit));
        result = result << 1 | bit;
    }
    return result;
}

/// -ln(value / 2^exponent) with logBits bits after the point.
constexpr std::uint64_t minusLn(std::uint64_t value, std::uint64_t exponent)
{
    const std::uint64_t minusLog2 = (exponent << logBits) - log2Fixed(value);
    return static_cast<std::uint64_t>((Wide { minusLog2 } * ln2) >> 63);
}

/// The integer square root, rounded down, digit by digit.
constexpr std::uint64_t squareRoot(std::uint64_t value)
{
    std::uint64_t root = 0;
    for (std::uint64_t bit = std::uint64_t { 1 } << 62; bit != 0; bit >>= 2) {
        const bool fits = value >= root + bit;
        value -= fits ? root + bit : 0;
        root = (root >> 1) + (fits ? bit : 0);
    }
    return root;
}

Duration atMostMaxDuration(Wide ns)
{
    const auto limit = static_cast<std::uint64_t>(maxDuration.count());
    return Duration { static_cast<std::int64_t>(std::min<Wide>(ns, limit)) };
}

/// span * factor / 2^shift, rounded to the nearest.
Wide scaled(Duration span, std::uint64_t factor, int shift)
{
    const Wide half = Wide { 1 } << (shift - 1);
    return (Wide { static_cast<std::uint64_t>(span.count()) } * factor + half) >> shift;
}

} // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream)
    : m_state(mix(mix(seed) + stream * goldenGamma))
{
}

std::uint64_t Random::next()
{
    m_state += goldenGamma;
    return mix(m_state);
}

std::uint64_t Random::below(std::uint64_t bound)
{
    assert(bound > 0);
    Wide product = Wide { next() } * bound;
    if (static_cast<std::uint64_t>(product) < bound) {
        const std::uint64_t surplus = -bound % bound; // 2^64 mod bound
        while (static_cast<std::uint64_t>(product) < surplus)
            product = Wide { next() } * bound;
    }
    return static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t threshold53(double probability)
{
    if (!(probability > 0)) // NaN too
        return 0;
    constexpr double scale = 9007199254740992.0; // 2^53: the product is exact
    return static_cast<std::uint64_t>(std::min(probability, 1.0) * scale);
}

bool chance(Random& random, std::uint64_t threshold53)
{
    return random.bits53() < threshold53;
}

Duration uniform(Random& random, Duration low, Duration high)
{
    assert(Duration::zero() <= low && low <= high && high < Duration::max());
    const auto choices = static_cast<std::uint64_t>((high - low).count()) + 1;
    const auto offset = static_cast<std::int64_t>(random.below(choices));
    return std::min(low + Duration { offset }, maxDuration);
}

// -ln(u) for u from 2^-63 to 1: at most 43.7 times the mean.
Duration exponential(Random& random, Duration mean)
{
    assert(mean >= Duration::zero());
    const std::uint64_t u = (random.next() >> 1) + 1;
    return atMostMaxDuration(scaled(mean, minusLn(u, 63), logBits));
}

// Marsaglia's polar method: of a point (u, v) in the unit circle, s = u^2 + v^2,
// z = u * sqrt(-2 ln(s) / s) = sign(u) * sqrt(-2 ln(s) * (u^2 / s)), where the last factor is at
// most 1. The second number of each pair is thrown away, so that a generator stays eight bytes.
Duration normal(Random& random, Duration mean, Duration deviation)
{
    assert(mean >= Duration::zero() && deviation >= Duration::zero());
    std::uint64_t uSquare = 0;
    std::uint64_t s = 0; // 62 bits after the point
    bool isBelowMean = false;
    do {
        const std::uint64_t bits = random.next();
        const std::uint64_t u = (bits >> 1) & 0x7fffffff;
        const std::uint64_t v = bits >> 33;
        isBelowMean = (bits & 1) != 0;
        uSquare = u * u;
        s = uSquare + v * v;
    } while (s == 0 || s >= std::uint64_t { 1 } << 62);

    const auto share = static_cast<std::uint64_t>((Wide { uSquare } << 63) / s); // 63 bits
    const Wide zSquare = (Wide { 2 * minusLn(s, 62) } * share) >> (logBits + 63 - 56); // 56 bits
    const std::uint64_t z = squareRoot(static_cast<std::uint64_t>(zSquare)); // 28 bits
    const Wide distance = scaled(deviation, z, 28);
    const Wide middle = static_cast<std::uint64_t>(mean.count());
    if (!isBelowMean)
        return atMostMaxDuration(middle + distance);
    return atMostMaxDuration(middle > distance ? middle - distance : 0);
}

} // namespace tickscope

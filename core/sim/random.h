// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/virtual_time.h"

#include <cstdint>

namespace tickscope {

/// The only source of chance in a run: SplitMix64, eight bytes of state, the same numbers on every
/// machine. (`std` distributions differ between libraries, so none is used here.)
///
/// One seed has any number of streams; stream n starts where the n-th output of the mixed seed
/// says. Streams cost nothing to make, so that each server draws from its own and one server's
/// draws never shift another's.
/// @see G. Steele, D. Lea, C. Flood, Fast Splittable Pseudorandom Number Generators, 2014
class Random
{
public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

    /// @return 64 random bits.
    std::uint64_t next();

    /// @return A number from 0 to bound - 1, each as likely as any other (Lemire's method).
    /// @pre bound > 0
    std::uint64_t below(std::uint64_t bound);

    /// @return 53 random bits, to be compared with a threshold53().
    std::uint64_t bits53() { return next() >> 11; }

private:
    std::uint64_t m_state;
};

/// @return The threshold that chance() needs for this probability; NaN and below count as 0,
/// above 1 as 1. Exact, but for probabilities so small that 53 bits cannot hold them.
std::uint64_t threshold53(double probability);

/// @return true with the probability whose threshold53() is given. Draws once, whatever it is.
bool chance(Random& random, std::uint64_t threshold53);

// Distributions of durations, by integer arithmetic alone: no libm decides an event.
// Results lie within 0 and maxDuration.

/// @return A duration from low to high, both included.
/// @pre 0 <= low <= high
Duration uniform(Random& random, Duration low, Duration high);

/// @return An exponentially distributed duration, right to 2^-39 of the mean.
/// @pre mean >= 0
Duration exponential(Random& random, Duration mean);

/// @return A normally distributed duration, right to 2^-27 of the deviation; what falls below 0
/// counts as 0, which lifts the average when the deviation is not small beside the mean.
/// @pre mean >= 0, deviation >= 0
Duration normal(Random& random, Duration mean, Duration deviation);

} // namespace tickscope

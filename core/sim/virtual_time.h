// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>

namespace tickscope {

/// A span of virtual time: a whole number of nanoseconds, so that no rounding decides an event.
using Duration = std::chrono::duration<std::int64_t, std::nano>;

/// The clock that only the event queue moves. It has no now(): ask the simulation.
struct VirtualClock
{
    using duration = Duration;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<VirtualClock>;
    static constexpr bool is_steady = true;
};

/// A moment of virtual time, counted from the start of the run.
using VirtualTime = VirtualClock::time_point;

using namespace std::chrono_literals;

/// The longest span that a scenario may name, and the end of every run.
inline constexpr Duration maxDuration = std::chrono::hours(24 * 365);

/// No event is ever due later than this: twice the longest run, far below the end of int64.
inline constexpr VirtualTime endOfTime { 2 * maxDuration };

/// @return due + span, or endOfTime where the sum would pass it. Never overflows.
constexpr VirtualTime addSaturated(VirtualTime start, Duration span)
{
    if (span >= endOfTime - start)
        return endOfTime;
    return start + span;
}

/// @return span * factor, or the nearer of maxDuration and -maxDuration where the product would
/// pass it. Never overflows.
constexpr Duration saturatingMultiply(Duration span, std::int64_t factor)
{
    std::int64_t ns = 0;
    const bool overflow = __builtin_mul_overflow(span.count(), factor, &ns);
    const bool isNegative = (span.count() < 0) != (factor < 0);
    if (overflow)
        return isNegative ? -maxDuration : maxDuration;
    return std::clamp(Duration { ns }, -maxDuration, maxDuration);
}

/// @return The quotient rounded towards minus infinity (plain / rounds towards zero).
/// @pre divisor > 0
constexpr std::int64_t floorDiv(std::int64_t dividend, std::int64_t divisor)
{
    const std::int64_t quotient = dividend / divisor;
    return dividend % divisor < 0 ? quotient - 1 : quotient;
}

/// @return How many whole units fit into span, rounded towards minus infinity.
/// @pre unit > 0
constexpr std::int64_t floorDiv(Duration span, Duration unit)
{
    return floorDiv(span.count(), unit.count());
}

constexpr std::int64_t toNs(VirtualTime time)
{
    return time.time_since_epoch().count();
}
constexpr VirtualTime fromNs(std::int64_t ns)
{
    return VirtualTime { Duration { ns } };
}

} // namespace tickscope

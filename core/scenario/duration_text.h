// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/sim/virtual_time.h"

#include <optional>
#include <string>
#include <string_view>

namespace tickscope {

/// What became of a text that should be a duration: a value, or words for a person.
struct ParsedDuration
{
    std::optional<Duration> value;
    std::string message; ///< such as: "8 sec" is not a duration
    std::string hint; ///< such as: write a number with us, ms, s, m or h, such as "8s"
    std::string suggestion; ///< the nearest valid text, such as 8s; empty when there is none
};

/// Reads a number with a unit: "5s", "1.5 ms", "250us", "2m", "1h".
///
/// Exact: a value that is no whole number of nanoseconds is refused, as is one past maxDuration.
/// A space between number and unit is allowed, a sign or a missing unit is not.
ParsedDuration parseDuration(std::string_view text);

/// Reads what a person types for an interval: a duration, a whole number of ms ("250") or a rate
/// ("4/min", "10/s"), rounded to the nearest nanosecond.
ParsedDuration parseInterval(std::string_view text);

/// parseDuration() for command lines and fields: the error is one or two sentences.
Result<Duration> durationFromText(std::string_view text);

/// @return the shortest exact text without a leading 0 that parseDuration() reads back: "5s",
/// "90s", "1.5ms", "200ms".
/// @pre duration >= 0
std::string toText(Duration duration);

/// @return the duration as messages show it: "5 s", "8.250 s", "250 ms", "2 min 21 s", "365 days".
/// @pre duration >= 0
std::string humanText(Duration duration);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <string>

namespace tickscope {

/// A rate as people read it: three significant digits, no trailing zeros, no exponent, thousands
/// with commas: "0.075", "4.33", "1,235".
/// @pre value >= 0 and finite
std::string rateNumber(double value);

/// A moment that is only a forecast, in its two largest units: "3 h 42 min", "2 min 21 s", "41 s".
/// @pre timeNs >= 0
std::string roughMoment(std::int64_t timeNs);

/// What was measured, as a table shows it: "150 us", "1.15 ms", "8.333 s", "1 min 4.345 s",
/// "12 min 34 s", "9 h 28 min", "3 days 4 h". Three decimals of its unit, fewer digits the longer
/// it is; may be below 0.
std::string measuredText(std::int64_t ns);

/// A moment as sentences name it: as measuredText(), but whole milliseconds from 10 ms on: "48 ms".
/// @pre timeNs >= 0
std::string momentText(std::int64_t timeNs);

/// A moment of a run as sentences name it, in seconds: "20.000 s", "0 s", "1.15 ms", and as on
/// the clock after two minutes: "2:05.000". Milliseconds from a tenth of a second on, microseconds
/// from ten milliseconds on.
/// @pre timeNs >= 0
std::string instantText(std::int64_t timeNs);

/// A moment as on the clock: "0:20.000", "1:02:03.000", "58 d 1:02:03.000".
/// @pre timeNs >= 0
std::string clockTimeText(std::int64_t timeNs);

/// "two", ..., "ten", then "11": a small count in words.
std::string countWord(std::uint64_t count);

} // namespace tickscope

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

} // namespace tickscope

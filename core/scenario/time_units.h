// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tickscope {

/// A unit of time as the scenario file spells it.
struct TimeUnit
{
    std::string_view name;
    std::int64_t ns;
};

/// From small to large.
inline constexpr std::array<TimeUnit, 5> timeUnits { {
    { "us", 1'000 },
    { "ms", 1'000'000 },
    { "s", 1'000'000'000 },
    { "m", 60'000'000'000 },
    { "h", 3'600'000'000'000 },
} };

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace tickscope {

/// The two things that can be heard.
enum class Click : std::uint8_t {
    OnTime, ///< the tick was taken at once
    Waited, ///< it waited in the mailbox: lower
};

/// Samples a second.
inline constexpr unsigned clickRate = 48'000;
inline constexpr std::chrono::milliseconds clickLength { 20 };

/// A short tone that dies away, mono, from silence to silence.
std::vector<std::int16_t> clickSamples(Click click);

} // namespace tickscope

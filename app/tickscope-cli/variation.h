// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::cli {

/// One `--vary` of a sweep: what is varied, and the values that it takes.
struct Variation
{
    std::string path; ///< such as "poller.interval"; see assignValue()
    std::vector<std::string> values; ///< at least one; as in a scenario file, without quotes
    bool isRange = false; ///< they are numbers or durations, and ascend
};

/// Reads PATH=VALUES. The values are a range of durations or whole numbers, both ends included
/// ("1s..10s/1s", "1..5"; without a step it is 1), or a list ("1s,2s,5s").
/// Errors: ErrorCode::Usage.
Result<Variation> parseVariation(std::string_view text);

/// The product of some variations, the last one varying fastest: combination k of count().
class Combinations
{
public:
    explicit Combinations(std::vector<Variation> variations);

    const std::vector<Variation>& variations() const { return m_variations; }
    std::size_t count() const { return m_count; }
    /// One value for each variation. @pre index < count()
    std::vector<std::string_view> at(std::size_t index) const;
    /// The same into a list that is used again.
    void at(std::size_t index, std::vector<std::string_view>& values) const;

private:
    std::vector<Variation> m_variations;
    std::size_t m_count = 1;
};

/// More combinations than this are a slip of the keyboard.
inline constexpr std::size_t maxCombinations = 1'000'000;

} // namespace tickscope::cli

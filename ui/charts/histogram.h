// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>
#include <vector>

namespace tickscope {

/// How often values fell into steps of equal width, and what share of them lies below what.
struct Histogram
{
    double from = 0; ///< left edge of the first bar, s
    double step = 1; ///< width of a bar, s
    std::vector<std::uint64_t> counts; ///< a bar each; none when there were no values
    std::uint64_t total = 0;
    /// By nearest rank, as the statistics have them; s.
    double p50 = 0, p90 = 0, p99 = 0;
    double max = 0;

    double to() const { return from + step * double(counts.size()); }
    std::uint64_t highest() const;
};

/// @param values  ns; not negative
/// @param mostBars  how many bars there is room for
/// @pre mostBars > 0
Histogram histogramOf(std::vector<std::int64_t> values, int mostBars);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/histogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tickscope {

namespace {

constexpr double nsPerSecond = 1e9;
constexpr int fewestBars = 5; ///< of values that are all 0

/// The smallest of 1, 2, 5 times a power of ten that is not below `least`.
double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : { 1.0, 2.0, 5.0 })
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

/// @pre sorted is not empty
double percentile(const std::vector<std::int64_t>& sorted, double share)
{
    const auto rank = std::size_t(std::ceil(share * double(sorted.size())));
    return double(sorted[std::max<std::size_t>(rank, 1) - 1]) / nsPerSecond;
}

} // namespace

std::uint64_t Histogram::highest() const
{
    return counts.empty() ? 0 : *std::max_element(counts.begin(), counts.end());
}

Histogram histogramOf(std::vector<std::int64_t> values, int mostBars)
{
    assert(mostBars > 0);
    Histogram histogram;
    if (values.empty())
        return histogram;
    std::sort(values.begin(), values.end());
    histogram.total = values.size();
    histogram.p50 = percentile(values, 0.5);
    histogram.p90 = percentile(values, 0.9);
    histogram.p99 = percentile(values, 0.99);
    histogram.max = double(values.back()) / nsPerSecond;
    const double low = double(values.front()) / nsPerSecond;
    // From 0 on, unless that would press everything into a few bars at the right.
    const double start = low > 0.5 * histogram.max && low < histogram.max ? low : 0;
    const double spread = histogram.max - start;
    if (spread <= 0) { // every tick the same 0
        histogram.counts.assign(std::size_t(std::min(mostBars, fewestBars)), 0);
        histogram.counts.front() = histogram.total;
        return histogram;
    }
    const double least = spread / mostBars;
    for (histogram.step = niceStep(least);; histogram.step = niceStep(1.5 * histogram.step)) {
        histogram.from = std::floor(start / histogram.step * (1 + 1e-12)) * histogram.step;
        const double bars = (histogram.max - histogram.from) / histogram.step;
        if (std::floor(bars * (1 + 1e-12)) + 1 <= mostBars || mostBars == 1) {
            histogram.counts.resize(std::size_t(std::floor(bars * (1 + 1e-12))) + 1);
            break;
        }
    }
    for (const auto value : values) {
        const double place
            = (double(value) / nsPerSecond - histogram.from) / histogram.step * (1 + 1e-12);
        const auto bar = std::clamp<std::int64_t>(
            std::int64_t(place), 0, std::int64_t(histogram.counts.size()) - 1);
        ++histogram.counts[std::size_t(bar)];
    }
    return histogram;
}

} // namespace tickscope

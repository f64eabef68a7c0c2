// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/utilisation.h"

#include <algorithm>

namespace tickscope {

namespace {

constexpr std::int64_t mostSteps = 40;

} // namespace

std::int64_t utilisationStepNs(std::int64_t spanNs)
{
    for (std::int64_t power = 1;; power *= 10)
        for (const std::int64_t factor : { 1, 2, 5 })
            if (factor * power * mostSteps >= spanNs)
                return factor * power;
}

QList<QPointF> utilisationSteps(const BusySums& sums, const ChartSpan& span)
{
    const auto endNs = std::min(span.toNs, span.nowNs);
    const auto step = utilisationStepNs(span.toNs - span.fromNs);
    QList<QPointF> points;
    auto from = span.fromNs;
    while (from < endNs) {
        const auto to = std::min(endNs, (from / step + 1) * step);
        const double share = sums.share(from, to);
        points << QPointF(double(from) / 1e9, share) << QPointF(double(to) / 1e9, share);
        from = to;
    }
    return points;
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/distribution.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

struct DistributionText
{
    Q_DECLARE_TR_FUNCTIONS(DistributionText)
};

constexpr int samples = 48;
constexpr std::size_t mostBars = 24; ///< of a long sequence, the first ones
constexpr double meansShown = 4; ///< of an exponential: 98 % of all draws
constexpr double deviationsShown = 3; ///< of a normal, to either side

template <typename Density>
DistributionShape curve(Duration from, Duration to, Density density)
{
    DistributionShape shape { {}, false, from, to };
    for (int i = 0; i <= samples; ++i) {
        const double x = double(i) / samples;
        shape.points << QPointF(x, density(double(from.count()) + x * double((to - from).count())));
    }
    return shape;
}

DistributionShape shapeOf(Duration)
{
    return {};
}

DistributionShape shapeOf(const UniformDuration& spec)
{
    if (spec.low == spec.high)
        return {};
    // With room at both sides, so that the edges are seen.
    const auto room = (spec.high - spec.low) / 6;
    auto shape
        = DistributionShape { {}, false, std::max(Duration {}, spec.low - room), spec.high + room };
    const double length = double((shape.to - shape.from).count());
    const double low = double((spec.low - shape.from).count()) / length;
    const double high = double((spec.high - shape.from).count()) / length;
    shape.points << QPointF(0, 0) << QPointF(low, 0) << QPointF(low, 1) << QPointF(high, 1)
                 << QPointF(high, 0) << QPointF(1, 0);
    return shape;
}

DistributionShape shapeOf(const ExponentialDuration& spec)
{
    if (spec.mean == Duration {})
        return {};
    const double mean = double(spec.mean.count());
    return curve(Duration {}, Duration(std::int64_t(meansShown * mean)),
        [mean](double ns) { return std::exp(-ns / mean); });
}

DistributionShape shapeOf(const NormalDuration& spec)
{
    if (spec.deviation == Duration {})
        return {};
    const double mean = double(spec.mean.count()), deviation = double(spec.deviation.count());
    const auto side = Duration(std::int64_t(deviationsShown * deviation));
    // Draws below 0 count as 0, so the curve is cut there.
    return curve(std::max(Duration {}, spec.mean - side), spec.mean + side,
        [=](double ns) { return std::exp(-0.5 * std::pow((ns - mean) / deviation, 2)); });
}

DistributionShape shapeOf(const SequenceDuration& spec)
{
    const auto highest = *std::max_element(spec.values.begin(), spec.values.end());
    if (spec.values.size() < 2 || highest == Duration {})
        return {};
    DistributionShape shape { {}, true, Duration {}, highest };
    const auto count = std::min(spec.values.size(), mostBars);
    for (std::size_t i = 0; i < count; ++i)
        shape.points << QPointF(
            double(i) / double(count), double(spec.values[i].count()) / double(highest.count()));
    return shape;
}

} // namespace

DistributionShape distributionShape(const DurationSpec& spec)
{
    return std::visit([](const auto& one) { return shapeOf(one); }, spec);
}

QString distributionWords(const DurationSpec& spec)
{
    const auto text = [](Duration duration) { return durationText(duration.count()); };
    if (const auto* all = std::get_if<Duration>(&spec))
        return DistributionText::tr("always %1").arg(text(*all));
    if (const auto* one = std::get_if<UniformDuration>(&spec))
        return DistributionText::tr("uniform between %1 and %2")
            .arg(text(one->low), text(one->high));
    if (const auto* one = std::get_if<ExponentialDuration>(&spec))
        return DistributionText::tr("exponential, mean %1").arg(text(one->mean));
    if (const auto* one = std::get_if<NormalDuration>(&spec))
        return DistributionText::tr("normal, mean %1, deviation %2")
            .arg(text(one->mean), text(one->deviation));
    const auto& values = std::get<SequenceDuration>(spec).values;
    return DistributionText::tr("%1 values in turn, the last holds").arg(values.size());
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/nice_scale.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace tickscope {

NiceScale niceScale(double highest, double least)
{
    constexpr double mostSteps = 5;
    if (!(highest > 0) || !std::isfinite(highest))
        highest = least > 0 ? least : 1;
    double power = std::pow(10, std::floor(std::log10(highest)) - 1);
    for (;; power *= 10) {
        for (const double digit : { 1.0, 2.0, 5.0 }) {
            const double step = std::max(least, digit * power);
            // The small part keeps a value on a line from being pushed over it by rounding.
            const double steps = std::floor(highest / step + 1e-9) + 1;
            if (steps <= mostSteps)
                return { steps * step, step };
        }
    }
}

int stepsPerLabel(const NiceScale& scale, double height, double least)
{
    const int steps = std::max(1, int(std::lround(scale.top / scale.step)));
    int every = 1;
    while (every < steps && (steps % every != 0 || height * every / steps < least))
        ++every;
    return every;
}

QString scaleLabel(double value, double step)
{
    const int decimals = std::clamp(int(-std::floor(std::log10(step) + 1e-9)), 0, 9);
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(value, 'f', decimals);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/moment_text.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace tickscope {

namespace {

constexpr std::int64_t longestInSeconds = 120'000'000'000; ///< longer runs have clock times

} // namespace

QString momentColumnText(std::int64_t ns, std::int64_t endNs)
{
    return endNs > longestInSeconds ? clockText(ns) : secondsText(ns);
}

QString momentText(std::int64_t ns, std::int64_t endNs)
{
    const auto unit = endNs > longestInSeconds ? QString() : QStringLiteral(" s");
    return momentColumnText(ns, endNs) + unit;
}

QString spanText(std::int64_t fromNs, std::int64_t toNs)
{
    std::int64_t step = 1;
    while (step * 10 <= (toNs - fromNs) / 1'000)
        step *= 10;
    const auto from = (fromNs + step / 2) / step * step, to = (toNs + step / 2) / step * step;
    const auto text = [&](std::int64_t ns) {
        if (to <= longestInSeconds)
            return shortSecondsText(ns);
        auto clock = clockText(ns);
        while (clock.endsWith(u'0') && clock.contains(u'.'))
            clock.chop(1);
        return clock.endsWith(u'.') ? clock.chopped(1) : clock;
    };
    const auto unit = to <= longestInSeconds ? QStringLiteral(" s") : QString();
    return QCoreApplication::translate("TimeText", "%1 to %2").arg(text(from), text(to)) + unit;
}

} // namespace tickscope

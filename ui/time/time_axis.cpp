// SPDX-License-Identifier: GPL-3.0-only
#include "ui/time/time_axis.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace tickscope {

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

struct Step
{
    std::int64_t major;
    int parts; ///< how many minor steps make it
};

// From a second on; below, decades of 1, 2 and 5.
constexpr Step longSteps[] = { { second, 10 }, { 2 * second, 4 }, { 5 * second, 5 },
    { 10 * second, 10 }, { 15 * second, 3 }, { 30 * second, 6 }, { minute, 6 }, { 2 * minute, 4 },
    { 5 * minute, 5 }, { 10 * minute, 10 }, { 15 * minute, 3 }, { 30 * minute, 6 }, { hour, 6 },
    { 2 * hour, 4 }, { 3 * hour, 3 }, { 6 * hour, 6 }, { 12 * hour, 6 }, { day, 4 }, { 2 * day, 2 },
    { 5 * day, 5 }, { 10 * day, 10 }, { 20 * day, 4 }, { 50 * day, 5 }, { 100 * day, 10 } };

Step stepOfAtLeast(double ns)
{
    for (std::int64_t decade = 1; decade < second; decade *= 10) {
        for (const Step& step : { Step { decade, decade == 1 ? 1 : 10 }, Step { 2 * decade, 4 },
                 Step { 5 * decade, 5 } }) {
            if (static_cast<double>(step.major) >= ns)
                return step;
        }
    }
    for (const Step& step : longSteps) {
        if (static_cast<double>(step.major) >= ns)
            return step;
    }
    return { static_cast<std::int64_t>(std::ceil(ns / (100.0 * day))) * 100 * day, 1 };
}

int decimalsOf(std::int64_t stepNs)
{
    int decimals = 0;
    for (std::int64_t unit = second; unit > 1 && stepNs % unit != 0; unit /= 10)
        ++decimals;
    return decimals;
}

/// Seconds with a fixed number of decimals, cut and not rounded: ticks are exact.
QString seconds(std::int64_t ns, int decimals, int width)
{
    QString text = QString::number(ns / second).rightJustified(width, u'0');
    if (decimals > 0)
        text += u'.' + QString::number(ns % second).rightJustified(9, u'0').left(decimals);
    return text;
}

} // namespace

TimeSpan clamped(TimeSpan span, TimeSpan limits)
{
    const std::int64_t most = std::max(limits.length(), shortestSpanNs);
    const std::int64_t length = std::clamp(span.length(), shortestSpanNs, most);
    const std::int64_t start
        = std::clamp(span.startNs, limits.startNs, std::max(limits.startNs, limits.endNs - length));
    return { start, start + length };
}

TimeSpan panned(TimeSpan span, std::int64_t byNs, TimeSpan limits)
{
    return clamped({ span.startNs + byNs, span.endNs + byNs }, limits);
}

TimeSpan zoomed(TimeSpan span, std::int64_t anchorNs, double factor, TimeSpan limits)
{
    const double most = static_cast<double>(std::max(limits.length(), shortestSpanNs));
    const double before = static_cast<double>(span.length());
    const double length = std::clamp(before * factor, static_cast<double>(shortestSpanNs), most);
    const double share = static_cast<double>(anchorNs - span.startNs) / before;
    const std::int64_t start = anchorNs - std::llround(share * length);
    return clamped({ start, start + std::llround(length) }, limits);
}

TimeAxis::TimeAxis(TimeSpan span, double width, double margin)
    : m_span(span)
    , m_width(width)
    , m_margin(margin)
    , m_nsPerPixel(static_cast<double>(span.length()) / std::max(1.0, width - 2 * margin))
{
    assert(span.length() > 0);
}

std::int64_t TimeAxis::t(double x) const
{
    return m_span.startNs + std::llround((x - m_margin) * m_nsPerPixel);
}

RulerStep TimeAxis::step(double least) const
{
    const Step step = stepOfAtLeast(least * m_nsPerPixel);
    RulerStep result { step.major, step.major / step.parts };
    constexpr double leastBetweenLines = 6;
    if (static_cast<double>(result.minorNs) < leastBetweenLines * m_nsPerPixel)
        result.minorNs = result.majorNs;
    return result;
}

std::vector<RulerTick> TimeAxis::ticks(const RulerStep& step) const
{
    std::vector<RulerTick> ticks;
    const TimeSpan seen = visible();
    const std::int64_t from = std::max<std::int64_t>(0, seen.startNs);
    const std::int64_t first = (from + step.minorNs - 1) / step.minorNs * step.minorNs;
    for (std::int64_t ns = first; ns <= seen.endNs; ns += step.minorNs)
        ticks.push_back({ ns, ns % step.majorNs == 0 });
    return ticks;
}

QString TimeAxis::label(std::int64_t ns, const RulerStep& step) const
{
    const int decimals = decimalsOf(step.majorNs);
    if (m_span.endNs <= 2 * minute)
        return seconds(ns, decimals, 1) + QStringLiteral(" s");
    const QString minutes = QString::number(ns / minute % 60);
    const QString rest = u':' + seconds(ns % minute, decimals, 2);
    if (m_span.endNs <= 2 * hour)
        return QString::number(ns / minute) + rest;
    const QString hours
        = m_span.endNs <= 2 * day ? QString::number(ns / hour) : QString::number(ns / hour % 24);
    QString text = hours + u':' + minutes.rightJustified(2, u'0');
    if (step.majorNs < minute)
        text += rest;
    if (m_span.endNs <= 2 * day)
        return text;
    const QString days = QString::number(ns / day) + QStringLiteral(" d");
    return step.majorNs % day == 0 ? days : days + u' ' + text;
}

} // namespace tickscope

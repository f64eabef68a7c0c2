// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/time_text.h"

#include "core/trace/words.h"

#include <QCoreApplication>
#include <QLocale>

namespace tickscope {

namespace {

constexpr std::int64_t nsPerUs = 1'000;
constexpr std::int64_t nsPerMs = 1'000'000;
constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::int64_t longestInSeconds = 120 * nsPerSecond; ///< longer times are as on the clock

QString digits(std::int64_t value, int width)
{
    return QString::number(value).rightJustified(width, u'0');
}

/// The part behind the point: three digits, or as many groups of three as are not zero.
QString fraction(std::int64_t ns)
{
    const auto rest = ns % nsPerSecond;
    if (rest % nsPerMs == 0)
        return digits(rest / nsPerMs, 3);
    if (rest % nsPerUs == 0)
        return digits(rest / nsPerUs, 6);
    return digits(rest, 9);
}

/// To the nearest multiple of the unit that matters at this size.
std::int64_t rounded(std::int64_t size)
{
    const auto unit = size >= 100 * nsPerMs ? nsPerMs : size >= 100 * nsPerUs ? nsPerUs : 1;
    return (size + unit / 2) / unit * unit;
}

QString grouped(std::uint64_t value)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(qulonglong(value));
}

QString hoursAndMinutes(std::int64_t seconds)
{
    const auto days = seconds / 86'400;
    const auto hours = seconds / 3'600 % 24;
    const auto minutes = seconds / 60 % 60;
    QString text;
    if (days > 0)
        text += grouped(std::uint64_t(days)) + QStringLiteral(" d ");
    if (seconds >= 3'600)
        text += QString::number(hours) + u':' + digits(minutes, 2);
    else
        text += QString::number(minutes);
    return text + u':' + digits(seconds % 60, 2);
}

/// value / unit with as many decimals as it has, at most `most`; empty when it needs more.
QString exactly(std::int64_t ns, std::int64_t unit, int most)
{
    auto step = unit;
    for (int decimals = 0; decimals <= most; ++decimals, step /= 10) {
        if (ns % step != 0)
            continue;
        const auto whole = grouped(std::uint64_t(ns / unit)).remove(u',');
        return decimals == 0 ? whole : whole + u'.' + digits(ns % unit / step, decimals);
    }
    return {};
}

QString exactSeconds(std::int64_t ns)
{
    const auto sign = ns < 0 ? QStringLiteral("-") : QString();
    const auto size = ns < 0 ? -ns : ns;
    return sign + grouped(std::uint64_t(size / nsPerSecond)) + u'.' + fraction(size);
}

} // namespace

QString secondsText(std::int64_t ns)
{
    if (ns > longestInSeconds)
        return clockText(ns);
    return exactSeconds(ns < 0 ? -rounded(-ns) : rounded(ns));
}

QString timeText(std::int64_t ns)
{
    if (ns == 0)
        return QStringLiteral("0 s");
    if (ns > -10 * nsPerMs && ns < 10 * nsPerMs)
        return QString::fromStdString(measuredText(ns));
    return ns > longestInSeconds ? clockText(ns) : secondsText(ns) + QStringLiteral(" s");
}

QString measuredTimeText(std::int64_t ns)
{
    const bool isLong = ns >= 3'600 * nsPerSecond || ns <= -3'600 * nsPerSecond;
    return isLong ? QString::fromStdString(measuredText(ns)) : timeText(ns);
}

QString exactTimeText(std::int64_t ns)
{
    return exactSeconds(ns) + QStringLiteral(" s");
}

QString shortSecondsText(std::int64_t ns)
{
    auto text = exactSeconds(ns);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString clockText(std::int64_t ns)
{
    const auto ms = (ns + nsPerMs / 2) / nsPerMs; // as the flag beside it is rounded
    return hoursAndMinutes(ms / 1'000) + u'.' + digits(ms % 1'000, 3);
}

QString clockEndText(std::int64_t ns)
{
    const auto whole = hoursAndMinutes(ns / nsPerSecond);
    return ns % nsPerSecond == 0 ? whole : whole + u'.' + fraction(ns);
}

QString durationText(std::int64_t ns)
{
    struct Unit
    {
        std::int64_t ns;
        int decimals;
        std::int64_t from;
        QStringView name;
    };
    constexpr Unit units[] = {
        { 3'600 * nsPerSecond, 0, 2 * 3'600 * nsPerSecond, u" h" },
        { 60 * nsPerSecond, 0, 120 * nsPerSecond, u" m" },
        { nsPerSecond, 3, nsPerSecond, u" s" },
        { nsPerMs, 3, nsPerMs, u" ms" },
        { nsPerUs, 3, 1, u" us" },
    };
    if (ns == 0)
        return QStringLiteral("0 s");
    for (const auto& unit : units) {
        if (ns < unit.from)
            continue;
        if (const auto text = exactly(ns, unit.ns, unit.decimals); !text.isEmpty())
            return text + unit.name.toString();
    }
    return exactly(ns, nsPerSecond, 9) + QStringLiteral(" s");
}

QString lengthText(std::int64_t ns)
{
    const auto unit = ns >= nsPerSecond ? nsPerMs : ns >= nsPerMs ? nsPerUs : 1;
    return durationText((ns + unit / 2) / unit * unit);
}

QString countText(std::uint64_t count)
{
    return grouped(count);
}

QString messagesText(std::uint64_t count)
{
    return count == 1 ? QCoreApplication::translate("TimeText", "1 message")
                      : QCoreApplication::translate("TimeText", "%1 messages").arg(grouped(count));
}

} // namespace tickscope

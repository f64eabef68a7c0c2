// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/words.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <cassert>
#include <cmath>
#include <iterator>

namespace tickscope {

std::string rateNumber(double value)
{
    assert(std::isfinite(value) && value >= 0);
    if (value >= 100)
        return withThousands(static_cast<std::uint64_t>(std::llround(value)));
    if (value <= 0)
        return "0";
    int decimals = 2;
    for (double scaled = value; scaled < 1 && decimals < 9; scaled *= 10)
        ++decimals;
    for (double limit = 10; value >= limit && decimals > 0; limit *= 10)
        --decimals;
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find('.') == std::string::npos)
        return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text;
}

std::string roughMoment(std::int64_t timeNs)
{
    assert(timeNs >= 0);
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t hour = 3600 * second;
    const std::int64_t unit = timeNs >= 48 * hour ? hour : timeNs >= hour ? 60 * second : second;
    return humanText(Duration { timeNs - timeNs % unit });
}

namespace {

constexpr std::int64_t ms = 1'000'000;
constexpr std::int64_t second = 1'000 * ms;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;

std::int64_t roundedTo(std::int64_t ns, std::int64_t grain)
{
    return (ns + grain / 2) / grain * grain;
}

/// To what is worth reading at this size.
std::int64_t roundedForTable(std::int64_t ns)
{
    if (ns >= 48 * hour)
        return roundedTo(ns, hour);
    if (ns >= hour)
        return roundedTo(ns, minute);
    if (ns >= 10 * minute)
        return roundedTo(ns, second);
    return roundedTo(ns, ns >= second ? ms : ns >= ms ? ms / 1'000 : 1);
}

} // namespace

std::string measuredText(std::int64_t ns)
{
    if (ns < 0)
        return '-' + measuredText(-ns);
    const std::int64_t shown = roundedForTable(ns);
    const std::int64_t whole = shown - shown % minute;
    if (shown < minute || shown % second == 0)
        return humanText(Duration { shown });
    return humanText(Duration { whole }) + ' '
        + fmt::format("{}.{:03} s", (shown - whole) / second, shown % second / ms);
}

std::string momentText(std::int64_t timeNs)
{
    return measuredText(timeNs >= 10 * ms && timeNs < hour ? roundedTo(timeNs, ms) : timeNs);
}

std::string clockTimeText(std::int64_t timeNs)
{
    const std::int64_t rounded = roundedTo(timeNs, ms);
    const std::int64_t seconds = rounded / second;
    std::string text;
    if (seconds >= 24 * 3600)
        text = withThousands(static_cast<std::uint64_t>(seconds / (24 * 3600))) + " d ";
    if (seconds >= 3600)
        text += fmt::format("{}:{:02}", seconds / 3600 % 24, seconds / 60 % 60);
    else
        text += fmt::format("{}", seconds / 60);
    return text + fmt::format(":{:02}.{:03}", seconds % 60, rounded % second / ms);
}

std::string instantText(std::int64_t timeNs)
{
    if (timeNs == 0)
        return "0 s";
    if (timeNs < 10 * ms)
        return measuredText(timeNs);
    if (timeNs > 2 * minute)
        return clockTimeText(timeNs);
    const std::int64_t rounded = roundedTo(timeNs, timeNs >= 100 * ms ? ms : ms / 1'000);
    if (rounded % ms == 0)
        return fmt::format("{}.{:03} s", rounded / second, rounded % second / ms);
    return fmt::format("{}.{:06} s", rounded / second, rounded % second / (ms / 1'000));
}

std::string countWord(std::uint64_t count)
{
    constexpr const char* words[]
        = { "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten" };
    return count < std::size(words) ? words[count] : withThousands(count);
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/words.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <cmath>

namespace tickscope {

std::string rateNumber(double value)
{
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
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t hour = 3600 * second;
    const std::int64_t unit = timeNs >= 48 * hour ? hour : timeNs >= hour ? 60 * second : second;
    return humanText(Duration { timeNs - timeNs % unit });
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"

#include "core/scenario/time_units.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <cassert>
#include <utility>

namespace tickscope {

std::string toText(Duration duration)
{
    assert(duration >= Duration::zero());
    if (duration == Duration::zero())
        return "0s";
    std::string best;
    bool bestIsWhole = false;
    // From large to small: at equal length a whole number wins, then the larger unit. Nobody
    // writes 0.2s for 200ms, so a unit larger than the value does not count.
    for (auto unit = timeUnits.rbegin(); unit != timeUnits.rend(); ++unit) {
        if (duration.count() < unit->ns && unit->name != "us")
            continue;
        std::string text = std::to_string(duration.count() / unit->ns);
        std::int64_t rest = duration.count() % unit->ns;
        const bool isWhole = rest == 0;
        if (!isWhole)
            text += '.';
        for (int digits = 0; rest != 0 && digits < 13; ++digits) {
            text += static_cast<char>('0' + rest * 10 / unit->ns);
            rest = rest * 10 % unit->ns;
        }
        if (rest != 0)
            continue;
        text += unit->name;
        const bool isShorter = best.empty() || text.size() < best.size();
        if (isShorter || (text.size() == best.size() && isWhole && !bestIsWhole)) {
            best = std::move(text);
            bestIsWhole = isWhole;
        }
    }
    return best;
}

namespace {

/// "8.250": whole and thousandths, more digits only as the value has them.
std::string inThousandths(std::int64_t ns, std::int64_t unitNs)
{
    std::string fraction = fmt::format("{:0{}}", ns % unitNs, unitNs == 1'000'000'000 ? 9 : 6);
    while (fraction.size() > 3 && fraction.ends_with("000"))
        fraction.resize(fraction.size() - 3);
    return withThousands(static_cast<std::uint64_t>(ns / unitNs)) + '.' + fraction;
}

std::string compound(std::int64_t seconds)
{
    constexpr std::int64_t day = 86'400;
    std::string text;
    const auto append = [&text](std::int64_t value, std::string_view unit) {
        if (value != 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : " ", value, unit);
    };
    if (seconds >= 2 * day) {
        append(seconds / day, "days");
        seconds %= day;
    }
    append(seconds / 3600, "h");
    append(seconds / 60 % 60, "min");
    append(seconds % 60, "s");
    return text;
}

} // namespace

std::string humanText(Duration duration)
{
    assert(duration >= Duration::zero());
    const std::int64_t ns = duration.count();
    constexpr std::int64_t second = 1'000'000'000;
    if (ns % second == 0)
        return ns < 60 * second ? fmt::format("{} s", ns / second) : compound(ns / second);
    if (ns > second)
        return inThousandths(ns, second) + " s";
    const TimeUnit& unit = ns >= 1'000'000 ? timeUnits[1] : timeUnits[0];
    std::string digits = fmt::format("{:0{}}", ns % unit.ns, unit.ns == 1'000 ? 3 : 6);
    while (digits.ends_with('0'))
        digits.pop_back();
    return fmt::format("{}{}{} {}", ns / unit.ns, digits.empty() ? "" : ".", digits, unit.name);
}

} // namespace tickscope

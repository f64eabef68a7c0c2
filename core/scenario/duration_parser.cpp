// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"
#include "core/scenario/time_units.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace tickscope {

namespace {

/// What people write instead, and the unit they mean.
constexpr std::pair<std::string_view, std::string_view> unitAliases[] = {
    { "usec", "us" },
    { "usecs", "us" },
    { "\u00b5s", "us" },
    { "\u03bcs", "us" },
    { "microsecond", "us" },
    { "microseconds", "us" },
    { "msec", "ms" },
    { "msecs", "ms" },
    { "millis", "ms" },
    { "millisecond", "ms" },
    { "milliseconds", "ms" },
    { "sec", "s" },
    { "secs", "s" },
    { "second", "s" },
    { "seconds", "s" },
    { "min", "m" },
    { "mins", "m" },
    { "minute", "m" },
    { "minutes", "m" },
    { "hr", "h" },
    { "hrs", "h" },
    { "hour", "h" },
    { "hours", "h" },
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

const TimeUnit* findUnit(std::string_view name)
{
    const auto* found = std::ranges::find(timeUnits, name, &TimeUnit::name);
    return found == timeUnits.end() ? nullptr : found;
}

const TimeUnit* findUnitOrAlias(std::string_view name)
{
    const std::string lower = toLowerAscii(name);
    if (const TimeUnit* unit = findUnit(lower))
        return unit;
    for (const auto& [alias, unit] : unitAliases) {
        if (alias == lower)
            return findUnit(unit);
    }
    return nullptr;
}

/// A decimal number, still as text, so that nothing is rounded.
struct Decimal
{
    std::string_view whole;
    std::string_view fraction; ///< trailing zeros removed
};

/// Takes digits[.digits] off the front of `text`.
std::optional<Decimal> takeDecimal(std::string_view& text)
{
    const auto takeDigits = [&text] {
        const auto length = std::ranges::find_if_not(text, isDigit) - text.begin();
        const std::string_view digits = text.substr(0, static_cast<std::size_t>(length));
        text.remove_prefix(digits.size());
        return digits;
    };
    Decimal decimal;
    decimal.whole = takeDigits();
    if (decimal.whole.empty())
        return std::nullopt;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        decimal.fraction = takeDigits();
        if (decimal.fraction.empty())
            return std::nullopt;
    }
    while (decimal.fraction.ends_with('0'))
        decimal.fraction.remove_suffix(1);
    return decimal;
}

enum class Range : std::uint8_t { Exact, TooFine, TooLong };

struct Scaled
{
    Range range = Range::Exact;
    Duration value {};
};

/// decimal * unit in whole nanoseconds, without ever leaving int64.
Scaled scale(const Decimal& decimal, const TimeUnit& unit)
{
    const std::int64_t most = maxDuration.count() / unit.ns;
    std::int64_t whole = 0;
    for (const char digit : decimal.whole) {
        whole = whole * 10 + (digit - '0');
        if (whole > most)
            return { Range::TooLong, {} };
    }
    // Horner from the last digit: each partial sum is unit * 0.d_k d_k+1 ..., and all of them must
    // be whole when the last one is.
    std::int64_t part = 0;
    for (auto digit = decimal.fraction.rbegin(); digit != decimal.fraction.rend(); ++digit) {
        part += (*digit - '0') * unit.ns;
        if (part % 10 != 0)
            return { Range::TooFine, {} };
        part /= 10;
    }
    const Duration value { whole * unit.ns + part };
    if (value > maxDuration)
        return { Range::TooLong, {} };
    return { Range::Exact, value };
}

constexpr std::string_view unitsHint = "write a number with us, ms, s, m or h, such as \"{}\"";

ParsedDuration refuse(std::string message, std::string hint, std::string suggestion = {})
{
    return { std::nullopt, std::move(message), std::move(hint), std::move(suggestion) };
}

ParsedDuration notADuration(std::string_view text, std::string suggestion = {})
{
    const std::string example = suggestion.empty() ? "5s" : suggestion;
    return refuse(fmt::format("{} is not a duration", inQuotes(text)),
        fmt::format(fmt::runtime(unitsHint), example), std::move(suggestion));
}

ParsedDuration outOfRange(std::string_view text, Range range)
{
    if (range == Range::TooLong)
        return refuse(fmt::format("{} is too long", inQuotes(text)),
            "the longest duration is 365 days, \"8760h\"", "8760h");
    return refuse(fmt::format("{} is no whole number of nanoseconds", inQuotes(text)),
        "the finest duration is \"0.001us\"");
}

/// What "1m30s", "8 sec", ".5s", "2d" or "250" most likely mean; empty when nobody can tell.
std::string guess(std::string_view text)
{
    std::string lower = toLowerAscii(text);
    std::erase(lower, ' ');
    std::ranges::replace(lower, ',', '.');
    if (lower.starts_with('.'))
        lower.insert(0, 1, '0');

    std::string_view rest = lower;
    Duration sum {};
    while (!rest.empty()) {
        const std::optional<Decimal> decimal = takeDecimal(rest);
        if (!decimal)
            return {};
        const std::string_view name = rest.substr(0, rest.find_first_of("0123456789"));
        rest.remove_prefix(name.size());
        const TimeUnit* unit = name.empty() ? findUnit("ms") : findUnitOrAlias(name);
        static constexpr TimeUnit day { "d", 86'400'000'000'000 };
        if (name == "d" || name == "day" || name == "days")
            unit = &day;
        if (unit == nullptr)
            return {};
        const Scaled part = scale(*decimal, *unit);
        if (part.range != Range::Exact || part.value > maxDuration - sum)
            return {};
        sum += part.value;
    }
    // A plain respelling keeps the person's own number and unit.
    rest = lower;
    const std::optional<Decimal> decimal = takeDecimal(rest);
    const TimeUnit* unit = rest.empty() ? findUnit("ms") : findUnitOrAlias(rest);
    if (decimal && unit != nullptr)
        return lower.substr(0, lower.size() - rest.size()).append(unit->name);
    return toText(sum);
}

} // namespace

ParsedDuration parseDuration(std::string_view text)
{
    std::string_view rest = trimmed(text);
    if (rest.starts_with('-') && rest.size() > 1 && isDigit(rest[1]))
        return refuse(fmt::format("{} is negative", inQuotes(text)), "a duration is 0 or longer");
    const std::optional<Decimal> decimal = takeDecimal(rest);
    const TimeUnit* unit = findUnit(trimmed(rest));
    if (!decimal || unit == nullptr) {
        if (decimal && rest.empty())
            return refuse(fmt::format("{} has no unit", inQuotes(text)),
                fmt::format(fmt::runtime(unitsHint), guess(text).empty() ? "5s" : guess(text)),
                guess(text));
        return notADuration(text, text.empty() ? std::string {} : guess(text));
    }
    const Scaled scaled = scale(*decimal, *unit);
    if (scaled.range != Range::Exact)
        return outOfRange(text, scaled.range);
    return { scaled.value, {}, {}, {} };
}

namespace {

/// Nanoseconds between events that come `rate` times per unit, to the nearest; nullopt for a rate
/// of 0 or one past what an interval can say.
std::optional<Duration> intervalOfRate(const Decimal& rate, const TimeUnit& unit)
{
    if (rate.whole.size() > 9 || rate.fraction.size() > 5)
        return std::nullopt;
    std::int64_t divisor = 0;
    std::int64_t dividend = unit.ns;
    for (const char digit : rate.whole)
        divisor = divisor * 10 + (digit - '0');
    for (const char digit : rate.fraction) {
        divisor = divisor * 10 + (digit - '0');
        dividend *= 10;
    }
    if (divisor == 0)
        return std::nullopt;
    const Duration interval { (dividend + divisor / 2) / divisor };
    if (interval > maxDuration || interval == Duration::zero())
        return std::nullopt;
    return interval;
}

} // namespace

ParsedDuration parseInterval(std::string_view text)
{
    std::string_view rest = trimmed(text);
    const std::optional<Decimal> decimal = takeDecimal(rest);
    if (decimal && trimmed(rest).empty()) {
        const Scaled scaled = scale(*decimal, *findUnit("ms"));
        if (scaled.range != Range::Exact)
            return outOfRange(text, scaled.range);
        return { scaled.value, {}, {}, {} };
    }
    rest = trimmed(rest);
    if (!decimal || !rest.starts_with('/'))
        return parseDuration(text);

    const TimeUnit* unit = findUnitOrAlias(trimmed(rest.substr(1)));
    std::optional<Duration> interval;
    if (unit != nullptr)
        interval = intervalOfRate(*decimal, *unit);
    if (!interval)
        return refuse(fmt::format("{} is not a rate", inQuotes(text)),
            "write a number per s, min or h, such as \"4/min\", or a duration such as \"15s\"");
    return { interval, {}, {}, {} };
}

Result<Duration> durationFromText(std::string_view text)
{
    ParsedDuration parsed = parseDuration(text);
    if (parsed.value)
        return *parsed.value;
    return Error { ErrorCode::Usage, sentences(parsed.message, parsed.hint), {} };
}

} // namespace tickscope

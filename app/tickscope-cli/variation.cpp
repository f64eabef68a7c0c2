// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/variation.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <cassert>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

namespace tickscope::cli {
namespace {

Error usage(std::string message)
{
    return Error { ErrorCode::Usage, std::move(message), {} };
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc {} || stop != end || number < 0)
        return std::nullopt;
    return number;
}

std::optional<std::int64_t> nanoseconds(std::string_view text)
{
    const auto duration = parseDuration(text).value;
    return duration ? std::optional(duration->count()) : std::nullopt;
}

/// A range as written: "LOW..HIGH" or "LOW..HIGH/STEP".
struct RangeText
{
    std::string_view low;
    std::string_view high;
    std::string_view step;
};

std::optional<RangeText> splitRange(std::string_view text)
{
    const auto dots = text.find("..");
    if (dots == std::string_view::npos)
        return std::nullopt;
    const auto slash = text.find('/', dots);
    const auto highEnd = slash == std::string_view::npos ? text.size() : slash;
    return RangeText { text.substr(0, dots), text.substr(dots + 2, highEnd - dots - 2),
        slash == std::string_view::npos ? std::string_view() : text.substr(slash + 1) };
}

template <typename Read, typename Write>
std::optional<std::vector<std::string>> expand(const RangeText& range, Read read, Write write)
{
    const auto low = read(range.low);
    const auto high = read(range.high);
    const auto step = read(range.step);
    if (!low || !high || !step || *step <= 0 || *low > *high)
        return std::nullopt;
    std::vector<std::string> values;
    const auto steps = static_cast<std::uint64_t>((*high - *low) / *step);
    if (steps >= maxCombinations)
        return std::nullopt;
    for (std::uint64_t k = 0; k <= steps; ++k)
        values.push_back(write(*low + static_cast<std::int64_t>(k) * *step));
    return values;
}

std::optional<std::vector<std::string>> expandRange(RangeText range)
{
    if (range.step.empty() && wholeNumber(range.low))
        range.step = "1";
    const auto numbers
        = expand(range, wholeNumber, [](std::int64_t number) { return fmt::to_string(number); });
    if (numbers)
        return numbers;
    return expand(range, nanoseconds, [](std::int64_t ns) { return toText(Duration(ns)); });
}

std::vector<std::string> splitList(std::string_view text)
{
    std::vector<std::string> values;
    for (auto comma = text.find(','); comma != std::string_view::npos; comma = text.find(',')) {
        values.emplace_back(text.substr(0, comma));
        text.remove_prefix(comma + 1);
    }
    values.emplace_back(text);
    return values;
}

} // namespace

Result<Variation> parseVariation(std::string_view text)
{
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
        return usage(fmt::format(
            "--vary {}: expected PATH=VALUES, such as poller.interval=1s..10s/1s", inQuotes(text)));
    Variation variation { std::string(text.substr(0, equals)), {}, false };
    const std::string_view values = text.substr(equals + 1);
    if (const auto range = splitRange(values)) {
        auto expanded = expandRange(*range);
        if (!expanded)
            return usage(fmt::format("--vary {}: expected LOW..HIGH/STEP in durations or whole "
                                     "numbers, such as 1s..10s/1s or 1..5, at most {} values",
                inQuotes(text), withThousands(maxCombinations)));
        variation.values = std::move(*expanded);
        variation.isRange = true;
    } else {
        variation.values = splitList(values);
    }
    return variation;
}

Combinations::Combinations(std::vector<Variation> variations)
    : m_variations(std::move(variations))
{
    for (const Variation& variation : m_variations) {
        const std::size_t most = std::numeric_limits<std::size_t>::max() / variation.values.size();
        m_count = m_count > most ? std::numeric_limits<std::size_t>::max()
                                 : m_count * variation.values.size();
    }
}

std::vector<std::string_view> Combinations::at(std::size_t index) const
{
    std::vector<std::string_view> values;
    at(index, values);
    return values;
}

void Combinations::at(std::size_t index, std::vector<std::string_view>& values) const
{
    assert(index < m_count);
    values.resize(m_variations.size());
    for (std::size_t k = m_variations.size(); k-- > 0;) {
        const auto& choices = m_variations[k].values;
        values[k] = choices[index % choices.size()];
        index /= choices.size();
    }
}

} // namespace tickscope::cli

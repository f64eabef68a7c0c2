// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/toml_literal.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

namespace tickscope {

namespace {

constexpr std::size_t longestNumber = 126;
constexpr std::string_view decimalDigits = "0123456789";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool startsLike(std::string_view text, std::string_view pattern)
{
    if (text.size() < pattern.size())
        return false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '0' ? !isDigit(text[at]) : text[at] != pattern[at])
            return false;
    }
    return true;
}

/// Digits with single underscores between them.
bool areDigits(std::string_view text, std::string_view digits)
{
    if (text.empty() || text.front() == '_' || text.back() == '_')
        return false;
    char before = '\0';
    for (const char c : text) {
        if (c == '_' ? before == '_' : digits.find(c) == std::string_view::npos)
            return false;
        before = c;
    }
    return true;
}

std::string withoutUnderscores(std::string_view text)
{
    std::string plain { text };
    std::erase(plain, '_');
    return plain;
}

std::string_view withoutSign(std::string_view text)
{
    const bool isSigned = text.starts_with('+') || text.starts_with('-');
    return text.substr(isSigned ? 1 : 0);
}

/// @pre areDigits(digits)
bool fitsIn64Bits(std::string_view digits, int base, bool isNegative)
{
    const std::string plain = withoutUnderscores(digits);
    std::uint64_t value = 0;
    const auto end = plain.data() + plain.size();
    const auto [stop, error] = std::from_chars(plain.data(), end, value, base);
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return error == std::errc {} && stop == end && value <= most + (isNegative ? 1u : 0u);
}

std::optional<TomlLiteral> prefixed(std::string_view text)
{
    struct Base
    {
        std::string_view prefix;
        std::string_view digits;
        int base;
    };
    constexpr Base bases[]
        = { { "0x", "0123456789abcdefABCDEF", 16 }, { "0o", "01234567", 8 }, { "0b", "01", 2 } };
    for (const auto& [prefix, digits, base] : bases) {
        if (!text.starts_with(prefix))
            continue;
        const std::string_view rest = text.substr(prefix.size());
        if (!areDigits(rest, digits))
            return rest.find_first_not_of("0123456789abcdefABCDEF_") == std::string_view::npos
                ? TomlLiteral::NoNumber
                : TomlLiteral::Word;
        return fitsIn64Bits(rest, base, false) ? TomlLiteral::Valid : TomlLiteral::WholeOutOfRange;
    }
    return std::nullopt;
}

bool hasLeadingZero(std::string_view digits)
{
    return digits.size() > 1 && digits.front() == '0';
}

/// @return nullopt unless it is a number, as far as its characters go
std::optional<TomlLiteral> decimal(std::string_view text)
{
    const std::string_view number = withoutSign(text);
    const std::size_t exponentAt = number.find_first_of("eE");
    const std::string_view mantissa = number.substr(0, exponentAt);
    const std::size_t dot = mantissa.find('.');
    const std::string_view whole = mantissa.substr(0, dot);
    if (!areDigits(whole, decimalDigits))
        return std::nullopt;
    if (dot != std::string_view::npos && !areDigits(mantissa.substr(dot + 1), decimalDigits))
        return std::nullopt;
    if (exponentAt != std::string_view::npos
        && !areDigits(withoutSign(number.substr(exponentAt + 1)), decimalDigits))
        return std::nullopt;
    if (hasLeadingZero(whole))
        return TomlLiteral::LeadingZero;
    if (text.size() > longestNumber)
        return TomlLiteral::TooLong;
    const bool isWhole = dot == std::string_view::npos && exponentAt == std::string_view::npos;
    if (isWhole)
        return fitsIn64Bits(whole, 10, text.starts_with('-')) ? TomlLiteral::Valid
                                                              : TomlLiteral::WholeOutOfRange;
    const std::string plain = withoutUnderscores(number);
    double value = 0;
    const auto [stop, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    // A number too near to zero becomes zero.
    const bool isTooLarge = error != std::errc {} && plain.find("e-") == std::string::npos
        && plain.find("E-") == std::string::npos;
    return isTooLarge ? TomlLiteral::FloatOutOfRange : TomlLiteral::Valid;
}

/// @pre the text has two digits at `at`
int twoDigits(std::string_view text, std::size_t at)
{
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// @pre startsLike(text, "0000-00-00")
bool isDate(std::string_view text)
{
    const int year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
    const int month = twoDigits(text, 5);
    const int day = twoDigits(text, 8);
    if (month < 1 || month > 12)
        return false;
    constexpr int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= days[month - 1] + (isLeap && month == 2 ? 1 : 0);
}

/// Takes hours, minutes, seconds and their fraction off the front.
bool takeTime(std::string_view& text)
{
    constexpr std::string_view pattern = "00:00:00";
    const bool isTime = startsLike(text, pattern) && twoDigits(text, 0) < 24
        && twoDigits(text, 3) < 60 && twoDigits(text, 6) < 60;
    if (!isTime)
        return false;
    text.remove_prefix(pattern.size());
    if (!text.starts_with('.'))
        return true;
    text.remove_prefix(1);
    const std::size_t digits = std::min(text.find_first_not_of(decimalDigits), text.size());
    text.remove_prefix(digits);
    return digits > 0;
}

bool isOffset(std::string_view text)
{
    if (text.empty() || text == "Z" || text == "z")
        return true;
    const bool isSigned = text.front() == '+' || text.front() == '-';
    text.remove_prefix(1);
    return isSigned && text.size() == 5 && startsLike(text, "00:00") && twoDigits(text, 0) < 24
        && twoDigits(text, 3) < 60;
}

std::optional<TomlLiteral> moment(std::string_view text)
{
    constexpr std::string_view day = "0000-00-00";
    if (startsLike(text, day)) {
        if (!isDate(text))
            return TomlLiteral::NoDate;
        text.remove_prefix(day.size());
        if (text.empty())
            return TomlLiteral::Valid;
        if (std::string_view("Tt ").find(text.front()) == std::string_view::npos)
            return TomlLiteral::NoDate;
        text.remove_prefix(1);
        return takeTime(text) && isOffset(text) ? TomlLiteral::Valid : TomlLiteral::NoTime;
    }
    if (!startsLike(text, "00:00"))
        return std::nullopt;
    return takeTime(text) && text.empty() ? TomlLiteral::Valid : TomlLiteral::NoTime;
}

bool looksLikeNumber(std::string_view text)
{
    return text.find_first_of(decimalDigits) < 2
        && text.find_first_not_of("0123456789._+-eE") == std::string_view::npos;
}

} // namespace

TomlLiteral classifyLiteral(std::string_view text)
{
    if (text == "true" || text == "false")
        return TomlLiteral::Valid;
    const std::string_view plain = withoutSign(text);
    if (plain == "inf" || plain == "nan")
        return TomlLiteral::Valid;
    for (const auto classify : { prefixed, moment, decimal }) {
        if (const auto literal = classify(text))
            return *literal;
    }
    return looksLikeNumber(text) ? TomlLiteral::NoNumber : TomlLiteral::Word;
}

} // namespace tickscope

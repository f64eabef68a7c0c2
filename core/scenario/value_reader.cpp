// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/value_reader.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr std::int64_t nsPerMs = 1'000'000;

std::string asToml(std::string_view text)
{
    return '"' + std::string { text } + '"';
}

/// "6/min": people who know queues think in rates.
void refuseRate(
    const TomlValue& value, std::string_view text, std::string_view label, Problems& problems)
{
    const std::optional<Duration> between = parseInterval(text).value;
    const std::string example = toText(between.value_or(10s));
    problems.error(DiagnosticCode::BadDuration, value.region,
        fmt::format("{} is a rate", inQuotes(text)),
        fmt::format("write {}, such as \"{}\"", label, example), between ? inQuotes(example) : "");
}

std::optional<Duration> durationOfText(
    const TomlValue& value, const std::string& text, std::string_view label, Problems& problems)
{
    ParsedDuration parsed = parseDuration(text);
    if (!parsed.value && text.find('/') != std::string::npos) {
        refuseRate(value, text, label, problems);
    } else if (!parsed.value) {
        std::string replacement = parsed.suggestion.empty() ? "" : asToml(parsed.suggestion);
        problems.error(DiagnosticCode::BadDuration, value.region, std::move(parsed.message),
            std::move(parsed.hint), std::move(replacement));
    }
    return parsed.value;
}

std::optional<Duration> durationOfMs(
    const TomlValue& value, std::int64_t ms, std::string_view label, Problems& problems)
{
    if (ms < 0) {
        problems.error(DiagnosticCode::BadDuration, value.region,
            fmt::format("{} is negative", label), "a duration is 0 or longer");
        return std::nullopt;
    }
    if (ms > maxDuration.count() / nsPerMs) {
        problems.error(DiagnosticCode::BadDuration, value.region,
            fmt::format("{} ms is too long", withThousands(static_cast<std::uint64_t>(ms))),
            "the longest duration is 365 days, \"8760h\"", "\"8760h\"");
        return std::nullopt;
    }
    return Duration { ms * nsPerMs };
}

/// "nan", "inf" or "-inf" in the words of TOML.
const char* nameOfNonFinite(double number)
{
    if (std::isnan(number))
        return "nan";
    return number > 0 ? "inf" : "-inf";
}

void refuseFraction(const TomlValue& value, double ms, std::string_view label, Problems& problems)
{
    if (!std::isfinite(ms)) {
        problems.error(DiagnosticCode::BadDuration, value.region,
            fmt::format("{} is {}", label, nameOfNonFinite(ms)),
            "write a number with us, ms, s, m or h, such as \"5s\"");
        return;
    }
    if (std::signbit(ms)) {
        problems.error(DiagnosticCode::BadDuration, value.region,
            fmt::format("{} is negative", label), "a duration is 0 or longer");
        return;
    }
    const std::string text = fmt::format("{}ms", ms);
    const bool isPlain = parseDuration(text).value.has_value();
    problems.error(DiagnosticCode::BadDuration, value.region,
        fmt::format("{} is a fraction without a unit", label),
        fmt::format("write a number with a unit, such as \"{}\", or a whole number of ms",
            isPlain ? text : "2.5ms"),
        isPlain ? asToml(text) : "");
}

} // namespace

void refuseType(const TomlValue& value, std::string_view label, std::string_view wanted,
    std::string hint, Problems& problems)
{
    problems.error(DiagnosticCode::WrongType, value.region,
        fmt::format("{} must be {}, not {}", label, wanted, typeText(value)), std::move(hint));
}

std::optional<Duration> readDuration(
    const TomlValue& value, std::string_view label, Problems& problems)
{
    if (const auto* text = value.as<std::string>())
        return durationOfText(value, *text, label, problems);
    if (const auto* ms = value.as<std::int64_t>())
        return durationOfMs(value, *ms, label, problems);
    if (const auto* number = value.as<double>())
        refuseFraction(value, *number, label, problems);
    else
        refuseType(value, label, "a duration",
            "write a number with us, ms, s, m or h, such as \"5s\", or a whole number of ms",
            problems);
    return std::nullopt;
}

std::optional<std::int64_t> readInteger(const TomlValue& value, std::string_view label,
    std::int64_t least, std::int64_t most, Problems& problems)
{
    const std::string hint
        = fmt::format("allowed is {} to {}", withThousands(static_cast<std::uint64_t>(least)),
            withThousands(static_cast<std::uint64_t>(most)));
    const auto* number = value.as<std::int64_t>();
    if (number == nullptr) {
        refuseType(value, label, "a whole number", hint, problems);
        return std::nullopt;
    }
    if (*number < least || *number > most) {
        const std::string message = *number < 0 && least == 0
            ? fmt::format("{} is negative", label)
            : fmt::format("{} is out of range", label);
        problems.error(DiagnosticCode::OutOfRange, value.region, message, hint);
        return std::nullopt;
    }
    return *number;
}

std::optional<bool> readBool(const TomlValue& value, std::string_view label, Problems& problems)
{
    if (const auto* boolean = value.as<bool>())
        return *boolean;
    const auto* text = value.as<std::string>();
    const bool isQuoted = text != nullptr && (*text == "true" || *text == "false");
    problems.error(DiagnosticCode::WrongType, value.region,
        fmt::format("{} must be true or false, not {}", label, typeText(value)),
        isQuoted ? "leave out the quotes" : "", isQuoted ? *text : "");
    return std::nullopt;
}

std::optional<std::string> readString(
    const TomlValue& value, std::string_view label, Problems& problems)
{
    if (const auto* text = value.as<std::string>())
        return *text;
    refuseType(value, label, "a string", "write it in quotes", problems);
    return std::nullopt;
}

std::optional<std::string> readText(
    const TomlValue& value, std::string_view label, TextBreaks breaks, Problems& problems)
{
    auto text = readString(value, label, problems);
    if (!text)
        return text;
    for (std::string_view rest = *text; !rest.empty();) {
        const char32_t codePoint = takeCodePoint(rest);
        const bool isBreak = breaks == TextBreaks::Allowed
            && (codePoint == U'\n' || codePoint == U'\t' || codePoint == U'\r');
        if (isBreak || !isInvisibleControl(codePoint))
            continue;
        problems.error(value.region,
            fmt::format("{} has a control character, U+{:04X}", label,
                static_cast<std::uint32_t>(codePoint)),
            "leave it out");
        return std::nullopt;
    }
    return text;
}

namespace {

/// "a", "b" or "c"
std::string alternatives(std::span<const std::string_view> words)
{
    std::vector<std::string> quoted;
    for (const std::string_view word : words)
        quoted.push_back(asToml(word));
    return joinedWithOr(std::vector<std::string_view>(quoted.begin(), quoted.end()));
}

/// "the schedule" as a word to put after "unknown".
std::string_view withoutArticle(std::string_view label)
{
    return label.starts_with("the ") ? label.substr(4) : label;
}

} // namespace

std::optional<std::size_t> readWordOf(const TomlValue& value, std::string_view label,
    std::span<const std::string_view> words, Problems& problems)
{
    const auto* text = value.as<std::string>();
    if (text == nullptr) {
        refuseType(value, label, "a string", "write " + alternatives(words), problems);
        return std::nullopt;
    }
    const auto found = std::ranges::find(words, std::string_view { *text });
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());

    const std::string message
        = fmt::format("unknown {} {}", withoutArticle(label), inQuotes(*text));
    const std::string_view nearest = nearestWord(*text, words);
    if (nearest.empty())
        problems.error(
            DiagnosticCode::UnknownWord, value.region, message, "write " + alternatives(words));
    else
        problems.error(DiagnosticCode::UnknownWord, value.region, message,
            fmt::format("did you mean \"{}\"?", nearest), asToml(nearest));
    return std::nullopt;
}

const TomlEntry* findEntry(const TomlTable& table, KnownKey key)
{
    const auto found = std::ranges::find(table.entries, std::string_view { key }, &TomlEntry::key);
    return found == table.entries.end() ? nullptr : &*found;
}

const TomlEntry* requiredEntry(const TomlTable& table, const TextRegion& header,
    std::string_view what, KnownKey key, std::string_view example, Problems& problems)
{
    const TomlEntry* entry = findEntry(table, key);
    if (entry == nullptr && !problems.isIncomplete())
        problems.error(DiagnosticCode::MissingKey, header,
            fmt::format("{} has no {}", what, std::string_view { key }),
            fmt::format("add one, such as {} = {}", std::string_view { key }, example));
    return entry;
}

namespace {

void refuseUnknownKey(const TomlEntry& entry, KeyTable kind, Problems& problems)
{
    const std::string message = "unknown key " + inQuotes(entry.key);
    std::vector<std::string_view> known;
    for (const KeyInfo& key : keysOf(kind))
        known.push_back(key.name);
    const std::string_view nearest
        = problems.wantsSuggestions() ? nearestWord(entry.key, known) : std::string_view {};
    const std::string elsewhere = tablesWithKey(entry.key);
    if (isKeyOfLaterVersion(kind, entry.key))
        problems.error(DiagnosticCode::UnknownKey, entry.keyRegion, message,
            "this version does not read it, so the run would not be the one that is meant");
    else if (!elsewhere.empty())
        problems.error(DiagnosticCode::UnknownKey, entry.keyRegion,
            fmt::format("{} has no key {}", headerOf(kind), inQuotes(entry.key)),
            fmt::format("it belongs to {}", elsewhere));
    else if (!nearest.empty())
        problems.unreadKey(DiagnosticCode::UnknownKey, entry.keyRegion, message,
            fmt::format("did you mean \"{}\"?", nearest), std::string { nearest });
    else
        problems.unreadKey(
            DiagnosticCode::UnknownKey, entry.keyRegion, message, "nothing reads it");
}

} // namespace

void refuseUnknownKeys(const TomlTable& table, KeyTable kind, Problems& problems)
{
    for (const TomlEntry& entry : table.entries) {
        if (findKey(kind, entry.key) == nullptr && !isLeftOutKey(entry.key))
            refuseUnknownKey(entry, kind, problems);
    }
}

} // namespace tickscope

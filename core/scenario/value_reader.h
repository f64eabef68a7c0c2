// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/keys.h"
#include "core/scenario/problems.h"
#include "core/scenario/scenario.h"
#include "core/scenario/toml_document.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tickscope {

// Reads single values of a scenario file. Each function returns nothing when the value is not what
// it must be, and has then said so to `problems`. `label` is what messages call the value, such as
// "the interval".

/// A string, or a whole number of ms.
std::optional<Duration> readDuration(
    const TomlValue& value, std::string_view label, Problems& problems);

/// A list of two durations, each of which may be below 0: ["-15m", "15m"], or whole numbers of ms.
std::optional<std::array<Duration, 2>> readSignedPair(
    const TomlValue& value, std::string_view label, Problems& problems);

/// A duration or one of the tables { uniform, exponential, normal, sequence }.
std::optional<DurationSpec> readDurationSpec(
    const TomlValue& value, std::string_view label, Problems& problems);

/// A list of outcomes, or the table { error, crash } of probabilities.
std::optional<OutcomeSpec> readOutcomes(
    const TomlValue& value, std::string_view label, Problems& problems);

std::optional<std::int64_t> readInteger(const TomlValue& value, std::string_view label,
    std::int64_t least, std::int64_t most, Problems& problems);

std::optional<bool> readBool(const TomlValue& value, std::string_view label, Problems& problems);

std::optional<std::string> readString(
    const TomlValue& value, std::string_view label, Problems& problems);

/// Whether a text may have line breaks and tabs.
enum class TextBreaks : std::uint8_t { Refused, Allowed };

/// A string for people to read: one without control characters.
std::optional<std::string> readText(
    const TomlValue& value, std::string_view label, TextBreaks breaks, Problems& problems);

/// One of `words`. @return its place among them
std::optional<std::size_t> readWordOf(const TomlValue& value, std::string_view label,
    std::span<const std::string_view> words, Problems& problems);

/// One of the words of an enumeration, as toText() writes them.
template <typename Enum, std::size_t count>
std::optional<Enum> readWord(const TomlValue& value, std::string_view label,
    const std::array<Enum, count>& all, Problems& problems)
{
    std::array<std::string_view, count> words;
    for (std::size_t index = 0; index < count; ++index)
        words[index] = toText(all[index]);
    const std::optional<std::size_t> index = readWordOf(value, label, words, problems);
    if (!index)
        return std::nullopt;
    return all[*index];
}

/// Says that a value has the wrong type. @param wanted  such as "a string"
void refuseType(const TomlValue& value, std::string_view label, std::string_view wanted,
    std::string hint, Problems& problems);

/// @return the entry with that key, or nullptr
const TomlEntry* findEntry(const TomlTable& table, KnownKey key);

/// A key that a table must have.
/// @param what  the table, such as "this action"; its header is where the error stands
/// @return the entry with that key; without it nullptr, and that is said with an example
const TomlEntry* requiredEntry(const TomlTable& table, const TextRegion& header,
    std::string_view what, KnownKey key, std::string_view example, Problems& problems);

/// Says which keys of a table nobody reads, with the nearest that is read: an error where the key
/// means something to a run elsewhere or in a later version, otherwise a warning (--strict: an
/// error).
void refuseUnknownKeys(const TomlTable& table, KeyTable kind, Problems& problems);

} // namespace tickscope

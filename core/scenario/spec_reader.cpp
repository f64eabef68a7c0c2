// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/duration_text.h"
#include "core/scenario/scenario_lists.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tickscope {

namespace {

constexpr std::string_view specHint
    = "write one of uniform = [low, high], exponential = mean, normal = [mean, deviation] or "
      "sequence = [...]";

/// All durations of a list, or nothing when one of them is wrong (each is reported).
std::optional<std::vector<Duration>> readDurations(
    const TomlValue& value, std::string_view label, std::string_view wanted, Problems& problems)
{
    const auto* list = value.as<TomlList>();
    if (list == nullptr) {
        refuseType(value, label, wanted, {}, problems);
        return std::nullopt;
    }
    std::vector<Duration> durations;
    durations.reserve(list->items.size());
    bool isGood = true;
    for (const TomlValue& item : list->items) {
        const std::optional<Duration> duration = readDuration(item, label, problems);
        isGood = isGood && duration;
        durations.push_back(duration.value_or(Duration {}));
    }
    if (!isGood)
        return std::nullopt;
    return durations;
}

/// Two durations, such as [low, high].
std::optional<std::array<Duration, 2>> readPair(
    const TomlValue& value, std::string_view label, std::string_view names, Problems& problems)
{
    const std::string wanted = fmt::format("a list of two durations, {}", names);
    const auto durations = readDurations(value, label, wanted, problems);
    if (!durations)
        return std::nullopt;
    if (durations->size() != 2) {
        problems.error(DiagnosticCode::WrongType, value.region,
            fmt::format("{} must be {}, not a list of {}", label, wanted, durations->size()));
        return std::nullopt;
    }
    return std::array { durations->front(), durations->back() };
}

/// A duration with a minus before it, or without.
std::optional<Duration> readSignedDuration(
    const TomlValue& value, std::string_view label, Problems& problems)
{
    const auto* text = value.as<std::string>();
    const auto* ms = value.as<std::int64_t>();
    TomlValue positive = value;
    if (text != nullptr && text->starts_with('-'))
        positive.data = text->substr(1);
    else if (ms != nullptr && *ms < 0 && *ms > std::numeric_limits<std::int64_t>::min())
        positive.data = -*ms;
    else
        return readDuration(value, label, problems);
    const auto duration = readDuration(positive, label, problems);
    return duration ? std::optional(-*duration) : std::nullopt;
}

std::optional<DurationSpec> readUniform(const TomlValue& value, Problems& problems)
{
    const auto pair = readPair(value, "uniform", "[low, high]", problems);
    if (!pair)
        return std::nullopt;
    const auto [low, high] = *pair;
    if (low > high) {
        problems.error(DiagnosticCode::OutOfRange, value.region,
            fmt::format(
                "the low end, {}, is above the high end, {}", humanText(low), humanText(high)),
            "write [low, high]", fmt::format("[\"{}\", \"{}\"]", toText(high), toText(low)));
        return std::nullopt;
    }
    return UniformDuration { low, high };
}

/// `repeat` of a table that may hold a sequence; beside anything else nobody reads it.
bool readRepeat(const TomlTable& table, Problems& problems)
{
    const TomlEntry* repeat = findEntry(table, "repeat");
    if (repeat == nullptr)
        return false;
    if (findEntry(table, "sequence") == nullptr)
        problems.unreadKey(DiagnosticCode::NoEffect, repeat->keyRegion, "repeat has no effect here",
            "only a sequence repeats");
    return readBool(repeat->value, "repeat", problems).value_or(false);
}

std::optional<DurationSpec> readSequence(
    const TomlValue& value, const TomlTable& table, Problems& problems)
{
    const bool repeats = readRepeat(table, problems);
    auto durations = readDurations(value, "sequence", "a list of durations", problems);
    if (!durations)
        return std::nullopt;
    if (durations->empty()) {
        problems.error(value.region, "the sequence is empty", "its last value holds for the rest");
        return std::nullopt;
    }
    return SequenceDuration { std::move(*durations), repeats };
}

std::optional<DurationSpec> readRule(
    const TomlEntry& entry, const TomlTable& table, Problems& problems)
{
    const TomlValue& value = entry.value;
    if (entry.key == "sequence")
        return readSequence(value, table, problems);
    readRepeat(table, problems);
    if (entry.key == "uniform")
        return readUniform(value, problems);
    if (entry.key == "exponential") {
        const auto mean = readDuration(value, "the mean", problems);
        return mean ? std::optional<DurationSpec> { ExponentialDuration { *mean } } : std::nullopt;
    }
    const auto pair = readPair(value, "normal", "[mean, deviation]", problems);
    if (!pair)
        return std::nullopt;
    return NormalDuration { pair->front(), pair->back() };
}

} // namespace

std::optional<std::array<Duration, 2>> readSignedPair(
    const TomlValue& value, std::string_view label, Problems& problems)
{
    const auto* list = value.as<TomlList>();
    if (list == nullptr || list->items.size() != 2) {
        refuseType(value, label, "a list of two durations, [low, high]", {}, problems);
        return std::nullopt;
    }
    const auto low = readSignedDuration(list->items.front(), label, problems);
    const auto high = readSignedDuration(list->items.back(), label, problems);
    if (!low || !high)
        return std::nullopt;
    return std::array { *low, *high };
}

std::optional<DurationSpec> readDurationSpec(
    const TomlValue& value, std::string_view label, Problems& problems)
{
    const auto* table = value.as<TomlTable>();
    if (table == nullptr) {
        if (value.as<TomlList>() != nullptr) {
            refuseType(value, label, "a duration or a rule", std::string { specHint }, problems);
            return std::nullopt;
        }
        const auto duration = readDuration(value, label, problems);
        return duration ? std::optional<DurationSpec> { *duration } : std::nullopt;
    }

    refuseUnknownKeys(*table, KeyTable::DurationRule, problems);
    const TomlEntry* rule = nullptr;
    for (const TomlEntry& entry : table->entries) {
        if (findKey(KeyTable::DurationRule, entry.key) == nullptr || entry.key == "repeat")
            continue; // unknown, or of the sequence beside it
        if (rule == nullptr) {
            rule = &entry;
        } else {
            problems.error(entry.keyRegion,
                fmt::format("{} has two rules, {} and {}", label, rule->key, entry.key),
                "keep one of them");
            return std::nullopt;
        }
    }
    if (rule == nullptr) {
        problems.error(
            value.region, fmt::format("{} has no rule", label), std::string { specHint });
        return std::nullopt;
    }
    return readRule(*rule, *table, problems);
}

namespace {

std::optional<double> readProbability(const TomlEntry& entry, Problems& problems)
{
    constexpr const char* hint = "a probability is 0 to 1";
    double number = 0;
    if (const auto* integer = entry.value.as<std::int64_t>())
        number = static_cast<double>(*integer);
    else if (const auto* real = entry.value.as<double>())
        number = *real;
    else {
        refuseType(entry.value, entry.key, "a number from 0 to 1", {}, problems);
        return std::nullopt;
    }
    std::string name;
    if (std::isnan(number))
        name = "nan";
    else if (std::isinf(number))
        name = number > 0 ? "inf" : "-inf";
    else if (number == 0 && std::signbit(number))
        name = "-0.0";
    else if (number < 0 || number > 1)
        name = fmt::format("{}", number);
    if (name.empty())
        return number;
    problems.error(DiagnosticCode::OutOfRange, entry.value.region,
        fmt::format("the probability of {} is {}", entry.key, name), hint);
    return std::nullopt;
}

/// Where the rate of a key goes; null for another key.
double* rateOf(OutcomeRates& rates, std::string_view key)
{
    if (key == "error")
        return &rates.error;
    if (key == "crash")
        return &rates.crash;
    if (key == "stop")
        return &rates.stop;
    return key == "no_rearm" ? &rates.noRearm : nullptr;
}

std::optional<OutcomeSpec> readRates(
    const TomlValue& value, const TomlTable& table, Problems& problems)
{
    refuseUnknownKeys(table, KeyTable::OutcomeRule, problems);
    readRepeat(table, problems);
    OutcomeRates rates;
    bool isGood = true;
    for (const TomlEntry& entry : table.entries) {
        double* rate = rateOf(rates, entry.key);
        if (rate == nullptr)
            continue;
        const auto probability = readProbability(entry, problems);
        isGood = isGood && probability;
        *rate = probability.value_or(0);
    }
    if (!isGood)
        return std::nullopt;
    const double sum = rates.error + rates.crash + rates.stop + rates.noRearm;
    if (sum > 1) {
        problems.error(DiagnosticCode::OutOfRange, value.region,
            fmt::format("the probabilities add up to {}", sum),
            "together they are at most 1; what is left is ok");
        return std::nullopt;
    }
    return rates;
}

std::optional<OutcomeSpec> readOutcomeList(
    const TomlValue& value, const TomlList& list, Problems& problems)
{
    if (list.items.empty()) {
        problems.error(value.region, "the list of outcomes is empty",
            "its last value holds for the rest, such as [\"ok\"]", "[\"ok\"]");
        return std::nullopt;
    }
    OutcomeSequence sequence { {} };
    bool isGood = true;
    for (const TomlValue& item : list.items) {
        const auto outcome = readWord(item, "the outcome", allOutcomes, problems);
        isGood = isGood && outcome;
        sequence.values.push_back(outcome.value_or(Outcome::Ok));
    }
    if (!isGood)
        return std::nullopt;
    return sequence;
}

/// { sequence = ["ok", "error"], repeat = true }: a list that begins anew.
std::optional<OutcomeSpec> readOutcomeTable(
    const TomlValue& value, const TomlTable& table, Problems& problems)
{
    const TomlEntry* sequence = findEntry(table, "sequence");
    if (sequence == nullptr)
        return readRates(value, table, problems);
    refuseUnknownKeys(table, KeyTable::OutcomeRule, problems);
    OutcomeRates rates;
    for (const TomlEntry& entry : table.entries) {
        if (rateOf(rates, entry.key) != nullptr)
            problems.error(entry.keyRegion, "the outcomes have a sequence and probabilities",
                "keep one of them");
    }
    const bool repeats = readRepeat(table, problems);
    const auto* list = sequence->value.as<TomlList>();
    if (list == nullptr) {
        refuseType(sequence->value, "sequence", "a list of outcomes", {}, problems);
        return std::nullopt;
    }
    auto outcomes = readOutcomeList(sequence->value, *list, problems);
    if (outcomes)
        std::get<OutcomeSequence>(*outcomes).repeats = repeats;
    return outcomes;
}

} // namespace

std::optional<OutcomeSpec> readOutcomes(
    const TomlValue& value, std::string_view label, Problems& problems)
{
    if (const auto* list = value.as<TomlList>())
        return readOutcomeList(value, *list, problems);
    if (const auto* table = value.as<TomlTable>())
        return readOutcomeTable(value, *table, problems);
    const auto* word = value.as<std::string>();
    const bool isOutcome = word != nullptr
        && std::ranges::any_of(allOutcomes, [word](Outcome one) { return *word == toText(one); });
    problems.error(DiagnosticCode::WrongType, value.region,
        fmt::format("{} must be a list or a table, not {}", label, typeText(value)),
        "write a list such as [\"ok\", \"error\"] or probabilities such as { error = 0.1 }",
        isOutcome ? fmt::format("[\"{}\"]", *word) : "");
    return std::nullopt;
}

} // namespace tickscope

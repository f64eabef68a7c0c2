// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/key_text.h"

#include "core/scenario/keys.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <vector>

namespace tickscope {
namespace {

std::string wordsOf(const KeyInfo& key)
{
    return joinedWithOr(key.rules.words());
}

std::string integerWords(const KeyRules& rules)
{
    return rules.unit.empty() ? "whole number" : fmt::format("whole number of {}", rules.unit);
}

/// What may be written behind a key: "duration", "pid or name".
std::string typeWords(const KeyInfo& key)
{
    switch (key.type) {
    case KeyType::Text:
        return "text";
    case KeyType::LongText:
        return "text of any number of lines";
    case KeyType::Integer:
        return integerWords(key.rules);
    case KeyType::Boolean:
        return "true or false";
    case KeyType::Word:
        return wordsOf(key);
    case KeyType::Time:
        return "duration";
    case KeyType::TimeRule:
        return "duration or rule";
    case KeyType::First:
        return "duration, rule, or { start, step }";
    case KeyType::Jitter:
        return fmt::format("duration, {{ uniform }}, {}", wordsOf(key));
    case KeyType::TimePair:
    case KeyType::SignedTimePair:
        return "two durations";
    case KeyType::TimeList:
        return "list of durations";
    case KeyType::Outcomes:
        return "outcomes";
    case KeyType::OutcomeList:
        return "list of outcomes";
    case KeyType::Probability:
        return "number from 0 to 1";
    case KeyType::ActionValue:
        return "duration, rule or outcomes";
    case KeyType::Table:
        return "table";
    case KeyType::Tables:
        return "tables";
    }
    return {};
}

/// "only with kind = heartbeat"; empty for a key that is always read.
std::string placeWords(const KeyCondition& condition)
{
    if (condition.key.empty())
        return {};
    std::vector<std::string_view> words(condition.words.begin(), condition.words.end());
    std::erase(words, std::string_view {});
    return fmt::format("; {} with {} = {}", condition.isNoneOf ? "not" : "only", condition.key,
        joinedWithOr(words));
}

} // namespace

std::string keyTableTitle(KeyTable table)
{
    switch (table) {
    case KeyTable::Scenario:
        return "At the top of the file, before all tables:";
    case KeyTable::DurationRule:
        return "A rule, where the time may vary from tick to tick: work = { ... }";
    case KeyTable::FirstSteps:
        return "Replicas that begin one after the other: first = { ... }";
    case KeyTable::JitterRule:
        return "Jitter on both sides: jitter = { ... }";
    case KeyTable::OutcomeRule:
        return "Outcomes that are not a list: outcomes = { ... }";
    default:
        return std::string(headerOf(table));
    }
}

std::string aboutKey(const KeyInfo& key)
{
    std::string text = typeWords(key);
    if (key.rules.isRequired)
        text += ", required";
    else if (!key.fallback.empty())
        text += fmt::format(", default {}", key.fallback);
    return text + ". " + sentences(std::string(key.sentence) + placeWords(key.rules.onlyWith), {});
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/scenario_schema.h"

#include "core/scenario/key_text.h"
#include "core/scenario/keys.h"
#include "core/scenario/time_units.h"
#include "core/scenario/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <initializer_list>
#include <utility>

namespace tickscope::cli {
namespace {

using Tree = nlohmann::ordered_json;

Tree reference(std::string_view name)
{
    return { { "$ref", fmt::format("#/definitions/{}", name) } };
}

Tree listOf(Tree items)
{
    return { { "type", "array" }, { "items", std::move(items) }, { "minItems", 1 } };
}

Tree pairOf(Tree items)
{
    Tree pair = listOf(std::move(items));
    pair["minItems"] = 2;
    pair["maxItems"] = 2;
    return pair;
}

Tree anyOf(std::initializer_list<Tree> choices)
{
    Tree list = Tree::array();
    for (const Tree& choice : choices)
        list.push_back(choice);
    return { { "anyOf", std::move(list) } };
}

Tree wordOf(const std::vector<std::string_view>& words)
{
    Tree list = Tree::array();
    for (const std::string_view word : words) {
        if (!word.empty())
            list.push_back(word);
    }
    return { { "type", "string" }, { "enum", std::move(list) } };
}

Tree integerOf(const KeyRules& rules)
{
    Tree tree { { "type", "integer" }, { "minimum", rules.least } };
    if (rules.most != INT64_MAX)
        tree["maximum"] = rules.most;
    return tree;
}

Tree tableOf(KeyTable table);

Tree valueOf(const KeyInfo& key)
{
    switch (key.type) {
    case KeyType::Text:
    case KeyType::LongText:
        return { { "type", "string" } };
    case KeyType::Integer:
        return integerOf(key.rules);
    case KeyType::Boolean:
        return { { "type", "boolean" } };
    case KeyType::Word:
        return wordOf(key.rules.words());
    case KeyType::Time:
        return reference("duration");
    case KeyType::TimeRule:
        return reference("durationOrRule");
    case KeyType::First:
        return anyOf({ reference("durationOrRule"), tableOf(KeyTable::FirstSteps) });
    case KeyType::Jitter:
        return anyOf(
            { reference("duration"), wordOf(key.rules.words()), tableOf(KeyTable::JitterRule) });
    case KeyType::TimePair:
        return pairOf(reference("duration"));
    case KeyType::SignedTimePair:
        return pairOf(reference("signedDuration"));
    case KeyType::TimeList:
        return listOf(reference("duration"));
    case KeyType::Outcomes:
        return reference("outcomes");
    case KeyType::OutcomeList:
        return listOf(reference("outcome"));
    case KeyType::Probability:
        return { { "type", "number" }, { "minimum", 0 }, { "maximum", 1 } };
    case KeyType::ActionValue:
        return key.rules.words == nullptr
            ? anyOf({ reference("durationOrRule"), reference("outcomes") })
            : anyOf(
                { reference("durationOrRule"), reference("outcomes"), wordOf(key.rules.words()) });
    case KeyType::Table:
        return tableOf(key.rules.inner);
    case KeyType::Tables:
        return listOf(tableOf(key.rules.inner));
    }
    return {};
}

/// Required where the condition holds: it is there, or the other key's value does not ask for it.
Tree requiredWith(const KeyInfo& key)
{
    const KeyCondition& condition = key.rules.onlyWith;
    Tree others = wordOf({ condition.words.begin(), condition.words.end() });
    if (!condition.isNoneOf)
        others = { { "not", std::move(others) } };
    Tree properties = Tree::object();
    properties[std::string(condition.key)] = std::move(others);
    return anyOf({ { { "required", Tree::array({ key.name }) } },
        { { "properties", std::move(properties) } } });
}

Tree tableOf(KeyTable table)
{
    Tree properties = Tree::object();
    Tree required = Tree::array();
    Tree conditions = Tree::array();
    for (const KeyInfo& key : keysOf(table)) {
        Tree value = valueOf(key);
        if (value.contains("$ref")) // draft 7 reads nothing beside a $ref
            value = Tree { { "allOf", Tree::array({ value }) } };
        value["description"] = aboutKey(key);
        properties[std::string(key.name)] = std::move(value);
        if (key.rules.isRequired && key.rules.onlyWith.key.empty())
            required.push_back(key.name);
        else if (key.rules.isRequired)
            conditions.push_back(requiredWith(key));
    }
    Tree tree { { "type", "object" }, { "additionalProperties", false },
        { "properties", std::move(properties) } };
    if (!required.empty())
        tree["required"] = std::move(required);
    if (!conditions.empty())
        tree["allOf"] = std::move(conditions);
    return tree;
}

/// A duration as text, after `sign`, or a whole number of ms.
Tree durationAfter(std::string_view sign)
{
    std::vector<std::string_view> units;
    for (const TimeUnit& unit : timeUnits)
        units.push_back(unit.name);
    Tree number { { "type", "integer" } };
    if (sign.empty())
        number["minimum"] = 0;
    return anyOf({ { { "type", "string" },
                       { "pattern",
                           fmt::format("^\\s*{}[0-9]+(\\.[0-9]+)?\\s*({})\\s*$", sign,
                               fmt::join(units, "|")) } },
        std::move(number) });
}

} // namespace

std::string scenarioSchema()
{
    Tree rule = tableOf(KeyTable::DurationRule);
    rule["minProperties"] = 1;
    Tree schema { { "$schema", "http://json-schema.org/draft-07/schema#" },
        { "title", "Tickscope scenario, format 1" } };
    schema.update(tableOf(KeyTable::Scenario));
    schema["definitions"] = {
        { "duration", durationAfter("") },
        { "signedDuration", durationAfter("-?") },
        { "durationOrRule", anyOf({ reference("duration"), std::move(rule) }) },
        { "outcome", wordOf(wordsOf<allOutcomes>()) },
        { "outcomes", anyOf({ listOf(reference("outcome")), tableOf(KeyTable::OutcomeRule) }) },
    };
    return schema.dump(2) + "\n";
}

} // namespace tickscope::cli

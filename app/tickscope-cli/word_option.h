// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/did_you_mean.h"
#include "core/scenario/words.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tickscope::cli {

/// A word that an option takes, and what it stands for.
template <typename Value>
using OptionWord = std::pair<std::string_view, Value>;

/// Adds an option that takes one of some words, such as --clock ideal|beam.
/// @param target  Value or std::optional<Value>
template <typename Value, typename Target>
CLI::Option* addWordOption(CLI::App& command, const std::string& name, Target& target,
    std::vector<OptionWord<Value>> words, const std::string& description)
{
    std::vector<std::string_view> known;
    for (const auto& word : words)
        known.push_back(word.first);
    return command.add_option_function<std::string>(
        name,
        [&target, name, known, words = std::move(words)](const std::string& text) {
            for (const auto& [word, value] : words) {
                if (word == text) {
                    target = value;
                    return;
                }
            }
            const std::string_view nearest = nearestWord(text, known);
            throw CLI::ValidationError(name,
                nearest.empty()
                    ? fmt::format("{} is none of {}", inQuotes(text), fmt::join(known, ", "))
                    : fmt::format(
                        "unknown word {}; did you mean \"{}\"?", inQuotes(text), nearest));
        },
        description);
}

} // namespace tickscope::cli

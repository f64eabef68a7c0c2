// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/until_option.h"

#include "core/scenario/duration_text.h"
#include "core/trace/condition_watch.h"

#include <CLI/Validators.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace tickscope::cli {
namespace {

/// No duration has a comparison in it, or begins with a letter or a parenthesis.
bool isCondition(const std::string& text)
{
    const char first = text.empty() ? '0' : text.front();
    return text.find_first_of("<>=!()\"") != std::string::npos || (first >= 'a' && first <= 'z')
        || (first >= 'A' && first <= 'Z');
}

} // namespace

void addUntilOptions(CLI::App& command, OverrideArguments& overrides, UntilArguments& arguments)
{
    command
        .add_option_function<std::string>(
            "--until",
            [&overrides, &arguments](const std::string& text) {
                if (!isCondition(text)) {
                    overrides.until = parseDurationOption("--until", text);
                    return;
                }
                ParsedCondition parsed = parseCondition(text);
                if (!parsed.value)
                    throw CLI::ValidationError("--until", problemText(text, parsed.problem));
                arguments.text = text;
                arguments.condition = std::move(*parsed.value);
            },
            "How far to run, or a condition to stop at (exit 4 if it never holds)")
        ->option_text("DUR|CONDITION");
    command
        .add_option_function<std::string>(
            "--max",
            [&arguments](
                const std::string& text) { arguments.max = parseDurationOption("--max", text); },
            "How far to look for that condition; default: the scenario's duration")
        ->option_text("DUR");
}

std::string untilText(
    const UntilArguments& arguments, bool holds, const Run& run, const TraceLog& log)
{
    const std::string at = humanText(run.now().time_since_epoch());
    return holds ? fmt::format("stopped at {}: {} holds", at, arguments.text)
                 : fmt::format("{} never held up to {}: {} then", arguments.text, at,
                     valuesText(arguments.condition, run.scenario(), log, toNs(run.now())));
}

std::string withStop(
    std::string summaryJson, const UntilArguments& arguments, bool holds, VirtualTime at)
{
    using Tree = nlohmann::ordered_json;
    const Tree tree { { "that", arguments.text }, { "holds", holds },
        { "at", holds ? Tree(toNs(at)) : Tree(nullptr) } };
    summaryJson.insert(summaryJson.rfind("\n}"),
        ",\n  \"stopped\": " + tree.dump(-1, ' ', false, Tree::error_handler_t::replace));
    return summaryJson;
}

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/scenario_arguments.h"
#include "core/run/run.h"
#include "core/scenario/condition.h"
#include "core/trace/trace_log.h"

#include <CLI/App.hpp>

#include <optional>
#include <string>

namespace tickscope::cli {

/// What --until of `run` was given beside a duration: a condition, and how far to look for it.
struct UntilArguments
{
    std::string text; ///< as it was written; empty without a condition
    Condition condition;
    std::optional<Duration> max;

    bool isCondition() const { return !text.empty(); }
};

/// --until DUR|CONDITION and --max DUR.
void addUntilOptions(CLI::App& command, OverrideArguments& overrides, UntilArguments& arguments);

/// How a run to a condition ended, for people: "stopped at 21 s: poller.depth >= 2 holds", or
/// "poller.depth >= 2 never held up to 60 s: poller.depth is 1 then".
std::string untilText(
    const UntilArguments& arguments, bool holds, const Run& run, const TraceLog& log);

/// The JSON summary of a run with the key "stopped" at its end: that, holds, at.
/// @param summaryJson  as summaryJson() writes it
std::string withStop(
    std::string summaryJson, const UntilArguments& arguments, bool holds, VirtualTime at);

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/drive.h"
#include "core/run/run.h"
#include "core/scenario/reader.h"

#include <CLI/App.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tickscope::cli {

/// How a scenario is read: shared by all commands that read one.
struct ReadArguments
{
    ReadOptions options;
};
void addReadOptions(CLI::App& command, ReadArguments& arguments);

/// What of a scenario the command line decides.
struct OverrideArguments
{
    std::optional<Duration> until;
    std::optional<std::uint64_t> seed;
    std::optional<ClockKind> clock;
};
void addOverrideOptions(CLI::App& command, OverrideArguments& arguments);
void applyOverrides(const OverrideArguments& arguments, Scenario& scenario);

/// How far a run may go.
struct LimitArguments
{
    RunLimits run;
    DriveLimits drive;

    LimitArguments();
};
void addLimitOptions(CLI::App& command, LimitArguments& arguments);

/// Reads a scenario: a file, `-` for standard input, or the name of a built-in one when there is no
/// such file. Says on the console whatever there is to say about it.
/// @return the scenario, or the exit code that stands for why there is none
struct LoadedScenario
{
    std::optional<Scenario> scenario;
    int exitCode = 0;
};
LoadedScenario loadScenario(
    const std::string& file, const ReadArguments& arguments, Console& console);

} // namespace tickscope::cli

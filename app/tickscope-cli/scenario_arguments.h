// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/drive.h"
#include "core/run/run.h"
#include "core/scenario/reader.h"

#include <CLI/App.hpp>

#include <cstdint>
#include <optional>

namespace tickscope::cli {

/// Reads what an option has as a duration. Throws CLI::ValidationError, as CLI11 wants it.
Duration parseDurationOption(const std::string& option, const std::string& text);

/// How a scenario is read: shared by all commands that read one.
void addReadOptions(CLI::App& command, ReadOptions& options);

/// What of a scenario the command line decides.
struct OverrideArguments
{
    std::optional<Duration> until;
    std::optional<std::uint64_t> seed;
    std::optional<ClockKind> clock;
};
void addOverrideOptions(CLI::App& command, OverrideArguments& arguments);
/// The same without --until, for a command that has its own.
void addSeedAndClockOptions(CLI::App& command, OverrideArguments& arguments);
void applyOverrides(const OverrideArguments& arguments, Scenario& scenario);

/// How far a run may go.
struct LimitArguments
{
    RunLimits run;
    DriveLimits drive;

    LimitArguments();
};
void addLimitOptions(CLI::App& command, LimitArguments& arguments);
/// The limits of the run alone.
void addRunLimitOptions(CLI::App& command, RunLimits& limits);

} // namespace tickscope::cli

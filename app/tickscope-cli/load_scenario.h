// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "core/scenario/reader.h"

#include <optional>
#include <string>

namespace tickscope::cli {

/// @return what messages call a file that somebody named: "<stdin>" for `-`
std::string shownName(const std::string& file);

/// A scenario, or the exit code that stands for why there is none.
struct LoadedScenario
{
    std::optional<Scenario> scenario;
    int exitCode = 0;
};

/// Whether to tell what is worth knowing about a scenario that is as meant.
enum class Notes { Tell, Skip };

/// Reads a scenario: a file, `-` for standard input, or the name of a built-in one when there is no
/// such file. Says on the console what is wrong with it.
LoadedScenario loadScenario(const std::string& file, const ReadOptions& options, Console& console,
    Notes notes = Notes::Skip);

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/console.h"
#include "app/tickscope-cli/expectations.h"
#include "core/scenario/reader.h"

#include <optional>
#include <string>
#include <vector>

namespace tickscope::cli {

/// @return what messages call a file that somebody named: "<stdin>" for `-`
std::string shownName(const std::string& file);

/// A scenario, or the exit code that stands for why there is none; and what there is to say.
struct LoadedScenario
{
    std::optional<Scenario> scenario;
    int exitCode = 0;
    std::vector<Diagnostic> diagnostics {}; ///< in the order of the text
    std::string text {}; ///< as it was read
    std::vector<RunExpectation> expectations {}; ///< of its [[expect]] tables
};

/// Whether to tell what is worth knowing about a scenario that is as meant.
enum class Notes { Tell, Skip };

/// Reads a scenario: a file, a pipe, `-` for standard input, or the name of a built-in one when
/// there is no such file. Its expectations are checked as far as the scenario tells.
LoadedScenario readNamed(
    const std::string& file, const ReadOptions& options, Notes notes = Notes::Skip);

/// The same for a text that was read already. @param name  what messages call it
LoadedScenario readText(
    std::string text, const std::string& name, const ReadOptions& options, Notes notes);

/// Says on the console what there is to say.
void tell(const LoadedScenario& loaded, Console& console);

/// readNamed() and tell().
LoadedScenario loadScenario(const std::string& file, const ReadOptions& options, Console& console,
    Notes notes = Notes::Skip);

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/sim/virtual_time.h"
#include "ui/theme/theme_controller.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tickscope {

/// What the desktop program was asked for.
struct ProgramOptions
{
    std::string file; ///< a path or the name of a built-in scenario; empty for the default
    std::string lesson; ///< name of a built-in lesson to open; empty for none
    bool isClean = false; ///< nothing remembered is read, nothing is remembered
    bool plays = false;
    std::optional<ThemeChoice> theme;
    std::optional<Duration> until;
    std::string screenshot; ///< picture of the window to write; empty for none
    std::string render; ///< picture of the run to write; empty for none
    bool drawsCharts = false; ///< of the charts instead of the lanes
    int scale = 2; ///< of a PNG
    int width = 0; ///< of the window; 0 for what fits
    int height = 0;
    /// --help or --version: text for standard output, and nothing else is to be done.
    std::string answer;
};

/// @param arguments  without the program's name
/// @return ErrorCode::Usage, in one line with a hint, when they make no sense
Result<ProgramOptions> parseOptions(std::vector<std::string> arguments);

/// Shows the table of options, as parseOptions() reads the command line with it.
void describeOptions(const std::function<void(const CLI::App&)>& see);

} // namespace tickscope

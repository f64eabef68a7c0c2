// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <CLI/App.hpp>

#include <functional>

namespace tickscope::cli {

/// The whole program but for its process: understands the command line and runs the command.
/// @return the exit code
int runCli(int argc, const char* const* argv);

/// Shows the table of commands and options, as runCli() reads the command line with it.
void describeProgram(const std::function<void(const CLI::App&)>& see);

} // namespace tickscope::cli

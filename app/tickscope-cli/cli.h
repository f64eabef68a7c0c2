// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace tickscope::cli {

/// The whole program but for its process: understands the command line and runs the command.
/// @return the exit code
int runCli(int argc, const char* const* argv);

} // namespace tickscope::cli

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

namespace tickscope::cli {

/// Once, before anything else. From here on
/// - the first Ctrl-C (SIGINT, or SIGTERM) asks the work to stop and keep what it reached; the
///   second ends the program;
/// - a broken pipe is an error of write();
/// - a standard stream that was closed is an error too, and no file can take its number.
void prepareProcess();

/// @return whether the person asked to stop.
bool isInterrupted();

} // namespace tickscope::cli

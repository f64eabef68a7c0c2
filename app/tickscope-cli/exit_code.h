// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"

namespace tickscope::cli {

/// What the program leaves to the shell. The numbers are promised to scripts.
enum ExitCode : int {
    ExitDone = 0,
    ExitFailure = 1, ///< I/O or runtime failure
    ExitUsage = 2,
    ExitInvalidScenario = 3,
    ExitMismatch = 4, ///< an expectation or a comparison failed
    ExitLimit = 5, ///< a limit was reached; what was reached is kept and labelled partial
    ExitExternalProgram = 6, ///< an outside program is missing or failed
    ExitInconclusive = 8, ///< the machine was too noisy to tell
    ExitInterrupted = 130,
};

inline constexpr ExitCode allExitCodes[] { ExitDone, ExitFailure, ExitUsage, ExitInvalidScenario,
    ExitMismatch, ExitLimit, ExitExternalProgram, ExitInconclusive, ExitInterrupted };

/// @return what it says, in words
const char* aboutExitCode(ExitCode code);

/// @return the exit code for a failure of this kind.
ExitCode exitCode(ErrorCode code);

} // namespace tickscope::cli

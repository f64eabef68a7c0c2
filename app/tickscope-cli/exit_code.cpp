// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/exit_code.h"

namespace tickscope::cli {

ExitCode exitCode(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
        return ExitFailure;
    case ErrorCode::Usage:
        return ExitUsage;
    case ErrorCode::InvalidScenario:
        return ExitInvalidScenario;
    case ErrorCode::ExpectationFailed:
        return ExitMismatch;
    case ErrorCode::LimitReached:
        return ExitLimit;
    case ErrorCode::ExternalProgram:
        return ExitExternalProgram;
    }
    return ExitFailure;
}

} // namespace tickscope::cli

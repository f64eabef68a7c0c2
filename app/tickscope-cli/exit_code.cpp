// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/exit_code.h"

namespace tickscope::cli {

const char* aboutExitCode(ExitCode code)
{
    switch (code) {
    case ExitDone:
        return "done";
    case ExitFailure:
        return "I/O or runtime failure";
    case ExitUsage:
        return "the command line makes no sense";
    case ExitInvalidScenario:
        return "a scenario is invalid";
    case ExitMismatch:
        return "an expectation or a comparison failed";
    case ExitLimit:
        return "a limit was reached; what was reached is kept and labelled";
    case ExitExternalProgram:
        return "an outside program is missing or failed";
    case ExitInconclusive:
        return "inconclusive: this machine was too noisy to tell";
    case ExitInterrupted:
        return "interrupted";
    }
    return "";
}

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

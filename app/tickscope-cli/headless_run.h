// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/tickscope-cli/drive.h"
#include "core/run/run.h"
#include "core/trace/summary.h"
#include "core/trace/trace_log.h"

#include <string>

namespace tickscope::cli {

/// A log that is ready to take in a run's trace.
TraceLog logFor(const Run& run);

/// What is said of a run that went as far as `end`. It needs no log.
RunFacts factsOf(const Run& run, const DriveEnd& end, std::string scenarioName);

} // namespace tickscope::cli

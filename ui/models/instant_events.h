// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"
#include "ui/instant/instant.h"

namespace tickscope {

/// The events of one moment of a run. A monitor's count for the server that it watches.
/// @param lane  a server; none for the whole run
Instant instantOf(
    const Run& run, const TraceLog& log, std::int64_t ns, std::optional<std::uint32_t> lane);

} // namespace tickscope

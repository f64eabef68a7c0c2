// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/export_span.h"
#include "core/trace/text_sink.h"
#include "core/trace/trace_log.h"

#include <string>
#include <vector>

namespace tickscope {

/// Writes the mailbox depth as CSV: the header `server,t_ns,depth`, then a row for each instant
/// that ended with another depth than the one before, by time, then in the order of the servers. A
/// mailbox is empty until its first row.
/// @param names  of the servers, by index
/// @param span   only changes in it
/// @return whether the sink took everything
bool writeDepthCsv(TextSink& sink, const TraceLog& log, const std::vector<std::string>& names,
    ExportSpan span = {});

} // namespace tickscope

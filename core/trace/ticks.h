// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/export_span.h"
#include "core/trace/text_sink.h"
#include "core/trace/trace_log.h"

#include <string>
#include <vector>

namespace tickscope {

/// Writes the ticks table as CSV: the header
/// `server,incarnation,tick,due_ns,delivered_ns,started_ns,finished_ns,depth_at_start,outcome`,
/// then a row for each tick that was delivered, by time of delivery, then in the order of the
/// servers.
///
/// A field is empty where there is nothing to say: due_ns for a tick that no timer sent; started_ns
/// and depth_at_start for one that was never taken (waiting, lost); finished_ns for one whose
/// handler has not ended. finished_ns is when the handler returned or its process died.
/// @param names  of the servers, by index
/// @param span   only ticks delivered in it
/// @return whether the sink took everything
bool writeTicksCsv(TextSink& sink, const TraceLog& log, const std::vector<std::string>& names,
    ExportSpan span = {});

} // namespace tickscope

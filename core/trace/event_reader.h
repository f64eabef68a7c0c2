// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/result.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// Events that were written by an EventWriter, read back.
///
/// The lines name no message. Mailboxes are first in, first out, so what is taken is what waited
/// longest, and the numbers that the records had come out again but for their values. What the
/// lines do not say is not known: which chain a timer belongs to, and whether it goes to a name.
struct RecordedEvents
{
    std::vector<std::string> names; ///< by Record::server: servers, then monitors and supervisors
    std::size_t serverCount = 0;
    std::vector<std::uint32_t> monitorOf; ///< as TraceLog takes it
    std::vector<Record> records;
};

/// Reads one JSON object a line, as `--events` writes them. Empty lines are passed over.
/// @param file  only for the place of an error
/// Errors: ErrorCode::InvalidScenario, with the line.
Result<RecordedEvents> readEvents(std::string_view text, std::string_view file);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"

#include <QString>

#include <cstdint>

namespace tickscope {

/// What became of a message up to now, in one sentence: due, delivered, waited, worked. The
/// readout, the tooltip and the accessible text of the timeline all say it.
/// @param server  its name; empty where it is plain which server is meant
/// @pre message is one of log.messages and was delivered at or before nowNs
QString describeMessage(
    const QString& server, const ServerLog& log, const MessageEntry& message, std::int64_t nowNs);

/// describeMessage() for the tick with this number, or an empty text if there is none.
QString describeTick(const QString& server, const ServerLog& log, std::uint32_t incarnation,
    std::uint32_t tick, std::int64_t nowNs);

/// "Timer armed at 40.000 s with 5 s, due at 45.000 s. Click to cancel."
QString describeTimer(const TimerEntry& timer, std::int64_t nowNs);

/// "Nobody had the name poller at 18.000 s: the message was dropped."
QString describeMark(const QString& server, const LaneMark& mark);

/// "Marker first wait is at 10.000 s, 31.000 s before now."
QString describeMarker(const QString& name, std::int64_t atNs, std::int64_t nowNs);

/// How far a message's start lies from that of the one before: "Started 8.000 s after tick 3."
/// Empty for the first one, and before it started.
QString describePeriod(const ServerLog& log, const MessageEntry& message);

} // namespace tickscope

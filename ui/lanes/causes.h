// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/trace_log.h"

namespace tickscope {

/// The timer that sent a message, with the due time at which it did; null for none.
const TimerEntry* timerOf(const ServerLog& log, const MessageEntry& message);

/// The message whose handler armed the timer that sent this one. A tick of send_interval has the
/// tick before it: the same timer sent both.
/// @return null where nothing in the log caused it: the first tick, a live edit
const MessageEntry* causeOf(const ServerLog& log, const MessageEntry& message);

/// The first message that this one caused, in the sense of causeOf(); null while there is none.
const MessageEntry* effectOf(const ServerLog& log, const MessageEntry& message);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"

#include <QString>

namespace tickscope {

/// A message in words: "tick 6", "set_interval 10 s", "call", "cancel".
QString messageText(MessageKind kind, std::uint32_t tick, std::int64_t argument);

/// What a record says beside its time and its event: "tick 6, depth 2", "timer armed with 5 s".
/// @param log  of the record's server; null for monitors and the supervisor
QString recordText(const Record& record, const ServerLog* log);

/// What cancels: "cancel_timer", or ":timer.cancel" for a send_interval timer.
/// @param result  Record::value of a CancelTimer
QString cancelCallText(std::int64_t result);
/// What it returned: "1834 ms", "false", "{:ok, :cancel}".
QString cancelResultText(std::int64_t result);

/// Whether a person caused the record: it is marked with a diamond.
bool isLiveEdit(const Record& record);

/// @return the message with that number; null when the log does not have it (any more)
const MessageEntry* findMessage(const ServerLog& log, std::uint32_t number);

/// What an action asks for, in the words of the scenario file: "set_interval 10 s", "crash".
QString actionText(const Action& action);

/// What became of an action: "cancel_timer → 1834 ms", "waits behind 2 messages".
QString actionResultText(const Action& action, const ActionResult& result);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"

#include <QString>

namespace tickscope {

/// What a server is doing, as its icon shows it.
enum class ServerState : std::uint8_t { Idle, Working, Finished, Dead };

ServerState serverState(const ServerSnapshot& server);

/// "Idle, tick 4 due in 3.000 s", "Working on tick 5 for 4.000 s", "No process since 13.000 s".
QString serverStateText(const ServerSnapshot& server, const ServerLog& log, VirtualTime now);

/// "Poller", "Cache refresh".
QString kindText(ServerKind kind);

/// What an edited interval still has to wait for: "Timer still armed with 5 s, due in 4.000 s. The
/// edit waits behind 1 message."; empty when nothing is left of the old one.
QString intervalNote(const ServerSnapshot& server, VirtualTime now);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/gen_server.h"
#include "core/scenario/scenario.h"

#include <optional>

namespace tickscope {

/// @return the message that asks this server for its work: "poll", or "timeout" with idle_timeout.
MessageKind tickMessage(const ServerSpec& spec);

/// @return the interval in a server's state; nothing for a monitor.
std::optional<Duration> intervalOf(const GenServer& server);

/// @return whether it is a countdown that has found 0 and will not tick again by itself.
bool hasFinished(const GenServer& server);

} // namespace tickscope

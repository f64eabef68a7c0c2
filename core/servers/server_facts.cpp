// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/server_facts.h"

#include "core/scenario/server_kinds.h"
#include "core/servers/countdown/countdown.h"

namespace tickscope {

MessageKind tickMessage(const ServerSpec& spec)
{
    if (spec.schedule == Schedule::IdleTimeout)
        return MessageKind::Timeout;
    return rowOf(spec.kind).tick;
}

std::optional<Duration> intervalOf(const GenServer& server)
{
    const auto* periodic = dynamic_cast<const PeriodicServer*>(&server);
    if (periodic == nullptr)
        return std::nullopt;
    return periodic->interval();
}

bool hasFinished(const GenServer& server)
{
    const auto* countdown = dynamic_cast<const Countdown*>(&server);
    return countdown != nullptr && countdown->hasFinished();
}

} // namespace tickscope

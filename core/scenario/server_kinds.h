// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/record.h"
#include "core/scenario/keys.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace tickscope {

/// A key of a [[server]] table that one kind alone reads, and where its value goes. What may be
/// written there is in keyTable.
struct OwnKey
{
    using Field = std::variant<std::int64_t ServerSpec::*, std::optional<Duration> ServerSpec::*,
        Growth ServerSpec::*>;

    KnownKey name; ///< "max_interval"
    std::string_view label; ///< what messages call it: "the factor"
    Field field;
};

/// What there is to know of a kind of servers, besides what its room in core/servers says.
struct ServerKindRow
{
    const char* name; ///< in scenario files, and of its room: "cache_refresh"
    MessageKind tick; ///< the message that asks for its work
    const char* arms; ///< the function of its module that arms the next tick: "schedule_refresh"
    std::span<const OwnKey> keys; ///< in the order in which files are written
    bool hasMonitor = false; ///< a process beside it that waits for its beats
    bool backsOff = false; ///< errors make its interval longer
    bool countsDown = false; ///< it ends its ticks by itself
};

/// The one table of them.
const ServerKindRow& rowOf(ServerKind kind);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace tickscope {

struct ServerLog;

/// What a lane needs to know of a server beside its log.
struct LaneInfo
{
    QString name; ///< "poller_interval"
    QString schedule; ///< "send_interval, 5 s"
    QString state; ///< in words, for people who do not see the lane
    /// What the next timer will be armed with, waiting edits included.
    std::optional<std::int64_t> nextIntervalNs;
};

/// @param log  of the same server: it knows what a waiting edit asks for
LaneInfo laneInfo(const ServerSnapshot& server, const ServerSpec& spec, const ServerLog& log,
    const QString& state);

} // namespace tickscope

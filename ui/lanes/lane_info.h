// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace tickscope {

struct ServerLog;

/// A live edit that is no message of the server's: set_work, set_outcomes, tick, crash, start.
struct DirectEdit
{
    std::int64_t atNs = 0;
    QString words; ///< "work 4 s", "crash"

    friend bool operator==(const DirectEdit&, const DirectEdit&) = default;
};

/// What a lane needs to know of a server beside its log.
struct LaneInfo
{
    QString name; ///< "poller_interval"
    QString schedule; ///< "send_interval, 5 s"
    QString state; ///< in words, for people who do not see the lane
    /// What the next timer will be armed with, waiting edits included.
    std::optional<std::int64_t> nextIntervalNs;
    std::vector<DirectEdit> directEdits; ///< in the order of the run's actions
};

/// Those of one server up to the present.
std::vector<DirectEdit> directEdits(const Run& run, ServerIndex server);

/// @param log  of the same server: it knows what a waiting edit asks for
LaneInfo laneInfo(const ServerSnapshot& server, const ServerSpec& spec, const ServerLog& log,
    const QString& state);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// Shared by the sources of TraceLog alone.
#pragma once

#include "core/trace/trace_log.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace tickscope {

inline constexpr std::uint32_t noIndex = NumberIndex::nowhere;

struct TraceLog::Tracking
{
    std::uint32_t atWork = noIndex; ///< index of the message being handled
    TickOutcome workOutcome = TickOutcome::Ok; ///< what its WorkEnd said
    std::uint32_t idle = noIndex; ///< index of the armed idle wait
    std::uint32_t firstWaiting = 0; ///< messages before this index were taken or lost
    std::uint32_t messages = 0; ///< delivered in this incarnation
    std::uint32_t ticks = 0; ///< delivered in this incarnation
    bool isWorking = false; ///< between a WorkStart and its WorkEnd, or its end
    bool inInit = false; ///< until the first Return
    bool restarting = false; ///< a Restart, and its Spawn not yet
};

/// Appends to a list of a server's log. A long one grows by a half or up to twice that, as the
/// server's number says: servers that tick alike do not all move their lists at once.
template <typename Entry>
void appendOf(std::size_t server, std::vector<Entry>& list, const Entry& entry)
{
    constexpr std::size_t isLong = 1024;
    const std::size_t half = list.size() / 2;
    if (list.size() == list.capacity() && list.size() >= isLong)
        list.reserve(list.size() + half + half / 64 * (server * 29 % 64));
    list.push_back(entry);
}

/// Keeps one sample an instant, and none where the instant ends as it began.
inline void setDepth(std::vector<DepthSample>& depth, std::int64_t timeNs, std::uint32_t value)
{
    if (!depth.empty() && depth.back().timeNs == timeNs)
        depth.pop_back();
    if (value != (depth.empty() ? 0 : depth.back().depth))
        depth.push_back({ timeNs, value });
}

/// @pre the timer is Armed
inline void endTimer(ServerLog& log, TimerEntry& timer, TimerEntry::End end, std::int64_t nowNs)
{
    timer.end = end;
    timer.endNs = nowNs;
    const std::uint32_t last = log.armed.back();
    log.armed[timer.armedSlot] = last;
    log.timers[last].armedSlot = timer.armedSlot;
    log.armed.pop_back();
}

} // namespace tickscope

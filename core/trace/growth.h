// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/statistics.h"

namespace tickscope {

/// Draws the verdict; measure() has filled in the rest.
/// @param statistics  of the same span
GrowthVerdict judgeGrowth(const ServerLog& log, const ServerSpec& spec,
    const ServerStatistics& statistics, std::int64_t fromNs, std::int64_t toNs);

/// @return index into log.taken of the first message that was taken at or after a moment
std::size_t firstTakenFrom(const ServerLog& log, std::int64_t timeNs);

/// Whether a timer was armed at a moment; not at that of its own end.
bool isArmedAt(const TimerEntry& timer, std::int64_t timeNs);

/// Whether a mark is a new process: the first, or a successor.
bool isStart(const LaneMark& mark);

/// @return how long the work of a tick took, or noTime when it had not ended at `toNs` or was
/// killed. A handler that did no work took none.
std::int64_t workOf(const MessageEntry& tick, std::int64_t toNs);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tickscope {

/// How a server stands at a moment: whether its periodic work goes on as it was meant to. Growth
/// (GrowthVerdict) is asked beside it: a mailbox can be stable since its server is dead.
struct StateVerdict
{
    enum class Kind : std::uint8_t {
        Running, ///< nothing to say
        NotStarted, ///< it has had no process yet
        Dead, ///< it has no process any more
        Crashing, ///< each of its last ticks crashed: two at least
        Chains, ///< more than one chain of ticks: it ticks that much more often
        NoTimer, ///< alive, and nothing will ever make it tick again
        Finished, ///< a countdown that has found 0
        MissedBeats, ///< its monitor missed it in the span
    };
    Kind kind = Kind::Running;
    /// Since when: the exit, the start of the first tick of the crashes in a row (nothing when all
    /// ticks crashed), the second arming, the end of the last timer.
    std::optional<std::int64_t> sinceNs;
    /// Chains: when a cancel left one of them; nothing while there are as many.
    std::optional<std::int64_t> untilNs;
    std::uint64_t count
        = 0; ///< Chains: how many; Crashing: crashes in a row; MissedBeats: how many
};

/// Judges a server at the end of a span. What comes first in the list of kinds wins, except that
/// Finished is only said of a server without a timer. Chains and MissedBeats are said of the span:
/// that it ticked twice as often for a while is in all its statistics.
/// @param missedBeats  in the span
StateVerdict judgeState(const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs,
    std::int64_t toNs, std::uint32_t missedBeats);

/// "Dead since 48 ms", "Crashes on every tick", "Two chains: ticks twice as often", "No timer armed
/// since 11 s", "Missed 3 beats", "Finished at 10 s", "Running".
std::string toText(const StateVerdict& state);

/// The word for programs: running, not_started, dead, crashing, double_chain, no_timer, finished,
/// missed_beats.
const char* toWord(StateVerdict::Kind kind);

} // namespace tickscope

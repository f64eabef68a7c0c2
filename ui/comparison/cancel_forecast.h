// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// What cancelling a server's timer at the present moment would come to.
struct CancelForecast
{
    std::int64_t handledNs = 0;
    std::string result; ///< in Elixir's words: "3000", "false", ":ok"
    std::uint32_t messagesAhead = 0; ///< in the mailbox now
    std::uint32_t ticksBefore = 0; ///< of those: they run first
    std::uint32_t ticksAfter = 0; ///< wait when it is handled, and run all the same

    friend bool operator==(const CancelForecast&, const CancelForecast&) = default;
};

/// Asks a copy of the run, which goes on as the run itself would.
/// @param servers  of the run, by index
/// @param mostEvents  what the copy may cost: events so far and after
/// @return one for each server; nothing for one without a process, for one whose mailbox is not
/// done in time, and for all when the run has grown too long to be repeated on the side
std::vector<std::optional<CancelForecast>> forecastCancels(
    const Run& run, const std::vector<std::uint32_t>& servers, std::uint64_t mostEvents);

} // namespace tickscope

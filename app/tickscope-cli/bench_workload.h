// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <cstdint>

namespace tickscope::cli {

/// What the benchmark runs. The same rules as in other simulators' benchmarks, so that their
/// figures can be held beside ours.
enum class Workload {
    W1, ///< pollers: a tick, 3 ms of work, the next tick 5 to 6 ms later; starts over 8 ms
    W2, ///< send_interval every 5 ms, 8 ms of work: 3 of 8 ticks stay in the mailbox
};

/// @return one [[server]] per process, since each has its own interval and first tick.
Scenario benchScenario(Workload workload, std::uint32_t servers);

/// What counts as ticks until then: for W1 those whose work is done, for W2 those sent.
std::uint64_t benchTicks(const Scenario& scenario, Workload workload, Duration until);

/// @return the earliest moment, to 1 us, at which there are at least so many ticks.
Duration benchDuration(const Scenario& scenario, Workload workload, std::uint64_t ticks);

} // namespace tickscope::cli

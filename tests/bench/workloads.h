// SPDX-License-Identifier: GPL-3.0-only
// The two workloads by which engines are compared, for ours and for the loop that bounds it.
#pragma once

#include "core/run/run.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace tickscope::bench {

/// W1: pollers that arm their next tick when their work is done. A tick is one unit of work.
/// W2: intervals shorter than the work, so that mailboxes grow. A tick is one message sent.
enum class Workload : std::uint8_t { W1, W2 };

inline constexpr Duration w1Work = 3ms;
inline constexpr Duration w2Work = 8ms;
inline constexpr Duration w2Interval = 5ms;

constexpr Duration w1Interval(std::uint64_t server)
{
    return 5ms + std::chrono::microseconds(7919 * server % 1000);
}
constexpr Duration w1First(std::uint64_t server)
{
    return std::chrono::microseconds(104729 * server % 8000);
}

/// Each server has a table of its own, as in a file that somebody wrote.
inline Scenario scenarioOf(Workload workload, std::size_t servers)
{
    Scenario scenario;
    scenario.duration = maxDuration;
    scenario.servers.resize(servers);
    for (std::size_t i = 0; i < servers; ++i) {
        ServerSpec& server = scenario.servers[i];
        server.name = "p" + std::to_string(i + 1);
        if (workload == Workload::W1) {
            server.interval = w1Interval(i);
            server.first = w1First(i);
            server.work = w1Work;
        } else {
            server.schedule = Schedule::SendInterval;
            server.interval = w2Interval;
            server.work = w2Work;
        }
    }
    return scenario;
}

/// Nothing ends the run but the benchmark.
inline RunOptions optionsOf(Recorder::Keep keep)
{
    RunOptions options;
    options.limits.events = UINT64_MAX;
    options.limits.mailbox = UINT32_MAX;
    options.limits.instant = UINT32_MAX;
    options.keep = keep;
    return options;
}

/// @return how many of first, first + period, first + 2 period, ... have come by `until`
constexpr std::uint64_t pointsUntil(Duration first, Duration period, Duration until)
{
    return until < first ? 0 : static_cast<std::uint64_t>((until - first) / period) + 1;
}

/// @return how many ticks of the workload are done by `until`
inline std::uint64_t ticksUntil(Workload workload, std::size_t servers, Duration until)
{
    if (workload == Workload::W2)
        return servers * pointsUntil(w2Interval, w2Interval, until);
    std::uint64_t ticks = 0;
    for (std::size_t i = 0; i < servers; ++i)
        ticks += pointsUntil(w1First(i) + w1Work, w1Interval(i) + w1Work, until);
    return ticks;
}

/// @return the virtual time in which about so many ticks are done
inline Duration timeFor(Workload workload, std::size_t servers, std::uint64_t ticks)
{
    const Duration period = workload == Workload::W1 ? 8500us : w2Interval;
    return period * static_cast<std::int64_t>(ticks / servers);
}

} // namespace tickscope::bench

// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/bench_workload.h"

#include <fmt/format.h>

#include <variant>

namespace tickscope::cli {
namespace {

ServerSpec w1Server(std::uint64_t i)
{
    ServerSpec server;
    server.interval = 5ms + std::chrono::microseconds(7919 * i % 1000);
    server.work = Duration(3ms);
    server.first = Duration(std::chrono::microseconds(104729 * i % 8000));
    return server;
}

ServerSpec w2Server()
{
    ServerSpec server;
    server.schedule = Schedule::SendInterval;
    server.interval = 5ms;
    server.work = Duration(8ms);
    return server;
}

/// How many of first, first + period, first + 2 period, ... have come by `until`.
std::uint64_t pointsUntil(Duration first, Duration period, Duration until)
{
    if (until < first)
        return 0;
    return static_cast<std::uint64_t>((until - first) / period) + 1;
}

} // namespace

Scenario benchScenario(Workload workload, std::uint32_t servers)
{
    Scenario scenario;
    scenario.duration = maxDuration;
    scenario.servers.reserve(servers);
    for (std::uint32_t i = 0; i < servers; ++i) {
        scenario.servers.push_back(workload == Workload::W1 ? w1Server(i) : w2Server());
        scenario.servers.back().name = fmt::format("p{}", i + 1);
    }
    return scenario;
}

std::uint64_t benchTicks(const Scenario& scenario, Workload workload, Duration until)
{
    std::uint64_t ticks = 0;
    for (const ServerSpec& server : scenario.servers) {
        const Duration work = std::get<Duration>(server.work);
        ticks += workload == Workload::W1
            ? pointsUntil(std::get<Duration>(*server.first) + work, server.interval + work, until)
            : pointsUntil(server.interval, server.interval, until);
    }
    return ticks;
}

Duration benchDuration(const Scenario& scenario, Workload workload, std::uint64_t ticks)
{
    Duration low {};
    Duration high = maxDuration;
    while (high - low > 1us) {
        const Duration middle = low + (high - low) / 2;
        if (benchTicks(scenario, workload, middle) >= ticks)
            high = middle;
        else
            low = middle;
    }
    return high;
}

} // namespace tickscope::cli

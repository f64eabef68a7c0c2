// SPDX-License-Identifier: GPL-3.0-only
// What tests of statistics and verdicts share: a server, and what is measured of its trace.
#pragma once

#include "core/trace/statistics.h"
#include "tests/support/trace_builder.h"

#include <cmath>

namespace tickscope::testing {

inline constexpr std::int64_t ns(Duration duration)
{
    return duration.count();
}

inline ServerSpec specOf(Schedule schedule, Duration interval)
{
    ServerSpec spec;
    spec.name = "poller";
    spec.schedule = schedule;
    spec.interval = interval;
    return spec;
}

inline const ServerSpec everyFive = specOf(Schedule::SendInterval, 5s);

inline ServerStatistics measured(
    const TraceBuilder& builder, const ServerSpec& spec, Duration from, Duration to)
{
    Scenario scenario;
    scenario.servers.push_back(spec);
    TraceLog log(scenario, {});
    log.consume(builder.trace());
    return measure(log.server(0), spec, ns(from), ns(to));
}

inline bool isNear(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

/// after_work with interval 5 s and work 3 s: starts at 5, 13, 21, ...
inline TraceBuilder afterWork(int ticks)
{
    TraceBuilder builder;
    builder.at(0s).spawn().init().sendAfter(1, 5s).ret();
    Duration due = 5s;
    for (int tick = 1; tick <= ticks; ++tick) {
        const auto timer = static_cast<std::uint32_t>(tick);
        builder.at(due).timeout(timer, due).receiveTick(due).take().workStart(3s);
        due += 8s;
        builder.at(due - 5s).workEnd().sendAfter(timer + 1, due).ret();
    }
    return builder;
}

} // namespace tickscope::testing

// SPDX-License-Identifier: GPL-3.0-only
// What tests of the trace log share: logs of hand-built traces, and their marks.
#pragma once

#include "core/trace/trace_log.h"
#include "tests/support/trace_builder.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tickscope::testing {

inline TraceLog logOf(
    const TraceBuilder& builder, std::size_t servers = 1, std::vector<std::uint32_t> monitorOf = {})
{
    TraceLog log(servers, std::move(monitorOf));
    log.consume(builder.trace());
    return log;
}

inline TraceLog logOf(const TraceBuilder& builder, Duration interval, ClockKind clock)
{
    Scenario scenario;
    scenario.clock = clock;
    scenario.servers.emplace_back();
    scenario.servers.back().interval = interval;
    TraceLog log(scenario, {});
    log.consume(builder.trace());
    return log;
}

inline constexpr std::int64_t ns(Duration duration)
{
    return duration.count();
}

/// init at 0 with the first tick armed for 5 s.
inline TraceBuilder started(bool toName = false, std::size_t processes = 1)
{
    TraceBuilder builder(processes);
    builder.at(0s).spawn().init().sendAfter(1, 5s, toName).ret();
    return builder;
}

inline std::size_t countMarks(const ServerLog& log, LaneMark::Kind kind)
{
    return std::size_t(std::count_if(log.marks.begin(), log.marks.end(),
        [&](const LaneMark& mark) { return mark.kind == kind; }));
}

inline const LaneMark* findMark(const ServerLog& log, LaneMark::Kind kind)
{
    for (const LaneMark& mark : log.marks) {
        if (mark.kind == kind)
            return &mark;
    }
    return nullptr;
}

} // namespace tickscope::testing

// SPDX-License-Identifier: GPL-3.0-only
// What tests of runs share: short ways to say a scenario and to ask what came of it.
#pragma once

#include "core/run/run.h"
#include "core/trace/trace_log.h"

#include <string>
#include <utility>
#include <vector>

namespace tickscope::testing {

inline VirtualTime at(Duration time)
{
    return VirtualTime { time };
}
inline std::int64_t toMs(std::int64_t ns)
{
    return ns / 1'000'000;
}

inline ServerSpec server(Schedule schedule, Duration interval, DurationSpec work = Duration {},
    std::string name = "poller")
{
    ServerSpec spec;
    spec.name = std::move(name);
    spec.schedule = schedule;
    spec.interval = interval;
    spec.work = std::move(work);
    return spec;
}

inline Action action(Duration time, ActionKind kind, std::string name = "poller")
{
    Action act;
    act.at = at(time);
    act.kind = kind;
    act.server = std::move(name);
    return act;
}

inline Action setInterval(Duration time, Duration interval, std::string name = "poller")
{
    Action act = action(time, ActionKind::SetInterval, std::move(name));
    act.interval = interval;
    return act;
}

inline Scenario scenarioOf(std::vector<ServerSpec> servers, std::vector<Action> actions = {})
{
    Scenario scenario;
    scenario.servers = std::move(servers);
    scenario.actions = std::move(actions);
    return scenario;
}

inline Run ran(Scenario scenario, Duration until, RunOptions options = {})
{
    Run run(std::move(scenario), options);
    run.advanceTo(at(until));
    return run;
}

inline TraceLog logOf(const Run& run)
{
    TraceLog log(run.serverCount(), run.watchedServers());
    log.consume(run.trace());
    return log;
}

/// Start times of the ticks of a server, in ms.
inline std::vector<std::int64_t> startsMs(const Run& run, std::size_t server = 0)
{
    std::vector<std::int64_t> starts;
    const TraceLog log = logOf(run);
    for (const MessageEntry& entry : log.server(server).messages) {
        if (isTick(entry.kind) && entry.startedNs != noTime)
            starts.push_back(toMs(entry.startedNs));
    }
    return starts;
}

/// All records of an event (of one server), in order.
inline std::vector<Record> recordsOf(const Run& run, Event event, std::uint32_t server = 0)
{
    std::vector<Record> found;
    for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq) {
        const Record& record = run.trace()[seq];
        if (record.event == event && record.server == server)
            found.push_back(record);
    }
    return found;
}

} // namespace tickscope::testing

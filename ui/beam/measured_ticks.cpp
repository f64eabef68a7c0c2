// SPDX-License-Identifier: GPL-3.0-only
#include "ui/beam/measured_ticks.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace tickscope {

namespace {

/// Takes the events of one server in the order of time.
class TickCollector
{
public:
    explicit TickCollector(std::vector<MeasuredTick>& ticks)
        : m_ticks(&ticks)
    {
    }

    void take(const BeamEvent& event, std::int64_t ns)
    {
        if (event.event == "init")
            ++m_incarnation;
        else if (event.event == "tick")
            m_ticks->push_back(
                { m_incarnation, static_cast<std::uint32_t>(event.number.value_or(0)), ns, noTime,
                    TickOutcome::Unfinished });
        else if (event.event == "done")
            finish(ns, event.text == "error" ? TickOutcome::Error : TickOutcome::Ok);
        else if (event.event == "crash")
            finish(ns, TickOutcome::Crash);
        else if (event.event == "exit" && isAtWork())
            m_ticks->back().outcome = TickOutcome::Killed;
    }

private:
    bool isAtWork() const
    {
        return !m_ticks->empty() && m_ticks->back().outcome == TickOutcome::Unfinished;
    }
    void finish(std::int64_t ns, TickOutcome outcome)
    {
        if (!isAtWork())
            return;
        m_ticks->back().finishedNs = ns;
        m_ticks->back().outcome = outcome;
    }

    std::vector<MeasuredTick>* m_ticks;
    std::uint32_t m_incarnation = 0;
};

} // namespace

MeasuredRun measuredTicks(
    const Recording& recording, const std::vector<std::string>& names, double scale)
{
    MeasuredRun run;
    run.servers.resize(names.size());
    std::unordered_map<std::string, TickCollector> collectors; // only looked up, never walked
    for (std::size_t i = 0; i < names.size(); ++i)
        collectors.emplace(names[i], TickCollector(run.servers[i]));

    std::vector<const BeamEvent*> events;
    events.reserve(recording.events.size());
    for (const BeamEvent& event : recording.events)
        events.push_back(&event);
    std::stable_sort(events.begin(), events.end(),
        [](const BeamEvent* a, const BeamEvent* b) { return a->timeNs < b->timeNs; });
    for (const BeamEvent* event : events) {
        const auto ns
            = static_cast<std::int64_t>(std::llround(static_cast<double>(event->timeNs) / scale));
        run.untilNs = std::max(run.untilNs, ns);
        if (const auto found = collectors.find(event->server); found != collectors.end())
            found->second.take(*event, ns);
    }
    return run;
}

} // namespace tickscope

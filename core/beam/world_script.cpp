// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/world_script.h"

#include "core/elixir/names.h"
#include "core/elixir/world_terms.h"
#include "core/run/run.h"
#include "core/servers/world.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <variant>
#include <vector>

namespace tickscope {

namespace {

constexpr std::size_t mostDraws = 2000;

bool isRandom(const DurationSpec& spec)
{
    return !std::holds_alternative<Duration>(spec)
        && !std::holds_alternative<SequenceDuration>(spec);
}

bool isRandom(const OutcomeSpec& spec)
{
    return std::holds_alternative<OutcomeRates>(spec);
}

// {:script, {1, 2, 3}}: the nth value for the nth time that anybody asks
std::string script(const std::vector<std::string>& values)
{
    return fmt::format("{{:script, {{{}}}}}", fmt::join(values, ", "));
}

std::string drawn(std::size_t count, const std::function<Duration()>& draw)
{
    std::vector<std::string> values(count);
    for (std::string& value : values)
        value = fmt::format("{}", wholeMs(draw()));
    return script(values);
}

// How often each server of a run asked for work, so that enough is drawn and not more.
std::vector<std::size_t> workCounts(const Run& run)
{
    std::vector<std::size_t> counts(run.serverCount(), 20); // room for what a real run does more
    const Recorder& trace = run.trace();
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        const Record& record = trace[seq];
        if (record.server < counts.size() && record.event == Event::WorkStart
            && counts[record.server] < mostDraws)
            ++counts[record.server];
    }
    return counts;
}

// The waits that a backoff poller with full jitter drew, read off the trace: each depends on how
// many errors came before. Only where the wait alone decides when the timer is due.
std::vector<std::string> fullJitterDraws(const Run& run, ServerIndex server)
{
    const Schedule schedule = run.serverSpec(server).schedule;
    std::vector<std::string> values;
    bool afterError = false;
    const Recorder& trace = run.trace();
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        const Record& record = trace[seq];
        if (record.server != server)
            continue;
        if (record.event == Event::Spawn)
            afterError = false;
        else if (record.event == Event::WorkEnd)
            afterError = static_cast<TickOutcome>(record.detail) == TickOutcome::Error;
        const bool arms
            = record.event == (schedule == Schedule::IdleTimeout ? Event::Return : Event::SendAfter)
            && record.value != noDue;
        if (arms && afterError)
            values.push_back(fmt::format("{}", wholeMs(Duration { record.value - record.timeNs })));
    }
    return values;
}

class ServerWorld
{
public:
    ServerWorld(const Scenario& scenario, const Run& run, ServerIndex server, std::size_t draws)
        : m_spec(run.serverSpec(server))
        , m_world(m_spec, scenario.seed, server)
        , m_run(run)
        , m_server(server)
        , m_draws(draws)
    {
    }

    std::string text()
    {
        const std::string load = m_spec.load ? isRandom(*m_spec.load)
                ? drawn(m_draws, [this] { return m_world.load(); })
                : worldTerm(*m_spec.load)
                                             : "0";
        return fmt::format(
            "%{{work: {}, outcomes: {}, load: {}, draws: {}}}", work(), outcomes(), load, draws());
    }

private:
    std::string work()
    {
        if (!isRandom(m_spec.work))
            return worldTerm(m_spec.work);
        return drawn(m_draws, [this] { return m_world.workOf(1); });
    }
    std::string outcomes()
    {
        if (!isRandom(m_spec.outcomes))
            return worldTerm(m_spec.outcomes);
        std::vector<std::string> values(m_draws);
        for (std::string& value : values)
            value = fmt::format(":{}", toText(m_world.outcomeOf(1)));
        return script(values);
    }
    std::string draws()
    {
        std::map<std::string, std::string> all;
        if (m_spec.first && isRandom(*m_spec.first))
            all[worldTerm(*m_spec.first)] = drawn(m_draws, [this] { return *m_world.first(); });
        if (m_spec.jitter > Duration::zero())
            all[worldTerm(UniformDuration { {}, m_spec.jitter })]
                = drawn(m_draws, [this] { return m_world.jitter(m_spec.jitter); });
        std::vector<std::string> full;
        if (m_spec.backoffJitter == BackoffJitter::Full)
            full = fullJitterDraws(m_run, m_server);
        if (!full.empty())
            all[":any"] = script(full);
        std::vector<std::string> entries;
        for (const auto& [spec, values] : all)
            entries.push_back(fmt::format("{} => {}", spec, values));
        return fmt::format("%{{{}}}", fmt::join(entries, ", "));
    }

    const ServerSpec& m_spec;
    World m_world;
    const Run& m_run;
    ServerIndex m_server;
    std::size_t m_draws;
};

} // namespace

std::string worldScript(const Scenario& scenario)
{
    Scenario clocked = scenario;
    clocked.clock = ClockKind::Beam;
    Run run(std::move(clocked));
    run.advanceTo(VirtualTime { scenario.duration });
    const std::vector<std::size_t> counts = workCounts(run);
    std::vector<std::string> entries;
    for (ServerIndex server = 0; server < run.serverCount(); ++server)
        entries.push_back(fmt::format("{} => {}", elixirAtom(run.processNames()[server]),
            ServerWorld(scenario, run, server, counts[server]).text()));
    return fmt::format("%{{\n    {}\n  }}", fmt::join(entries, ",\n    "));
}

std::string worldChange(const Action& action)
{
    return action.kind == ActionKind::SetWork
        ? fmt::format("[work: {}]", worldTerm(action.work))
        : fmt::format("[outcomes: {}]", worldTerm(action.outcomes));
}

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/world_script.h"

#include "core/elixir/names.h"
#include "core/elixir/server_plan.h"
#include "core/elixir/world_terms.h"
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
constexpr std::size_t spareDraws = 20; // room for what a real run does more

bool isRandom(const DurationSpec& spec)
{
    return !std::holds_alternative<Duration>(spec)
        && !std::holds_alternative<SequenceDuration>(spec);
}

bool isRandom(const OutcomeSpec& spec)
{
    return std::holds_alternative<OutcomeRates>(spec);
}

// {:script, 0, {1, 2, 3}}: the nth value for the nth time that the server asks; each script that
// an action puts there counts anew, so each has its number
std::string script(std::size_t number, const std::vector<std::string>& values)
{
    return fmt::format("{{:script, {}, {{{}}}}}", number, fmt::join(values, ", "));
}

std::string drawn(std::size_t number, std::size_t count, const std::function<Duration()>& draw)
{
    std::vector<std::string> values(count);
    for (std::string& value : values)
        value = fmt::format("{}", wholeMs(draw()));
    return script(number, values);
}

std::string drawnOutcomes(std::size_t number, std::size_t count, World& world, Schedule schedule)
{
    std::vector<std::string> values(count);
    for (std::string& value : values)
        value = fmt::format(":{}", toText(returnedOutcome(world.outcomeOf(1), schedule)));
    return script(number, values);
}

// Reads off the trace what a backoff poller with full jitter drew: each draw depends on how many
// errors came before. Where two draws would make the same timer due, either will do.
class FullJitterReader
{
public:
    explicit FullJitterReader(Schedule schedule)
        : m_schedule(schedule)
    {
    }

    void take(const Record& record);
    const std::vector<std::string>& draws() const { return m_draws; }

private:
    bool arms(const Record& record) const
    {
        const bool isIdle = m_schedule == Schedule::IdleTimeout;
        return record.event == (isIdle ? Event::Return : Event::SendAfter) && record.value != noDue;
    }
    Duration drawnFor(const Record& record) const;

    Schedule m_schedule;
    bool m_afterError = false;
    bool m_isInTick = false;
    std::int64_t m_lastDueNs = 0;
    std::vector<std::string> m_draws;
};

void FullJitterReader::take(const Record& record)
{
    if (record.event == Event::Spawn)
        m_afterError = m_isInTick = false;
    else if (record.event == Event::WorkEnd)
        m_afterError = static_cast<TickOutcome>(record.detail) == TickOutcome::Error;
    else if (record.event == Event::HandleInfo || record.event == Event::HandleCast)
        m_isInTick = record.event == Event::HandleInfo;
    if (!arms(record))
        return;
    if (m_afterError)
        m_draws.push_back(fmt::format("{}", wholeMs(drawnFor(record))));
    m_lastDueNs = record.value;
}

// An absolute timer counts in a tick from the due time before, else from now like all others.
Duration FullJitterReader::drawnFor(const Record& record) const
{
    const bool isAbsolute
        = m_schedule == Schedule::Absolute || m_schedule == Schedule::AbsoluteSkip;
    if (!isAbsolute || !m_isInTick)
        return Duration { record.value - record.timeNs };
    const Duration step { record.value - m_lastDueNs };
    const Duration late { record.timeNs - m_lastDueNs };
    if (m_schedule == Schedule::Absolute || step <= Duration::zero())
        return step;
    // So many of one draw as to come behind now.
    for (std::int64_t times = 1; times * 1ms <= step; ++times) {
        if (step % times == Duration::zero() && late / (step / times) + 1 == times)
            return step / times;
    }
    return step;
}

std::vector<std::string> fullJitterDraws(const Run& run, ServerIndex server)
{
    FullJitterReader reader(run.serverSpec(server).schedule);
    const Recorder& trace = run.trace();
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        if (trace[seq].server == server)
            reader.take(trace[seq]);
    }
    return reader.draws();
}

// Of the actions for one server, in the order in which they happen: their indices.
std::vector<std::size_t> inOrder(const Scenario& scenario, const ServerInstance& server)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < scenario.actions.size(); ++i) {
        if (isFor(scenario.actions[i], server, scenario))
            order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return scenario.actions[a].at < scenario.actions[b].at;
    });
    return order;
}

} // namespace

bool isFor(const Action& action, const ServerInstance& server, const Scenario& scenario)
{
    return action.server == server.name || action.server == scenario.servers[server.spec].name;
}

WorldScript::WorldScript(const Scenario& scenario)
    : m_scenario(scenario)
    , m_servers(expandServers(scenario))
    , m_run([&scenario] {
        Scenario clocked = scenario;
        clocked.clock = ClockKind::Beam;
        return Run(std::move(clocked));
    }())
    , m_asked(m_servers.size())
{
    m_run.advanceTo(VirtualTime { scenario.duration });
    const Recorder& trace = m_run.trace();
    for (std::uint64_t seq = trace.begin(); seq < trace.size(); ++seq) {
        const Record& record = trace[seq];
        const bool isTicksWork = record.event == Event::WorkStart && isTick(record.message);
        if (record.server < m_asked.size() && isTicksWork)
            m_asked[record.server].works.push_back(record.timeNs);
    }
}

std::string WorldScript::start() const
{
    std::vector<std::string> entries;
    for (ServerIndex server = 0; server < m_servers.size(); ++server)
        entries.push_back(
            fmt::format("{} => {}", elixirAtom(m_servers[server].name), serverStart(server)));
    return fmt::format("%{{\n    {}\n  }}", fmt::join(entries, ",\n    "));
}

std::string WorldScript::serverStart(ServerIndex server) const
{
    const ServerSpec& spec = m_run.serverSpec(server);
    const std::size_t count = std::min(m_asked[server].works.size() + spareDraws, mostDraws);
    World world(spec, m_scenario.seed, server);
    const std::string work = isRandom(spec.work)
        ? drawn(0, count, [&world] { return world.workOf(1); })
        : worldTerm(spec.work);
    const std::string outcomes = isRandom(spec.outcomes)
        ? drawnOutcomes(0, count, world, spec.schedule)
        : worldTerm(returnedOutcomes(spec.outcomes, spec.schedule));
    const std::string load = !spec.load ? "0"
        : isRandom(*spec.load)          ? drawn(0, count, [&world] { return world.load(); })
                                        : worldTerm(*spec.load);
    return fmt::format(
        "%{{work: {}, outcomes: {}, load: {}, load_outcomes: {}, uses: {}, draws: {}}}", work,
        outcomes, load, loadOutcomes(server), poolOf(spec), drawsOf(server));
}

std::string WorldScript::poolOf(const ServerSpec& spec) const
{
    const ResourceSpec* resource = resourceOf(m_scenario, spec);
    if (resource == nullptr)
        return "nil";
    const auto index = static_cast<std::size_t>(resource - m_scenario.resources.data());
    return fmt::format("{{UnitPool, {}}}", elixirAtom(poolNames(m_scenario)[index]));
}

// A sequence is a script too: it counts over all incarnations.
std::string WorldScript::loadOutcomes(ServerIndex server) const
{
    const ServerSpec& spec = m_run.serverSpec(server);
    if (!spec.load)
        return "[:ok]";
    const auto* sequence = std::get_if<OutcomeSequence>(&spec.loadOutcomes);
    std::vector<std::string> values(sequence != nullptr ? sequence->values.size() : mostDraws);
    World world(spec, m_scenario.seed, server);
    for (std::string& value : values)
        value = fmt::format(":{}", toText(world.loadOutcome()));
    return script(0, values);
}

std::string WorldScript::drawsOf(ServerIndex server) const
{
    const ServerSpec& spec = m_run.serverSpec(server);
    const std::size_t count = std::min(m_asked[server].works.size() + spareDraws, mostDraws);
    World world(spec, m_scenario.seed, server);
    std::map<std::string, std::string> all;
    if (spec.first && isRandom(*spec.first))
        all[worldTerm(*spec.first)] = drawn(0, count, [&world] { return *world.first(); });
    if (spec.hasJitter())
        all[worldTerm(UniformDuration { spec.jitterLow, spec.jitter })]
            = drawn(0, count, [&] { return world.jitter(spec.jitterLow, spec.jitter); });
    std::vector<std::string> full;
    if (spec.backoffJitter == BackoffJitter::Full)
        full = fullJitterDraws(m_run, server);
    if (!full.empty())
        all[":any"] = script(0, full);
    std::vector<std::string> entries;
    for (const auto& [term, values] : all)
        entries.push_back(fmt::format("{} => {}", term, values));
    return fmt::format("%{{{}}}", fmt::join(entries, ", "));
}

// The simulator goes on with the streams that it drew from before the change. So the server's world
// is made anew, and asked as often as the simulated one was until then.
std::string WorldScript::change(std::size_t action, ServerIndex server) const
{
    const Action& changing = m_scenario.actions[action];
    const bool isWork = changing.kind == ActionKind::SetWork;
    if (!isWork && changing.kind != ActionKind::SetOutcomes)
        return {};
    if (isWork && !isRandom(changing.work))
        return fmt::format("[work: {}]", worldTerm(changing.work));
    if (!isWork && !isRandom(changing.outcomes))
        return fmt::format("[outcomes: {}]",
            worldTerm(returnedOutcomes(changing.outcomes, m_run.serverSpec(server).schedule)));
    World world(m_run.serverSpec(server), m_scenario.seed, server);
    const std::vector<std::int64_t>& works = m_asked[server].works;
    std::size_t asked = 0;
    for (const std::size_t i : inOrder(m_scenario, m_servers[server])) {
        const Action& earlier = m_scenario.actions[i];
        for (; asked < works.size() && works[asked] < toNs(earlier.at); ++asked) {
            world.outcomeOf(1);
            world.workOf(1);
        }
        if (earlier.kind == ActionKind::SetWork)
            world.setWork(earlier.work, m_scenario.seed, server);
        else if (earlier.kind == ActionKind::SetOutcomes)
            world.setOutcomes(earlier.outcomes, m_scenario.seed, server);
        if (i == action)
            break;
    }
    const std::size_t count = std::min(works.size() - asked + spareDraws, mostDraws);
    return isWork
        ? fmt::format("[work: {}]", drawn(action + 1, count, [&world] { return world.workOf(1); }))
        : fmt::format("[outcomes: {}]",
            drawnOutcomes(action + 1, count, world, m_run.serverSpec(server).schedule));
}

} // namespace tickscope

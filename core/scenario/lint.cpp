// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/lint.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/server_kinds.h"
#include "core/scenario/server_names.h"
#include "core/scenario/tick_grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

namespace tickscope {

namespace {

double perSecond(Duration period)
{
    return 1e9 / static_cast<double>(period.count());
}

void lintOverload(const ReadServer& server, Problems& problems)
{
    const ServerSpec& spec = server.spec;
    const Duration work = meanOf(spec.work);
    if (spec.schedule != Schedule::SendInterval || work <= spec.interval)
        return;
    problems.note(DiagnosticCode::Overload, server.places.work,
        fmt::format(
            "the work takes {} and the interval is {}", humanText(work), humanText(spec.interval)),
        fmt::format(
            "the mailbox grows by {:.3g} messages/s", perSecond(spec.interval) - perSecond(work)));
}

void lintHeartbeat(const ReadServer& server, Problems& problems)
{
    const ServerSpec& spec = server.spec;
    if (!rowOf(spec.kind).hasMonitor || !spec.timeout || *spec.timeout > spec.interval)
        return;
    problems.note(server.places.interval,
        fmt::format("the timeout of {} is no longer than the interval of {}",
            humanText(*spec.timeout), humanText(spec.interval)),
        "every beat is reported as missed");
}

bool mayFail(const OutcomeSpec& outcomes)
{
    if (const auto* rates = std::get_if<OutcomeRates>(&outcomes))
        return rates->error > 0;
    const auto& values = std::get<OutcomeSequence>(outcomes).values;
    return std::find(values.begin(), values.end(), Outcome::Error) != values.end();
}

// A beat whose work fails is not sent. The next one comes two intervals after the last: with timers
// that are armed anew each time, a little later than that.
void lintLostBeat(const ReadServer& server, Problems& problems)
{
    const ServerSpec& spec = server.spec;
    const Duration timeout = heartbeatTimeout(spec);
    if (!rowOf(spec.kind).hasMonitor || timeout <= spec.interval
        || timeout > saturatingMultiply(spec.interval, 2) || !mayFail(spec.outcomes))
        return;
    problems.note(server.places.interval,
        fmt::format("the timeout of {} leaves no room for one lost beat", humanText(timeout)),
        "one error is reported as missed; take more than two intervals");
}

void lintBackoff(const ReadServer& server, Problems& problems)
{
    const ServerSpec& spec = server.spec;
    if (!rowOf(spec.kind).backsOff || !spec.maxInterval || *spec.maxInterval >= spec.interval)
        return;
    problems.note(server.places.interval,
        fmt::format("max_interval, {}, is shorter than the interval, {}",
            humanText(*spec.maxInterval), humanText(spec.interval)),
        "after an error it polls sooner than before");
}

// Process.send_after, Process.sleep and :timer take whole milliseconds; the exported code has the
// next one, and so has the beam clock.
void lintRounding(const ReadServer& server, Problems& problems)
{
    const Duration interval = server.spec.interval;
    const Duration armed = std::chrono::ceil<std::chrono::milliseconds>(interval);
    if (armed == interval)
        return;
    problems.note(server.places.interval,
        fmt::format("a BEAM's timers count whole milliseconds: {} is armed and exported as {}",
            humanText(interval), humanText(armed)),
        "the difference adds up to drift, tick by tick");
}

bool mayNotRearm(const OutcomeSpec& spec)
{
    if (const auto* rates = std::get_if<OutcomeRates>(&spec))
        return rates->noRearm > 0;
    const auto& values = std::get<OutcomeSequence>(spec).values;
    return std::ranges::find(values, Outcome::NoRearm) != values.end();
}

void lintNoRearm(const ReadServer& server, Problems& problems)
{
    const Schedule schedule = server.spec.schedule;
    const bool armsLast = schedule == Schedule::AfterWork || schedule == Schedule::IdleTimeout;
    if (armsLast || !mayNotRearm(server.spec.outcomes))
        return;
    problems.note(server.places.outcomes,
        fmt::format("with {} no_rearm is an error like any other", toText(schedule)),
        "when the work ends the next tick is armed already");
}

void lintFirstLoad(const ReadServer& server, Problems& problems)
{
    const ServerSpec& spec = server.spec;
    const auto* sequence = std::get_if<OutcomeSequence>(&spec.loadOutcomes);
    if (!spec.load || spec.loadIn != LoadIn::Init || sequence == nullptr)
        return;
    const Outcome first = sequence->values.front();
    if (first == Outcome::Crash || first == Outcome::Stop)
        problems.note(server.places.loadOutcomes, "the first init fails",
            "the supervisor does not start, and all children before this one are shut down");
}

Duration longestOf(const DurationSpec& spec)
{
    return std::visit(
        [](const auto& rule) -> Duration {
            using Rule = std::decay_t<decltype(rule)>;
            if constexpr (std::is_same_v<Rule, Duration>)
                return rule;
            else if constexpr (std::is_same_v<Rule, UniformDuration>)
                return rule.high;
            else if constexpr (std::is_same_v<Rule, SequenceDuration>)
                return *std::max_element(rule.values.begin(), rule.values.end());
            else
                return rule.mean; // and beyond, with luck
        },
        spec);
}

// {:noreply, state, timeout} is a receive, and that waits no longer. The interval is said to be
// wrong whatever makes the wait so long: of the others it is the sum that counts.
void checkReturnTimeout(const ReadServer& server, Problems& problems)
{
    const ServerSpec& spec = server.spec;
    if (spec.schedule != Schedule::IdleTimeout)
        return;
    Duration interval = spec.interval;
    if (rowOf(spec.kind).backsOff)
        interval = std::max(interval,
            std::min(
                saturatingMultiply(interval, spec.factor), spec.maxInterval.value_or(maxDuration)));
    const Duration wait = addSaturated(VirtualTime { interval }, spec.jitter).time_since_epoch();
    const Duration first = spec.first ? longestOf(*spec.first) : Duration {};
    if (std::max(wait, first) <= longestReceive)
        return;
    problems.error(server.places.interval,
        fmt::format("a return timeout of {} is longer than a receive can wait",
            humanText(std::max(wait, first))),
        "the server would crash with timeout_value; at most 1193 h (4,294,967,295 ms), or another "
        "schedule: timers may be longer");
}

} // namespace

void lintServer(const ReadServer& server, Problems& problems)
{
    if (!server.places.isGood)
        return;
    checkReturnTimeout(server, problems);
    lintOverload(server, problems);
    lintHeartbeat(server, problems);
    lintLostBeat(server, problems);
    lintBackoff(server, problems);
    lintRounding(server, problems);
    lintNoRearm(server, problems);
    lintFirstLoad(server, problems);
}

namespace {

/// The ticks of a server as far as they can be told before a run.
struct KnownTicks
{
    std::optional<TickGrid> grid;
    VirtualTime until = VirtualTime::max(); ///< the first action that moves them
};

/// The servers that an action is about, as indexes [first, last).
std::pair<std::size_t, std::size_t> serversOf(
    const Action& action, const Scenario& scenario, const ServerNames& names)
{
    if (action.kind == ActionKind::Stall)
        return { 0, scenario.servers.size() };
    const auto index
        = static_cast<std::size_t>(names.specOf(action.server) - scenario.servers.data());
    return { index, index + 1 };
}

std::vector<KnownTicks> knownTicks(const Scenario& scenario, const ServerNames& names)
{
    std::vector<KnownTicks> ticks(scenario.servers.size());
    for (std::size_t index = 0; index < ticks.size(); ++index)
        ticks[index].grid = tickGrid(scenario, index);
    for (const Action& action : scenario.actions) {
        const bool endsOne = action.kind == ActionKind::Crash || action.kind == ActionKind::Stop;
        const auto [first, last] = endsOne && sharesFate(scenario.supervisor)
            ? std::pair { std::size_t { 0 }, ticks.size() }
            : serversOf(action, scenario, names);
        for (std::size_t index = first; index < last; ++index) {
            if (endsOne || !keepsTickGrid(action.kind, scenario.servers[index].schedule))
                ticks[index].until = std::min(ticks[index].until, action.at);
        }
    }
    return ticks;
}

/// A little later: a round number, far less than a period.
Duration offTheGrid(Duration at, Duration period)
{
    Duration step = period >= 1h ? Duration { 1min } : Duration { 1s };
    while (step > period / 4 && step > Duration { 1000 })
        step /= 10;
    return at + step;
}

void noteOnATick(const ServerSpec& server, const TickGrid& grid, VirtualTime at, TextRegion place,
    Problems& problems)
{
    const Duration sinceStart = at.time_since_epoch();
    problems.note(DiagnosticCode::OnATick, place,
        fmt::format(
            "a tick of {} is due at this very instant, {}", server.name, humanText(sinceStart)),
        fmt::format("the action comes first; on a BEAM a little more or less decides that. Move it "
                    "off the grid, such as to \"{}\"",
            toText(offTheGrid(sinceStart, grid.period))));
}

} // namespace

void lintActions(
    const Scenario& scenario, const std::vector<TextRegion>& places, Problems& problems)
{
    assert(places.size() == scenario.actions.size());
    const ServerNames names(scenario.servers);
    const std::vector<KnownTicks> ticks = knownTicks(scenario, names);
    for (std::size_t action = 0; action < places.size(); ++action) {
        const VirtualTime at = scenario.actions[action].at;
        const auto [first, last] = serversOf(scenario.actions[action], scenario, names);
        for (std::size_t index = first; index < last; ++index) {
            const auto& [grid, until] = ticks[index];
            if (!grid || at > until || at > VirtualTime { scenario.duration }
                || !grid->has(at.time_since_epoch()))
                continue;
            noteOnATick(scenario.servers[index], *grid, at, places[action], problems);
            break;
        }
    }
}

} // namespace tickscope

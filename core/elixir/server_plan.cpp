// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/server_plan.h"

#include <algorithm>
#include <string_view>

namespace tickscope {

namespace {

// A server, one of its replicas, or all of them.
bool concerns(std::string_view name, const ServerSpec& spec)
{
    if (name == spec.name)
        return true;
    return spec.count > 1 && name.starts_with(spec.name + "-")
        && name.find_first_not_of("0123456789", spec.name.size() + 1) == std::string_view::npos;
}

bool canEndAs(const OutcomeSpec& outcomes, Outcome outcome)
{
    if (const auto* sequence = std::get_if<OutcomeSequence>(&outcomes)) {
        const auto& values = sequence->values;
        return std::find(values.begin(), values.end(), outcome) != values.end();
    }
    const auto& rates = std::get<OutcomeRates>(outcomes);
    switch (outcome) {
    case Outcome::Error:
        return rates.error > 0;
    case Outcome::Stop:
        return rates.stop > 0;
    case Outcome::NoRearm:
        return rates.noRearm > 0;
    default:
        return false;
    }
}

// The function that does the work is then one that gives a result.
void addOutcomes(ServerUses& uses, const OutcomeSpec& given, Schedule schedule)
{
    const OutcomeSpec outcomes = returnedOutcomes(given, schedule);
    uses.stop = uses.stop || canEndAs(outcomes, Outcome::Stop);
    uses.noRearm = uses.noRearm || canEndAs(outcomes, Outcome::NoRearm);
    uses.error = uses.error || canEndAs(outcomes, Outcome::Error) || uses.stop || uses.noRearm;
}

ServerUses usesOfClients(const Scenario& scenario, const ServerSpec& spec)
{
    ServerUses uses;
    for (const ClientSpec& client : scenario.clients) {
        if (!concerns(client.server, spec))
            continue;
        const bool isCall = client.request == ClientRequest::Call;
        if (client.request == ClientRequest::Tick)
            uses.tick = true;
        else if (client.forgetsTimeout)
            (isCall ? uses.forgetfulCall : uses.forgetfulCast) = true;
        else if (isCall && client.work == ClientSpec {}.work)
            uses.call = true;
        else
            (isCall ? uses.callRequest : uses.castRequest) = true;
    }
    return uses;
}

// Clients alone send requests of their own: nobody who edits live does.
ServerUses allUses(const Scenario& scenario, const ServerSpec& spec)
{
    ServerUses uses = usesOfClients(scenario, spec);
    uses.setInterval = uses.cancel = uses.resume = uses.call = true;
    uses.tick = uses.error = true;
    return uses;
}

} // namespace

const char* scheduleComment(Schedule schedule)
{
    switch (schedule) {
    case Schedule::AfterWork:
        return "The next tick is armed only now, after the work: it cannot pile up";
    case Schedule::BeforeWork:
        return "The next tick is armed before the work: slow work does not delay it";
    case Schedule::SendInterval:
        return "One tick every interval, whatever the work takes: slow work lets them pile up";
    case Schedule::Absolute:
        return "Counted from when this tick was due, not from now: no drift adds up";
    case Schedule::AbsoluteSkip:
        return "The first point of the grid still to come: missed ticks are left out";
    case Schedule::IdleTimeout:
        return "The next tick is a timeout: any other message starts the wait anew";
    }
    return "";
}

Outcome returnedOutcome(Outcome outcome, Schedule schedule)
{
    const bool armsLast = schedule == Schedule::AfterWork || schedule == Schedule::IdleTimeout;
    return outcome == Outcome::NoRearm && !armsLast ? Outcome::Error : outcome;
}

OutcomeSpec returnedOutcomes(OutcomeSpec outcomes, Schedule schedule)
{
    if (auto* sequence = std::get_if<OutcomeSequence>(&outcomes)) {
        for (Outcome& outcome : sequence->values)
            outcome = returnedOutcome(outcome, schedule);
    } else if (returnedOutcome(Outcome::NoRearm, schedule) == Outcome::Error) {
        auto& rates = std::get<OutcomeRates>(outcomes);
        rates.error += rates.noRearm;
        rates.noRearm = 0;
    }
    return outcomes;
}

const ResourceSpec* resourceOf(const Scenario& scenario, const ServerSpec& spec)
{
    const auto found = std::ranges::find(scenario.resources, spec.uses, &ResourceSpec::name);
    return found == scenario.resources.end() ? nullptr : &*found;
}

bool isUsed(const Scenario& scenario, const ResourceSpec& resource)
{
    return std::ranges::find(scenario.servers, resource.name, &ServerSpec::uses)
        != scenario.servers.end();
}

ServerUses usesOf(const Scenario& scenario, const ServerSpec& spec, Clauses clauses)
{
    ServerUses uses
        = clauses == Clauses::All ? allUses(scenario, spec) : usesOfClients(scenario, spec);
    addOutcomes(uses, spec.outcomes, spec.schedule);
    const ResourceSpec* resource = resourceOf(scenario, spec);
    uses.error = uses.error || (resource != nullptr && resource->timeout);
    uses.loadStop = spec.load && canEndAs(spec.loadOutcomes, Outcome::Stop);
    uses.loadNoRearm = spec.load && canEndAs(spec.loadOutcomes, Outcome::NoRearm);
    for (const Action& action : scenario.actions) {
        if (!concerns(action.server, spec))
            continue;
        uses.setInterval = uses.setInterval || action.kind == ActionKind::SetInterval;
        uses.cancel = uses.cancel || action.kind == ActionKind::Cancel;
        uses.resume = uses.resume || action.kind == ActionKind::Resume;
        const bool isCall = action.kind == ActionKind::Call;
        const bool hasWork = action.requestWork > Duration::zero();
        uses.call = uses.call || (isCall && !hasWork);
        uses.callRequest = uses.callRequest || (isCall && hasWork);
        if (action.kind == ActionKind::SetOutcomes)
            addOutcomes(uses, action.outcomes, spec.schedule);
    }
    return uses;
}

ServerPlan::ServerPlan(const ServerSpec& serverSpec, ServerNames serverNames, ServerUses serverUses)
    : spec(serverSpec)
    , names(std::move(serverNames))
    , uses(serverUses)
    , tick(toText(isIdle() ? MessageKind::Timeout : rowOf(spec.kind).tick))
    , schedule(rowOf(spec.kind).arms)
{
}

} // namespace tickscope

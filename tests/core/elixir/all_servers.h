// SPDX-License-Identifier: GPL-3.0-only
// Every combination that changes generated code, as one server each.
#pragma once

#include "core/scenario/scenario_lists.h"

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace tickscope::testing {

/// What besides kind, schedule, address and load changes a module.
enum class Variant {
    Plain,
    NotScheduled,
    Replicas,
    Jitter,
    First,
    RandomFirst,
    LongName,
    LongNameReplicas,
    Endings,
    EndingsOfReplicas,
    ArmedAfterLoad,
    Unguarded,
    UnguardedLater,
    Repeating,
};
inline constexpr Variant allVariants[] { Variant::Plain, Variant::NotScheduled, Variant::Replicas,
    Variant::Jitter, Variant::First, Variant::RandomFirst, Variant::LongName,
    Variant::LongNameReplicas, Variant::Endings, Variant::EndingsOfReplicas,
    Variant::ArmedAfterLoad, Variant::Unguarded, Variant::UnguardedLater, Variant::Repeating };

inline void vary(ServerSpec& spec, Variant variant)
{
    switch (variant) {
    case Variant::Plain:
        break;
    case Variant::NotScheduled:
        spec.scheduleInInit = false;
        break;
    case Variant::Replicas:
        spec.count = 3;
        spec.growth = Growth::Exponential;
        spec.work = UniformDuration { 1ms, 2ms };
        break;
    case Variant::Jitter:
        spec.jitter = 100ms;
        spec.maxInterval = 60s;
        spec.restart = RestartKind::Transient;
        spec.work = SequenceDuration { std::vector<Duration>(40, Duration { 1234567ms }) };
        spec.outcomes = OutcomeSequence { std::vector<Outcome>(30, Outcome::Error) };
        break;
    case Variant::First:
        spec.first = DurationSpec { Duration { 1s } };
        spec.backoffJitter = BackoffJitter::Full;
        spec.outcomes = OutcomeRates { 0.1, 1e-6 };
        break;
    case Variant::RandomFirst:
        spec.first = DurationSpec { UniformDuration { 0s, 5s } };
        spec.backoffJitter = BackoffJitter::Full;
        spec.growth = Growth::Exponential;
        spec.count = 2;
        break;
    case Variant::LongName:
        spec.name += "-a-very-long-name-of-a-server-that-polls-" + std::string(150, 'x');
        spec.jitter = 1234567ms;
        break;
    case Variant::LongNameReplicas:
        spec.name += std::string(200, 'y');
        spec.count = 12;
        spec.jitter = 10ms;
        spec.maxInterval = 1min;
        spec.growth = Growth::Exponential;
        spec.backoffJitter = BackoffJitter::Full;
        break;
    case Variant::Endings:
        spec.outcomes
            = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Stop, Outcome::NoRearm } };
        spec.loadOutcomes = OutcomeSequence { { Outcome::Ok, Outcome::Stop, Outcome::NoRearm } };
        spec.arm = Arm::AfterLoad;
        break;
    case Variant::EndingsOfReplicas:
        spec.outcomes = OutcomeRates { 0.1, 0.1, 0.1, 0.1 };
        spec.loadOutcomes = OutcomeSequence { { Outcome::Ok, Outcome::NoRearm } };
        spec.count = 2;
        spec.growth = Growth::Exponential;
        break;
    case Variant::ArmedAfterLoad:
        spec.arm = Arm::AfterLoad;
        spec.first = DurationSpec { Duration { 1s } };
        spec.backoffJitter = BackoffJitter::Full;
        spec.outcomes = OutcomeSequence { { Outcome::NoRearm } };
        break;
    case Variant::Unguarded:
        spec.unguardedCancel = true;
        break;
    case Variant::UnguardedLater:
        spec.unguardedCancel = true;
        spec.scheduleInInit = false;
        spec.count = 2;
        break;
    case Variant::Repeating:
        spec.work = SequenceDuration { { 15ms, 265ms }, true };
        spec.outcomes = OutcomeSequence { { Outcome::Ok, Outcome::Error }, true };
        spec.first = DurationSpec { Duration { 1s } };
        spec.firstStep = 250ms;
        spec.count = 3;
        spec.jitterLow = -50ms;
        spec.jitter = 50ms;
        break;
    }
}

/// One server for each kind, schedule, address and place of the load.
inline std::vector<ServerSpec> allServers(Variant variant)
{
    std::vector<ServerSpec> servers;
    for (const ServerKind kind : allServerKinds) {
        for (const Schedule schedule : allSchedules) {
            for (const Address address : { Address::Pid, Address::Name }) {
                for (const int load : { 0, 1, 2 }) {
                    ServerSpec spec;
                    spec.kind = kind;
                    spec.schedule = schedule;
                    spec.address = address;
                    spec.interval = 5s;
                    if (load > 0)
                        spec.load = DurationSpec { Duration { 2ms } };
                    spec.loadIn = load == 1 ? LoadIn::Continue : LoadIn::Init;
                    spec.name = std::string(toText(kind)) + "_" + toText(schedule) + "_"
                        + toText(address) + "_" + std::to_string(load);
                    vary(spec, variant);
                    servers.push_back(spec);
                }
            }
        }
    }
    return servers;
}

/// What else a run is made of: resources that servers use, clients of each kind, actions of each
/// kind, and the supervisor above.
inline void addSurroundings(Scenario& scenario, Strategy strategy)
{
    scenario.resources = { { "db", 2, std::nullopt }, { "api-key", 1, Duration { 100ms } } };
    scenario.supervisor.strategy = strategy;
    if (strategy != Strategy::OneForOne)
        scenario.supervisor.parent = RestartLimits { 2, 10 };
    const ActionKind actions[] { ActionKind::SetInterval, ActionKind::SetWork,
        ActionKind::SetOutcomes, ActionKind::Cancel, ActionKind::Resume, ActionKind::Tick,
        ActionKind::Crash, ActionKind::Stop, ActionKind::Start, ActionKind::Call, ActionKind::Sys };
    const ClientRequest requests[] { ClientRequest::Call, ClientRequest::Cast,
        ClientRequest::Tick };
    for (std::size_t i = 0; i < scenario.servers.size(); ++i) {
        ServerSpec& spec = scenario.servers[i];
        if (i % 3 != 0)
            spec.uses = scenario.resources[i % 3 - 1].name;
        Action action;
        action.at = VirtualTime { 31s + i * 1ms };
        action.server = spec.name;
        action.kind = actions[i % std::size(actions)];
        action.interval = 2s;
        action.work = UniformDuration { 1ms, 3ms };
        action.outcomes = OutcomeRates { 0.5 };
        action.requestWork = 20ms;
        scenario.actions.push_back(action);
        ClientSpec client;
        client.server = spec.name;
        client.request = requests[i % std::size(requests)];
        client.every = i % 2 == 0 ? DurationSpec { Duration { 3s } } : ExponentialDuration { 3s };
        client.work = i % 5 == 0 ? DurationSpec { NormalDuration { 20ms, 5ms } }
                                 : DurationSpec { Duration {} };
        if (i % 4 == 0)
            client.from = 10s;
        if (i % 4 < 2)
            client.until = 40s;
        client.forgetsTimeout
            = spec.schedule == Schedule::IdleTimeout && client.request != ClientRequest::Tick;
        scenario.clients.push_back(client);
    }
    Action stall;
    stall.at = VirtualTime { 50s };
    stall.kind = ActionKind::Stall;
    stall.stall = 400ms;
    scenario.actions.push_back(stall);
}

} // namespace tickscope::testing

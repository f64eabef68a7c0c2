// SPDX-License-Identifier: GPL-3.0-only
// Small random scenarios whose servers run into each other: short intervals, long work, crashes,
// and every kind of action at a random time.
#pragma once

#include "tests/support/run_support.h"

#include <rapidcheck.h>

namespace tickscope::testing {

inline Duration randomMs(int least, int most)
{
    return std::chrono::milliseconds(*rc::gen::inRange(least, most + 1));
}

inline ServerSpec randomServer(int number)
{
    ServerSpec spec;
    spec.name = "server" + std::to_string(number);
    spec.kind = ServerKind(*rc::gen::inRange(0, 5));
    spec.schedule = Schedule(*rc::gen::inRange(0, 6));
    spec.interval = randomMs(1, 60);
    spec.work = *rc::gen::element<DurationSpec>(Duration {}, Duration { 20ms }, Duration { 90ms },
        UniformDuration { 1ms, 70ms }, ExponentialDuration { 30ms }, NormalDuration { 30ms, 10ms },
        SequenceDuration { { 5ms, 200ms, 1ms } });
    spec.outcomes = *rc::gen::element<OutcomeSpec>(OutcomeSequence {},
        OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Crash } },
        OutcomeRates { 0.2, 0.02 });
    if (*rc::gen::arbitrary<bool>())
        spec.load = randomMs(0, 80);
    spec.loadIn = LoadIn(*rc::gen::inRange(0, 2));
    spec.address = Address(*rc::gen::inRange(0, 2));
    spec.restart = RestartKind(*rc::gen::inRange(0, 3));
    spec.scheduleInInit = *rc::gen::inRange(0, 8) > 0;
    spec.unguardedCancel = *rc::gen::inRange(0, 8) == 0;
    spec.jitter = *rc::gen::element<Duration>(0ms, 7ms);
    spec.jitterLow = *rc::gen::element<Duration>(0ms, 0ms, -7ms);
    spec.uses = *rc::gen::element<std::string>("", "", "", "pool", "queue");
    spec.from = *rc::gen::inRange(0, 5);
    spec.growth = Growth(*rc::gen::inRange(0, 2));
    return spec;
}

inline Action randomAction(const Scenario& scenario)
{
    Action act;
    act.at = at(randomMs(0, 1000));
    act.server = (*rc::gen::elementOf(scenario.servers)).name;
    act.kind = ActionKind(*rc::gen::inRange(0, 12));
    act.interval = randomMs(1, 50);
    act.work = randomMs(0, 100);
    act.outcomes = OutcomeSequence { { Outcome(*rc::gen::inRange(0, 3)) } };
    act.timeout = randomMs(0, 60);
    act.requestWork = *rc::gen::element<Duration>(0ms, 0ms, 30ms);
    act.stall = randomMs(0, 100);
    return act;
}

inline ClientSpec randomClient(const Scenario& scenario)
{
    ClientSpec client;
    client.server = (*rc::gen::elementOf(scenario.servers)).name;
    client.request = ClientRequest(*rc::gen::inRange(0, 3));
    client.every = *rc::gen::element<DurationSpec>(
        Duration { 20ms }, ExponentialDuration { 40ms }, SequenceDuration { { 1ms, 50ms }, true });
    client.work = *rc::gen::element<DurationSpec>(Duration {}, ExponentialDuration { 10ms });
    client.timeout = randomMs(0, 60);
    client.forgetsTimeout = *rc::gen::arbitrary<bool>();
    return client;
}

inline Scenario randomScenario()
{
    Scenario scenario;
    scenario.seed = *rc::gen::arbitrary<std::uint64_t>();
    scenario.clock = ClockKind(*rc::gen::inRange(0, 2));
    scenario.supervisor.maxRestarts = *rc::gen::element(3U, 1000U);
    const int count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i)
        scenario.servers.push_back(randomServer(i));
    scenario.resources = { { "pool", 2, randomMs(0, 60) }, { "queue", 1, std::nullopt } };
    const int clients = *rc::gen::inRange(0, 3);
    for (int i = 0; i < clients; ++i)
        scenario.clients.push_back(randomClient(scenario));
    const int actions = *rc::gen::inRange(0, 8);
    for (int i = 0; i < actions; ++i)
        scenario.actions.push_back(randomAction(scenario));
    return scenario;
}

} // namespace tickscope::testing

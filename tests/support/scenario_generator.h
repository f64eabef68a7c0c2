// SPDX-License-Identifier: GPL-3.0-only
// Small random scenarios that pass validation, of all kinds, schedules, rules and actions. Fields
// that a kind of server or action does not have keep their defaults, as they do in a file.
#pragma once

#include "core/scenario/scenario.h"
#include "core/scenario/scenario_lists.h"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace tickscope::testing {

/// From 0 to 365 days, most of them short, some of them no whole number of microseconds.
inline rc::Gen<Duration> genDuration()
{
    return rc::gen::exec([] {
        const auto unit = *rc::gen::element<Duration>(1ns, 1us, 1ms, 1s, 60s, 3600s);
        // An interval with its jitter stays below what a receive can wait, 1,193 h.
        const std::int64_t most = unit == 3600s ? 400 : 8760;
        return unit * *rc::gen::inRange<std::int64_t>(0, most + 1);
    });
}

inline rc::Gen<Duration> genInterval()
{
    return rc::gen::map(genDuration(), [](Duration span) { return std::max<Duration>(span, 1ns); });
}

inline rc::Gen<DurationSpec> genDurationSpec()
{
    return rc::gen::exec([]() -> DurationSpec {
        const auto a = *genDuration();
        const auto b = *genDuration();
        switch (*rc::gen::inRange(0, 5)) {
        case 0:
            return a;
        case 1:
            return UniformDuration { std::min(a, b), std::max(a, b) };
        case 2:
            return ExponentialDuration { a };
        case 3:
            return NormalDuration { a, b };
        default:
            return SequenceDuration { *rc::gen::nonEmpty(
                                          rc::gen::container<std::vector<Duration>>(genDuration())),
                *rc::gen::arbitrary<bool>() };
        }
    });
}

inline rc::Gen<OutcomeSpec> genOutcomes()
{
    return rc::gen::exec([]() -> OutcomeSpec {
        if (*rc::gen::arbitrary<bool>()) {
            const double error = *rc::gen::inRange(0, 1001) / 1000.0;
            const double crash = *rc::gen::inRange(0, 1001) / 1000.0 * (1 - error);
            const double stop = *rc::gen::inRange(0, 1001) / 1000.0 * (1 - error - crash);
            const double noRearm = *rc::gen::inRange(0, 2) * (1 - error - crash - stop) / 2;
            return OutcomeRates { error, crash, stop, noRearm };
        }
        return OutcomeSequence { *rc::gen::nonEmpty(rc::gen::container<std::vector<Outcome>>(
                                     rc::gen::elementOf(allOutcomes))),
            *rc::gen::arbitrary<bool>() };
    });
}

/// Any text that a title may be, or a description when breaks are allowed too.
inline rc::Gen<std::string> genText(std::string_view more = "")
{
    return rc::gen::exec([more = std::string(more)] {
        const std::vector<std::string> parts { "a", "tick", " ", "\"", "'", "\\", "#", "=", "[",
            "é", "\U0001f552", "{}", "%" };
        std::string text;
        const int count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            const int pick = *rc::gen::inRange(0, static_cast<int>(parts.size() + more.size()));
            const auto place = static_cast<std::size_t>(pick);
            text
                += place < parts.size() ? parts[place] : std::string(1, more[place - parts.size()]);
        }
        return text;
    });
}

inline void addKindsOwn(ServerSpec& spec)
{
    if (spec.kind == ServerKind::Countdown)
        spec.from = *rc::gen::inRange<std::int64_t>(0, 1000);
    if (spec.kind == ServerKind::Heartbeat && *rc::gen::arbitrary<bool>())
        spec.timeout = *genDuration();
    if (spec.kind != ServerKind::BackoffPoller)
        return;
    spec.factor = *rc::gen::inRange<std::int64_t>(1, 10);
    spec.growth = *rc::gen::elementOf(allGrowths);
    if (*rc::gen::arbitrary<bool>())
        spec.maxInterval = *genDuration();
    // The file has one key for both kinds of jitter.
    if (spec.jitter == Duration::zero())
        spec.backoffJitter = *rc::gen::elementOf(allBackoffJitters);
}

inline rc::Gen<ServerSpec> genServer(int number)
{
    return rc::gen::exec([number] {
        ServerSpec spec;
        spec.name = *rc::gen::element<std::string>("poller", "a", "cache_", "heart-beat", "Z9")
            + std::to_string(number);
        spec.name.front() = static_cast<char>(spec.name.front() | 0x20);
        spec.kind = *rc::gen::elementOf(allServerKinds);
        spec.schedule = *rc::gen::elementOf(allSchedules);
        spec.interval = *genInterval();
        spec.work = *genDurationSpec();
        spec.outcomes = *genOutcomes();
        if (*rc::gen::arbitrary<bool>())
            spec.load = *genDurationSpec();
        if (spec.load && *rc::gen::arbitrary<bool>())
            spec.loadOutcomes = *genOutcomes();
        spec.loadIn = *rc::gen::elementOf(allLoadIns);
        if (spec.load && spec.loadIn == LoadIn::Continue && spec.schedule != Schedule::IdleTimeout)
            spec.arm = *rc::gen::elementOf(allArms);
        spec.address = *rc::gen::elementOf(allAddresses);
        spec.restart = *rc::gen::elementOf(allRestartKinds);
        spec.scheduleInInit = *rc::gen::arbitrary<bool>();
        spec.unguardedCancel
            = spec.schedule != Schedule::IdleTimeout && *rc::gen::arbitrary<bool>();
        spec.count = *rc::gen::element(1U, 1U, 1U, 2U, 7U);
        if (*rc::gen::arbitrary<bool>())
            spec.first = *genDurationSpec();
        if (spec.first && std::holds_alternative<Duration>(*spec.first))
            spec.firstStep = *genDuration();
        if (*rc::gen::arbitrary<bool>())
            spec.jitter = *genDuration();
        if (spec.jitter > Duration::zero() && *rc::gen::arbitrary<bool>())
            spec.jitterLow = *rc::gen::element<Duration>(-5ms, -1h, 0ms);
        addKindsOwn(spec);
        return spec;
    });
}

inline rc::Gen<Action> genAction(const std::vector<ServerSpec>& servers)
{
    return rc::gen::exec([servers] {
        const ServerSpec spec = *rc::gen::elementOf(servers);
        Action action;
        action.at = VirtualTime { *genDuration() };
        action.server = spec.name;
        if (spec.count > 1 && *rc::gen::arbitrary<bool>())
            action.server += "-" + std::to_string(*rc::gen::inRange(1U, spec.count + 1));
        action.kind = *rc::gen::elementOf(allActionKinds);
        if (action.kind == ActionKind::SetInterval)
            action.interval = *genInterval();
        if (action.kind == ActionKind::SetWork)
            action.work = *genDurationSpec();
        if (action.kind == ActionKind::SetOutcomes)
            action.outcomes = *genOutcomes();
        if (action.kind == ActionKind::Call || action.kind == ActionKind::Sys)
            action.timeout = *genDuration();
        if (action.kind == ActionKind::Call)
            action.requestWork = *genDuration();
        if (action.kind == ActionKind::Stall) {
            action.server.clear();
            action.stall = *genDuration();
        }
        return action;
    });
}

inline rc::Gen<ClientSpec> genClient(const std::vector<ServerSpec>& servers)
{
    return rc::gen::exec([servers] {
        ClientSpec client;
        client.server = (*rc::gen::elementOf(servers)).name;
        client.request = *rc::gen::elementOf(allClientRequests);
        client.every = *genDurationSpec();
        if (meanOf(client.every) == Duration::zero())
            client.every = Duration { 3ms };
        if (*rc::gen::arbitrary<bool>())
            client.from = *genDuration();
        if (*rc::gen::arbitrary<bool>())
            client.until = addSaturated(VirtualTime { client.from.value_or(0ms) }, *genDuration())
                               .time_since_epoch();
        client.until = client.until > maxDuration ? std::nullopt : client.until;
        if (client.request == ClientRequest::Call)
            client.timeout = *genDuration();
        if (client.request != ClientRequest::Tick) {
            client.work = *genDurationSpec();
            client.forgetsTimeout = *rc::gen::arbitrary<bool>();
        }
        return client;
    });
}

inline rc::Gen<Marker> genMarker()
{
    return rc::gen::exec([] {
        Marker marker;
        marker.at = VirtualTime { *genDuration() };
        marker.name = "m" + *genText();
        return marker;
    });
}

/// A valid scenario of 1 to 4 servers, 0 to 4 actions and 0 to 2 markers.
inline rc::Gen<Scenario> genScenario()
{
    return rc::gen::exec([] {
        Scenario scenario;
        scenario.title = *genText();
        scenario.description = *genText("\n\n\n\t\"\"");
        scenario.seed = *rc::gen::inRange<std::uint64_t>(0, 1ULL << 63);
        scenario.clock = *rc::gen::elementOf(allClockKinds);
        scenario.duration = *genDuration();
        scenario.supervisor.maxRestarts = *rc::gen::inRange(0U, 10U);
        scenario.supervisor.maxSeconds = *rc::gen::inRange(1U, 10U);
        scenario.supervisor.strategy = *rc::gen::elementOf(allStrategies);
        if (*rc::gen::arbitrary<bool>())
            scenario.supervisor.parent
                = RestartLimits { *rc::gen::inRange(0U, 10U), *rc::gen::inRange(1U, 10U) };
        const int servers = *rc::gen::inRange(1, 5);
        for (int number = 0; number < servers; ++number)
            scenario.servers.push_back(*genServer(number));
        const int actions = *rc::gen::inRange(0, 5);
        for (int number = 0; number < actions; ++number)
            scenario.actions.push_back(*genAction(scenario.servers));
        const int clients = *rc::gen::inRange(0, 3);
        for (int number = 0; number < clients; ++number)
            scenario.clients.push_back(*genClient(scenario.servers));
        if (*rc::gen::arbitrary<bool>()) {
            scenario.resources.push_back({ "db", *rc::gen::inRange(1U, 9U), std::nullopt });
            scenario.resources.push_back({ "a pool", 1, *genDuration() });
            scenario.servers.front().uses = "a pool";
        }
        const int markers = *rc::gen::inRange(0, 3);
        for (int number = 0; number < markers; ++number)
            scenario.markers.push_back(*genMarker());
        return scenario;
    });
}

} // namespace tickscope::testing

namespace rc {

template <>
struct Arbitrary<tickscope::Scenario>
{
    static Gen<tickscope::Scenario> arbitrary() { return tickscope::testing::genScenario(); }
};

} // namespace rc

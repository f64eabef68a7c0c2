// SPDX-License-Identifier: GPL-3.0-only
// Prints one random scenario that a BEAM runs in about a second: all kinds, schedules, edits,
// crashes and calls. The same seed gives the same scenario on every machine. See tests/swarm.sh.
//   random_scenario SEED
#include "core/scenario/writer.h"

#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace {

using namespace tickscope;
using namespace std::chrono_literals;

class Generator
{
public:
    explicit Generator(std::uint64_t seed)
        : m_seed(seed)
        , m_bits(seed)
    {
    }

    Scenario scenario()
    {
        Scenario scenario;
        scenario.title = "random " + std::to_string(m_seed);
        scenario.seed = m_seed % 1000 + 1;
        scenario.clock = ClockKind::Beam;
        scenario.duration = ms(600, 1500);
        scenario.supervisor.maxRestarts = oneIn(3) ? 3 : 1000;
        const int servers = number(1, 3);
        for (int i = 0; i < servers; ++i)
            scenario.servers.push_back(server(i));
        const int actions = number(0, 6);
        for (int i = 0; i < actions; ++i)
            scenario.actions.push_back(action(scenario));
        return scenario;
    }

private:
    // std's distributions differ between libraries; these few bits do not matter.
    int number(int least, int most)
    {
        return least + static_cast<int>(m_bits() % static_cast<std::uint64_t>(most - least + 1));
    }
    bool oneIn(int count) { return number(1, count) == 1; }
    Duration ms(int least, int most) { return std::chrono::milliseconds(number(least, most)); }

    DurationSpec work()
    {
        switch (number(0, 4)) {
        case 0:
            return ms(0, 3);
        case 1:
            return ms(5, 90);
        case 2:
            return UniformDuration { ms(1, 10), ms(20, 70) };
        case 3:
            return SequenceDuration { { ms(1, 20), ms(50, 200), ms(1, 20) } };
        default:
            return ExponentialDuration { ms(10, 40) };
        }
    }
    OutcomeSpec outcomes()
    {
        if (oneIn(2))
            return OutcomeSequence {};
        if (oneIn(2))
            return OutcomeRates { 0.3, oneIn(3) ? 0.05 : 0 };
        OutcomeSequence sequence;
        sequence.values.clear();
        for (int i = number(2, 5); i > 0; --i)
            sequence.values.push_back(oneIn(6) ? Outcome::Crash
                    : oneIn(2)                 ? Outcome::Error
                                               : Outcome::Ok);
        return sequence;
    }

    ServerSpec server(int index)
    {
        ServerSpec spec;
        spec.name = std::string("abc").substr(static_cast<std::size_t>(index), 1) + "_server";
        spec.kind = ServerKind(number(0, 4));
        spec.schedule = Schedule(number(0, 5));
        spec.interval = ms(20, 150);
        spec.work = work();
        spec.outcomes = outcomes();
        if (oneIn(4))
            spec.load = DurationSpec { ms(5, 120) };
        if (spec.load && oneIn(2))
            spec.loadIn = LoadIn::Init;
        if (oneIn(3))
            spec.address = Address::Name;
        spec.restart = oneIn(3) ? RestartKind(number(0, 2)) : RestartKind::Permanent;
        spec.scheduleInInit = !oneIn(8);
        spec.unguardedCancel = spec.schedule != Schedule::IdleTimeout && oneIn(4);
        if (oneIn(6))
            spec.count = 2;
        if (oneIn(4) && spec.scheduleInInit)
            spec.first = DurationSpec { ms(10, 300) };
        ofItsKind(spec);
        return spec;
    }

    void ofItsKind(ServerSpec& spec)
    {
        const bool isInterval = spec.schedule == Schedule::SendInterval;
        if (spec.kind == ServerKind::Countdown) {
            spec.from = number(0, 5);
        } else if (spec.kind == ServerKind::Heartbeat) {
            spec.timeout = ms(60, 300);
        } else if (spec.kind == ServerKind::BackoffPoller) {
            spec.factor = number(2, 3);
            spec.growth = Growth(number(0, 1));
            if (oneIn(2))
                spec.maxInterval = ms(60, 400);
        }
        if (spec.kind != ServerKind::BackoffPoller && !isInterval && oneIn(5))
            spec.jitter = ms(5, 40);
    }

    Action action(const Scenario& scenario)
    {
        Action act;
        const int most = static_cast<int>(scenario.duration / 1ms) - 50;
        act.at = VirtualTime { ms(1, most) };
        const int server = number(0, static_cast<int>(scenario.servers.size()) - 1);
        act.server = scenario.servers[static_cast<std::size_t>(server)].name;
        act.kind = ActionKind(number(0, 9));
        if (act.kind == ActionKind::SetInterval)
            act.interval = ms(20, 150);
        else if (act.kind == ActionKind::SetWork)
            act.work = work();
        else if (act.kind == ActionKind::SetOutcomes)
            act.outcomes = outcomes();
        else if (act.kind == ActionKind::Call)
            act.timeout = ms(20, 400);
        return act;
    }

    std::uint64_t m_seed;
    std::mt19937_64 m_bits;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("usage: random_scenario SEED\n", stderr);
        return 2;
    }
    const std::string text
        = tickscope::writeScenario(Generator(std::strtoull(argv[1], nullptr, 10)).scenario());
    std::fputs(text.c_str(), stdout);
    return 0;
}

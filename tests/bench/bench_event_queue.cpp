// SPDX-License-Identifier: GPL-3.0-only
// What it costs to take the next event and arm another, beside a plain heap in the same run: for
// spreads of delays from 1 us to 30 days, and from 1 to 1,000,000 pending events. Times vary from
// hour to hour; quote the ratio of the two.
#include "core/sim/event_queue.h"
#include "core/sim/random.h"
#include "tests/support/reference_queue.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

using namespace tickscope;

namespace {

/// Pollers that do nothing but arm their timer again, with delays from half the spread to the
/// spread.
template <class Queue>
class Pollers
{
public:
    Pollers(Duration spread, std::size_t pending)
        : m_delays(65536)
        , m_spread(spread)
        , m_pending(pending)
    {
        for (Duration& delay : m_delays)
            delay = uniform(m_random, spread / 2, spread);
        restart();
    }

    void fireOne()
    {
        m_queue.pop(m_event);
        m_queue.push(
            m_event.due + m_delays[m_fired++ % m_delays.size()], m_event.eventClass, m_event.id);
    }

    bool isNearEndOfTime() const { return m_event.due > endOfTime - 2 * m_spread; }

    void restart()
    {
        m_queue.clear();
        for (std::uint32_t i = 0; i < m_pending; ++i) {
            const VirtualTime due { uniform(m_random, 0ns, m_spread) };
            m_queue.push(due, i % 2 ? EventClass::Timer : EventClass::Action, i);
        }
        for (std::size_t i = 0; i < m_pending; ++i)
            fireOne();
    }

private:
    Queue m_queue;
    Random m_random { 1 };
    std::vector<Duration> m_delays;
    Duration m_spread;
    std::size_t m_pending;
    std::size_t m_fired = 0;
    QueuedEvent m_event;
};

template <class Queue>
void popAndPush(benchmark::State& state)
{
    Pollers<Queue> pollers(Duration { state.range(0) }, static_cast<std::size_t>(state.range(1)));
    for (auto _ : state) {
        pollers.fireOne();
        if (pollers.isNearEndOfTime()) {
            state.PauseTiming();
            pollers.restart();
            state.ResumeTiming();
        }
    }
}

const std::vector<std::vector<std::int64_t>> grid {
    { Duration(1us).count(), Duration(100us).count(), Duration(10ms).count(), Duration(1s).count(),
        Duration(100s).count(), Duration(3h).count(), Duration(24h * 30).count() },
    { 1, 10, 100, 1000, 10000, 100000, 1000000 },
};

BENCHMARK(popAndPush<EventQueue>)->ArgNames({ "spread_ns", "pending" })->ArgsProduct(grid);
BENCHMARK(popAndPush<ReferenceQueue>)->ArgNames({ "spread_ns", "pending" })->ArgsProduct(grid);

} // namespace

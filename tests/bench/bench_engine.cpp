// SPDX-License-Identifier: GPL-3.0-only
// Ticks of the whole engine beside the loop that bounds it: W1 and W2 of workloads.h, through the
// same Run that scenarios use.
#include "tests/bench/limit_loop.h"
#include "tests/bench/measure.h"
#include "tests/bench/workloads.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tickscope::bench {
namespace {

// Long enough that the first ticks, which touch memory for the first time, weigh little.
std::uint64_t ticksFor(Workload workload, std::size_t servers)
{
    if (workload == Workload::W2)
        return 26'667 * servers; // mailboxes grow to 10,000 messages
    return servers < 1'000'000 ? 5'000'000 : 8'000'000;
}

void engine(benchmark::State& state, Workload workload, Recorder::Keep keep)
{
    const auto servers = static_cast<std::size_t>(state.range(0));
    const Duration end = timeFor(workload, servers, ticksFor(workload, servers));
    for (auto _ : state) {
        state.PauseTiming();
        std::optional<Run> run;
        run.emplace(scenarioOf(workload, servers), optionsOf(keep));
        run->advanceTo(VirtualTime {});
        state.ResumeTiming();
        while (!run->advanceTo(VirtualTime { end }, 100'000))
            run->forgetTraceBefore(run->trace().size()); // as a run that streams its trace does
        state.PauseTiming();
        benchmark::DoNotOptimize(run->trace().fingerprint());
        run.reset();
        state.ResumeTiming();
    }
    reportEach(state, state.iterations() * ticksUntil(workload, servers, end));
}

template <typename Queue>
void limit(benchmark::State& state, Workload workload)
{
    const auto servers = static_cast<std::size_t>(state.range(0));
    const std::uint64_t ticks = ticksFor(workload, servers);
    for (auto _ : state) {
        state.PauseTiming();
        std::optional<LimitLoop<Queue>> loop;
        loop.emplace(workload, servers);
        state.ResumeTiming();
        benchmark::DoNotOptimize(loop->run(ticks));
        state.PauseTiming();
        loop.reset();
        state.ResumeTiming();
    }
    reportEach(state, state.iterations() * ticks);
}

constexpr auto heap = limit<HeapQueue>;
constexpr auto calendar = limit<CalendarQueue>;
constexpr auto noTrace = Recorder::Keep::Fingerprint;
constexpr auto fullTrace = Recorder::Keep::Records;

// clang-format off
BENCHMARK_CAPTURE(engine, W1, Workload::W1, noTrace)->Name("ours/W1")
    ->Arg(1)->Arg(1000)->Arg(100'000)->Arg(1'000'000)->Iterations(1);
BENCHMARK_CAPTURE(heap, W1, Workload::W1)->Name("limit/W1")->Arg(1)->Iterations(1);
BENCHMARK_CAPTURE(calendar, W1, Workload::W1)->Name("limit/W1")
    ->Arg(1000)->Arg(100'000)->Arg(1'000'000)->Iterations(1);
BENCHMARK_CAPTURE(engine, W1traced, Workload::W1, fullTrace)->Name("ours/W1traced")
    ->Arg(1000)->Iterations(1);
BENCHMARK_CAPTURE(engine, W2, Workload::W2, noTrace)->Name("ours/W2")->Arg(1000)->Iterations(1);
BENCHMARK_CAPTURE(calendar, W2, Workload::W2)->Name("limit/W2")->Arg(1000)->Iterations(1);
// clang-format on

} // namespace
} // namespace tickscope::bench

// SPDX-License-Identifier: GPL-3.0-only
// A sweep on one core: runs a second ("runs"), and how often a run allocates on the heap
// ("allocations") once its worker has grown. What malloc() is asked for directly, which the node's
// larger tables do, is not counted.
#include "app/tickscope-cli/sweep_plan.h"
#include "app/tickscope-cli/sweep_worker.h"

#include <benchmark/benchmark.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

namespace {

std::atomic<std::uint64_t> allocations = 0; // an operator new can reach nothing but a global

void* counted(void* memory)
{
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (memory == nullptr)
        throw std::bad_alloc {};
    return memory;
}

} // namespace

// Not inlined: the compiler would see malloc() without its free().
[[gnu::noinline]] void* operator new(std::size_t bytes)
{
    return counted(std::malloc(bytes));
}

[[gnu::noinline]] void* operator new(std::size_t bytes, std::align_val_t alignment)
{
    const auto step = static_cast<std::size_t>(alignment);
    return counted(std::aligned_alloc(step, (bytes + step - 1) / step * step));
}

[[gnu::noinline]] void operator delete(void* memory) noexcept
{
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept
{
    std::free(memory);
}

[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}

namespace tickscope::bench {
namespace {

using namespace tickscope::cli;

Scenario pollers(std::uint32_t count, DurationSpec work)
{
    ServerSpec spec;
    spec.name.assign(1, 'p');
    spec.schedule = Schedule::SendInterval;
    spec.interval = 5s;
    spec.work = work;
    spec.count = count;
    Scenario scenario;
    scenario.duration = 60s;
    scenario.servers.push_back(std::move(spec));
    return scenario;
}

void sweep(benchmark::State& state, const Scenario& base, const std::string& vary)
{
    const Combinations all = readVariations({ vary }).value();
    const SweepTable table(all.variations(), allServers(base, all));
    const std::vector<RunExpectation> nothing;
    SweepWorker worker(base, all, table, nothing, {});
    SweepRows rows;
    for (std::size_t index = 0; index < all.count(); ++index) // until it has grown
        worker(index, rows);
    std::size_t index = 0;
    const std::uint64_t before = allocations;
    for (auto _ : state) {
        rows.clear();
        worker(index++ % all.count(), rows);
        benchmark::DoNotOptimize(rows.text.data());
    }
    const auto runs = static_cast<double>(state.iterations());
    state.counters["runs"] = benchmark::Counter(runs, benchmark::Counter::kIsRate);
    state.counters["allocations"] = static_cast<double>(allocations - before) / runs;
}

const std::string intervals = "p.interval=1s..20s/10ms";

void onePoller(benchmark::State& state)
{
    sweep(state, pollers(1, Duration { 1s }), intervals);
}

void randomWork(benchmark::State& state)
{
    sweep(state, pollers(1, ExponentialDuration { 1s }), intervals);
}

void hundredPollers(benchmark::State& state)
{
    sweep(state, pollers(100, Duration { 1s }), intervals);
}

BENCHMARK(onePoller)->Name("sweep/1 poller");
BENCHMARK(randomWork)->Name("sweep/1 random poller");
BENCHMARK(hundredPollers)->Name("sweep/100 pollers");

} // namespace
} // namespace tickscope::bench

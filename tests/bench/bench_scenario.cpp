// SPDX-License-Identifier: GPL-3.0-only
// Loading a scenario of 10,000 servers, each with a table of its own, beside parsing it as TOML and
// looking at nothing that it says.
#include "core/scenario/reader.h"
#include "core/scenario/writer.h"
#include "tests/bench/measure.h"
#include "tests/bench/workloads.h"

#include <toml++/toml.h>

#include <cstddef>
#include <string>

namespace tickscope::bench {
namespace {

std::string textOf(std::size_t servers)
{
    Scenario scenario = scenarioOf(Workload::W1, servers);
    scenario.duration = 1min;
    return writeScenario(scenario);
}

void load(benchmark::State& state)
{
    const std::string text = textOf(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        const ReadResult result = readScenario(text, "bench.toml");
        if (!result.scenario)
            state.SkipWithError("the scenario was refused");
        benchmark::DoNotOptimize(result.scenario);
    }
    reportEach(state, state.iterations());
}

void parse(benchmark::State& state)
{
    const std::string text = textOf(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(toml::parse(text));
    reportEach(state, state.iterations());
}

BENCHMARK(load)->Name("ours/load")->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(parse)->Name("limit/load")->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace tickscope::bench

// SPDX-License-Identifier: GPL-3.0-only
// How the benchmarks report, so that run.sh can set each of ours beside the loop that bounds it:
// both have names such as "ours/W1/1000" and "limit/W1/1000", and the counter "each".
#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>

namespace tickscope::bench {

/// Seconds for each of the things that were done in all iterations together.
inline void reportEach(benchmark::State& state, std::uint64_t things)
{
    state.counters["each"] = benchmark::Counter(
        static_cast<double>(things), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

} // namespace tickscope::bench

// SPDX-License-Identifier: GPL-3.0-only
// What is recorded and what is asked of it: records, changes of depth, and the depth of each pixel
// column of a picture; each beside the plainest loop that does as much.
#include "core/otp/recorder.h"
#include "core/trace/depth_pyramid.h"
#include "core/trace/trace_log.h"
#include "tests/bench/measure.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tickscope::bench {
namespace {

constexpr std::size_t chunk = Recorder::chunkSize;

Record recordAt(std::uint64_t seq)
{
    return { static_cast<std::int64_t>(seq) * 1000, 7, 3, static_cast<std::uint32_t>(seq), 1,
        Event::Receive, MessageKind::Poll, 0 };
}

// Into chunks that are warm, since a run that streams its trace uses them again.
void appendRecords(benchmark::State& state)
{
    Recorder recorder;
    for (auto _ : state) {
        for (std::size_t i = 0; i < chunk; ++i)
            recorder.append(recordAt(recorder.size()));
        recorder.forgetBefore(recorder.size());
    }
    benchmark::DoNotOptimize(recorder.fingerprint());
    reportEach(state, state.iterations() * chunk);
}

void storeRecords(benchmark::State& state)
{
    std::vector<Record> records(chunk);
    std::uint64_t seq = 0;
    for (auto _ : state) {
        for (Record& record : records)
            record = recordAt(seq++);
        benchmark::ClobberMemory();
    }
    reportEach(state, state.iterations() * chunk);
}

DepthSample sampleAt(std::size_t i)
{
    return { static_cast<std::int64_t>(i) * 1000, static_cast<std::uint32_t>(i * 7919 % 1000) };
}

// Changes of depth into memory that has been touched before, and the pyramid over them.
void appendDepths(benchmark::State& state)
{
    ServerLog log;
    log.depth.reserve(chunk);
    for (auto _ : state) {
        log.depth.clear();
        DepthPyramid pyramid;
        for (std::size_t i = 0; i < chunk; ++i)
            log.depth.push_back(sampleAt(i));
        pyramid.append(log);
        benchmark::DoNotOptimize(pyramid);
    }
    reportEach(state, state.iterations() * chunk);
}

void storeDepths(benchmark::State& state)
{
    std::vector<DepthSample> depth(chunk);
    for (auto _ : state) {
        for (std::size_t i = 0; i < chunk; ++i)
            depth[i] = sampleAt(i);
        benchmark::ClobberMemory();
    }
    reportEach(state, state.iterations() * chunk);
}

constexpr std::int64_t columns = 1600; // of a picture

ServerLog logOf(std::size_t samples)
{
    ServerLog log;
    log.depth.reserve(samples);
    for (std::size_t i = 0; i < samples; ++i)
        log.depth.push_back(sampleAt(i));
    return log;
}

void queryColumns(benchmark::State& state)
{
    const ServerLog log = logOf(static_cast<std::size_t>(state.range(0)));
    DepthPyramid pyramid;
    pyramid.append(log);
    const std::int64_t width = log.depth.back().timeNs / columns;
    for (auto _ : state) {
        for (std::int64_t column = 0; column < columns; ++column)
            benchmark::DoNotOptimize(pyramid.query(log, column * width, (column + 1) * width));
    }
    reportEach(state, state.iterations());
}

// One search a column, which nothing that shows an arbitrary span can do without.
void searchColumns(benchmark::State& state)
{
    const ServerLog log = logOf(static_cast<std::size_t>(state.range(0)));
    const std::int64_t width = log.depth.back().timeNs / columns;
    for (auto _ : state) {
        for (std::int64_t column = 0; column < columns; ++column)
            benchmark::DoNotOptimize(
                std::lower_bound(log.depth.begin(), log.depth.end(), column * width,
                    [](const DepthSample& sample, std::int64_t ns) { return sample.timeNs < ns; }));
    }
    reportEach(state, state.iterations());
}

BENCHMARK(appendRecords)->Name("ours/record");
BENCHMARK(storeRecords)->Name("limit/record");
BENCHMARK(appendDepths)->Name("ours/depth");
BENCHMARK(storeDepths)->Name("limit/depth");
BENCHMARK(queryColumns)->Name("ours/columns")->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000);
BENCHMARK(searchColumns)->Name("limit/columns")->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000);

} // namespace
} // namespace tickscope::bench

// SPDX-License-Identifier: GPL-3.0-only
// One frame of the lanes, and the depth of each of its columns, for runs of a million ticks and of
// ten; on an image of 1600x900 pixels. Needs QT_QPA_PLATFORM=offscreen where there is no display.
#include "tests/bench/workloads.h"
#include "ui/charts/decimate.h"
#include "ui/document/picture.h"
#include "ui/timeline/timeline_picture.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace tickscope::bench {
namespace {

constexpr QSize frameSize { 1600, 900 };
constexpr std::size_t lanes = 50;

/// A run that has been looked at from its start, as a window holds it.
struct SeenRun
{
    explicit SeenRun(std::uint64_t ticks)
        : run(scenarioOf(Workload::W1, lanes), optionsOf(Recorder::Keep::Records))
        , log(run.serverCount(), run.watchedServers())
    {
        // 8 ms from tick to tick of a server, more or less.
        const auto until = std::chrono::milliseconds(ticks / lanes * 8 + 10);
        run.advanceTo(VirtualTime(until));
        log.consume(run.trace());
        for (std::size_t i = 0; i < lanes; ++i)
            pyramids.emplace_back().append(log.server(i));
    }

    Run run;
    TraceLog log;
    std::vector<DepthPyramid> pyramids;
};

SeenRun& seenRun(std::int64_t ticks)
{
    static std::map<std::int64_t, std::unique_ptr<SeenRun>> runs;
    auto& run = runs[ticks];
    if (!run)
        run = std::make_unique<SeenRun>(static_cast<std::uint64_t>(ticks));
    return *run;
}

/// @param spanNs  how much of the run is in view; 0: all of it
void lanesFrame(benchmark::State& state, std::int64_t spanNs)
{
    SeenRun& seen = seenRun(state.range(0));
    TimelineLanes view;
    view.setRun(&seen.log, laneInfoOf(seen.run, seen.log));
    view.setSize(laneSizeFor(lanes));
    TimelineState shown;
    shown.nowNs = toNs(seen.run.now());
    shown.runEndNs = shown.nowNs;
    const std::int64_t startNs = spanNs == 0 ? 0 : shown.nowNs / 2;
    shown.span = { startNs, spanNs == 0 ? shown.nowNs : startNs + spanNs };
    QImage image(frameSize, QImage::Format_ARGB32_Premultiplied);
    const auto paint = [&] {
        QPainter painter(&image);
        view.arrange(theme(ThemeName::Light), shown.nowNs);
        renderTimeline(painter, frameSize, theme(ThemeName::Light), view, shown, {});
    };
    paint(); // a window has indexed what came before
    for (auto _ : state)
        paint();
}

void wholeRun(benchmark::State& state)
{
    lanesFrame(state, 0);
}
void closeUp(benchmark::State& state)
{
    lanesFrame(state, 100'000'000);
}

void depthColumns(benchmark::State& state)
{
    const SeenRun& seen = seenRun(state.range(0));
    const auto nowNs = toNs(seen.run.now());
    const ChartSpan span { 0, nowNs, nowNs, frameSize.width() };
    for (auto _ : state) {
        for (std::size_t i = 0; i < lanes; ++i)
            benchmark::DoNotOptimize(depthSteps(seen.log.server(i), seen.pyramids[i], span));
    }
}

BENCHMARK(wholeRun)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(closeUp)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(depthColumns)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace tickscope::bench

int main(int argc, char** argv)
{
    QGuiApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}

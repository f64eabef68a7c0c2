// SPDX-License-Identifier: GPL-3.0-only
// One frame of the charts panel, 1600x900 pixels, of a server whose mailbox has changed at least so
// many times (the counter says how many). Needs QT_QPA_PLATFORM=offscreen where there is no
// display.
#include "ui/charts/charts_panel.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QPainter>

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

namespace tickscope::bench {
namespace {

constexpr QSize frameSize { 1600, 900 };

/// The interval leaves 10 % of the time free, so that the mailbox fills and drains all the time:
/// 1.42 changes of depth a tick.
QString scenario(std::int64_t samples)
{
    return QStringLiteral("format = 1\ntitle = \"queue\"\nduration = \"%1ms\"\n"
                          "[[server]]\nname = \"p\"\nschedule = \"send_interval\"\n"
                          "interval = \"5ms\"\nwork = { uniform = [\"1ms\", \"8ms\"] }\n")
        .arg(samples * 18 / 5);
}

/// A window that has gone through the whole of such a run.
struct SeenRun
{
    explicit SeenRun(std::int64_t samples)
        : settings(Settings::Storage::Memory)
        , window(clock, themes, settings)
    {
        themes.install();
        window.document().openText(scenario(samples), {}, QStringLiteral("queue.toml"));
        RunController& run = window.controller();
        run.raiseLimits(); // at first: a run that has met one would start again
        while (run.isChanging())
            run.frame();
        run.toEnd();
        while (run.isMoving() || run.now() < run.end()) {
            const auto before = run.now();
            QApplication::processEvents();
            run.frame();
            if (!run.isMoving() && run.now() == before) {
                run.raiseLimits();
                run.toEnd();
            }
        }
    }

    const SteadyWallClock clock;
    Settings settings;
    ThemeController themes;
    MainWindow window;
};

std::map<std::int64_t, std::unique_ptr<SeenRun>> runs; // none outlives the application

SeenRun& seenRun(std::int64_t samples)
{
    auto& run = runs[samples];
    if (!run)
        run = std::make_unique<SeenRun>(samples);
    return *run;
}

/// Draws the panel as the window does, after somebody has panned by a pixel.
/// @param only  the chart that is shown, from the left; below 0: all of them
void chartsFrame(benchmark::State& state, int only)
{
    SeenRun& seen = seenRun(state.range(0));
    ChartsPanel charts(seen.window.controller(), seen.window.timeWindow(), seen.themes);
    QList<int> hidden;
    for (int chart = 0; only >= 0 && chart < 5; ++chart) {
        if (chart != only)
            hidden.append(chart);
    }
    charts.setHiddenCharts(hidden);
    charts.resize(frameSize);
    charts.show();
    QApplication::processEvents();
    QImage image(frameSize, QImage::Format_ARGB32_Premultiplied);
    const std::int64_t endNs = toNs(seen.window.controller().now());
    std::int64_t shift = 0;
    for (auto _ : state) {
        shift = (shift + endNs / frameSize.width()) % (endNs / 8);
        seen.window.timeWindow().setSpan({ shift, endNs - endNs / 8 + shift });
        static_cast<QWidget&>(charts).render(&image); // not the one for pictures
    }
    state.counters["samples"]
        = static_cast<double>(seen.window.controller().log().server(0).depth.size());
}

void depth(benchmark::State& state)
{
    chartsFrame(state, 0);
}
void allCharts(benchmark::State& state)
{
    chartsFrame(state, -1);
}

BENCHMARK(depth)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);
BENCHMARK(allCharts)->Arg(10'000)->Arg(1'000'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace tickscope::bench

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    tickscope::bench::runs.clear();
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-only
// Writing a trace as JSON Lines and as a Chrome trace, beside copying text of the same length.
#include "core/trace/chrome_trace.h"
#include "core/trace/events.h"
#include "tests/bench/measure.h"
#include "tests/bench/workloads.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tickscope::bench {
namespace {

/// Takes any text and keeps none, as a pipe does.
class CountingSink final : public TextSink
{
public:
    bool write(std::string_view text) override
    {
        m_size += text.size();
        return true;
    }
    std::uint64_t size() const { return m_size; }

private:
    std::uint64_t m_size = 0;
};

const Run& recordedRun()
{
    static const Run run = [] {
        Run made(scenarioOf(Workload::W1, 100), optionsOf(Recorder::Keep::Records));
        made.advanceTo(VirtualTime { 1s });
        return made;
    }();
    return run;
}

std::uint64_t writeEvents(CountingSink& sink)
{
    const Run& run = recordedRun();
    EventWriter writer(sink, run.processNames());
    writer.consume(run.trace());
    writer.flush();
    return sink.size();
}

std::uint64_t writeChrome(CountingSink& sink)
{
    const Run& run = recordedRun();
    ChromeTraceWriter writer(sink, run.processNames());
    writer.consume(run.trace());
    writer.finish(toNs(run.now()));
    return sink.size();
}

using Export = std::uint64_t (*)(CountingSink&);

void exportTrace(benchmark::State& state, Export write)
{
    for (auto _ : state) {
        CountingSink sink;
        benchmark::DoNotOptimize(write(sink));
    }
    reportEach(state, state.iterations() * recordedRun().trace().size());
}

void copyText(benchmark::State& state, Export write)
{
    CountingSink counted;
    const std::string text(write(counted), 'x');
    std::string copy(text.size(), ' ');
    for (auto _ : state) {
        copy.assign(text);
        benchmark::ClobberMemory();
    }
    reportEach(state, state.iterations() * recordedRun().trace().size());
}

BENCHMARK_CAPTURE(exportTrace, events, writeEvents)->Name("ours/events");
BENCHMARK_CAPTURE(copyText, events, writeEvents)->Name("limit/events");
BENCHMARK_CAPTURE(exportTrace, chrome, writeChrome)->Name("ours/chrome");
BENCHMARK_CAPTURE(copyText, chrome, writeChrome)->Name("limit/chrome");

} // namespace
} // namespace tickscope::bench

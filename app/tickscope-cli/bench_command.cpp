// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/bench_workload.h"
#include "app/tickscope-cli/command.h"
#include "app/tickscope-cli/drive.h"
#include "app/tickscope-cli/exit_code.h"
#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/process_usage.h"
#include "app/tickscope-cli/word_option.h"
#include "core/run/run.h"
#include "core/trace/summary.h"

#include <CLI/Validators.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace tickscope::cli {
namespace {

struct BenchArguments
{
    Workload workload = Workload::W1;
    std::uint32_t servers = 1000;
    std::uint64_t ticks = 2'000'000;
    bool keepsTrace = false;
    bool asJson = false;
};

struct BenchResult
{
    std::uint64_t ticks = 0;
    double setupSeconds = 0;
    double runSeconds = 0;
    std::int64_t residentBytes = 0; ///< of the whole program, at the end
    double bytesPerProcess = 0; ///< ready, with an armed timer; the scenario does not count
    std::optional<double> bytesPerMessage; ///< nothing where none waits at the end
    std::uint64_t fingerprint = 0;

    double nsPerTick() const { return runSeconds * 1e9 / static_cast<double>(ticks); }
    double ticksPerSecond() const { return static_cast<double>(ticks) / runSeconds; }
};

RunOptions benchOptions(bool keepsTrace)
{
    RunOptions options;
    options.limits.events = std::numeric_limits<std::uint64_t>::max();
    options.limits.mailbox = std::numeric_limits<std::uint32_t>::max();
    options.limits.instant = std::numeric_limits<std::uint32_t>::max();
    options.keep = keepsTrace ? Recorder::Keep::Records : Recorder::Keep::Fingerprint;
    return options;
}

double each(std::int64_t bytes, std::size_t count)
{
    return static_cast<double>(bytes) / static_cast<double>(count);
}

/// Time is the process's own CPU time: what other programs do meanwhile counts little.
BenchResult measure(const BenchArguments& arguments, Scenario scenario)
{
    const Duration until = benchDuration(scenario, arguments.workload, arguments.ticks);
    BenchResult result;
    result.ticks = benchTicks(scenario, arguments.workload, until);

    const std::int64_t bytesBefore = residentBytes();
    const double start = cpuSeconds();
    Run run(std::move(scenario), benchOptions(arguments.keepsTrace));
    run.advanceTo(VirtualTime {});
    const double ready = cpuSeconds();
    const std::int64_t bytesReady = residentBytes();
    // A headless run streams its trace and forgets it; so does this one.
    while (!isInterrupted() && !run.advanceTo(VirtualTime(until), sliceEvents))
        run.forgetTraceBefore(run.trace().size());
    const double end = cpuSeconds();

    result.setupSeconds = ready - start;
    result.runSeconds = end - ready;
    result.residentBytes = residentBytes();
    result.bytesPerProcess = each(bytesReady - bytesBefore, arguments.servers);
    // All servers of W2 are alike; those of W1 never have a message waiting.
    const std::size_t waiting = run.snapshot(0).mailbox.size() * arguments.servers;
    if (waiting > 0)
        result.bytesPerMessage = each(result.residentBytes - bytesReady, waiting);
    result.fingerprint = run.trace().fingerprint();
    return result;
}

nlohmann::ordered_json toJson(const BenchArguments& arguments, const BenchResult& result)
{
    return {
        { "workload", arguments.workload == Workload::W1 ? "W1" : "W2" },
        { "servers", arguments.servers },
        { "ticks", result.ticks },
        { "trace", arguments.keepsTrace ? "on" : "off" },
        { "ns_per_tick", result.nsPerTick() },
        { "ticks_per_second", result.ticksPerSecond() },
        { "setup_seconds", result.setupSeconds },
        { "run_seconds", result.runSeconds },
        { "resident_bytes", result.residentBytes },
        { "bytes_per_process", result.bytesPerProcess },
        { "bytes_per_queued_message",
            result.bytesPerMessage ? nlohmann::ordered_json(*result.bytesPerMessage) : nullptr },
        { "fingerprint", fingerprintText(result.fingerprint) },
    };
}

std::string toText(const BenchArguments& arguments, const BenchResult& result)
{
    const std::string message
        = result.bytesPerMessage ? fmt::format("{:.1f} B/message  ", *result.bytesPerMessage) : "";
    return fmt::format("{} N={} ticks={} trace={}  {:.1f} ns/tick  {:.0f} ticks/s  "
                       "setup {:.3f} s  {:.0f} B/process  {}fingerprint {}\n",
        arguments.workload == Workload::W1 ? "W1" : "W2", arguments.servers, result.ticks,
        arguments.keepsTrace ? "on" : "off", result.nsPerTick(), result.ticksPerSecond(),
        result.setupSeconds, result.bytesPerProcess, message, fingerprintText(result.fingerprint));
}

int bench(const BenchArguments& arguments, Console& console)
{
    const BenchResult result
        = measure(arguments, benchScenario(arguments.workload, arguments.servers));
    if (isInterrupted())
        return ExitInterrupted;
    console.out().write(
        (arguments.asJson ? toJson(arguments, result).dump(2) + "\n" : toText(arguments, result)));
    return ExitDone;
}

} // namespace

void addBenchCommand(CLI::App& program, CommandBody& chosen)
{
    auto arguments = std::make_shared<BenchArguments>();
    CLI::App* command = program.add_subcommand("bench", "Measure ticks per second on this machine");
    command->footer("  tickscope-cli bench\n"
                    "  tickscope-cli bench --workload W2 --servers 100 --ticks 5000000 --json");
    addWordOption<Workload>(*command, "--workload", arguments->workload,
        { { "W1", Workload::W1 }, { "W2", Workload::W2 } },
        "W1: pollers, 3 ms of work (default). W2: work slower than the interval")
        ->option_text("W1|W2");
    command->add_option("--servers", arguments->servers, "How many processes (1000)")
        ->option_text("N")
        ->check(CLI::Range(1U, 10'000'000U));
    command->add_option("--ticks", arguments->ticks, "How many ticks in all (2000000)")
        ->option_text("T")
        ->check(CLI::Range(std::uint64_t { 1 }, std::uint64_t { 1'000'000'000'000 }));
    addWordOption<bool>(*command, "--trace", arguments->keepsTrace,
        { { "on", true }, { "off", false } }, "Whether to record every event (off)")
        ->option_text("on|off");
    command->add_flag("--json", arguments->asJson, "Print the result as JSON");
    command->callback([arguments, &chosen] {
        chosen = [arguments](Console& console) { return bench(*arguments, console); };
    });
}

} // namespace tickscope::cli

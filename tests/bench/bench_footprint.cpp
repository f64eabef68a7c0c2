// SPDX-License-Identifier: GPL-3.0-only
// What a process and a queued message take of memory, and how long a million processes need until
// they are ready. Each figure comes from a program of its own, forked, so that none finds memory
// that another has left.
#include "tests/bench/workloads.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>

namespace tickscope::bench {
namespace {

double cpuSeconds()
{
    timespec time {};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double residentBytes()
{
    long total = 0;
    long resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%ld %ld", &total, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// One table with a count: the scenario itself takes nothing.
Scenario million()
{
    Scenario scenario = scenarioOf(Workload::W1, 1);
    scenario.servers[0].count = 1'000'000;
    return scenario;
}

struct Figures
{
    double seconds = 0;
    double bytes = 0;
};

/// A million processes: how long until they are ready, and what they take.
Figures processes()
{
    const double before = residentBytes();
    const double start = cpuSeconds();
    const Run run(million(), optionsOf(Recorder::Keep::Fingerprint));
    const double seconds = cpuSeconds() - start;
    return { seconds, residentBytes() - before };
}

/// What one of ten million queued messages takes.
Figures messages()
{
    constexpr std::size_t servers = 1000;
    Run run(scenarioOf(Workload::W2, servers), optionsOf(Recorder::Keep::Fingerprint));
    run.advanceTo(VirtualTime { 1s });
    const double before = residentBytes();
    const std::size_t few = run.snapshot(0).mailbox.size();
    run.advanceTo(VirtualTime { timeFor(Workload::W2, servers, 26'667 * servers) });
    const double bytes = residentBytes() - before;
    const auto more = static_cast<double>(run.snapshot(0).mailbox.size() - few) * servers;
    return { 0, bytes / more };
}

/// @return what it measured in a process of its own; nothing when that one failed
std::optional<Figures> inOwnProcess(Figures (*measure)())
{
    int ends[2] = {};
    if (pipe(ends) != 0)
        return {};
    const pid_t child = fork();
    if (child == 0) {
        const Figures figures = measure();
        const bool isSaid = write(ends[1], &figures, sizeof figures) == sizeof figures;
        _exit(isSaid ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    close(ends[1]);
    Figures figures;
    const bool isHeard = read(ends[0], &figures, sizeof figures) == sizeof figures;
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return isHeard ? std::optional(figures) : std::nullopt;
}

/// The least of several: how soon large pages come depends on what the machine did before.
Figures least(Figures (*measure)(), int rounds)
{
    Figures least { 1e9, 1e18 };
    for (int round = 0; round < rounds; ++round) {
        if (const auto figures = inOwnProcess(measure)) {
            least.seconds = std::min(least.seconds, figures->seconds);
            least.bytes = std::min(least.bytes, figures->bytes);
        }
    }
    return least;
}

} // namespace
} // namespace tickscope::bench

int main()
{
    using namespace tickscope::bench;
    const Figures ready = least(processes, 5);
    std::printf("1,000,000 processes are ready after %.3f s and take %.0f MB: %.0f bytes each.\n",
        ready.seconds, ready.bytes / 1e6, ready.bytes / 1e6);
    std::printf("A queued message takes %.1f bytes.\n", least(messages, 1).bytes);
}

// SPDX-License-Identifier: GPL-3.0-only
// What a process and a queued message take of memory, and how long a million processes need until
// they are ready. Each figure comes from a program of its own, forked, so that none finds memory
// that another has left.
#include "tests/bench/workloads.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <ctime>

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

void processes()
{
    const double before = residentBytes();
    const double start = cpuSeconds();
    const Run run(million(), optionsOf(Recorder::Keep::Fingerprint));
    const double seconds = cpuSeconds() - start;
    const double bytes = residentBytes() - before;
    std::printf("1,000,000 processes are ready after %.3f s and take %.0f MB: %.0f bytes each.\n",
        seconds, bytes / 1e6, bytes / 1e6);
}

void messages()
{
    constexpr std::size_t servers = 1000;
    Run run(scenarioOf(Workload::W2, servers), optionsOf(Recorder::Keep::Fingerprint));
    run.advanceTo(VirtualTime { 1s });
    const double before = residentBytes();
    const std::size_t few = run.snapshot(0).mailbox.size();
    run.advanceTo(VirtualTime { timeFor(Workload::W2, servers, 26'667 * servers) });
    const double bytes = residentBytes() - before;
    const auto more = static_cast<double>(run.snapshot(0).mailbox.size() - few) * servers;
    std::printf("A queued message takes %.1f bytes.\n", bytes / more);
}

void inOwnProcess(void (*measure)())
{
    std::fflush(stdout);
    const pid_t child = fork();
    if (child == 0) {
        measure();
        std::fflush(stdout);
        _exit(0);
    }
    waitpid(child, nullptr, 0);
}

} // namespace
} // namespace tickscope::bench

int main()
{
    tickscope::bench::inOwnProcess(tickscope::bench::processes);
    tickscope::bench::inOwnProcess(tickscope::bench::messages);
}

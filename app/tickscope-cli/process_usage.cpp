// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/process_usage.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace tickscope::cli {

double cpuSeconds()
{
    timespec time {};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

std::int64_t residentBytes()
{
    long total = 0;
    long resident = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "re")) {
        if (std::fscanf(file, "%ld %ld", &total, &resident) != 2)
            resident = 0;
        std::fclose(file);
    }
    return std::int64_t { resident } * ::sysconf(_SC_PAGESIZE);
}

std::int64_t memoryAllowance()
{
    constexpr std::int64_t most = std::int64_t { 2 } << 30;
    const std::int64_t installed
        = std::int64_t { ::sysconf(_SC_PHYS_PAGES) } * ::sysconf(_SC_PAGESIZE);
    return std::min(most, installed / 2);
}

} // namespace tickscope::cli

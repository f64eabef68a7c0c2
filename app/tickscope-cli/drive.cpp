// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/drive.h"

#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/process_usage.h"
#include "app/tickscope-cli/progress.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <chrono>

namespace tickscope::cli {
namespace {

using WallClock = std::chrono::steady_clock;

DriveEnd limitEnd(std::string kind, std::string message)
{
    return { DriveEnd::Kind::Limit, std::move(message), std::move(kind) };
}

std::string now(const Run& run)
{
    return humanText(run.now().time_since_epoch());
}

/// Why a run that has not reached its end stops here; nothing when it may go on.
std::optional<DriveEnd> reasonToStop(
    const Run& run, const DriveLimits& limits, WallClock::time_point start)
{
    if (run.limitReached())
        return limitEnd("run", run.limitReached()->message);
    if (isInterrupted())
        return DriveEnd { DriveEnd::Kind::Interrupted, {}, {} };
    if (residentBytes() > limits.memoryBytes)
        return limitEnd("memory",
            fmt::format("stopped at {}: {} MiB of memory are in use; "
                        "--max-memory raises the limit, a shorter --until needs "
                        "less",
                now(run), withThousands(static_cast<std::uint64_t>(limits.memoryBytes) >> 20)));
    const std::chrono::duration<double> elapsed = WallClock::now() - start;
    if (limits.seconds && elapsed.count() > *limits.seconds)
        return limitEnd("timeout", fmt::format("stopped at {}: --timeout is over", now(run)));
    return std::nullopt;
}

} // namespace

DriveEnd drive(Run& run, VirtualTime until, const DriveLimits& limits,
    const std::function<bool()>& afterSlice, Console& console)
{
    Progress progress(console);
    const auto start = WallClock::now();
    const auto whole = static_cast<double>(toNs(until));
    while (!run.advanceTo(until, sliceEvents)) {
        if (!afterSlice())
            return { DriveEnd::Kind::OutputClosed, {}, {} };
        if (auto end = reasonToStop(run, limits, start))
            return *end;
        progress.show(static_cast<double>(toNs(run.now())) / whole,
            fmt::format("{} of {}, {} events", now(run), humanText(until.time_since_epoch()),
                withThousands(run.trace().size())));
    }
    afterSlice();
    return {};
}

} // namespace tickscope::cli

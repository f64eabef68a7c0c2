// SPDX-License-Identifier: GPL-3.0-only
#include "app/tickscope-cli/drive.h"

#include "app/tickscope-cli/interrupt.h"
#include "app/tickscope-cli/process_usage.h"
#include "app/tickscope-cli/progress.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <chrono>

namespace tickscope::cli {
namespace {

using WallClock = std::chrono::steady_clock;

const char* wordOf(LimitKind kind)
{
    switch (kind) {
    case LimitKind::Events:
        return "events";
    case LimitKind::Mailbox:
        return "mailbox";
    case LimitKind::Instant:
        return "instant";
    }
    return "";
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
        return limitEnd(run);
    if (isInterrupted())
        return DriveEnd { DriveEnd::Kind::Interrupted, {} };
    if (residentBytes() > limits.memoryBytes)
        return DriveEnd { DriveEnd::Kind::Limit,
            fmt::format("{} MiB of memory are in use at {}",
                withThousands(static_cast<std::uint64_t>(limits.memoryBytes) >> 20), now(run)),
            "memory" };
    const std::chrono::duration<double> elapsed = WallClock::now() - start;
    if (limits.seconds && elapsed.count() > *limits.seconds)
        return DriveEnd { DriveEnd::Kind::Limit,
            fmt::format("the time on the wall clock was over at {}", now(run)), "timeout" };
    return std::nullopt;
}

void showProgress(Progress& progress, const Run& run, VirtualTime until)
{
    progress.show(static_cast<double>(toNs(run.now())) / static_cast<double>(toNs(until)),
        fmt::format("{} of {}, {} events", now(run), humanText(until.time_since_epoch()),
            withThousands(run.trace().size())));
}

/// The next instant at which a condition may change, if that is before `until`.
VirtualTime nextInstant(const Run& run, const DriveGoal& goal, VirtualTime until)
{
    VirtualTime next = std::min(run.nextEventAt().value_or(until), until);
    if (const auto change = goal.condition.nextChange(goal.log, toNs(run.now())))
        next = std::min(next, VirtualTime { Duration { *change } });
    return next;
}

} // namespace

DriveEnd limitEnd(const Run& run)
{
    assert(run.limitReached());
    std::string message = run.limitReached()->message;
    while (message.ends_with('\n'))
        message.pop_back();
    return { DriveEnd::Kind::Limit, std::move(message), wordOf(run.limitReached()->kind) };
}

std::string adviceOn(const DriveEnd& end)
{
    assert(end.kind == DriveEnd::Kind::Limit);
    const char* prefix = end.limitKind == "timeout" ? "" : "max-";
    return fmt::format("{}\n--{}{} raises this limit; a shorter --until may not reach it",
        end.message, prefix, end.limitKind);
}

DriveEnd drive(Run& run, VirtualTime until, const DriveLimits& limits,
    const std::function<bool()>& afterSlice, Console& console)
{
    Progress progress(console);
    const auto start = WallClock::now();
    while (!run.advanceTo(until, sliceEvents)) {
        if (!afterSlice())
            return { DriveEnd::Kind::OutputClosed, {} };
        if (auto end = reasonToStop(run, limits, start))
            return *end;
        showProgress(progress, run, until);
    }
    afterSlice();
    return {};
}

DriveEnd driveToGoal(Run& run, const DriveGoal& goal, VirtualTime until, const DriveLimits& limits,
    const std::function<bool()>& afterInstant, Console& console)
{
    constexpr std::uint64_t lookEvery = 1'000; // instants: the clock on the wall is slow to ask
    Progress progress(console);
    const auto start = WallClock::now();
    for (std::uint64_t instants = 1;; ++instants) {
        const bool reached = run.advanceTo(nextInstant(run, goal, until), sliceEvents);
        if (!afterInstant())
            return { DriveEnd::Kind::OutputClosed, {} };
        if (reached && goal.condition.holdsAt(goal.log, toNs(run.now())))
            return { DriveEnd::Kind::Holds, {} };
        if (reached && run.now() >= until)
            return {};
        if (reached && instants % lookEvery != 0)
            continue;
        if (auto end = reasonToStop(run, limits, start))
            return *end;
        showProgress(progress, run, until);
    }
}

} // namespace tickscope::cli

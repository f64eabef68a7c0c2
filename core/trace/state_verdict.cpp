// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/state_verdict.h"

#include "core/scenario/words.h"
#include "core/trace/growth.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

using Kind = StateVerdict::Kind;

/// The start or exit that counts at a moment; nullptr before the first start.
const LaneMark* lastStartOrExit(const ServerLog& log, std::int64_t toNs)
{
    const auto found
        = std::find_if(log.marks.rbegin(), log.marks.rend(), [toNs](const LaneMark& mark) {
              return mark.timeNs <= toNs && (isStart(mark) || mark.kind == LaneMark::Kind::Exited);
          });
    return found == log.marks.rend() ? nullptr : &*found;
}

/// The ticks that ended with a crash, one after another, up to a moment.
struct CrashStreak
{
    std::uint64_t length = 0;
    std::int64_t firstNs = 0; ///< start of the first
    bool isAll = true; ///< none in the span ended otherwise
};

CrashStreak crashStreak(const ServerLog& log, std::int64_t fromNs, std::int64_t toNs)
{
    CrashStreak streak;
    for (std::size_t i = firstTakenFrom(log, toNs + 1); i-- > 0;) {
        const MessageEntry& tick = log.messages[log.taken[i]];
        if (tick.startedNs < fromNs)
            break;
        if (!isTick(tick.kind) || tick.finishedNs == noTime || tick.finishedNs > toNs)
            continue;
        if (tick.outcome != TickOutcome::Crash) {
            streak.isAll = false;
            break;
        }
        ++streak.length;
        streak.firstNs = tick.startedNs;
    }
    return streak;
}

/// What is on its way to make a server tick at a moment.
struct OnTheWay
{
    std::uint64_t timers = 0; ///< armed, for a tick
    std::uint64_t waitingTicks = 0;
    bool isAtWork = false; ///< on any message
    bool isTickAtWork = false;
};

OnTheWay onTheWay(const ServerLog& log, std::int64_t toNs)
{
    OnTheWay found;
    const auto add = [&](const TimerEntry& timer) {
        found.timers += isTick(timer.kind) && isArmedAt(timer, toNs);
    };
    if (toNs >= log.lastNs) { // the present: the log keeps a list
        for (const std::uint32_t index : log.armed)
            add(log.timers[index]);
    } else {
        std::for_each(log.timers.begin(), log.timers.end(), add);
    }
    const std::size_t taken = firstTakenFrom(log, toNs + 1);
    std::size_t next = 0;
    if (taken > 0) {
        const MessageEntry& last = log.messages[log.taken[taken - 1]];
        found.isAtWork = last.finishedNs == noTime || last.finishedNs > toNs;
        found.isTickAtWork = found.isAtWork && isTick(last.kind);
        next = log.taken[taken - 1] + std::size_t { 1 };
    }
    for (; next < log.messages.size() && log.messages[next].deliveredNs <= toNs; ++next) {
        const MessageEntry& message = log.messages[next];
        const bool isWaiting = message.finishedNs == noTime || message.finishedNs > toNs;
        found.waitingTicks += isWaiting && isTick(message.kind);
    }
    return found;
}

bool isLoading(const ServerLog& log, std::int64_t toNs)
{
    return std::any_of(log.loads.rbegin(), log.loads.rend(), [toNs](const LoadSpan& load) {
        return load.startNs <= toNs && (load.endNs == noTime || load.endNs > toNs);
    });
}

/// How many chains of ticks there are. A tick on its way arms the next one when it is handled;
/// those of a send_interval timer do not.
std::uint64_t chainsOf(const OnTheWay& found, Schedule schedule)
{
    switch (schedule) {
    case Schedule::SendInterval:
        return found.timers;
    case Schedule::AfterWork:
        return found.timers + found.waitingTicks + found.isTickAtWork;
    case Schedule::BeforeWork:
    case Schedule::Absolute:
    case Schedule::AbsoluteSkip:
        return found.timers + found.waitingTicks;
    case Schedule::IdleTimeout:
        break; // there is one wait, and any message begins it anew
    }
    return found.timers + found.waitingTicks + found.isAtWork > 0 ? 1 : 0;
}

/// The second arming that told of more chains, since a process started; nullptr for none.
const LaneMark* doubleChain(
    const ServerLog& log, std::int64_t startNs, std::int64_t fromNs, std::int64_t toNs)
{
    for (auto mark = log.marks.rbegin(); mark != log.marks.rend(); ++mark) {
        if (mark->timeNs < std::max(startNs, fromNs))
            break;
        if (mark->timeNs <= toNs && mark->kind == LaneMark::Kind::DoubleChain)
            return &*mark;
    }
    return nullptr;
}

/// When a tick timer was last cancelled after a moment.
std::optional<std::int64_t> lastCancel(
    const ServerLog& log, std::int64_t afterNs, std::int64_t toNs)
{
    for (auto timer = log.timers.rbegin(); timer != log.timers.rend(); ++timer) {
        if (timer->armedNs < afterNs && timer->endNs != noTime && timer->endNs < afterNs)
            break;
        if (timer->end == TimerEntry::End::Cancelled && !timer->isIdle && timer->endNs <= toNs)
            return timer->endNs;
    }
    return std::nullopt;
}

/// When the last timer for a tick fired or was cancelled, of the process that is alive since
/// `startNs`; that moment when it had none.
std::int64_t lastTimerEnd(const ServerLog& log, std::int64_t startNs, std::int64_t toNs)
{
    std::int64_t latestNs = startNs;
    for (auto timer = log.timers.rbegin(); timer != log.timers.rend(); ++timer) {
        if (timer->endNs != noTime && timer->endNs < startNs)
            break;
        if (isTick(timer->kind) && timer->endNs != noTime && timer->endNs <= toNs)
            latestNs = std::max(latestNs, timer->endNs);
    }
    return latestNs;
}

std::optional<std::int64_t> completedSince(
    const ServerLog& log, std::int64_t startNs, std::int64_t toNs)
{
    for (auto mark = log.marks.rbegin(); mark != log.marks.rend() && mark->timeNs >= startNs;
         ++mark) {
        if (mark->timeNs <= toNs && mark->kind == LaneMark::Kind::Completed)
            return mark->timeNs;
    }
    return std::nullopt;
}

/// "twice", "three times", "14 times"
std::string timesText(std::uint64_t count)
{
    return count == 2 ? "twice" : fmt::format("{} times", countWord(count));
}

std::string sinceText(const StateVerdict& state)
{
    return state.sinceNs ? " since " + momentText(*state.sinceNs) : std::string();
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string chainsText(const StateVerdict& state)
{
    const std::string chains = capitalised(countWord(state.count)) + " chains";
    const std::string often = timesText(state.count) + " as often";
    if (!state.untilNs)
        return fmt::format("{}: ticks {}", chains, often);
    return fmt::format("{} from {} to {}: ticked {}", chains, momentText(state.sinceNs.value_or(0)),
        momentText(*state.untilNs), often);
}

} // namespace

StateVerdict judgeState(const ServerLog& log, const ServerSpec& spec, std::int64_t fromNs,
    std::int64_t toNs, std::uint32_t missedBeats)
{
    const LaneMark* start = lastStartOrExit(log, toNs);
    if (start == nullptr)
        return { Kind::NotStarted, {}, {}, 0 };
    if (start->kind == LaneMark::Kind::Exited)
        return { Kind::Dead, start->timeNs, {}, 0 };
    const CrashStreak streak = crashStreak(log, fromNs, toNs);
    if (streak.length >= (streak.isAll ? 2U : 3U)) {
        const auto since = streak.isAll ? std::nullopt : std::optional(streak.firstNs);
        return { Kind::Crashing, since, {}, streak.length };
    }
    const OnTheWay found = onTheWay(log, toNs);
    const std::uint64_t chains = chainsOf(found, spec.schedule);
    const LaneMark* doubled = doubleChain(log, start->timeNs, fromNs, toNs);
    if (chains > 1) {
        const auto since = doubled != nullptr ? std::optional(doubled->timeNs) : std::nullopt;
        return { Kind::Chains, since, {}, chains };
    }
    if (chains == 0 && !found.isTickAtWork && !isLoading(log, toNs)) {
        if (const auto completed = completedSince(log, start->timeNs, toNs))
            return { Kind::Finished, completed, {}, 0 };
        return { Kind::NoTimer, lastTimerEnd(log, start->timeNs, toNs), {}, 0 };
    }
    if (doubled != nullptr) {
        return { Kind::Chains, doubled->timeNs, lastCancel(log, doubled->timeNs, toNs),
            static_cast<std::uint64_t>(doubled->value) };
    }
    if (missedBeats > 0)
        return { Kind::MissedBeats, {}, {}, missedBeats };
    return {};
}

std::string toText(const StateVerdict& state)
{
    switch (state.kind) {
    case Kind::Running:
        return "Running";
    case Kind::NotStarted:
        return "Not started";
    case Kind::Dead:
        return "Dead" + sinceText(state);
    case Kind::Crashing:
        return "Crashes on every tick" + sinceText(state);
    case Kind::Chains:
        return chainsText(state);
    case Kind::NoTimer:
        return "No timer armed" + sinceText(state);
    case Kind::Finished:
        return "Finished at " + momentText(state.sinceNs.value_or(0));
    case Kind::MissedBeats:
        return state.count == 1 ? "Missed 1 beat"
                                : fmt::format("Missed {} beats", withThousands(state.count));
    }
    return {};
}

const char* toWord(Kind kind)
{
    switch (kind) {
    case Kind::Running:
        return "running";
    case Kind::NotStarted:
        return "not_started";
    case Kind::Dead:
        return "dead";
    case Kind::Crashing:
        return "crashing";
    case Kind::Chains:
        return "double_chain";
    case Kind::NoTimer:
        return "no_timer";
    case Kind::Finished:
        return "finished";
    case Kind::MissedBeats:
        return "missed_beats";
    }
    return "";
}

} // namespace tickscope

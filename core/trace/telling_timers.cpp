// SPDX-License-Identifier: GPL-3.0-only
// Sentences on timers, chains and edits of the interval.
#include "core/scenario/duration_text.h"
#include "core/trace/telling_words.h"
#include "core/trace/words.h"

#include <fmt/format.h>

namespace tickscope::telling {

namespace {

/// {:noreply, state, timeout}
Words idleWait(const Telling& told)
{
    Words words;
    const std::string with = length(told.dueNs - told.timeNs);
    if (told.isFirst)
        words.brief = fmt::format("The wait begins at {}: a tick comes after {} without a message.",
            at(told.timeNs), with);
    else if (isTick(told.kind) && told.tick != 0)
        words.brief
            = fmt::format("Tick {} is done at {}; the next comes after {} without a message.",
                told.tick, at(told.timeNs), with);
    else
        words.brief = fmt::format(
            "The wait begins anew at {}: a tick is due at {}.", at(told.timeNs), at(told.dueNs));
    words.what = words.brief;
    words.cause = "Any message that comes before starts the wait anew.";
    return words;
}

} // namespace

Words timerArmed(const Telling& told)
{
    if (told.schedule == Schedule::IdleTimeout)
        return idleWait(told);
    Words words;
    const std::string due = at(told.dueNs);
    const std::string with = length(told.dueNs - told.timeNs);
    const std::string tick
        = told.nextTick != 0 ? fmt::format("tick {} is due", told.nextTick) : "a tick is due";
    if (told.isFirst) {
        const std::string who = told.busy == Busy::Init ? "init" : "handle_continue";
        if (told.isInterval)
            words.brief = fmt::format("{} starts the timer: {} at {}, then every {}.", who, tick,
                due, length(told.lengthNs));
        else
            words.brief
                = fmt::format("{} arms a timer at {}: {} at {}.", who, at(told.timeNs), tick, due);
        words.what = words.brief;
        if (told.schedule == Schedule::SendInterval && told.isInterval)
            words.cause = "send_interval goes on by itself, whatever the work takes.";
        return words;
    }
    if (isTick(told.kind) && told.tick != 0) {
        words.brief = fmt::format("Tick {} is done at {} and arms a timer: {} at {}.", told.tick,
            at(told.timeNs), tick, due);
        words.what = words.brief;
        if (told.schedule == Schedule::AfterWork)
            words.cause = fmt::format("The interval of {} counts from the end of the work.", with);
        return words;
    }
    words.brief = fmt::format(
        "A timer is armed at {} with {}: {} at {}.", at(told.timeNs), with, tick, due);
    words.what = words.brief;
    return words;
}

Words cancelFalse(const Telling& told)
{
    Words words;
    const std::string when = at(told.timeNs);
    if (told.value != cancelledFalse) {
        words.brief = fmt::format("The cancel finds nil in the state at {}.", when);
        words.what = words.brief;
        words.cause = told.value == cancelledRaised ? "Process.cancel_timer(nil) raises."
                                                    : ":timer.cancel(nil) returns an error.";
        return words;
    }
    std::string why = "no timer was ever armed";
    if (told.isOfBefore)
        why = fmt::format("the timer was cancelled at {}", at(told.sinceNs));
    else if (told.sinceNs != noTime)
        why = fmt::format("the timer fired at {}", at(told.sinceNs));
    words.brief = shortest({ fmt::format("cancel_timer returns false at {}: {}.", when, why),
        fmt::format("cancel_timer returns false at {}.", when) });
    words.what = fmt::format("Process.cancel_timer returns false at {}: {}.", when, why);
    if (told.nextTick != 0)
        words.cause = fmt::format(
            "Tick {} is in the mailbox already, and cancelling takes back no message.",
            told.nextTick);
    if (told.ahead > 0)
        words.more = "Another timer, of which the server knows nothing, is still armed.";
    else if (told.nextTick == 0)
        words.more = "So nothing changes.";
    return words;
}

Words cancelHandled(const Telling& told)
{
    Words words;
    const std::string when = at(told.timeNs);
    if (told.value == noDue) {
        words.brief = fmt::format("The cancel is handled at {}: it returns no timeout.", when);
        words.what = words.brief;
        words.more = "Without a timeout the wait is over, and no tick comes.";
        return words;
    }
    if (told.value == cancelledOk) {
        words.brief = fmt::format("The timer is cancelled at {}{}.", when, delay(told));
        words.what = fmt::format(":timer.cancel stops the timer at {}{}.", when, delay(told));
    } else {
        words.brief = fmt::format(
            "cancel_timer returns {} at {}: the ms that were left.", told.value, when);
        words.what = fmt::format("Process.cancel_timer returns {} at {}{}: the ms that were left.",
            told.value, when, delay(told));
        if (told.dueNs != noTime)
            words.cause = fmt::format("The timer was due at {}.", at(told.dueNs));
    }
    if (told.nextTick != 0)
        words.more
            = fmt::format("Tick {} was delivered before: it stays in the mailbox.", told.nextTick);
    else if (told.ahead > 0)
        words.more = "Another timer is still armed.";
    else
        words.more = "No timer is armed now.";
    return words;
}

Words afterCancel(const Telling& told)
{
    Words words;
    const std::string subject = fmt::format("Tick {}", told.tick);
    const std::string cancelled = at(told.value);
    if (told.sinceNs <= told.value) {
        words.brief = fmt::format("{} runs at {} although the timer was cancelled at {}.", subject,
            at(told.timeNs), cancelled);
        words.what = words.brief;
        words.cause = fmt::format(
            "It was in the mailbox since {}: a cancel takes back no message.", at(told.sinceNs));
    } else {
        words.brief = fmt::format("{} runs at {}: the cancel at {} did not stop its timer.",
            subject, at(told.timeNs), cancelled);
        words.what = words.brief;
        words.cause = told.isByHand ? "It was sent by hand."
                                    : "The server knew of one timer only, and two were armed.";
    }
    return words;
}

Words secondChain(const Telling& told)
{
    Words words;
    if (told.isOfBefore) {
        words.brief = fmt::format("Tick {} is a ghost: the process before armed its timer at {}.",
            told.tick, at(told.sinceNs));
        words.what = fmt::format(
            "A ghost tick arrives at {}: the process before armed its timer at {}, to the name.",
            at(told.timeNs), at(told.sinceNs));
        words.cause = fmt::format(
            "The new process has the name now and takes it for its tick {}.", told.tick);
        words.more = "Its own timer is armed as well: two chains from here on.";
        return words;
    }
    const std::string chains = countWord(told.count);
    words.brief = fmt::format(
        "Chain {} begins at {}: {} timers are armed now.", told.count, at(told.timeNs), chains);
    if (told.count == 2)
        words.brief = fmt::format(
            "A second chain begins at {}: two timers are armed now.", at(told.timeNs));
    words.what = words.brief;
    if (told.sinceNs != noTime)
        words.cause = fmt::format("{} armed a timer while the one due at {} was still armed.",
            told.otherKind == MessageKind::None ? "init"
                : isTick(told.otherKind)        ? "A tick"
                                                : capital(nameOf(told.otherKind, 0)),
            at(told.sinceNs));
    words.more = "Each of them goes on by itself, so the ticks come more often.";
    return words;
}

Words intervalHandled(const Telling& told)
{
    Words words;
    const std::string what = fmt::format("The interval becomes {} at {}{}",
        humanText(Duration { told.value }), at(told.timeNs), delay(told));
    words.brief = shortest({ what + '.',
        fmt::format("The interval becomes {}.", humanText(Duration { told.value })) });
    words.what = what + '.';
    if (told.dueNs == noTime)
        words.cause = "It is a number in the state: no timer is armed.";
    else if (told.schedule == Schedule::SendInterval)
        words.cause = fmt::format(
            "The server cancels its timer and starts another, so the next tick is due at {}.",
            at(told.dueNs));
    else if (told.schedule == Schedule::IdleTimeout)
        words.cause = fmt::format("The wait for a message begins anew, until {}.", at(told.dueNs));
    else
        words.cause = fmt::format(
            "It is a number in the state: the armed timer keeps its due time, {}.", at(told.dueNs));
    if (told.nextTick != 0)
        words.more = fmt::format("Tick {} is in the mailbox and stays there.", told.nextTick);
    return words;
}

Words resumeHandled(const Telling& told)
{
    Words words;
    const std::string when = at(told.timeNs);
    words.brief = told.dueNs == noTime
        ? fmt::format("The resume is handled at {}.", when)
        : fmt::format("The resume arms a timer at {}: a tick is due at {}.", when, at(told.dueNs));
    words.what = words.brief;
    words.cause = told.sinceNs == told.timeNs
        ? ""
        : fmt::format("It was asked at {} and waited its turn.", at(told.sinceNs));
    return words;
}

} // namespace tickscope::telling

// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/telling.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/words.h"

#include <fmt/format.h>

#include <initializer_list>
#include <utility>

namespace tickscope {

namespace {

std::string at(std::int64_t ns)
{
    return instantText(ns);
}

std::string length(std::int64_t ns)
{
    return measuredText(ns);
}

std::string capital(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string messages(std::uint32_t count)
{
    return count == 1 ? "1 message" : withThousands(count) + " messages";
}

std::string wait(std::uint32_t count)
{
    return messages(count) + (count == 1 ? " waits" : " wait");
}

/// "tick 4", "a call", "the cancel"
std::string nameOf(MessageKind kind, std::uint32_t tick)
{
    if (isTick(kind))
        return fmt::format("tick {}", tick);
    switch (kind) {
    case MessageKind::SetInterval:
        return "the new interval";
    case MessageKind::Cancel:
        return "the cancel";
    case MessageKind::Resume:
        return "the resume";
    case MessageKind::Stop:
        return "the stop";
    case MessageKind::Call:
        return "a call";
    case MessageKind::Cast:
        return "a cast";
    case MessageKind::Sys:
        return "a system message";
    default:
        return "a message";
    }
}

/// "tick 2 works until 21.000 s"
std::string obstacle(const Telling& told, const std::string& resource)
{
    const std::string until
        = told.untilNs == noTime ? "" : fmt::format(" until {}", at(told.untilNs));
    switch (told.busy) {
    case Busy::Message:
        if (isTick(told.otherKind))
            return until.empty() ? fmt::format("tick {} is at work", told.otherTick)
                                 : fmt::format("tick {} works{}", told.otherTick, until);
        return fmt::format("{} is handled{}", nameOf(told.otherKind, 0), until);
    case Busy::Unit:
        return resource.size() > 20 || resource.empty()
            ? fmt::format("{} waits for a unit", nameOf(told.otherKind, told.otherTick))
            : fmt::format(
                "{} waits for a unit of {}", nameOf(told.otherKind, told.otherTick), resource);
    case Busy::Init:
        return fmt::format("init runs{}", until);
    case Busy::Continue:
        return fmt::format("handle_continue runs{}", until);
    case Busy::No:
    case Busy::Stalled:
        break;
    }
    return "the process has not had its turn";
}

/// "tick 3 is before it"
std::string before(const Telling& told)
{
    if (told.ahead == 0)
        return {};
    if (told.ahead == 1)
        return told.nextTick != 0 ? fmt::format("tick {} is before it", told.nextTick)
                                  : "1 message is before it";
    return messages(told.ahead) + " are before it";
}

/// Sentences, as many as fit: the first always does.
std::string fitted(std::size_t most, std::initializer_list<std::string> parts)
{
    std::string text;
    for (const std::string& part : parts) {
        if (part.empty() || (!text.empty() && text.size() + 1 + part.size() > most))
            continue;
        text += (text.empty() ? "" : " ") + part;
    }
    return text;
}

/// The first that is short enough; the last always is.
std::string shortest(std::initializer_list<std::string> choices)
{
    for (const std::string& choice : choices) {
        if (!choice.empty() && choice.size() <= Narrated::mostInBrief)
            return choice;
    }
    return *(choices.end() - 1);
}

struct Words
{
    std::string brief;
    std::string what; ///< the first sentence of `full`
    std::string cause; ///< why
    std::string more; ///< what else is worth knowing
};

/// What the schedule has to do with a tick that comes while the process is busy.
std::string reasonOf(const Telling& told)
{
    if (!isTick(told.kind))
        return isAnswered(told.kind) && told.kind != MessageKind::Call
                && told.kind != MessageKind::Cast
            ? "It is a message like any other and waits its turn."
            : "It waits its turn like any other message.";
    if (told.busy == Busy::Continue)
        return "handle_continue comes before any message.";
    if (told.isByHand)
        return "No timer sent it: somebody did.";
    if (told.isInterval)
        return "send_interval does not ask whether the server is ready.";
    switch (told.schedule) {
    case Schedule::BeforeWork:
        return isTick(told.otherKind) ? "before_work arms the next timer before the work is done."
                                      : "";
    case Schedule::Absolute:
    case Schedule::AbsoluteSkip:
        return "Its due time is a point of the grid, whatever the work takes.";
    default:
        return isTick(told.otherKind) ? "Another chain sent it: more than one is on its way." : "";
    }
}

Words waiting(const Telling& told, const std::string& resource)
{
    const std::string subject = capital(nameOf(told.kind, told.tick));
    const std::string busy = obstacle(told, resource);
    const std::string queue = before(told);
    const std::string why = queue.empty() ? busy : busy + " and " + queue;
    const std::int64_t work = told.untilNs == noTime ? 0 : told.lengthNs;
    const std::string others = told.ahead == 1 ? "1 other" : withThousands(told.ahead) + " others";
    Words words;
    words.what = fmt::format("{} arrives at {} and waits: {}.", subject, at(told.timeNs), why);
    words.brief = shortest({ told.ahead < 2 ? fmt::format("{} waits: {}.", subject, why) : "",
        told.isInterval && told.ahead >= 2 && work > 0
            ? fmt::format("{} waits behind {} others: the timer sends every {} and asks nobody.",
                subject, withThousands(told.ahead), length(told.lengthNs))
            : "",
        fmt::format("{} waits behind {}: {}.", subject, others, busy),
        fmt::format("{} waits behind {}.", subject, others) });
    words.cause = reasonOf(told);
    if (told.matter == Matter::NewDepth && told.count > 1)
        words.more = fmt::format("{} now, more than ever before.", capital(wait(told.count)));
    return words;
}

std::string lost(std::uint32_t count)
{
    return count == 0
        ? ""
        : fmt::format("{} with it.",
            count == 1 ? "1 waiting message dies" : withThousands(count) + " waiting messages die");
}

Words exitWords(const Telling& told)
{
    Words words;
    std::string what;
    const std::string when = at(told.timeNs);
    const std::string tick = nameOf(told.kind, told.tick);
    switch (told.reason) {
    case Reason::Crash:
        if (isTick(told.kind))
            what = fmt::format("{} raises at {}, and its process dies", capital(tick), when);
        else if (told.kind == MessageKind::Cancel)
            what = fmt::format("cancel_timer(nil) raises at {}, and the process dies", when);
        else
            what = fmt::format("{} raises at {}, and the process dies",
                told.busy == Busy::Init           ? "init"
                    : told.busy == Busy::Continue ? "handle_continue"
                                                  : "A callback",
                when);
        break;
    case Reason::Killed:
        what = fmt::format("The process is killed at {}{}", when,
            isTick(told.kind) ? fmt::format(", in the middle of {}", tick) : "");
        break;
    case Reason::Normal:
        what = told.kind == MessageKind::Stop
            ? fmt::format("The process stops at {}, as it was asked", when)
            : isTick(told.kind)
            ? fmt::format("{} returns {{:stop, :normal, state}} at {}", capital(tick), when)
            : fmt::format("The process stops by itself at {}", when);
        break;
    case Reason::Shutdown:
        what = fmt::format("Its supervisor shuts the process down at {}", when);
        break;
    case Reason::TimeoutValue:
        what = fmt::format("The process dies at {}: its timeout is too long for a receive", when);
        break;
    default:
        what = fmt::format("The process ends at {}", when);
        break;
    }
    const std::string next = told.isRestarted ? "; its supervisor starts it again"
        : told.isNever                        ? "; nobody starts it again"
                                              : "";
    words.brief = shortest({ what + next + '.', what + '.' });
    words.what = what + next + '.';
    words.cause = lost(told.count);
    if (told.dueNs != noTime)
        words.more = fmt::format(
            "The timer to its name, due at {}, lives on and reaches whoever has the name then.",
            at(told.dueNs));
    else if (told.isOfBefore)
        words.more = "The timer that it had armed ends with it.";
    else if (told.isRestarted)
        words.more = "Tick numbers begin at 1 again, with an empty mailbox.";
    return words;
}

Words supervisorWords(const Telling& told, const SupervisorSpec& limits)
{
    Words words;
    const std::string who = told.isOfBefore ? "The parent supervisor" : "The supervisor";
    words.brief = fmt::format("{} gives up at {}.", who, at(told.timeNs));
    if (told.isOfBefore) {
        words.what = words.brief;
        words.more = "Nobody is left to start anything again.";
        return words;
    }
    if (told.isFirst) {
        words.what = fmt::format(
            "{} gives up at {}: a child failed in its first start.", who, at(told.timeNs));
        words.brief = words.what;
    } else {
        const std::string allowed = limits.maxRestarts == 0 ? "no restart"
            : limits.maxRestarts == 1                       ? "1 restart"
                                      : withThousands(limits.maxRestarts) + " restarts";
        words.brief = shortest({ fmt::format("{} gives up at {}: {} in {} s, and not one more.",
                                     who, at(told.timeNs), allowed, limits.maxSeconds),
            words.brief });
        words.what
            = fmt::format("{} gives up at {}: a process died once more, and it allows {} in {} s.",
                who, at(told.timeNs), allowed, limits.maxSeconds);
    }
    words.more = "It stops all its children, those that did nothing wrong too, and then itself.";
    return words;
}

Words dropWords(const Telling& told)
{
    Words words;
    const bool isTimed = isTick(told.kind) && told.dueNs != noTime;
    const std::string subject = isTimed ? fmt::format("The tick due at {}", at(told.dueNs))
        : isTick(told.kind)
        ? fmt::format("The tick sent at {}", at(told.timeNs))
        : fmt::format("{} at {}", capital(nameOf(told.kind, 0)), at(told.timeNs));
    const std::string since = told.sinceNs == noTime
        ? "there is no process yet"
        : fmt::format("no process since {}", at(told.sinceNs));
    words.brief = fmt::format("{} finds nobody: {}.", subject, since);
    words.what = words.brief;
    words.more = "The message is dropped, and nobody is told.";
    if (isTimed)
        words.cause = "Its timer went to the name, which is looked up when it fires.";
    else if (told.kind == MessageKind::Call)
        words.more = "The caller exits with noproc at once.";
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

Words callTimeout(const Telling& told, const std::string& resource)
{
    Words words;
    const std::string why = told.isFirst ? "its request is still being handled"
        : told.busy == Busy::No          ? "nobody has answered"
                                         : obstacle(told, resource);
    words.brief = shortest({ fmt::format("The caller gives up at {} after {}: {}.", at(told.timeNs),
                                 length(told.lengthNs), why),
        fmt::format(
            "The caller gives up at {} after {}.", at(told.timeNs), length(told.lengthNs)) });
    words.what = fmt::format(
        "The caller gives up at {}, after {}: {}.", at(told.timeNs), length(told.lengthNs), why);
    if (!told.isNever)
        words.more = told.isFirst
            ? "The server goes on with it; nobody wants the reply any more."
            : "Its request stays in the mailbox, for the server to handle all the same.";
    return words;
}

Words missedBeat(const Telling& told)
{
    Words words;
    const std::string last = told.sinceNs == noTime
        ? "none has come so far"
        : fmt::format("the last one came at {}", at(told.sinceNs));
    words.brief = fmt::format("The monitor misses a beat at {}: {}.", at(told.timeNs), last);
    words.what = words.brief;
    if (told.isNever)
        words.cause = "The server has no process.";
    else if (told.busy == Busy::Message && told.otherTick != 0 && told.untilNs != noTime)
        words.cause = fmt::format("The server is alive and busy: tick {} works until {}.",
            told.otherTick, at(told.untilNs));
    else
        words.cause = "The server is alive: silence is all that the monitor sees.";
    return words;
}

/// "the edit set_interval 10 s"
std::string editName(const Telling& told)
{
    if (told.kind == MessageKind::SetInterval)
        return fmt::format("the edit set_interval {}", humanText(Duration { told.value }));
    return nameOf(told.kind, 0);
}

Words editAsked(const Telling& told, const std::string& resource)
{
    Words words;
    const std::string subject = capital(editName(told));
    const std::string busy = obstacle(told, resource);
    words.brief = shortest({ told.ahead == 0
            ? fmt::format("{} waits: {}.", subject, busy)
            : fmt::format("{} waits behind {}: {}.", subject, messages(told.ahead), busy),
        fmt::format("{} waits its turn.", subject) });
    words.what = told.ahead == 0
        ? fmt::format("{} is asked at {} and waits: {}.", subject, at(told.timeNs), busy)
        : fmt::format("{} is asked at {} and waits behind {}: {}.", subject, at(told.timeNs),
            messages(told.ahead), busy);
    words.cause = "An edit is a message, and waits its turn.";
    return words;
}

/// ", 14 s after it was asked"
std::string delay(const Telling& told)
{
    return told.sinceNs == noTime || told.sinceNs == told.timeNs
        ? ""
        : fmt::format(", {} after it was asked", length(told.timeNs - told.sinceNs));
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

Words tickByHand(const Telling& told)
{
    Words words;
    words.brief = fmt::format(
        "Tick {} is sent by hand at {} and runs at once.", told.tick, at(told.timeNs));
    words.what = words.brief;
    words.cause = "No timer sent it, so it has no due time.";
    return words;
}

Words requestWords(const Telling& told)
{
    Words words;
    const std::string name = nameOf(told.kind, 0);
    const std::string whole = "The" + name.substr(name.find(' '));
    const std::string done = told.kind == MessageKind::Cast ? "handled" : "answered";
    const std::string when = at(told.timeNs);
    if (told.sinceNs == told.timeNs) {
        words.brief = fmt::format("{} comes at {} and is {} at once.", capital(name), when, done);
        words.what = words.brief;
        words.cause = "Nothing was before it.";
        if (told.schedule == Schedule::IdleTimeout && told.dueNs != noTime)
            words.cause = fmt::format(
                "It starts the wait anew: the next tick is due at {}.", at(told.dueNs));
        return words;
    }
    if (told.untilNs != noTime) {
        words.brief = fmt::format("{} sent at {} is handled at {}: its caller gave up at {}.",
            whole, at(told.sinceNs), when, at(told.untilNs));
        words.what = words.brief;
        words.cause = "A request stays in the mailbox when its caller gives up.";
        return words;
    }
    words.brief = fmt::format("{} sent at {} is {} at {}.", whole, at(told.sinceNs), done, when);
    words.what = fmt::format("{} sent at {} is {} at {}, {} later.", whole, at(told.sinceNs), done,
        when, length(told.timeNs - told.sinceNs));
    return words;
}

Words editHandled(const Telling& told)
{
    Words words;
    const std::string when = at(told.timeNs);
    if (isTick(told.kind))
        return tickByHand(told);
    switch (told.kind) {
    case MessageKind::SetInterval:
        return intervalHandled(told);
    case MessageKind::Cancel:
        return cancelHandled(told);
    case MessageKind::Resume:
        words.brief = told.dueNs == noTime
            ? fmt::format("The resume is handled at {}.", when)
            : fmt::format(
                "The resume arms a timer at {}: a tick is due at {}.", when, at(told.dueNs));
        words.what = words.brief;
        words.cause = told.sinceNs == told.timeNs
            ? ""
            : fmt::format("It was asked at {} and waited its turn.", at(told.sinceNs));
        return words;
    case MessageKind::None:
        words.brief = fmt::format("The work changes at {}, at once.", when);
        words.what = words.brief;
        words.cause = "It is the world outside that changes: no message, no waiting.";
        return words;
    case MessageKind::Load:
        words.brief = fmt::format("The outcomes of the ticks change at {}, at once.", when);
        words.what = words.brief;
        words.cause = "It is the world outside that changes: no message, no waiting.";
        return words;
    default:
        return requestWords(told);
    }
}

Words startWords(const Telling& told)
{
    Words words;
    const std::string due
        = told.dueNs == noTime ? "" : fmt::format("; the first tick is due at {}", at(told.dueNs));
    const std::string how = told.isByHand ? "is started by hand" : "starts only";
    words.brief = fmt::format("The process {} at {}{}.", how, at(told.timeNs), due);
    words.what = words.brief;
    if (!told.isByHand)
        words.cause
            = "The supervisor starts its children one after another: it waited for the init "
              "of the one before.";
    else if (!told.isFirst)
        words.cause = "It is a new process: nothing is left of the one before.";
    return words;
}

Words unitWait(const Telling& told, const std::string& resource)
{
    Words words;
    const std::string name = resource.size() > 20 ? "its resource" : resource;
    const std::string subject = capital(nameOf(told.kind, told.tick));
    words.brief = fmt::format("{} has to wait for a unit of {}.", subject, name);
    words.what = fmt::format(
        "{} begins at {} and has to wait for a unit of {}.", subject, at(told.timeNs), name);
    words.cause = told.ahead == 0
        ? "All are in use."
        : fmt::format("All are in use, and {} wait before it.",
            told.ahead == 1 ? "1 process" : withThousands(told.ahead) + " processes");
    if (told.ahead == 1)
        words.cause = "All are in use, and 1 process waits before it.";
    words.more = "The handler has begun, so nothing else is taken from the mailbox.";
    return words;
}

Words emptyAgain(const Telling& told)
{
    Words words;
    words.brief = fmt::format("The mailbox is empty again at {}.", at(told.timeNs));
    words.what = told.sinceNs == noTime
        ? words.brief
        : fmt::format("The mailbox is empty again at {}: messages had waited since {}, {} at most.",
            at(told.timeNs), at(told.sinceNs), withThousands(told.count));
    if (isTick(told.kind) && told.tick != 0)
        words.more = fmt::format("Tick {}, the last that waited, is at work.", told.tick);
    return words;
}

Words errorWords(const Telling& told)
{
    Words words;
    const std::string subject = fmt::format("Tick {}", told.tick);
    const std::string when = at(told.timeNs);
    if (told.matter == Matter::BackoffStep) {
        words.brief = fmt::format(
            "{} succeeds at {}: the interval is {} again.", subject, when, length(told.sinceNs));
        words.what = fmt::format("{} succeeds at {}, after {}: the interval is {} again.", subject,
            when, told.count == 1 ? "1 error" : withThousands(told.count) + " errors in a row",
            length(told.sinceNs));
        if (told.dueNs != noTime)
            words.more = fmt::format("The next tick is due at {}.", at(told.dueNs));
        return words;
    }
    const std::string inARow = told.count > 1 ? fmt::format(", error {} in a row", told.count) : "";
    if (told.isNever) {
        words.brief = fmt::format("{} fails at {} and arms no timer.", subject, when);
        words.what = fmt::format(
            "{} returns an error at {}{}, and no timer is armed.", subject, when, inARow);
        words.cause = "The callback returned before the line that schedules.";
        return words;
    }
    if (told.kindOfServer == ServerKind::BackoffPoller && told.dueNs != noTime) {
        const std::string next = length(told.dueNs - told.timeNs);
        words.brief = fmt::format("{} fails at {}: the next one comes in {}.", subject, when, next);
        words.what = fmt::format("{} fails at {}{}: the next one is due in {}, at {}.", subject,
            when, inARow, next, at(told.dueNs));
        words.cause = fmt::format(
            "After an error it waits longer than its interval of {}.", length(told.sinceNs));
        if (told.dueNs - told.timeNs <= told.sinceNs)
            words.cause.clear();
        return words;
    }
    words.brief = fmt::format("{} returns an error at {}.", subject, when);
    words.what = fmt::format("{} returns an error at {}{}.", subject, when, inARow);
    if (told.dueNs != noTime)
        words.more
            = fmt::format("The process goes on; the next tick is due at {}.", at(told.dueNs));
    return words;
}

Words loadWords(const Telling& told)
{
    Words words;
    const bool isInit = told.busy == Busy::Init;
    words.brief = fmt::format("{} loads from {} until {}.", isInit ? "init" : "handle_continue",
        at(told.timeNs), at(told.untilNs));
    words.what = words.brief;
    words.cause = isInit ? "Its supervisor waits for it and starts no other child meanwhile."
                         : "init has returned, so the supervisor goes on; messages wait.";
    return words;
}

Words tickLate(const Telling& told)
{
    Words words;
    const std::string subject = fmt::format("Tick {}", told.tick);
    const std::string when = at(told.timeNs);
    const std::int64_t from = told.dueNs == noTime ? told.sinceNs : told.dueNs;
    const std::string late = length(told.timeNs - from);
    const std::string behind = isTick(told.otherKind)
        ? fmt::format("tick {} had to end first", told.otherTick)
        : told.otherKind == MessageKind::None ? "the load had to end first"
                                              : nameOf(told.otherKind, 0) + " was before it";
    words.brief
        = shortest({ fmt::format("{} starts at {}, {} late: {}.", subject, when, late, behind),
            fmt::format("{} starts at {}, {} late.", subject, when, late) });
    words.what = told.dueNs == noTime
        ? fmt::format("{}, sent by hand at {}, starts at {}: {}.", subject, at(from), when, behind)
        : fmt::format("{}, due at {}, starts at {}, {} late: {}.", subject, at(told.dueNs), when,
            late, behind);
    if (told.ahead > 0)
        words.cause = fmt::format("{} before it when it came.",
            told.ahead == 1 ? "1 message was" : withThousands(told.ahead) + " messages were");
    words.more = told.count == 0 ? "Nothing waits behind it."
                                 : fmt::format("{} behind it.", wait(told.count));
    return words;
}

/// Why a tick that nothing delayed came when it was due.
std::string armedBefore(const Telling& told)
{
    if (told.sinceNs == noTime)
        return {};
    if (told.isInterval)
        return fmt::format(
            "The timer sends every {}, and nothing was before it.", length(told.lengthNs));
    const bool isOfGrid
        = told.schedule == Schedule::Absolute || told.schedule == Schedule::AbsoluteSkip;
    return fmt::format("Its timer was armed at {} {}, and nothing was before it.", at(told.sinceNs),
        isOfGrid ? "for this point of the grid" : "with " + length(told.dueNs - told.sinceNs));
}

/// Whether that is worth a word: the millisecond of a BEAM is not in an interval of seconds.
bool isAfterDue(const Telling& told)
{
    constexpr std::int64_t share = 50;
    const std::int64_t length = told.sinceNs == noTime ? 0 : told.dueNs - told.sinceNs;
    return (told.timeNs - told.dueNs) * share > length;
}

/// Why a tick that nothing delayed came after it was due.
std::string lateTimer(const Telling& told)
{
    if (told.sinceNs != noTime && told.sinceNs > told.dueNs)
        return fmt::format(
            "Its due time was over when its timer was armed, at {}.", at(told.sinceNs));
    return told.isBeamClock ? "A timer of a BEAM fires at a millisecond edge, and never early."
                            : "The whole node had stood still.";
}

Words tickOnTime(const Telling& told)
{
    Words words;
    const std::string subject = fmt::format("Tick {}", told.tick);
    const std::string when = at(told.timeNs);
    if (told.kind == MessageKind::Timeout && told.sinceNs != noTime) {
        words.brief = fmt::format("No message came for {}: the timeout is tick {}, at {}.",
            length(told.timeNs - told.sinceNs), told.tick, when);
        words.what = words.brief;
    } else if (told.dueNs == noTime) {
        words.brief = fmt::format("{} is sent from outside at {} and runs at once.", subject, when);
        words.what = words.brief;
    } else {
        const bool isLate = isAfterDue(told);
        words.brief = isLate ? fmt::format("{} starts at {}, {} after its due time.", subject, when,
                          length(told.timeNs - told.dueNs))
                             : fmt::format("{} starts at {}, on time.", subject, when);
        words.what = words.brief;
        words.cause = isLate ? lateTimer(told) : armedBefore(told);
    }
    if (told.count > 0)
        words.more = told.count == 1
            ? "Another server starts a tick at the same instant."
            : fmt::format(
                "{} other servers start a tick at the same instant.", withThousands(told.count));
    else if (told.untilNs != noTime && told.untilNs > told.timeNs)
        words.more = fmt::format("It works until {}.", at(told.untilNs));
    return words;
}

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

Words wordsOf(const Telling& told, const std::string& resource, const SupervisorSpec& limits)
{
    switch (told.matter) {
    case Matter::SupervisorGaveUp:
        return supervisorWords(told, limits);
    case Matter::Exit:
        return exitWords(told);
    case Matter::Restart: {
        Words words;
        words.brief = fmt::format("The supervisor starts it again at {}.", at(told.timeNs));
        words.what = words.brief;
        if (told.isOfBefore)
            words.cause = "It is started along with another one that died.";
        words.more = "Tick numbers begin at 1 again, with an empty mailbox.";
        return words;
    }
    case Matter::Drop:
        return dropWords(told);
    case Matter::CancelFalse:
        return cancelFalse(told);
    case Matter::TickAfterCancel:
        return afterCancel(told);
    case Matter::SecondChain:
        return secondChain(told);
    case Matter::NoTimer: {
        Words words;
        words.brief = fmt::format("{} returns at {}, and no timer is armed.",
            told.busy == Busy::Init ? "init" : "handle_continue", at(told.timeNs));
        words.what = words.brief;
        words.cause = "It scheduled nothing, so the process is alive, idle and silent.";
        return words;
    }
    case Matter::NewDepth:
    case Matter::FirstWait:
        return waiting(told, resource);
    case Matter::CallTimeout:
        return callTimeout(told, resource);
    case Matter::MissedBeat:
        return missedBeat(told);
    case Matter::EditAsked:
        return editAsked(told, resource);
    case Matter::EditHandled:
        return editHandled(told);
    case Matter::Start:
        return startWords(told);
    case Matter::Stall: {
        Words words;
        words.brief = fmt::format("The whole node stands still for {} from {} on.",
            length(told.lengthNs), at(told.timeNs));
        words.what = words.brief;
        words.cause = "Nothing runs meanwhile; timers that are due then fire at its end.";
        return words;
    }
    case Matter::UnitWait:
        return unitWait(told, resource);
    case Matter::EmptyAgain:
        return emptyAgain(told);
    case Matter::Error:
    case Matter::BackoffStep:
        return errorWords(told);
    case Matter::CountdownEnds: {
        Words words;
        words.brief = fmt::format(
            "Tick {} finds 0 at {} and schedules no more.", told.tick, at(told.timeNs));
        words.what = words.brief;
        words.more = "The process lives on, and no timer is armed.";
        return words;
    }
    case Matter::Load:
        return loadWords(told);
    case Matter::TickLate:
        return tickLate(told);
    case Matter::Request:
        return requestWords(told);
    case Matter::TickOnTime:
        return tickOnTime(told);
    case Matter::TimerArmed:
        return timerArmed(told);
    case Matter::Nothing:
        break;
    }
    return {};
}

} // namespace

Narrated inWords(const Telling& telling, const std::string& resource, const SupervisorSpec& limits)
{
    const Words words = wordsOf(telling, resource, limits);
    Narrated narrated;
    narrated.event = telling.matter;
    narrated.server = telling.server;
    narrated.tick = telling.tick;
    narrated.message = telling.message;
    narrated.timeNs = telling.timeNs;
    narrated.seq = telling.seq;
    narrated.brief = words.brief;
    narrated.cause = words.cause;
    narrated.full = fitted(Narrated::mostInFull, { words.what, words.cause, words.more });
    return narrated;
}

} // namespace tickscope

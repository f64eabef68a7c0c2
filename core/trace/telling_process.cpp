// SPDX-License-Identifier: GPL-3.0-only
// Sentences on processes, and what keeps them alive.
#include "core/scenario/words.h"
#include "core/trace/telling_words.h"

#include <fmt/format.h>

namespace tickscope::telling {

namespace {

std::string lost(std::uint32_t count)
{
    return count == 0
        ? ""
        : fmt::format("{} with it.",
            count == 1 ? "1 waiting message dies" : withThousands(count) + " waiting messages die");
}

} // namespace

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

Words restartWords(const Telling& told)
{
    Words words;
    words.brief = fmt::format("The supervisor starts it again at {}.", at(told.timeNs));
    words.what = words.brief;
    if (told.isOfBefore)
        words.cause = "It is started along with another one that died.";
    words.more = "Tick numbers begin at 1 again, with an empty mailbox.";
    return words;
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

Words noTimerWords(const Telling& told)
{
    Words words;
    words.brief = fmt::format("{} returns at {}, and no timer is armed.",
        told.busy == Busy::Init ? "init" : "handle_continue", at(told.timeNs));
    words.what = words.brief;
    words.cause = "It scheduled nothing, so the process is alive, idle and silent.";
    return words;
}

Words stallWords(const Telling& told)
{
    Words words;
    words.brief = fmt::format(
        "The whole node stands still for {} from {} on.", length(told.lengthNs), at(told.timeNs));
    words.what = words.brief;
    words.cause = "Nothing runs meanwhile; timers that are due then fire at its end.";
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

} // namespace tickscope::telling

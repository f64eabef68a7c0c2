// SPDX-License-Identifier: GPL-3.0-only
// Sentences on what waits, what is handled, and how it ends.
#include "core/scenario/words.h"
#include "core/trace/telling_words.h"

#include <fmt/format.h>

namespace tickscope::telling {

namespace {

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

} // namespace

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

Words countdownWords(const Telling& told)
{
    Words words;
    words.brief
        = fmt::format("Tick {} finds 0 at {} and schedules no more.", told.tick, at(told.timeNs));
    words.what = words.brief;
    words.more = "The process lives on, and no timer is armed.";
    return words;
}

} // namespace tickscope::telling

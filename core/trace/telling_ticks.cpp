// SPDX-License-Identifier: GPL-3.0-only
// Sentences on ticks that start.
#include "core/scenario/words.h"
#include "core/trace/telling_words.h"

#include <fmt/format.h>

namespace tickscope::telling {

namespace {

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

} // namespace

Words tickByHand(const Telling& told)
{
    Words words;
    words.brief = fmt::format(
        "Tick {} is sent by hand at {} and runs at once.", told.tick, at(told.timeNs));
    words.what = words.brief;
    words.cause = "No timer sent it, so it has no due time.";
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

Words tickOnTime(const Telling& told)
{
    Words words;
    const std::string subject = fmt::format("Tick {}", told.tick);
    const std::string when = at(told.timeNs);
    if (told.kind == MessageKind::Timeout && told.sinceNs == told.timeNs) {
        words.brief = fmt::format(
            "A timeout of 0 s is over at once, at {}: that is tick {}.", when, told.tick);
        words.what = words.brief;
    } else if (told.kind == MessageKind::Timeout && told.sinceNs != noTime) {
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

} // namespace tickscope::telling

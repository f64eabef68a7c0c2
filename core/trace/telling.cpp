// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/telling.h"

#include "core/trace/telling_words.h"

#include <fmt/format.h>

#include <initializer_list>

namespace tickscope {

namespace telling {
namespace {

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
        return resumeHandled(told);
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

Words wordsOf(const Telling& told, const std::string& resource, const SupervisorSpec& limits)
{
    switch (told.matter) {
    case Matter::SupervisorGaveUp:
        return supervisorWords(told, limits);
    case Matter::Exit:
        return exitWords(told);
    case Matter::Restart:
        return restartWords(told);
    case Matter::Drop:
        return dropWords(told);
    case Matter::CancelFalse:
        return cancelFalse(told);
    case Matter::TickAfterCancel:
        return afterCancel(told);
    case Matter::SecondChain:
        return secondChain(told);
    case Matter::NoTimer:
        return noTimerWords(told);
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
    case Matter::Stall:
        return stallWords(told);
    case Matter::UnitWait:
        return unitWait(told, resource);
    case Matter::EmptyAgain:
        return emptyAgain(told);
    case Matter::Error:
    case Matter::BackoffStep:
        return errorWords(told);
    case Matter::CountdownEnds:
        return countdownWords(told);
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
} // namespace telling

Narrated inWords(const Telling& telling, const std::string& resource, const SupervisorSpec& limits)
{
    const telling::Words words = telling::wordsOf(telling, resource, limits);
    Narrated narrated;
    narrated.event = telling.matter;
    narrated.server = telling.server;
    narrated.tick = telling.tick;
    narrated.message = telling.message;
    narrated.timeNs = telling.timeNs;
    narrated.seq = telling.seq;
    narrated.brief = words.brief;
    narrated.cause = words.cause;
    narrated.full = telling::fitted(Narrated::mostInFull, { words.what, words.cause, words.more });
    return narrated;
}

} // namespace tickscope

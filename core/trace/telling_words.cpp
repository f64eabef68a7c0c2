// SPDX-License-Identifier: GPL-3.0-only
// Pieces of sentences.
#include "core/trace/telling_words.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/words.h"
#include "core/trace/words.h"

#include <fmt/format.h>

namespace tickscope::telling {

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

std::string editName(const Telling& told)
{
    if (told.kind == MessageKind::SetInterval)
        return fmt::format("the edit set_interval {}", humanText(Duration { told.value }));
    return nameOf(told.kind, 0);
}

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

std::string delay(const Telling& told)
{
    return told.sinceNs == noTime || told.sinceNs == told.timeNs
        ? ""
        : fmt::format(", {} after it was asked", length(told.timeNs - told.sinceNs));
}

std::string shortest(std::initializer_list<std::string> choices)
{
    for (const std::string& choice : choices) {
        if (!choice.empty() && choice.size() <= Narrated::mostInBrief)
            return choice;
    }
    return *(choices.end() - 1);
}

} // namespace tickscope::telling

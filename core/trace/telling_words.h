// SPDX-License-Identifier: GPL-3.0-only
// What the sentences of the narration are put together from; for the sources of telling alone.
#pragma once

#include "core/trace/telling.h"

#include <cstdint>
#include <initializer_list>
#include <string>

namespace tickscope::telling {

/// The sentences on an event.
struct Words
{
    std::string brief;
    std::string what; ///< the first sentence of `full`
    std::string cause; ///< why
    std::string more; ///< what else is worth knowing
};

std::string at(std::int64_t ns);
std::string length(std::int64_t ns);
/// With a capital first letter.
std::string capital(std::string text);
/// "1 message", "3 messages"
std::string messages(std::uint32_t count);
/// "1 message waits", "3 messages wait"
std::string wait(std::uint32_t count);
/// "tick 4", "a call", "the cancel"
std::string nameOf(MessageKind kind, std::uint32_t tick);
/// "the edit set_interval 10 s"
std::string editName(const Telling& told);
/// What keeps a process from its mailbox: "tick 2 works until 21.000 s"
/// @param resource  that its work needs; empty for none
std::string obstacle(const Telling& told, const std::string& resource);
/// ", 14 s after it was asked"; empty where it was done at once
std::string delay(const Telling& told);
/// The first that is short enough for `brief`; the last always is.
std::string shortest(std::initializer_list<std::string> choices);

// telling_process.cpp: processes, and what keeps them alive
Words exitWords(const Telling& told);
Words supervisorWords(const Telling& told, const SupervisorSpec& limits);
Words restartWords(const Telling& told);
Words startWords(const Telling& told);
Words loadWords(const Telling& told);
Words noTimerWords(const Telling& told);
Words stallWords(const Telling& told);
Words dropWords(const Telling& told);
Words missedBeat(const Telling& told);

// telling_messages.cpp: what waits, what is handled, and how it ends
Words waiting(const Telling& told, const std::string& resource);
Words editAsked(const Telling& told, const std::string& resource);
Words callTimeout(const Telling& told, const std::string& resource);
Words requestWords(const Telling& told);
Words unitWait(const Telling& told, const std::string& resource);
Words emptyAgain(const Telling& told);
Words errorWords(const Telling& told);
Words countdownWords(const Telling& told);

// telling_ticks.cpp: ticks that start
Words tickByHand(const Telling& told);
Words tickLate(const Telling& told);
Words tickOnTime(const Telling& told);

// telling_timers.cpp: timers, chains and edits of the interval
Words timerArmed(const Telling& told);
Words cancelFalse(const Telling& told);
Words cancelHandled(const Telling& told);
Words afterCancel(const Telling& told);
Words secondChain(const Telling& told);
Words intervalHandled(const Telling& told);
Words resumeHandled(const Telling& told);

} // namespace tickscope::telling

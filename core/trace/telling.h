// SPDX-License-Identifier: GPL-3.0-only
// Shared by the sources of Narration alone.
#pragma once

#include "core/trace/narration.h"
#include "core/trace/trace_log.h"

#include <cstdint>
#include <string>

namespace tickscope {

/// What keeps a process from its mailbox.
enum class Busy : std::uint8_t {
    No,
    Message, ///< at work on one
    Unit, ///< in the handler, waiting for a unit of its resource
    Init,
    Continue, ///< handle_continue
    Stalled, ///< the whole node
};

/// All that the sentence on one event is made of. Times that are not known are noTime.
struct Telling
{
    std::int64_t timeNs = 0;
    std::uint64_t seq = 0;
    std::int64_t dueNs = noTime; ///< of the tick, or of the timer that is armed
    std::int64_t sinceNs = noTime; ///< armed, delivered, cancelled, last seen: by the matter
    std::int64_t untilNs = noTime; ///< the planned end of what is at work
    std::int64_t lengthNs = noTime; ///< an interval, or how long something took
    std::int64_t value = 0; ///< of a cancel what it returned, of an edit the interval
    ServerIndex server = 0;
    std::uint32_t message = 0;
    std::uint32_t tick = 0;
    std::uint32_t otherTick = 0; ///< at work, or the one before
    std::uint32_t nextTick = 0; ///< the only one between, where there is only one
    std::uint32_t ahead = 0; ///< messages before it
    std::uint32_t count = 0; ///< messages, chains, restarts, errors in a row, servers
    Matter matter = Matter::TimerArmed;
    MessageKind kind = MessageKind::None;
    MessageKind otherKind = MessageKind::None;
    Reason reason = Reason::None;
    Busy busy = Busy::No;
    Schedule schedule = Schedule::AfterWork;
    ServerKind kindOfServer = ServerKind::Poller;
    bool isFirst = false; ///< armed in init; a start that is no restart
    bool isByHand = false; ///< sent by a person
    bool isRestarted = false; ///< at the same instant
    bool isNever = false; ///< nothing will start it again, arm it again
    bool isOfBefore = false; ///< armed by the process before
    bool isInterval = false; ///< of a send_interval timer
    bool isBeamClock = false;
};

/// The sentences on it.
/// @param resource  that the server's work needs; empty for none
Narrated inWords(const Telling& telling, const std::string& resource, const SupervisorSpec& limits);

} // namespace tickscope

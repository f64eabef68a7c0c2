// SPDX-License-Identifier: GPL-3.0-only
// What Narration knows of a server while the records come; for its sources alone.
#pragma once

#include "core/trace/telling.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// A message in a mailbox, and what stood before it when it came.
struct NarratedMessage
{
    std::uint32_t number = 0;
    std::uint32_t tick = 0;
    std::uint32_t ahead = 0; ///< messages before it
    MessageKind kind = MessageKind::None;
    bool isOfBefore = false; ///< the process before had armed its timer
    bool isInterval = false;
    std::int64_t deliveredNs = 0;
    std::int64_t dueNs = noTime;
    std::int64_t armedNs = noTime;
    std::int64_t lengthNs = noTime; ///< the interval of its timer
    std::int64_t argument = 0;
    std::int64_t gaveUpNs = noTime; ///< its caller
};

struct NarratedTimer
{
    std::uint32_t number = 0;
    std::uint32_t incarnation = 0;
    bool isInterval = false;
    bool isIdle = false;
    bool toName = false;
    std::int64_t armedNs = 0;
    std::int64_t dueNs = 0;
    std::int64_t lengthNs = 0;
};

struct NarratedLane
{
    static constexpr std::size_t nowhere = SIZE_MAX;

    // What the scenario says
    ServerKind kind = ServerKind::Poller;
    Schedule schedule = Schedule::AfterWork;
    RestartKind restart = RestartKind::Permanent;
    std::int64_t givenIntervalNs = 0;
    bool hasClients = false;
    std::string resource;

    // The process
    bool isAlive = false;
    bool wasAlive = false;
    bool isAsked = false; ///< to start, and it has not yet
    bool isRestarting = false;
    std::uint32_t incarnation = 0;
    std::uint32_t ticks = 0; ///< delivered
    std::uint32_t errorsInARow = 0;
    std::uint32_t lastNumber = 0; ///< of the messages delivered to it
    std::int64_t endedNs = noTime; ///< when the last process ended
    std::int64_t intervalNs = 0; ///< as in its state
    std::int64_t cancelledNs = noTime; ///< a cancel was handled, and no tick has come since
    bool hasToldDrop = false; ///< since it has had no process

    // What it does
    Busy busy = Busy::No;
    NarratedMessage now; ///< at work, while busy is Message or Unit
    NarratedMessage before; ///< the last one handled
    std::int64_t workFromNs = noTime;
    std::int64_t workUntilNs = noTime; ///< planned
    std::deque<NarratedMessage> mailbox;
    std::vector<NarratedTimer> armed;
    std::optional<NarratedTimer> fired; ///< its message comes with the next record
    NarratedTimer last; ///< the last one that ended
    std::int64_t lastEndNs = noTime;
    bool isLastCancelled = false;

    // Its mailbox over time
    std::uint32_t nextDepth = 1; ///< the next depth that is news
    std::uint32_t mostWaiting = 0; ///< since it was empty
    std::int64_t waitingSinceNs = noTime;

    // Its monitor
    std::int64_t beatNs = noTime; ///< the last one that came
    std::int64_t beatBeforeNs = noTime; ///< the last one of an instant before that

    // The present instant
    bool isTouched = false;
    std::size_t depthBefore = 0;
    std::size_t started = nowhere; ///< places of what is told of it in this instant
    std::size_t edited = nowhere;
    std::size_t failed = nowhere;
    std::size_t exited = nowhere;
    std::size_t silent = nowhere;

    bool isHandling() const { return busy == Busy::Message || busy == Busy::Unit; }
    /// The depth that is news after this one: 1, 2, 5, 10, 20, 50, ...
    static std::uint32_t depthAfter(std::uint32_t depth)
    {
        for (std::uint32_t decade = 1;; decade *= 10) {
            for (const std::uint32_t step : { 1U, 2U, 5U }) {
                if (step * decade > depth || decade >= 100'000'000)
                    return step * decade;
            }
        }
    }
};

} // namespace tickscope

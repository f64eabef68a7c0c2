// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/recorder.h"
#include "core/scenario/scenario.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

/// What kind of event a sentence tells, the most important first. Those of one line of the list
/// matter as much as each other: see importanceOf().
enum class Matter : std::uint8_t {
    SupervisorGaveUp,
    Exit, ///< with the restart, where that comes at the same instant
    Restart,
    Drop, ///< a message that found nobody
    CancelFalse, ///< cancel_timer found nothing, or raised
    TickAfterCancel,
    SecondChain, ///< armed, or a ghost tick arrives
    NewDepth, ///< the mailbox is as deep as never before: 1, 2, 5, 10, 20, 50, ...
    CallTimeout,
    MissedBeat,
    EditAsked, ///< and it waits
    EditHandled,
    Start, ///< by hand, or later than the others
    Stall, ///< of the whole node
    FirstWait, ///< a message waits in a mailbox that was empty
    UnitWait, ///< a handler waits for a unit of a resource
    EmptyAgain, ///< after two or more had waited
    Error,
    BackoffStep, ///< the interval after errors has become another
    CountdownEnds,
    NoTimer, ///< a start returns, and nothing is armed
    Load,
    TickLate,
    Request, ///< a call or cast, handled at once
    TickOnTime,
    TimerArmed,
    Nothing,
};

/// The line of the list above on which a kind stands, from 0: a smaller number matters more.
int importanceOf(Matter matter);

/// The event that matters at an instant, in words.
struct Narrated
{
    Matter event = Matter::TimerArmed;
    ServerIndex server = 0; ///< of what concerns all: one of those that it concerns
    std::uint32_t tick = 0; ///< its number; 0 where the event is of no tick
    std::uint32_t message = 0; ///< number of the message that it is about; 0 for none
    std::int64_t timeNs = 0; ///< when it happened: at or before the instant that was asked for
    std::uint64_t seq = 0; ///< the record that tells it
    std::string brief; ///< one sentence, at most mostInBrief characters
    std::string full; ///< one to three sentences, at most mostInFull characters
    std::string cause; ///< the sentences of `full` that say why; empty where nothing more is known

    static constexpr std::size_t mostInBrief = 90;
    static constexpr std::size_t mostInFull = 240;
};

/// Tells a run: at each instant, the one event that matters, why it happened, and in words.
///
/// Within an instant the event that matters most wins, then the earlier record. It stays until
/// something happens that matters as well, or its server has gone on; an event of a quiet lane does
/// not hide it, unless it is older than two intervals of its server. What is told of an instant
/// comes from the records up to the end of that instant alone: it is the same in a run that goes
/// on and in one that ends there. Sentences name no server: who shows them shows its name beside
/// them.
///
/// Costs a constant time a record; asking is a binary search.
class Narration
{
public:
    /// @param monitorOf  as for TraceLog: Run::watchedServers()
    Narration(const Scenario& scenario, std::vector<std::uint32_t> monitorOf);
    ~Narration();
    Narration(Narration&&) noexcept;
    Narration& operator=(Narration&&) noexcept;

    /// Takes in all records appended since the last call.
    /// @pre trace has forgotten none of them
    void consume(const Recorder& trace);
    /// @pre records come in the order of the trace
    void take(const Record& record);

    /// What matters at an instant: of what has happened up to then, the end of the instant
    /// included.
    /// @return nothing before anything has happened
    std::optional<Narrated> at(std::int64_t ns) const;
    /// What happened between two moments, both included, in order: all that at() would say on the
    /// way, except that a tick on time, a late one and an armed timer are told once, until
    /// something else has happened to that server.
    std::vector<Narrated> between(std::int64_t fromNs, std::int64_t untilNs) const;
    /// The event up to an instant that matters most; of several the last.
    std::optional<Narrated> most(std::int64_t untilNs) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Narration::at() of a whole trace, for who asks once.
std::optional<Narrated> narrate(const Scenario& scenario,
    const std::vector<std::uint32_t>& monitorOf, const Recorder& trace, std::int64_t ns);

} // namespace tickscope

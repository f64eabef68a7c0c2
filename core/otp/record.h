// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <limits>

namespace tickscope {

/// What happened, in the BEAM's words. A record's fields depend on it; see Record.
enum class Event : std::uint8_t {
    Spawn,
    Init,
    HandleContinue,
    HandleInfo,
    HandleCast,
    HandleCall,
    Return,
    WorkStart,
    WorkEnd,
    SendAfter,
    SendInterval,
    CancelTimer,
    Timeout,
    Receive,
    Dequeue,
    Drop,
    Notify,
    CallReply,
    CallTimeout,
    Exit,
    Restart,
    SupervisorExit,
    DoubleChain,
    SetWork, // these three: what a person did to a server from outside
    SetOutcomes,
    StartChild,
    Wait, ///< in the handler, for a unit of a resource
    Stall, ///< of the whole node
};
inline constexpr Event lastEvent = Event::Stall;

/// What a message asks for. Poll to Timeout are ticks: the message that asks for periodic work.
enum class MessageKind : std::uint8_t {
    None,
    Poll, ///< :poll
    Heartbeat, ///< :heartbeat
    RefreshCache, ///< :refresh_cache
    Tick, ///< :tick
    Timeout, ///< :timeout, the tick of idle_timeout
    SetInterval,
    Cancel,
    Resume,
    Stop, ///< the system message of GenServer.stop
    Call,
    Beat, ///< a heartbeat on its way to the monitor
    MissedBeat, ///< the monitor's own timer; as a Notify: a beat was missed
    Complete, ///< as a Notify: the countdown found 0
    Load, ///< {:continue, :load}
    Cast, ///< a request of a client that wants no answer
    Sys, ///< {:system, from, :get_state}
};

constexpr bool isTick(MessageKind kind)
{
    return kind >= MessageKind::Poll && kind <= MessageKind::Timeout;
}

/// Whether who sent it may want to know what became of it: what a person and clients send.
constexpr bool isAnswered(MessageKind kind)
{
    return (kind >= MessageKind::SetInterval && kind <= MessageKind::Call)
        || kind >= MessageKind::Cast;
}

/// Why a process ended, or a message was dropped.
enum class Reason : std::uint8_t {
    None,
    Normal, ///< GenServer.stop
    Shutdown, ///< its supervisor stopped it
    Killed, ///< Process.exit(pid, :kill)
    Crash, ///< the handler raised
    TimeoutValue, ///< a `receive ... after` of more than 2^32 - 1 ms
    NoProcess, ///< nobody had that name, or the pid was dead
};

/// What Supervisor.restart_child answered.
enum class StartResult : std::uint8_t {
    Started,
    AlreadyStarted,
    NoProcess, ///< the supervisor was dead, or ended before the request had its turn
    Failed, ///< init failed; never in a record, which tells that the start began
};

/// How the work of a tick ended, as far as it did. The words of the ticks table.
enum class TickOutcome : std::uint8_t { Ok, Error, Crash, Killed, Unfinished, Waiting, Lost };

/// How the tick looks whose work ends so: that its server then stops is an exit of its own, and one
/// that does not arm its next tick has had an error.
constexpr TickOutcome tickOutcomeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Error:
    case Outcome::NoRearm:
        return TickOutcome::Error;
    case Outcome::Crash:
        return TickOutcome::Crash;
    case Outcome::Ok:
    case Outcome::Stop:
        break;
    }
    return TickOutcome::Ok;
}

/// Record::value of a CancelTimer that came too late, and of one that cancelled a send_interval
/// timer.
inline constexpr std::int64_t cancelledFalse = -1; ///< Process.cancel_timer -> false
inline constexpr std::int64_t cancelledOk = -2; ///< :timer.cancel -> {:ok, :cancel}
inline constexpr std::int64_t cancelledBadarg = -3; ///< :timer.cancel(nil) -> {:error, :badarg}
/// Process.cancel_timer(nil) raises ArgumentError, which ends the process.
inline constexpr std::int64_t cancelledRaised = -4;
/// Record::value where there is no due time (a tick sent directly, a return without a timeout).
inline constexpr std::int64_t noDue = std::numeric_limits<std::int64_t>::min();

// clang-format off
/// One thing that happened: a fixed-size slot of the trace. Its number in the trace is its `seq`.
///
/// | event                | ref               | value                               | extra               | detail      |
/// | -------------------- | ----------------- | ----------------------------------- | ------------------- | ----------- |
/// | Spawn                | -                 | pid                                 | incarnation, from 1 |             |
/// | Init, HandleContinue | -                 | -                                   | -                   |             |
/// | HandleInfo/Cast/Call | message           | tick number (ticks) or argument     | -                   |             |
/// | Return               | idle timer, or 0  | due_ns of the idle timer or noDue   | -                   | Normal = {:stop, :normal, state} |
/// | WorkStart            | message, 0 = load | planned duration                    | -                   |             |
/// | WorkEnd              | message, 0 = load | duration                            | -                   | TickOutcome |
/// | SendAfter            | timer             | due_ns                              | chain               | Address     |
/// | SendInterval         | timer             | due_ns of the first tick            | chain               | Address     |
/// | CancelTimer          | timer, 0 = none   | ms left, cancelledFalse/Ok/Badarg/Raised | -                   |             |
/// | Timeout              | timer             | due_ns                              | chain               |             |
/// | Receive              | message           | due_ns or noDue (ticks); argument (SetInterval: ns; Call: timeout ns) | depth after | |
/// | Dequeue              | message           | waited_ns                           | depth after         |             |
/// | Drop                 | message           | due_ns or noDue; argument           | -                   | Reason      |
/// | Notify               | -                 | -                                   | -                   |             |
/// | CallReply/Timeout    | message           | waited_ns                           | -                   |             |
/// | Exit                 | -                 | pid                                 | messages lost       | Reason      |
/// | Restart              | -                 | -                                   | restarts of this process so far | 1: taken along, not counted |
/// | SupervisorExit       | -                 | -                                   | -                   | Reason      |
/// | DoubleChain          | timer             | -                                   | armed tick timers   |             |
/// | SetWork, SetOutcomes | -                 | -                                   | -                   |             |
/// | StartChild           | -                 | -                                   | -                   | StartResult |
/// | Wait                 | message           | -                                   | who waits before it |             |
/// | Stall                | -                 | for how long                        | -                   |             |
///
/// A timer's Timeout is followed at once by the Receive or Drop of what it sent.
// clang-format on
struct Record
{
    std::int64_t timeNs = 0;
    std::int64_t value = 0;
    /// Process name index: servers first, then monitors, then the supervisor.
    std::uint32_t server = 0;
    std::uint32_t ref = 0; ///< message or timer number, both from 1
    std::uint32_t extra = 0;
    Event event = Event::Spawn;
    MessageKind message = MessageKind::None;
    std::uint8_t detail = 0;
    std::uint8_t reserved = 0;

    friend bool operator==(const Record&, const Record&) = default;
};
static_assert(sizeof(Record) == 32);

/// The event's name in traces, such as "send_after".
const char* toText(Event event);
/// The message as Elixir writes it, without the colon: "poll", "set_interval".
const char* toText(MessageKind kind);
const char* toText(Reason reason);
const char* toText(StartResult result);
const char* toText(TickOutcome outcome);

} // namespace tickscope

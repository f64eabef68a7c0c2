// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/limits.h"
#include "core/otp/recorder.h"
#include "core/scenario/scenario.h"
#include "core/sim/virtual_time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tickscope {

struct RunOptions
{
    RunLimits limits;
    Recorder::Keep keep = Recorder::Keep::Records;
};

/// What an action returned, once it did.
struct ActionResult
{
    enum class State : std::uint8_t {
        Pending, ///< not yet due
        Waiting, ///< its message waits in the mailbox, of a start in the supervisor's
        Done, ///< handled, or done at once
        Dropped, ///< nobody had the name, or the process died before it handled the message
    };
    State state = State::Pending;
    /// What it returned, in Elixir's words: "1834", "false", ":ok", "true", "noproc"; a call
    /// returns the state, "%{interval: 5000, data: nil, count: 0}".
    std::string text;
    std::optional<VirtualTime> handledAt;
    std::uint32_t messageNumber = 0; ///< of the cast or call it sent; 0 if none
};

/// One armed timer of a server.
struct ArmedTimer
{
    std::uint32_t number = 0;
    VirtualTime armedAt {};
    VirtualTime due {};
    Duration armedWith {}; ///< interval (jitter included) at the time of arming
    std::uint32_t chain = 0;
    bool isInterval = false;
};

/// One message that waits in a mailbox.
struct WaitingMessage
{
    std::uint32_t number = 0;
    MessageKind kind = MessageKind::None;
    VirtualTime deliveredAt {};
};

/// A server at the present virtual time, as plain values.
struct ServerSnapshot
{
    std::string name;
    bool isAlive = false;
    bool isWorking = false;
    bool isWaitingForUnit = false; ///< in its handler, before the work: then workUntil is now
    std::uint32_t incarnation = 0; ///< from 1; of the last process when none is alive
    std::uint32_t restarts = 0;
    std::uint32_t tick = 0; ///< number of the tick at work, or of the last one
    VirtualTime workSince {};
    VirtualTime workUntil {};
    Duration interval {}; ///< as in the state: what the next arming will use
    DurationSpec work; ///< as set_work left it
    OutcomeSpec outcomes;
    std::string
        state; ///< the process state as Elixir prints it: "%{interval: 5000, data: nil, count: 0}"
    std::vector<ArmedTimer> timers; ///< by due time
    std::vector<WaitingMessage> mailbox; ///< head first
    bool isFinished = false; ///< a countdown that found 0
};

/// A run that a person drives: a pure function of its scenario, its seed and the actions applied so
/// far.
///
/// Everything that an earlier moment shows can be had again by rebuild() and advanceTo(): the bytes
/// of the trace are the same. Both the window and the command line drive a Run and nothing else.
class Run
{
public:
    /// @pre scenario has passed validation (readScenario does it)
    explicit Run(Scenario scenario, RunOptions options = {});
    ~Run();
    Run(Run&&) noexcept;
    Run& operator=(Run&&) noexcept;

    /// Becomes Run(scenario, options), with the options it has, in the memory that it has. What a
    /// run gives does not depend on those before it.
    /// @pre as for a new one
    void restart(const Scenario& scenario);

    /// Runs all events due before or at `until`, then stands there.
    /// @param budget  stop after this many events of the queue, wherever the clock then stands
    /// @return whether `until` was reached; false when the budget or a limit ended it before
    bool advanceTo(VirtualTime until, std::uint64_t budget = UINT64_MAX);

    /// Runs the next event of the queue, if it is due before or at `until`. Where several are due
    /// at one instant, a step triggers one of them, or lets one process run that they woke.
    /// @return false when there is none, or a limit was reached
    bool step(VirtualTime until = endOfTime);

    /// Does what a person asks, at the present virtual time: before all that is due now or later.
    /// Where something has happened at the present instant already, that cannot be any more: then
    /// it is due 1 ns later, so that a replay finds it in its place. While the node
    /// stands still it is due when that ends. Action::at is overwritten
    /// accordingly. A step or advance carries it out.
    /// @return its number: its place in actions(), which say when it is due
    std::size_t apply(Action action);

    /// The same scenario, seed and actions from the start; advance it to now() for the same bytes.
    Run rebuild() const;

    VirtualTime now() const;
    /// Due time of the next event, if any.
    std::optional<VirtualTime> nextEventAt() const;
    /// Words for the next event, such as "heartbeat timer"; empty when none.
    std::string nextEventText() const;

    /// The scenario as it was given.
    const Scenario& scenario() const;
    /// The scenario's actions, then those applied, in the order in which they came. A place never
    /// changes.
    const std::vector<Action>& actions() const;
    /// The scenario with all actions() in it, by time (equal times keep their order): what to save.
    Scenario scenarioWithActions() const;
    /// @pre index < actions().size()
    ActionResult actionResult(std::size_t index) const;

    /// Names by Record::server: the servers, then monitors ("NAME_monitor"), then "supervisor",
    /// then "supervisor_parent" if it has one.
    const std::vector<std::string>& processNames() const;
    /// By process name from serverCount() on: the server that a monitor watches; UINT32_MAX for
    /// supervisors.
    const std::vector<std::uint32_t>& watchedServers() const;
    /// How many of processNames() are servers of the scenario.
    std::size_t serverCount() const;
    /// The scenario table that a server came from. @pre server < serverCount()
    const ServerSpec& serverSpec(ServerIndex server) const;
    ServerSnapshot snapshot(ServerIndex server) const;

    const Recorder& trace() const;
    /// Lets the trace forget what was consumed (a headless run that streams it to a file).
    void forgetTraceBefore(std::uint64_t seq);

    const std::optional<LimitReached>& limitReached() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/otp/record.h"
#include "core/sim/virtual_time.h"

#include <compare>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace tickscope {

/// A child specification: which process, and which of its exits are answered with a restart. With a
/// count it stands for as many children, whose processes have the numbers that follow.
struct ChildSpec
{
    std::uint32_t process = 0;
    RestartKind restart = RestartKind::Permanent;
    std::uint32_t count = 1;

    bool isFor(std::uint32_t other) const { return other - process < count; }
};

/// What a supervisor does to processes; the Node implements it.
class ChildHost
{
public:
    enum class Started : std::uint8_t {
        Yes, ///< init has returned
        InInit, ///< init is at work; Supervisor::childStarted or childExited will be called
    };
    /// Whether a restart was counted, or is only part of one that was.
    enum class Counted : std::uint8_t { Yes, No };

    /// @return Yes also when its init failed at once: then childExited has been called
    virtual Started startChild(std::uint32_t process) = 0;
    /// Records that a child gets a successor.
    virtual void childRestarts(std::uint32_t process, Counted counted) = 0;
    /// exit(pid, :shutdown) for a child that has a process, without asking the supervisor back.
    virtual void shutDownChild(std::uint32_t process) = 0;
    /// The supervisor has come to a request of start(). @param result  Started: the start begins
    virtual void startBegins(std::uint32_t process, StartResult result) = 0;
    /// Whoever asked for a start has the answer.
    virtual void startAnswered(std::uint32_t asker, StartResult result) = 0;
    /// It has ended. Supervisor::startAnew may be called from here.
    virtual void supervisorExits(Reason reason) = 0;
    virtual bool hasProcess(std::uint32_t process) const = 0;
    /// Whether the run has come to a limit: then nothing more is started.
    virtual bool isAtLimit() const = 0;
    virtual VirtualTime now() const = 0;

protected:
    ~ChildHost() = default;
};

/// Counts restarts in whole seconds, both ends included, as supervisor(3) does: the real window is
/// between max_seconds and max_seconds + 1 s.
/// @see erlang/otp lib/stdlib/src/supervisor.erl, add_restart/1
class RestartIntensity
{
public:
    RestartIntensity(std::uint32_t maxRestarts, std::uint32_t maxSeconds)
        : m_maxRestarts(maxRestarts)
        , m_maxSeconds(maxSeconds)
    {
    }
    /// Adds a restart at `now`. @return whether it is still within the limit
    bool add(VirtualTime now);
    /// Forgets all restarts.
    void reset();

private:
    std::uint32_t m_maxRestarts;
    std::uint32_t m_maxSeconds;
    // The restarts, oldest first; those before m_first are too long ago. (A deque would allocate
    // even while nothing restarts.)
    std::vector<std::int64_t> m_seconds;
    std::size_t m_first = 0;
};

/// A supervisor. It starts its children one after another, each after the one before has returned
/// from init; restarts are immediate; past its intensity it stops all children in reverse order,
/// then itself.
///
/// What a restart takes along depends on the strategy: those children are shut down in reverse
/// order and started again in order, all of which is one restart to count. An init that fails in a
/// restart ends it; it is tried again from that child on, as one more restart. An init that fails
/// in the first start ends the supervisor.
/// @see erlang/otp lib/stdlib/src/supervisor.erl, restart/3, restart_multiple_children/3
class Supervisor
{
public:
    Supervisor(ChildHost& host, std::vector<ChildSpec> children, Strategy strategy,
        RestartIntensity intensity);

    /// Does all that can be done now: the starts, then the exits that came in, in order.
    /// Never recursive: the host calls it again when something changed.
    void run();

    // What the host reports.
    void childStarted(std::uint32_t process);
    void childExited(std::uint32_t process, Reason reason);

    /// Supervisor.restart_child: starts a child that has no process. Does not count as a restart.
    /// The request waits its turn, for a supervisor that waits for an init does nothing else; it is
    /// answered when the init of the child has returned.
    /// @param asker  what ChildHost::startAnswered is told
    void start(std::uint32_t process, std::uint32_t asker);

    /// A successor of it starts all its children, with no restarts behind it.
    /// @pre !isAlive()
    void startAnew();

    bool isAlive() const { return m_isAlive; }
    /// Whether all children have been started once.
    bool isUp() const { return m_isUp; }
    /// Whether run() would do anything.
    bool hasWork() const { return m_hasWork; }

private:
    enum class Asked : std::uint8_t {
        Exit, ///< by a child that ended
        Start, ///< by a person
        TryAgain, ///< by itself, after an init that failed in a restart
    };
    struct Request
    {
        std::uint32_t process;
        Asked asked;
        Reason reason = Reason::None; // of Exit
        std::uint32_t asker = 0; // of Start
    };
    // A child in the order of start.
    struct Place
    {
        std::size_t table = 0; // of m_children
        std::uint32_t child = 0; // of that table
        friend auto operator<=>(const Place&, const Place&) = default;
    };

    void handle(const Request& request);
    void startByHand(const Request& request);
    void answerStart(StartResult result);
    bool isKnownAlive(std::uint32_t process) const;
    bool leadsToAStart(const Request& request) const;
    void restart(std::uint32_t process);
    void startNext();
    void startAndWait(std::uint32_t process);
    void startFailed(std::uint32_t process);
    void shutDownFrom(Place first);
    void giveUp();
    void notice();
    RestartKind restartKind(std::uint32_t process) const
    {
        return process < m_restartKinds.size() ? m_restartKinds[process] : RestartKind::Permanent;
    }
    bool hasStarts() const { return m_next.table < m_children.size(); }
    Place end() const { return { m_children.size(), 0 }; }
    std::uint32_t takeNext();
    Place placeOf(std::uint32_t process) const;

    ChildHost& m_host;
    std::vector<ChildSpec> m_children;
    std::vector<RestartKind> m_restartKinds; // by process, up to the last that is not permanent
    RestartIntensity m_intensity;
    Place m_next; // to be started, and all after it; behind the last: nothing is
    std::uint32_t m_restarting = 0; // the child whose end the starts answer, once it is up
    std::optional<std::uint32_t> m_waitingFor; // a child in init
    std::optional<std::uint32_t> m_asker; // whoever asked for the start of that one by hand
    bool m_isSuccessor = false; // of a supervisor that gave up
    std::deque<Request> m_requests;
    // Temporary children that a person has started again: a supervisor has them as its last ones.
    std::vector<std::uint32_t> m_late;
    Strategy m_strategy;
    bool m_isShuttingDown = false; // whoever ends now does so because of it
    bool m_isUp = false;
    bool m_isAlive = true;
    bool m_hasWork = false; // asked after each event of a run
};

} // namespace tickscope

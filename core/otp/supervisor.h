// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/otp/record.h"
#include "core/sim/virtual_time.h"

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
        InInit, ///< init is at work; Supervisor::childStarted will be called
    };
    virtual Started startChild(std::uint32_t process) = 0;
    /// Records that a child gets a successor.
    virtual void childRestarts(std::uint32_t process) = 0;
    /// exit(pid, :shutdown), without asking the supervisor back.
    virtual void shutDownChild(std::uint32_t process) = 0;
    virtual void supervisorExits(Reason reason) = 0;
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

private:
    std::uint32_t m_maxRestarts;
    std::uint32_t m_maxSeconds;
    // The restarts, oldest first; those before m_first are too long ago. (A deque would allocate
    // even while nothing restarts.)
    std::vector<std::int64_t> m_seconds;
    std::size_t m_first = 0;
};

/// A one_for_one supervisor. It starts its children one after another, each after the one before
/// has returned from init; restarts are immediate; past its intensity it stops all children, then
/// itself.
class Supervisor
{
public:
    Supervisor(ChildHost& host, std::vector<ChildSpec> children, RestartIntensity intensity);

    /// Does all that can be done now: the first starts, then the exits that came in, in order.
    /// Never recursive: the host calls it again when something changed.
    void run();

    // What the host reports.
    void childStarted(std::uint32_t process);
    void childExited(std::uint32_t process, Reason reason);

    enum class StartResult : std::uint8_t { Started, AlreadyStarted, NoProcess };
    /// Supervisor.restart_child: starts a child that has no process. Does not count as a restart.
    StartResult start(std::uint32_t process, bool hasProcess);

    bool isAlive() const { return m_isAlive; }
    /// Whether run() would do anything.
    bool hasWork() const { return m_hasWork; }

private:
    struct Request
    { // an exit, or a start that somebody asked for
        std::uint32_t process;
        std::optional<Reason> exit;
    };
    void handle(const Request& request);
    bool leadsToAStart(const Request& request) const;
    void restart(std::uint32_t process);
    void startAndWait(std::uint32_t process);
    void giveUp();
    void notice();
    RestartKind restartKind(std::uint32_t process) const
    {
        return process < m_restartKinds.size() ? m_restartKinds[process] : RestartKind::Permanent;
    }
    bool hasFirstStarts() const { return m_nextTable < m_children.size(); }
    std::uint32_t nextFirstStart();
    bool isYetToStart(std::uint32_t process) const;

    ChildHost& m_host;
    std::vector<ChildSpec> m_children;
    std::vector<RestartKind> m_restartKinds; // by process, up to the last that is not permanent
    RestartIntensity m_intensity;
    std::size_t m_nextTable = 0; // of m_children: that of the next first start
    std::uint32_t m_started = 0; // of that one
    std::optional<std::uint32_t> m_waitingFor; // a child in init
    std::deque<Request> m_requests;
    bool m_isUp = false; // all children have been started once
    bool m_isAlive = true;
    bool m_hasWork = false; // asked after each event of a run
};

} // namespace tickscope

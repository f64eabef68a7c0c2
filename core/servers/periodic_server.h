// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/gen_server.h"
#include "core/servers/world.h"

#include <string>

namespace tickscope {

/// What all periodic servers share: the six ways to get the next tick, and the live edits.
///
/// In Elixir each schedule is a module of its own; the lines in which they differ are the functions
/// named schedule…(). Each says which schedules act there; for the others the line does not exist.
class PeriodicServer : public GenServer
{
public:
    PeriodicServer(World& world, MessageKind tick);

    Handler init() override;
    Handler handleContinue() override;
    Handler handleCast(Message message) override;
    Handler handleCall(Message message) override;

    /// The interval as in the state: what a set_interval edit changes.
    Duration interval() const { return m_interval; }

protected:
    /// The interval that the next arming uses, without jitter.
    virtual Duration nextInterval() { return m_interval; }

    /// First line of a tick's handler: arms the next one with before_work, absolute, absolute_skip.
    void scheduleBeforeWork();
    /// Last line of it: arms the next one with after_work.
    void scheduleAfterWork();
    /// Where a server ends its own ticks: send_interval must be cancelled, the others just not
    /// armed.
    void scheduleNoMore();

    /// data = fetch()
    WorkDone fetch();
    /// {:noreply, state}; with idle_timeout {:noreply, state, interval}
    Return noreply();

    /// Arms anew a send_interval timer whose interval is no longer `interval`.
    void scheduleInterval(Duration interval);

    World& world() { return m_world; }
    const World& world() const { return m_world; }
    Schedule schedule() const { return m_world.spec().schedule; }
    /// "timer: #Ref, " where the state holds a timer, else nothing.
    std::string inspectTimer() const;

private:
    Return scheduleFirst();
    void scheduleTick(Duration time);
    void scheduleTickAt(VirtualTime due);
    Duration withJitter(Duration interval);
    void setInterval(Duration interval);
    void cancel();
    void resume();

    World& m_world;
    MessageKind m_tick;
    Duration m_interval;
    TimerRef m_timer;
    VirtualTime m_due {}; // absolute schedules: the due time armed last
    Duration m_firstWait {}; // idle_timeout with {:continue, :load}: the wait after the load
};

/// A duration as Elixir holds it: whole milliseconds as "5000", others with a fraction.
std::string inspectMs(Duration duration);

/// "{:ok, 4}" or "{:error, 4}": what fetch() gave on its 4th call; "nil" before the first.
std::string inspectResult(Outcome outcome, std::int64_t call);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/gen_server_calls.h"
#include "core/servers/world.h"

#include <new>
#include <string>

namespace tickscope {

/// What all periodic servers share: the six ways to get the next tick, and the live edits.
///
/// In Elixir each schedule is a module of its own; the lines in which they differ are the functions
/// named schedule…(). Each says which schedules act there; for the others the line does not exist.
class PeriodicServer : public GenServer
{
public:
    PeriodicServer(const World& world, MessageKind tick);

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
    void scheduleBeforeWork()
    {
        if (m_schedule == Schedule::BeforeWork || m_schedule == Schedule::Absolute
            || m_schedule == Schedule::AbsoluteSkip)
            armBeforeWork();
        else if (m_schedule == Schedule::SendInterval && m_firstTimer.number != 0)
            startInterval();
    }
    /// With send_interval and a `first`: the first message has come, and starts the interval.
    void startInterval();
    /// Last line of it: arms the next one with after_work.
    void scheduleAfterWork()
    {
        if (m_schedule == Schedule::AfterWork)
            scheduleTick(withJitter(nextInterval()));
    }
    /// Where a server ends its own ticks: send_interval must be cancelled, the others just not
    /// armed.
    void scheduleNoMore();
    bool isInterval() const { return m_schedule == Schedule::SendInterval; }

    /// data = fetch_latest_data()
    WorkDone fetch()
    {
        const World& world = this->world();
        return world.isPlain() ? work(world.plainWork(), Outcome::Ok) : fetchDrawn();
    }
    /// {:noreply, state}; with idle_timeout {:noreply, state, interval}
    Return noreply()
    {
        return m_schedule == Schedule::IdleTimeout ? receiveWithin(withJitter(nextInterval()))
                                                   : receive();
    }

    /// Arms anew a send_interval timer whose interval is no longer `interval`.
    void scheduleInterval(Duration interval);

    /// It surrounds the process, and there it lies.
    World& world() const { return *std::launder(static_cast<World*>(surroundings())); }
    Schedule schedule() const { return m_schedule; }
    /// "timer: #Ref, " where the state holds a timer, else nothing.
    std::string inspectTimer() const;

private:
    Return scheduleFirst();
    WorkDone fetchDrawn();
    void armBeforeWork();
    void scheduleTick(Duration time) { m_timer = sendAfter(m_tick, time, m_address); }
    void scheduleTickAt(VirtualTime due);
    Duration withJitter(Duration interval)
    {
        return m_takesTimesAsTheyAre ? interval : addJitter(interval);
    }
    Duration addJitter(Duration interval);
    WorkDone handle(const Request& asked);
    void setInterval(Duration interval);
    Return cancel();
    bool waitsForFirst() const;
    void cancelEither();
    void resume();

    Duration m_interval;
    TimerRef m_timer;
    union { // by schedule
        VirtualTime m_lastDue {}; // absolute ones: as armed last
        Duration m_firstWait; // idle_timeout with {:continue, :load}: for after the load
        TimerRef m_firstTimer; // send_interval: the send_after that is to start it, until it has
    };
    // What each tick asks of the scenario's table, at hand.
    MessageKind m_tick;
    Schedule m_schedule;
    Address m_address : 1;
    bool m_takesTimesAsTheyAre : 1 = false; // no jitter, and a clock that rounds nothing
};

/// A duration as Elixir holds it: whole milliseconds as "5000", others with a fraction.
std::string inspectMs(Duration duration);

/// "{:ok, 4}" or "{:error, 4}": what fetch() gave on its 4th call; "nil" before the first.
std::string inspectResult(Outcome outcome, std::int64_t call);

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/kinds.h"
#include "core/sim/virtual_time.h"

#include <algorithm>
#include <cstdint>

namespace tickscope {

/// When a timer that is asked for now really fires (rule 10 of the little OTP).
///
/// The ideal clock fires exactly when due. The BEAM's has edges a millisecond apart: a timer set
/// inside a millisecond fires at an edge after it, never early, and the message takes a little
/// longer.
/// @see ERTS erl_hl_timer.c; measured on OTP 25: floor(now) + T + 1 relative, +2 for send_interval
class TimerClock
{
public:
    static constexpr Duration latency { 150'000 };

    explicit TimerClock(ClockKind kind)
        : m_kind(kind)
    {
    }

    /// One firing: the edge that cancel_timer counts to, and the moment in which the message
    /// arrives.
    struct Firing
    {
        VirtualTime edge;
        VirtualTime at;
    };

    /// Process.send_after, Process.sleep, a receive's `after`.
    Firing relative(VirtualTime now, Duration time) const
    {
        if (m_kind == ClockKind::Ideal)
            return exact(addSaturated(now, time));
        return late(addSaturated(floorMs(now), ceilMs(time) + 1ms));
    }
    /// send_after with abs: true. A time already past fires at once.
    Firing absolute(VirtualTime now, VirtualTime due) const
    {
        if (m_kind == ClockKind::Ideal)
            return { due, std::max(now, due) };
        return { due, addSaturated(std::max(now, due), latency) };
    }
    /// The first tick of :timer.send_interval; later ones follow edge by edge.
    Firing firstOfInterval(VirtualTime now, Duration time) const
    {
        if (m_kind == ClockKind::Ideal)
            return exact(addSaturated(now, time));
        return late(addSaturated(floorMs(now), ceilMs(time) + 2ms));
    }
    Firing nextOfInterval(VirtualTime edge, Duration interval) const
    {
        if (m_kind == ClockKind::Ideal)
            return exact(addSaturated(edge, interval));
        return late(addSaturated(edge, ceilMs(interval)));
    }
    /// The edge of a one-shot timer that was armed then.
    VirtualTime edgeOf(VirtualTime armedAt, VirtualTime due, bool isAbsolute) const
    {
        return isAbsolute ? due : relative(armedAt, due - armedAt).edge;
    }
    /// From where send_interval counts: the BEAM rounds its start up to a millisecond.
    VirtualTime intervalStart(VirtualTime now) const
    {
        return m_kind == ClockKind::Ideal ? now : VirtualTime { ceilMs(now.time_since_epoch()) };
    }
    /// A drawn time as a timer takes it: the BEAM's timers know whole milliseconds only.
    Duration timerTime(Duration time) const
    {
        return m_kind == ClockKind::Ideal ? time : ceilMs(time);
    }
    /// System.monotonic_time(:millisecond) under beam; the exact time under ideal.
    VirtualTime monotonicTime(VirtualTime now) const
    {
        return m_kind == ClockKind::Ideal ? now : floorMs(now);
    }
    /// What Process.cancel_timer returns: whole milliseconds left, never negative.
    static std::int64_t msLeft(VirtualTime now, VirtualTime edge)
    {
        return edge <= now ? 0 : (edge - now) / Duration { 1ms };
    }

private:
    static Firing exact(VirtualTime due) { return { due, due }; }
    static Firing late(VirtualTime edge) { return { edge, addSaturated(edge, latency) }; }
    static VirtualTime floorMs(VirtualTime time)
    {
        return VirtualTime { std::chrono::floor<std::chrono::milliseconds>(
            time.time_since_epoch()) };
    }
    static Duration ceilMs(Duration time)
    {
        return std::chrono::ceil<std::chrono::milliseconds>(time);
    }

    ClockKind m_kind;
};

} // namespace tickscope

// SPDX-License-Identifier: GPL-3.0-only
// defmodule Heartbeat do
//   use GenServer
#include "core/servers/heartbeat.h"

#include <fmt/format.h>

namespace tickscope {

// def handle_info(:heartbeat, state) do
Handler Heartbeat::handleInfo(Message /*heartbeat*/)
{
    scheduleBeforeWork(); //   before_work: timer = schedule_heartbeat(state.interval)
    const Outcome result = co_await fetch(); //   result = check()
    if (result == Outcome::Stop)
        co_return stop(); //   :stop -> {:stop, :normal, state}
    if (result == Outcome::Ok) {
        send(m_monitor, MessageKind::Beat); //   if result == :ok, do: send(state.monitor, :beat)
        m_lastHeartbeat = monotonicTime();
    }
    if (result == Outcome::NoRearm)
        co_return receive(); //   :no_rearm -> {:noreply, state}
    scheduleAfterWork(); //   after_work: timer = schedule_heartbeat(state.interval)
    co_return noreply(); //   {:noreply, %{state | last_heartbeat: now}}
}

std::string Heartbeat::inspectState() const
{
    const std::string last
        = m_lastHeartbeat ? inspectMs(m_lastHeartbeat->time_since_epoch()) : "nil";
    return fmt::format(
        "%{{interval: {}, {}last_heartbeat: {}}}", inspectMs(interval()), inspectTimer(), last);
}

// def init(timeout) do
Handler HeartbeatMonitor::init()
{
    waitForBeat(); //   timer = :erlang.start_timer(timeout, self(), :missed_beat)
    co_return receive(); //   {:ok, %{timeout: timeout, timer: timer}}
}

Handler HeartbeatMonitor::handleInfo(Message message)
{
    if (message.kind == MessageKind::Beat) { // def handle_info(:beat, state) do
        if (!cancelTimer(m_timer) && m_waits) //   Process.cancel_timer(state.timer)
            m_stale += 1;
        waitForBeat(); //   timer = :erlang.start_timer(state.timeout, self(), :missed_beat)
    } else if (m_stale > 0) { // def handle_info({:timeout, _stale, :missed_beat}, state) do
        m_stale -= 1;
    } else { // def handle_info({:timeout, ref, :missed_beat}, %{timer: ref} = state) do
        m_waits = false;
        notify(MessageKind::MissedBeat); //   report(:missed_beat)
    }
    co_return receive(); //   {:noreply, %{state | timer: timer}}
}

void HeartbeatMonitor::waitForBeat()
{
    m_timer = sendAfter(MessageKind::MissedBeat, m_timeout, Address::Pid);
    m_waits = true;
}

std::string HeartbeatMonitor::inspectState() const
{
    return fmt::format("%{{timeout: {}, timer: #Ref}}", inspectMs(m_timeout));
}

} // namespace tickscope

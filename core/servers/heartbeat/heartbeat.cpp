// SPDX-License-Identifier: GPL-3.0-only
// defmodule Heartbeat do
//   use GenServer
#include "core/servers/heartbeat/heartbeat.h"

#include <fmt/format.h>

namespace tickscope {

// def handle_info(:heartbeat, state) do
Handler Heartbeat::handleInfo(Message /*heartbeat*/)
{
    scheduleBeforeWork(); //   before_work: schedule_heartbeat(state.interval)
    const Outcome result = co_await fetch(); //   case send_heartbeat_to_remote() do
    if (result == Outcome::Stop) //   {:stop, _} ->
        co_return stop(); //   {:stop, :normal, state}
    if (result == Outcome::NoRearm) //   after_work: {:no_rearm, _} ->
        co_return receive(); //   after_work: {:noreply, state}
    beat(result); //   state = beat(state, result)
    scheduleAfterWork(); //   after_work: schedule_heartbeat(state.interval)
    co_return noreply(); //   {:noreply, state}
}

// defp beat(state, result) do
//   case result do
void Heartbeat::beat(Outcome result)
{
    if (result == Outcome::Ok) { //   {:ok, _} ->
        send(m_monitor, MessageKind::Beat); //   send(:heartbeat_monitor, :beat)
        m_lastHeartbeat = monotonicTime(); //   %{state | last_heartbeat: DateTime.utc_now()}
    } //   {:error, _} ->
} //   state

std::string Heartbeat::inspectState() const
{
    const std::string last
        = m_lastHeartbeat ? inspectMs(m_lastHeartbeat->time_since_epoch()) : "nil";
    return fmt::format(
        "%{{interval: {}, {}last_heartbeat: {}}}", inspectMs(interval()), inspectTimer(), last);
}

// defmodule Heartbeat.Monitor do
//   use GenServer
// def init(opts) do
Handler HeartbeatMonitor::init()
{
    watch();
    co_return receive(); //   {:ok, %{timeout: timeout, timer: watch(timeout)}}
}

Handler HeartbeatMonitor::handleInfo(Message message)
{
    if (message.kind == MessageKind::Beat) { // def handle_info(:beat, state) do
        if (!cancelTimer(m_timer) && m_waits) //   Process.cancel_timer(state.timer)
            m_stale += 1;
        watch();
        co_return receive(); //   {:noreply, %{state | timer: watch(state.timeout)}}
    }
    // def handle_info({:timeout, timer, :missed_beat}, %{timer: timer} = state) do
    if (m_stale == 0) {
        m_waits = false;
        notify(MessageKind::MissedBeat); //   World.notify(:heartbeat, :missed_beat)
        co_return receive(); //   {:noreply, state}
    }
    // def handle_info({:timeout, _, :missed_beat}, state), do: {:noreply, state}
    m_stale -= 1;
    co_return receive();
}

// defp watch(timeout), do: :erlang.start_timer(timeout, self(), :missed_beat)
void HeartbeatMonitor::watch()
{
    m_timer = sendAfter(MessageKind::MissedBeat, m_timeout, Address::Pid);
    m_waits = true;
}

std::string HeartbeatMonitor::inspectState() const
{
    return fmt::format("%{{timeout: {}, timer: #Ref}}", inspectMs(m_timeout));
}

} // namespace tickscope

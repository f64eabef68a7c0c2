// SPDX-License-Identifier: GPL-3.0-only
// defmodule CacheRefresh do
//   use GenServer
#include "core/servers/cache_refresh/cache_refresh.h"

#include <fmt/format.h>

namespace tickscope {

// def handle_info(:refresh_cache, state) do
Handler CacheRefresh::handleInfo(Message /*refresh*/)
{
    scheduleBeforeWork(); //   before_work: schedule_refresh(state.interval)
    const Outcome result = co_await fetch(); //   case fetch_from_database() do
    if (result == Outcome::Stop) //   {:stop, _} ->
        co_return stop(); //   {:stop, :normal, state}
    if (result == Outcome::NoRearm) //   after_work: {:no_rearm, _} ->
        co_return receive(); //   after_work: {:noreply, state}
    refresh(result); //   state = refresh(state, result)
    scheduleAfterWork(); //   after_work: schedule_refresh(state.interval)
    co_return noreply(); //   {:noreply, state}
}

// defp refresh(state, result) do
//   case result do
void CacheRefresh::refresh(Outcome result)
{
    if (result == Outcome::Ok) { //   {:ok, new_data} ->
        m_cache = tickNumber(); //   %{state | cache: new_data, refreshed_at: DateTime.utc_now()}
        m_refreshedAt = monotonicTime();
    } //   {:error, _} ->
} //   state

std::string CacheRefresh::inspectState() const
{
    const std::string at = m_refreshedAt ? inspectMs(m_refreshedAt->time_since_epoch()) : "nil";
    const std::string cache = m_cache == 0 ? "nil" : std::to_string(m_cache);
    return fmt::format("%{{interval: {}, {}cache: {}, refreshed_at: {}}}", inspectMs(interval()),
        inspectTimer(), cache, at);
}

} // namespace tickscope

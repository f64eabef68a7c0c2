// SPDX-License-Identifier: GPL-3.0-only
// defmodule CacheRefresh do
//   use GenServer
#include "core/servers/cache_refresh.h"

#include <fmt/format.h>

namespace tickscope {

// def handle_info(:refresh_cache, state) do
Handler CacheRefresh::handleInfo(Message /*refresh*/)
{
    scheduleBeforeWork(); //   before_work: timer = schedule_refresh(state.interval)
    const Outcome result = co_await fetch(); //   result = load_cache()
    if (result == Outcome::Stop)
        co_return stop(); //   :stop -> {:stop, :normal, state}
    if (result == Outcome::Ok) { //   case result do {:ok, cache} ->
        m_cache = tickNumber(); //     %{state | cache: cache,
        m_refreshedAt = monotonicTime(); //       refreshed_at: now}
    } //   {:error, _} -> state
    if (result == Outcome::NoRearm)
        co_return receive(); //   :no_rearm -> {:noreply, state}
    scheduleAfterWork(); //   after_work: timer = schedule_refresh(state.interval)
    co_return noreply(); //   {:noreply, state}
}

std::string CacheRefresh::inspectState() const
{
    const std::string at = m_refreshedAt ? inspectMs(m_refreshedAt->time_since_epoch()) : "nil";
    const std::string cache = m_cache == 0 ? "nil" : std::to_string(m_cache);
    return fmt::format("%{{interval: {}, {}cache: {}, refreshed_at: {}}}", inspectMs(interval()),
        inspectTimer(), cache, at);
}

} // namespace tickscope

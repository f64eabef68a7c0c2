// SPDX-License-Identifier: GPL-3.0-only
// defmodule Poller do
//   use GenServer
#include "core/servers/poller/poller.h"

#include <fmt/format.h>

namespace tickscope {

// def handle_info(:poll, state) do
Handler Poller::handleInfo(Message /*poll*/)
{
    scheduleBeforeWork(); //   before_work: schedule_poll(state.interval)
    const Outcome data = co_await fetch(); //   case fetch_latest_data() do
    if (data == Outcome::Stop) //   {:stop, _} ->
        co_return stop(); //   {:stop, :normal, state}
    m_data = data; // in each of the states below
    m_count += 1;
    if (data == Outcome::NoRearm) //   after_work: {:no_rearm, n} ->
        //   after_work: {:noreply, %{state | data: {:error, n}, count: state.count + 1}}
        co_return receive();
    scheduleAfterWork(); //   after_work: schedule_poll(state.interval)
    co_return noreply(); //   {:noreply, %{state | data: data, count: state.count + 1}}
}

std::string Poller::inspectState() const
{
    return fmt::format("%{{interval: {}, {}data: {}, count: {}}}", inspectMs(interval()),
        inspectTimer(), inspectResult(m_data, m_count), m_count);
}

} // namespace tickscope

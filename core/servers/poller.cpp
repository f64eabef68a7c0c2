// SPDX-License-Identifier: GPL-3.0-only
// defmodule Poller do
//   use GenServer
#include "core/servers/poller.h"

#include <fmt/format.h>

namespace tickscope {

// def handle_info(:poll, state) do
Handler Poller::handleInfo(Message /*poll*/)
{
    scheduleBeforeWork(); //   before_work: timer = schedule_poll(state.interval)
    const Outcome data = co_await fetch(); //   data = fetch()
    if (data == Outcome::Stop)
        co_return stop(); //   :stop -> {:stop, :normal, state}
    m_data = data;
    m_count += 1; //   count = state.count + 1
    if (data == Outcome::NoRearm)
        co_return receive(); //   :no_rearm -> {:noreply, %{state | data: data, count: count}}
    scheduleAfterWork(); //   after_work: timer = schedule_poll(state.interval)
    co_return noreply(); //   {:noreply, %{state | data: data, count: count}}
}

std::string Poller::inspectState() const
{
    return fmt::format("%{{interval: {}, {}data: {}, count: {}}}", inspectMs(interval()),
        inspectTimer(), inspectResult(m_data, m_count), m_count);
}

} // namespace tickscope

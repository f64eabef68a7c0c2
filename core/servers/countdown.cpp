// SPDX-License-Identifier: GPL-3.0-only
// defmodule Countdown do
//   use GenServer
#include "core/servers/countdown.h"

#include <fmt/format.h>

namespace tickscope {

Handler Countdown::handleInfo(Message /*tick*/)
{
    if (m_remaining == 0) { // def handle_info(:tick, %{remaining: 0} = state) do
        scheduleNoMore(); //   send_interval: {:ok, :cancel} = :timer.cancel(state.timer)
        co_await fetch(); //   work()
        notify(MessageKind::Complete); //   notify(:complete)
        m_hasFinished = true;
        co_return receive(); //   {:noreply, state}
    }
    // def handle_info(:tick, state) do
    scheduleBeforeWork(); //   before_work: timer = schedule_tick(state.interval)
    const Outcome result = co_await fetch(); //   result = work()
    if (result == Outcome::Stop)
        co_return stop(); //   :stop -> {:stop, :normal, state}
    m_remaining -= 1; //   remaining = state.remaining - 1
    if (result == Outcome::NoRearm)
        co_return receive(); //   :no_rearm -> {:noreply, %{state | remaining: remaining}}
    scheduleAfterWork(); //   after_work: timer = schedule_tick(state.interval)
    co_return noreply(); //   {:noreply, %{state | remaining: remaining}}
}

std::string Countdown::inspectState() const
{
    return fmt::format(
        "%{{interval: {}, {}remaining: {}}}", inspectMs(interval()), inspectTimer(), m_remaining);
}

} // namespace tickscope

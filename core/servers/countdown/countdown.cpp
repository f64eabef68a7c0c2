// SPDX-License-Identifier: GPL-3.0-only
// defmodule Countdown do
//   use GenServer
#include "core/servers/countdown/countdown.h"

#include <fmt/format.h>

namespace tickscope {

Handler Countdown::handleInfo(Message /*tick*/)
{
    if (m_remaining == 0) { // def handle_info(:tick, %{remaining: 0} = state) do
        if (isInterval()) {
            startInterval();
            scheduleNoMore(); //   send_interval: :timer.cancel(state.timer)
        }
        notify(MessageKind::Complete); //   notify_complete()
        m_hasFinished = true;
        co_return receive(); //   {:noreply, state}
    }
    // def handle_info(:tick, state) do
    scheduleBeforeWork(); //   before_work: schedule_tick(state.interval)
    const Outcome result = co_await fetch(); //   case do_work() do
    if (result == Outcome::Stop) //   {:stop, _} ->
        co_return stop(); //   {:stop, :normal, state}
    m_remaining -= 1; // in both states below
    if (result == Outcome::NoRearm) //   after_work: {:no_rearm, _} ->
        co_return receive(); //   after_work: {:noreply, %{state | remaining: state.remaining - 1}}
    scheduleAfterWork(); //   after_work: schedule_tick(state.interval)
    co_return noreply(); //   {:noreply, %{state | remaining: state.remaining - 1}}
}

std::string Countdown::inspectState() const
{
    return fmt::format(
        "%{{interval: {}, {}remaining: {}}}", inspectMs(interval()), inspectTimer(), m_remaining);
}

} // namespace tickscope

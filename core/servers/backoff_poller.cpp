// SPDX-License-Identifier: GPL-3.0-only
// defmodule BackoffPoller do
//   use GenServer
#include "core/servers/backoff_poller.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

// def handle_info(:poll, state) do
Handler BackoffPoller::handleInfo(Message /*poll*/)
{
    const Duration before = backoff();
    scheduleBeforeWork(); //   before_work: timer = schedule_poll(next_interval(state))
    const Outcome result = co_await fetch(); //   result = fetch()
    if (result == Outcome::Stop)
        co_return stop(); //   :stop -> {:stop, :normal, state}
    m_lastResult = result; //   state = %{state | last_result: result}
    m_polls += 1;
    m_errorsInARow = result == Outcome::Ok ? 0 : m_errorsInARow + 1;
    if (result == Outcome::NoRearm && schedule() != Schedule::SendInterval)
        co_return receive(); //   :no_rearm -> {:noreply, state}
    scheduleAfterWork(); //   after_work: timer = schedule_poll(next_interval(state))
    if (isInterval() && backoff() != before) //   a new interval means cancel and recreate
        scheduleInterval(nextInterval());
    co_return noreply(); //   {:noreply, %{state | timer: timer}}
}

// defp next_interval(%{base_interval: base, last_result: {:error, _}}), do: base * @factor
// defp next_interval(%{base_interval: base}), do: base
Duration BackoffPoller::nextInterval()
{
    const bool isFull = world().spec().backoffJitter == BackoffJitter::Full;
    return isFull && m_errorsInARow > 0 ? world().jitter({}, backoff()) : backoff();
}

Duration BackoffPoller::backoff() const
{
    const ServerSpec& spec = world().spec();
    if (m_errorsInARow == 0)
        return interval(); // the cap is one of errors
    const std::int64_t times = spec.growth == Growth::DoubleOnce ? 1 : m_errorsInARow;
    Duration delay = interval();
    for (std::int64_t n = 0; n < times && delay < maxDuration; ++n) {
        const Duration longer = std::min(saturatingMultiply(delay, spec.factor), maxDuration);
        if (longer == delay)
            break; // a factor of 1 grows no further
        delay = longer;
    }
    return std::min(delay, timerTime(spec.maxInterval.value_or(maxDuration)));
}

std::string BackoffPoller::inspectState() const
{
    const bool countsErrors = world().spec().growth == Growth::Exponential;
    return fmt::format("%{{base_interval: {}, {}last_result: {}{}}}", inspectMs(interval()),
        inspectTimer(), inspectResult(m_lastResult, m_polls),
        countsErrors ? fmt::format(", errors: {}", m_errorsInARow) : "");
}

} // namespace tickscope

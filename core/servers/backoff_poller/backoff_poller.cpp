// SPDX-License-Identifier: GPL-3.0-only
// defmodule BackoffPoller do
//   use GenServer
#include "core/servers/backoff_poller/backoff_poller.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

// def handle_info(:poll, state) do
Handler BackoffPoller::handleInfo(Message /*poll*/)
{
    const Duration before = backoff();
    scheduleBeforeWork(); //   before_work: timer = schedule_poll(next_interval(state))
    const Outcome result = co_await fetch(); //   case do_work() do
    if (result == Outcome::Stop) //   {:stop, _} ->
        co_return stop(); //   {:stop, :normal, state}
    remember(result); // in each of the states below
    if (result == Outcome::NoRearm && !isInterval()) //   after_work: {:no_rearm, n} ->
        co_return receive(); //   after_work: {:noreply, %{state | last_result: {:error, n}}}
    //   state = %{state | last_result: result}
    scheduleAfterWork(); //   after_work: timer = schedule_poll(next_interval(state))
    if (isInterval())
        follow(before); //   send_interval: {:noreply, follow(state)}
    co_return noreply(); //   after_work, before_work: {:noreply, %{state | timer: timer}}
}

// defp remember(state, result) do
void BackoffPoller::remember(Outcome result)
{
    m_lastResult = result;
    m_polls += 1;
    //   errors = if match?({:ok, _}, result), do: 0, else: state.errors + 1
    m_errorsInARow = result == Outcome::Ok ? 0 : m_errorsInARow + 1;
} //   %{state | last_result: result, errors: errors}

// defp follow(state) do
void BackoffPoller::follow(Duration before)
{
    //   if state.interval == next_interval(state), do: state, else: recreate(state)
    if (backoff() != before)
        scheduleInterval(nextInterval());
}

// defp next_interval(%{last_result: {:error, _}} = state) do
//   state.base_interval * 2
// defp next_interval(state), do: state.base_interval
Duration BackoffPoller::nextInterval()
{
    const bool isFull = world().spec().backoffJitter == BackoffJitter::Full;
    return isFull && m_errorsInARow > 0 ? timerTime(world().jitter({}, backoff())) : backoff();
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

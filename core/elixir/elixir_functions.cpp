// SPDX-License-Identifier: GPL-3.0-only
// The functions that the callbacks call, and the monitor of a heartbeat.
#include "core/elixir/elixir_writer.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

using When = LineRule::When;

} // namespace

void ElixirWriter::scheduleFunctions()
{
    m_out.inCallback(Callback::None);
    const LineRule armed = arming();
    if (!m_plan.isIdle()) {
        m_out.line(fmt::format("  defp {}({}) do", m_plan.schedule,
                       m_plan.isAbsolute() ? "due" : "interval"),
            { armed });
        if (m_plan.isInterval() && m_plan.spec.address == Address::Pid)
            m_out.line(
                fmt::format("    :timer.send_interval(interval, :{})", m_plan.tick), { armed });
        else if (m_plan.isInterval())
            m_out.line(
                fmt::format("    :timer.send_interval(interval, {}, :{})", target(), m_plan.tick),
                { armed });
        else if (m_plan.isAbsolute())
            m_out.line(fmt::format("    Process.send_after({}, :{}, due, abs: true)", target(),
                           m_plan.tick),
                { armed });
        else
            m_out.line(
                fmt::format("    Process.send_after({}, :{}, interval)", target(), m_plan.tick),
                { armed });
        m_out.line("  end");
        m_out.blank();
    }
    if (m_plan.isSkip()) {
        m_out.line("  # The first point of the grid that is still to come.");
        if (m_plan.canStepByZero()) {
            m_out.line("  defp next_due(due, 0), do: due");
            m_out.blank();
        }
        m_out.line("  defp next_due(due, interval) do", { inTick(Event::SendAfter) });
        m_out.line(
            "    missed = Integer.floor_div(now() - due, interval)", { inTick(Event::SendAfter) });
        m_out.line(m_plan.hasJitter() ? "    due + jittered(interval * (missed + 1))"
                                      : "    due + interval * (missed + 1)",
            { inTick(Event::SendAfter) });
        m_out.line("  end");
        m_out.blank();
    }
    if (m_plan.hasJitter()) {
        const std::vector<LineRule> drawn { on(
            m_plan.isIdle() ? Event::Return : Event::SendAfter) };
        m_out.line(
            fmt::format("  defp jittered(interval), do: interval + World.draw({{:uniform, 0, {}}})",
                elixirNumber(wholeMs(m_plan.spec.jitter))),
            drawn);
        m_out.blank();
    }
    if (m_plan.hasTimer() && target() == "own_name()") {
        m_out.line("  defp own_name do", { armed });
        m_out.line(
            "    {:registered_name, name} = Process.info(self(), :registered_name)", { armed });
        m_out.line("    name", { armed });
        m_out.line("  end");
        m_out.blank();
    }
    backoffFunctions();
}

void ElixirWriter::backoffFunctions()
{
    if (!m_plan.isBackoff())
        return;
    nextIntervalFunction();
    if (m_plan.countsErrors()) {
        m_out.line("  defp remember(state, result) do", { inTick(Event::WorkEnd) });
        m_out.line("    errors = if match?({:ok, _}, result), do: 0, else: state.errors + 1",
            { inTick(Event::WorkEnd) });
        m_out.line(
            "    %{state | last_result: result, errors: errors}", { inTick(Event::WorkEnd) });
        m_out.line("  end");
        m_out.blank();
    }
    if (m_plan.isInterval())
        recreateInterval();
}

void ElixirWriter::nextIntervalFunction()
{
    const Event armed = m_plan.isIdle() ? Event::Return
        : m_plan.isInterval()           ? Event::SendInterval
                                        : Event::SendAfter;
    const bool isCapped = m_plan.spec.maxInterval.has_value();
    const auto capped = [isCapped](const std::string& text) {
        return isCapped ? fmt::format("min({}, @max_interval)", text) : text;
    };
    const std::string function = m_plan.hasFullJitter() ? "backoff" : "next_interval";
    if (m_plan.hasFullJitter()) {
        m_out.line("  # Full jitter: anything up to what the errors ask for.");
        m_out.line(m_plan.countsErrors()
                ? "  defp next_interval(%{errors: 0} = state), do: backoff(state)"
                : "  defp next_interval(%{last_result: {:error, _}} = state) do",
            { on(armed, m_plan.countsErrors() ? When::ResultOk : When::ResultError) });
        if (m_plan.countsErrors()) {
            m_out.line("  defp next_interval(state), do: World.draw({:uniform, 0, backoff(state)})",
                { on(armed, When::ResultError) });
        } else {
            m_out.line(
                "    World.draw({:uniform, 0, backoff(state)})", { on(armed, When::ResultError) });
            m_out.line("  end");
            m_out.blank();
            m_out.line(
                "  defp next_interval(state), do: backoff(state)", { on(armed, When::ResultOk) });
        }
        m_out.blank();
    }
    if (m_plan.countsErrors()) {
        m_out.line(fmt::format("  defp {}(state) do", function), { on(armed) });
        m_out.line("    " + capped("state.base_interval * Integer.pow(@factor, state.errors)"),
            { on(armed) });
        m_out.line("  end");
    } else {
        m_out.line(fmt::format("  defp {}(%{{last_result: {{:error, _}}}} = state) do", function),
            { on(armed, When::ResultError) });
        m_out.line(
            "    " + capped("state.base_interval * @factor"), { on(armed, When::ResultError) });
        m_out.line("  end");
        m_out.blank();
        m_out.line(fmt::format("  defp {}(state), do: {}", function, capped("state.base_interval")),
            { on(armed, When::ResultOk) });
    }
    m_out.blank();
}

void ElixirWriter::recreateInterval()
{
    const std::string backoff = m_plan.hasFullJitter() ? "backoff" : "next_interval";
    m_out.line("  # A running interval cannot change: it ends, and a new one starts.");
    m_out.line("  defp follow(state) do", { inTick(Event::Return) });
    m_out.line(fmt::format(
                   "    if state.interval == {}(state), do: state, else: recreate(state)", backoff),
        { inTick(Event::Return) });
    m_out.line("  end");
    m_out.blank();
    m_out.line("  defp recreate(state) do", { on(Event::CancelTimer) });
    m_out.line("    :timer.cancel(state.timer)", { on(Event::CancelTimer) });
    m_out.line(fmt::format("    {{:ok, timer}} = {}(next_interval(state))", m_plan.schedule),
        { inTick(Event::SendInterval),
            { Event::SendInterval, Callback::SetInterval, When::Always } });
    m_out.line(fmt::format("    %{{state | interval: {}(state), timer: timer}}", backoff),
        { inTick(Event::SendInterval),
            { Event::SendInterval, Callback::SetInterval, When::Always } });
    m_out.line("  end");
    m_out.blank();
}

// --- The work -----------------------------------------------------------------------------------

void ElixirWriter::workFunctions()
{
    m_out.inCallback(Callback::None);
    const LineRule ended = inTick(Event::WorkEnd);
    if (m_plan.isHeartbeat()) {
        m_out.line("  defp beat(state) do", { inTick(Event::WorkStart) });
        m_out.line("    case check() do", { inTick(Event::WorkStart), ended });
        m_out.line("      {:ok, _} ->", { inTick(Event::WorkEnd, When::ResultOk) });
        m_out.line(fmt::format("        send({}, :beat)", monitorTarget()),
            { inTick(Event::WorkEnd, When::ResultOk) });
        m_out.line(
            "        %{state | last_heartbeat: now()}", { inTick(Event::WorkEnd, When::ResultOk) });
    } else if (m_plan.spec.kind == ServerKind::CacheRefresh) {
        m_out.line("  defp refresh(state) do", { inTick(Event::WorkStart) });
        m_out.line("    case fetch_cache() do", { inTick(Event::WorkStart), ended });
        m_out.line("      {:ok, cache} ->", { inTick(Event::WorkEnd, When::ResultOk) });
        m_out.line("        %{state | cache: cache, refreshed_at: now()}",
            { inTick(Event::WorkEnd, When::ResultOk) });
    }
    if (m_plan.isHeartbeat() || m_plan.spec.kind == ServerKind::CacheRefresh) {
        m_out.blank();
        m_out.line("      {:error, _} ->", { inTick(Event::WorkEnd, When::ResultError) });
        m_out.line("        state", { inTick(Event::WorkEnd, When::ResultError) });
        m_out.line("    end");
        m_out.line("  end");
        m_out.blank();
    }
    m_out.line(fmt::format("  defp {}, do: World.work({})", m_plan.work, m_name),
        { inTick(Event::WorkStart), ended });
    if (m_plan.spec.load) {
        const Callback callback = m_plan.loadsInInit() ? Callback::Init : Callback::Continue;
        m_out.line(fmt::format("  defp load, do: World.load({})", m_name),
            { { Event::WorkStart, callback, When::Always },
                { Event::WorkEnd, callback, When::Always } });
    }
    const bool asksTime = m_plan.isAbsolute() || m_plan.isHeartbeat()
        || m_plan.spec.kind == ServerKind::CacheRefresh;
    if (asksTime)
        m_out.line("  defp now, do: System.monotonic_time(:millisecond)",
            { on(m_plan.isAbsolute() ? Event::SendAfter : Event::WorkEnd) });
    if (m_plan.isCountdown())
        m_out.line(fmt::format("  defp notify(event), do: World.notify({}, event)", m_name),
            { on(Event::Notify) });
}

std::string ElixirWriter::monitorTarget() const
{
    if (m_plan.isReplicated())
        return "state.monitor";
    return m_hasLongName ? "@monitor" : elixirAtom(m_plan.names.server + "_monitor");
}

// --- The monitor --------------------------------------------------------------------------------

void ElixirWriter::monitor()
{
    if (!m_plan.isHeartbeat())
        return;
    m_out.inMonitor();
    m_out.inCallback(Callback::None);
    m_out.blank();
    m_out.line(fmt::format("defmodule {}.Monitor do", m_plan.names.module));
    m_out.line("  use GenServer");
    m_out.blank();
    if (m_hasLongName) {
        m_out.line(fmt::format("  @name {}", elixirAtom(m_plan.names.server)));
        m_out.blank();
    }
    m_out.line("  def start_link({name, timeout}) do", { on(Event::Spawn) });
    m_out.line("    GenServer.start_link(__MODULE__, timeout, name: name)", { on(Event::Spawn) });
    m_out.line("  end");
    m_out.blank();
    m_out.inCallback(Callback::Init);
    m_out.line("  @impl true");
    m_out.line("  def init(timeout) do", { on(Event::Init) });
    m_out.line("    {:ok, %{timeout: timeout, timer: watch(timeout)}}",
        { on(Event::SendAfter), on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
    m_out.inCallback(Callback::Beat);
    m_out.line("  @impl true");
    m_out.line("  def handle_info(:beat, state) do", { on(Event::HandleInfo) });
    m_out.line("    Process.cancel_timer(state.timer)", { on(Event::CancelTimer) });
    m_out.line("    {:noreply, %{state | timer: watch(state.timeout)}}",
        { on(Event::SendAfter), on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
    m_out.inCallback(Callback::MissedBeat);
    m_out.line("  def handle_info({:timeout, timer, :missed_beat}, %{timer: timer} = state) do",
        { on(Event::HandleInfo) });
    m_out.line(fmt::format("    World.notify({}, :missed_beat)", m_name), { on(Event::Notify) });
    m_out.line("    {:noreply, state}", { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
    m_out.inCallback(Callback::None);
    m_out.line("  # A beat came first, but the timeout was in the mailbox already.");
    m_out.line("  def handle_info({:timeout, _, :missed_beat}, state), do: {:noreply, state}");
    m_out.blank();
    m_out.line("  defp watch(timeout), do: :erlang.start_timer(timeout, self(), :missed_beat)",
        { on(Event::SendAfter) });
    m_out.line("end");
}

} // namespace tickscope

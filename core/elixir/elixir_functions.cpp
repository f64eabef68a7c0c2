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
    if (m_plan.hasTimer() && !m_plan.isInterval()) {
        m_out.line(fmt::format("  defp {}({}) do", m_plan.schedule,
                       m_plan.isAbsolute() ? "due" : "interval"),
            { armed });
        m_out.line(fmt::format("    Process.send_after({}, :{}, {})", target(), m_plan.tick,
                       m_plan.isAbsolute() ? "due, abs: true" : "interval"),
            { armed });
        m_out.line("  end");
        m_out.blank();
    }
    if (m_plan.isSkip())
        skipFunction();
    if (m_plan.hasJitter()) {
        const std::string drawn = fmt::format("interval + World.draw({{:uniform, {}, {}}})",
            elixirNumber(wholeMs(m_plan.spec.jitterLow)),
            elixirNumber(wholeMs(m_plan.spec.jitter)));
        m_out.line("  defp jittered(interval), do: "
                + (m_plan.spec.jitterLow < Duration::zero() ? fmt::format("max({}, 0)", drawn)
                                                            : drawn),
            { on(m_plan.isIdle() ? Event::Return : Event::SendAfter) });
        m_out.blank();
    }
    if (m_plan.hasTimer() && target() == "own_name()") {
        const std::vector<LineRule> named { armed, on(Event::SendAfter) };
        m_out.line("  defp own_name do", named);
        m_out.line("    {:registered_name, name} = Process.info(self(), :registered_name)", named);
        m_out.line("    name", named);
        m_out.line("  end");
        m_out.blank();
    }
    if (m_plan.cancelsEither())
        cancelFunction();
    if (m_plan.isBackoff())
        backoffFunctions();
}

void ElixirWriter::skipFunction()
{
    const LineRule armed = inTick(Event::SendAfter);
    if (m_plan.canStepByZero()) {
        m_out.line("  defp next_due(due, 0), do: due");
        m_out.blank();
    }
    m_out.line("  defp next_due(due, interval) do", { armed });
    m_out.line("    missed = Integer.floor_div(now() - due, interval)", { armed });
    m_out.line(m_plan.hasJitter() ? "    due + jittered(interval * (missed + 1))"
                                  : "    due + interval * (missed + 1)",
        { armed });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::cancelFunction()
{
    m_out.line("  # Until the first message has come, the timer is a plain reference.");
    m_out.line("  defp cancel(timer) when is_reference(timer), do: Process.cancel_timer(timer)",
        { on(Event::CancelTimer, When::CancelledTimer) });
    m_out.line("  defp cancel(timer), do: :timer.cancel(timer)",
        { on(Event::CancelTimer, When::CancelledInterval) });
    m_out.blank();
}

void ElixirWriter::backoffFunctions()
{
    if (!m_plan.inlinesBackoff())
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

// The interval after an error.
std::string ElixirWriter::grown() const
{
    const std::string factor = elixirNumber(m_plan.spec.factor);
    const std::string text = m_plan.countsErrors()
        ? fmt::format("state.base_interval * Integer.pow({}, state.errors)", factor)
        : fmt::format("state.base_interval * {}", factor);
    return m_plan.spec.maxInterval
        ? fmt::format("min({}, {})", text, elixirNumber(wholeMs(*m_plan.spec.maxInterval)))
        : text;
}

void ElixirWriter::nextIntervalFunction()
{
    const Event armed = m_plan.isIdle() ? Event::Return : arming().event;
    if (m_plan.hasFullJitter())
        fullJitterFunction();
    const char* function = m_plan.hasFullJitter() ? "backoff" : "next_interval";
    if (!m_plan.hasFullJitter())
        m_out.line("  # Back off after an error");
    if (m_plan.countsErrors()) {
        m_out.line(
            fmt::format("  defp {}(%{{errors: 0}} = state), do: state.base_interval", function),
            { on(armed, When::ResultOk) });
        m_out.blank();
        m_out.line(fmt::format("  defp {}(state) do", function), { on(armed, When::ResultError) });
        m_out.line("    " + grown(), { on(armed, When::ResultError) });
        m_out.line("  end");
    } else {
        m_out.line(fmt::format("  defp {}(%{{last_result: {{:error, _}}}} = state) do", function),
            { on(armed, When::ResultError) });
        m_out.line("    " + grown(), { on(armed, When::ResultError) });
        m_out.line("  end");
        m_out.blank();
        m_out.line(fmt::format("  defp {}(state), do: state.base_interval", function),
            { on(armed, When::ResultOk) });
    }
    m_out.blank();
}

void ElixirWriter::fullJitterFunction()
{
    const Event armed = m_plan.isIdle() ? Event::Return : arming().event;
    const LineRule error = on(armed, When::ResultError);
    m_out.line("  # Full jitter: after an error, anything up to what the errors ask for.");
    if (m_plan.countsErrors()) {
        m_out.line("  defp next_interval(%{errors: 0} = state), do: state.base_interval",
            { on(armed, When::ResultOk) });
        m_out.line("  defp next_interval(state), do: World.draw({:uniform, 0, backoff(state)})",
            { error });
    } else {
        m_out.line("  defp next_interval(%{last_result: {:error, _}} = state) do", { error });
        m_out.line("    World.draw({:uniform, 0, backoff(state)})", { error });
        m_out.line("  end");
        m_out.blank();
        m_out.line(
            "  defp next_interval(state), do: state.base_interval", { on(armed, When::ResultOk) });
    }
    m_out.blank();
}

void ElixirWriter::recreateInterval()
{
    const std::string backoff = m_plan.hasFullJitter() ? "backoff" : "next_interval";
    const std::vector<LineRule> anew { inTick(Event::SendInterval),
        { Event::SendInterval, Callback::SetInterval, When::Always } };
    m_out.line("  # A running interval cannot change: it ends, and a new one starts.");
    m_out.line("  defp follow(state) do", { inTick(Event::Return) });
    m_out.line(fmt::format(
                   "    if state.interval == {}(state), do: state, else: recreate(state)", backoff),
        { inTick(Event::Return) });
    m_out.line("  end");
    m_out.blank();
    m_out.line("  defp recreate(state) do", { on(Event::CancelTimer) });
    m_out.line("    " + cancelled(), { on(Event::CancelTimer) });
    m_out.line("    " + arm("next_interval(state)"), anew);
    m_out.line(fmt::format("    %{{state | interval: {}(state), timer: timer}}", backoff), anew);
    m_out.line("  end");
    m_out.blank();
}

// --- The work -----------------------------------------------------------------------------------

void ElixirWriter::workFunctions()
{
    m_out.inCallback(Callback::None);
    const std::vector<LineRule> works { inTick(Event::WorkStart), inTick(Event::WorkEnd) };
    const std::string call = fmt::format("World.work({})", m_name);
    if (m_plan.uses.error)
        resultFunction();
    if (m_plan.isHeartbeat() && !m_plan.uses.error) {
        m_out.line(m_plan.isReplicated() ? "  defp send_heartbeat_to_remote(monitor) do"
                                         : "  defp send_heartbeat_to_remote do",
            works);
        m_out.line("    " + call, works);
        m_out.line(
            fmt::format("    send({}, :beat)", m_plan.isReplicated() ? "monitor" : monitorTarget()),
            { inTick(Event::WorkEnd) });
        m_out.line("  end");
        if (m_plan.spec.load || m_plan.isAbsolute())
            m_out.blank();
    } else {
        m_out.line(fmt::format("  defp {}, do: {}", m_plan.work, call), works);
    }
    if (m_plan.spec.load) {
        const Callback callback = m_plan.loadsInInit() ? Callback::Init : Callback::Continue;
        m_out.line(fmt::format("  defp expensive_load, do: World.load({})", m_name),
            { { Event::WorkStart, callback, When::Always },
                { Event::WorkEnd, callback, When::Always } });
    }
    if (m_plan.isAbsolute())
        m_out.line("  defp now, do: System.monotonic_time(:millisecond)", { on(Event::SendAfter) });
    if (m_plan.isCountdown())
        m_out.line(fmt::format("  defp notify_complete, do: World.notify({}, :complete)", m_name),
            { on(Event::Notify) });
}

// What becomes of the state when the work may fail.
void ElixirWriter::resultFunction()
{
    const bool isCache = m_plan.spec.kind == ServerKind::CacheRefresh;
    if (!isCache && !m_plan.isHeartbeat())
        return;
    const LineRule ok = inTick(Event::WorkEnd, When::ResultOk);
    const LineRule error = inTick(Event::WorkEnd, When::ResultError);
    const bool isGiven = m_plan.endsEarly();
    m_out.line(fmt::format("  defp {}({}) do", isCache ? "refresh" : "beat",
                   isGiven ? "state, result" : "state"),
        { inTick(isGiven ? Event::WorkEnd : Event::WorkStart) });
    m_out.line(isGiven ? "    case result do" : fmt::format("    case {}() do", m_plan.work),
        { inTick(isGiven ? Event::WorkEnd : Event::WorkStart), inTick(Event::WorkEnd) });
    if (isCache) {
        m_out.line("      {:ok, new_data} ->", { ok });
        m_out.line("        %{state | cache: new_data, refreshed_at: DateTime.utc_now()}", { ok });
    } else {
        m_out.line("      {:ok, _} ->", { ok });
        m_out.line(fmt::format("        send({}, :beat)", monitorTarget()), { ok });
        m_out.line("        %{state | last_heartbeat: DateTime.utc_now()}", { ok });
    }
    m_out.blank();
    m_out.line("      {:error, _} ->", { error });
    m_out.line("        state", { error });
    m_out.line("    end");
    m_out.line("  end");
    m_out.blank();
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
    m_out.line("  def start_link(opts) do", { on(Event::Spawn) });
    m_out.line(
        "    GenServer.start_link(__MODULE__, opts, name: opts[:name])", { on(Event::Spawn) });
    m_out.line("  end");
    m_out.blank();
    m_out.inCallback(Callback::Init);
    m_out.line("  @impl true");
    m_out.line("  def init(opts) do", { on(Event::Init) });
    m_out.line(fmt::format("    timeout = Keyword.get(opts, :timeout, {})",
                   elixirNumber(wholeMs(heartbeatTimeout(m_plan.spec)))),
        { on(Event::Init) });
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

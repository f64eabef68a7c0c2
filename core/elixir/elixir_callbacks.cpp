// SPDX-License-Identifier: GPL-3.0-only
// The callbacks that handle messages: the tick, the live edits, the call.
#include "core/elixir/elixir_writer.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

using When = LineRule::When;

} // namespace

void ElixirWriter::handleTick()
{
    m_out.inCallback(Callback::Tick);
    m_out.line("  @impl true");
    if (m_plan.startsLater())
        startLater();
    if (m_plan.isCountdown())
        foundZero();
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    m_out.line(fmt::format("  def handle_info(:{}, state) do", m_plan.tick),
        { on(Event::HandleInfo, when) });
    tickBody();
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::startLater()
{
    const LineRule first = on(Event::HandleInfo, When::FirstTick);
    m_out.line("  def handle_info(:start, state) do", { first });
    m_out.line("    " + arm(nextInterval()), { first });
    m_out.line(
        fmt::format("    handle_info(:{}, %{{state | timer: timer}})", m_plan.tick), { first });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::foundZero()
{
    m_out.line(fmt::format("  def handle_info(:{}, %{{remaining: 0}} = state) do", m_plan.tick),
        { on(Event::HandleInfo, When::FoundZero) });
    if (m_plan.isInterval())
        m_out.line("    :timer.cancel(state.timer)", { on(Event::CancelTimer, When::FoundZero) });
    m_out.line("    step()",
        { on(Event::WorkStart, When::FoundZero), on(Event::WorkEnd, When::FoundZero) });
    m_out.line("    notify(:complete)", { on(Event::Notify, When::FoundZero) });
    m_out.line("    {:noreply, state}", { on(Event::Return, When::FoundZero) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::tickBody()
{
    if (m_plan.armsFirst())
        armNextTick();
    doWork();
    if (m_plan.armsLast())
        armNextTick();
    if (m_plan.isBackoff() && m_plan.isInterval()) {
        m_out.line("    {:noreply, follow(state)}", { on(Event::Return) });
        return;
    }
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    const std::string wait = m_plan.isIdle() ? ", " + nextInterval() : "";
    m_out.line(
        fmt::format("    {{:noreply, {}{}}}", updatedState(), wait), { on(Event::Return, when) });
}

void ElixirWriter::armNextTick()
{
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    const LineRule armed = on(Event::SendAfter, when);
    if (!m_plan.isAbsolute()) {
        m_out.line("    " + arm(nextInterval()), { armed });
        return;
    }
    if (m_plan.isSkip())
        m_out.line(
            fmt::format("    due = next_due(state.due, {})", nextInterval(false)), { armed });
    else
        m_out.line(fmt::format("    due = state.due + {}", nextInterval()), { armed });
    m_out.line(fmt::format("    timer = {}(due)", m_plan.schedule), { armed });
}

void ElixirWriter::doWork()
{
    const When counting = When::CountingDown;
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        m_out.line("    data = fetch()", working);
        break;
    case ServerKind::Heartbeat:
        m_out.line("    state = beat(state)", working);
        break;
    case ServerKind::CacheRefresh:
        m_out.line("    state = refresh(state)", working);
        break;
    case ServerKind::Countdown:
        m_out.line("    step()", { on(Event::WorkStart, counting), on(Event::WorkEnd, counting) });
        break;
    case ServerKind::BackoffPoller:
        m_out.line(m_plan.countsErrors() ? "    state = remember(state, fetch())"
                                         : "    state = %{state | last_result: fetch()}",
            working);
        break;
    }
}

// The state as the tick leaves it, beyond what doWork() has put there already.
std::string ElixirWriter::updatedState() const
{
    std::string fields;
    const auto add
        = [&fields](const std::string& field) { fields += fields.empty() ? field : ", " + field; };
    if (m_plan.isAbsolute())
        add("due: due");
    if (m_plan.armsFirst())
        add("timer: timer");
    if (m_plan.spec.kind == ServerKind::Poller)
        add("data: data, count: state.count + 1");
    if (m_plan.isCountdown())
        add("remaining: state.remaining - 1");
    if (m_plan.armsLast())
        add("timer: timer");
    return fields.empty() ? "state" : fmt::format("%{{state | {}}}", fields);
}

// What the next arming takes: the interval of the state, or what the backoff makes of it.
std::string ElixirWriter::nextInterval(bool withJitter) const
{
    const std::string interval = m_plan.isBackoff() ? "next_interval(state)" : "state.interval";
    return withJitter && m_plan.hasJitter() ? fmt::format("jittered({})", interval) : interval;
}

// --- The live edits -----------------------------------------------------------------------------

void ElixirWriter::handleSetInterval()
{
    m_out.inCallback(Callback::SetInterval);
    m_out.line("  @impl true");
    m_out.line("  def handle_cast({:set_interval, ms}, state) do", { on(Event::HandleCast) });
    const std::string updated = fmt::format("%{{state | {}: ms}}", argument());
    if (m_plan.isInterval() && m_plan.isBackoff()) {
        m_out.line(fmt::format("    {{:noreply, recreate({})}}", updated),
            { on(Event::CancelTimer), on(Event::SendInterval), on(Event::Return) });
    } else if (m_plan.isInterval()) {
        m_out.line(m_plan.spec.scheduleInInit && !m_plan.startsLater()
                ? "    {:ok, :cancel} = :timer.cancel(state.timer)"
                : "    :timer.cancel(state.timer)",
            { on(Event::CancelTimer) });
        m_out.line("    " + arm("ms"), { arming() });
        m_out.line("    {:noreply, %{state | interval: ms, timer: timer}}", { on(Event::Return) });
    } else if (m_plan.isIdle()) {
        m_out.line("    state = " + updated, { on(Event::Return) });
        m_out.line(
            fmt::format("    {{:noreply, state, {}}}", nextInterval()), { on(Event::Return) });
    } else {
        m_out.line(fmt::format("    {{:noreply, {}}}", updated), { on(Event::Return) });
    }
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::handleCancel()
{
    m_out.inCallback(Callback::Cancel);
    m_out.line("  def handle_cast(:stop_timer, state) do", { on(Event::HandleCast) });
    if (m_plan.isInterval())
        m_out.line("    :timer.cancel(state.timer)", { on(Event::CancelTimer) });
    else if (m_plan.hasTimer() && m_plan.spec.scheduleInInit)
        m_out.line("    Process.cancel_timer(state.timer)", { on(Event::CancelTimer) });
    else if (m_plan.hasTimer())
        m_out.line("    if state.timer, do: Process.cancel_timer(state.timer)",
            { on(Event::CancelTimer) });
    m_out.line("    {:noreply, state}", { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::handleResume()
{
    m_out.inCallback(Callback::Resume);
    m_out.line("  def handle_cast(:resume, state) do", { on(Event::HandleCast) });
    if (m_plan.isIdle()) {
        m_out.line(
            fmt::format("    {{:noreply, state, {}}}", nextInterval()), { on(Event::Return) });
    } else if (m_plan.isAbsolute()) {
        m_out.line(fmt::format("    due = now() + {}", nextInterval()), { on(Event::SendAfter) });
        m_out.line(fmt::format("    timer = {}(due)", m_plan.schedule), { on(Event::SendAfter) });
        m_out.line("    {:noreply, %{state | due: due, timer: timer}}", { on(Event::Return) });
    } else {
        m_out.line("    " + arm(nextInterval()), { arming() });
        m_out.line("    {:noreply, %{state | timer: timer}}", { on(Event::Return) });
    }
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::handleCall()
{
    m_out.inCallback(Callback::Call);
    m_out.line("  @impl true");
    m_out.line("  def handle_call(:state, _from, state) do", { on(Event::HandleCall) });
    m_out.line(m_plan.isIdle() ? fmt::format("    {{:reply, state, state, {}}}", nextInterval())
                               : "    {:reply, state, state}",
        { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

} // namespace tickscope

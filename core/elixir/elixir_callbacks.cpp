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
    say(armComment());
    m_out.line("    " + arm(nextInterval()), { first, on(Event::SendInterval, When::FirstTick) });
    m_out.line(fmt::format("    handle_info(:{}, {})", m_plan.tick,
                   m_plan.keepsTimer() ? "%{state | timer: timer}" : "state"),
        { first });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::foundZero()
{
    m_out.line(fmt::format("  def handle_info(:{}, %{{remaining: 0}} = state) do", m_plan.tick),
        { on(Event::HandleInfo, When::FoundZero) });
    if (m_plan.isInterval()) {
        say("Stop: the interval would go on for ever");
        m_out.line("    " + cancelled(), { on(Event::CancelTimer, When::FoundZero) });
    } else {
        say("Stop: no further tick is scheduled");
    }
    m_out.line("    notify_complete()", { on(Event::Notify, When::FoundZero) });
    m_out.line("    {:noreply, state}", { on(Event::Return, When::FoundZero) });
    m_out.line("  end");
    m_out.blank();
}

// In paragraphs: what is done, when the next tick is armed, what becomes of the state.
void ElixirWriter::tickBody()
{
    if (m_plan.armsFirst()) {
        armNextTick();
        m_out.blank();
    }
    if (!m_plan.endsEarly()) {
        finishTick();
        return;
    }
    earlyReturns();
    const std::size_t from = m_out.size();
    finishTick();
    m_out.indent(from, 4);
    m_out.line("    end");
}

// Results of the work after which the handler returns at once. The last clause is open: in it
// stands what is done with all others.
void ElixirWriter::earlyReturns()
{
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    m_out.line(fmt::format("    case {}() do", m_plan.work),
        { on(Event::WorkStart, when), on(Event::WorkEnd, when) });
    if (m_plan.uses.stop) {
        m_out.line("      # terminate/2 is called; the supervisor decides about a successor");
        m_out.line("      {:stop, _} ->", { on(Event::Return, When::Stops) });
        m_out.line("        {:stop, :normal, state}", { on(Event::Return, When::Stops) });
        m_out.blank();
    }
    if (m_plan.uses.noRearm) {
        const std::string state = afterError();
        const bool readsNumber = state.find("{:error, n}") != std::string::npos;
        m_out.line("      # Returns before the line that schedules: no tick comes any more");
        m_out.line(fmt::format("      {{:no_rearm, {}}} ->", readsNumber ? "n" : "_"),
            { on(Event::Return, When::NotRearmed) });
        m_out.line(fmt::format("        {{:noreply, {}}}", state),
            { on(Event::Return, When::NotRearmed) });
        m_out.blank();
    }
    m_out.line(fmt::format("      {} ->", resultOfWork()));
}

// The variable that holds it in the last clause.
std::string ElixirWriter::resultOfWork() const
{
    if (m_plan.isCountdown())
        return "_result";
    return m_plan.spec.kind == ServerKind::Poller ? "data" : "result";
}

// The state after an error that is not followed by another tick.
std::string ElixirWriter::afterError() const
{
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        return "%{state | data: {:error, n}, count: state.count + 1}";
    case ServerKind::Countdown:
        return "%{state | remaining: state.remaining - 1}";
    case ServerKind::BackoffPoller:
        return m_plan.countsErrors() ? "remember(state, {:error, n})"
                                     : "%{state | last_result: {:error, n}}";
    case ServerKind::Heartbeat:
    case ServerKind::CacheRefresh:
        break;
    }
    return "state";
}

void ElixirWriter::finishTick()
{
    const std::size_t from = m_out.size();
    doWork();
    if (m_plan.armsLast()) {
        if (m_out.size() > from)
            m_out.blank();
        armNextTick();
        m_out.blank();
    }
    if (m_plan.isBackoff() && m_plan.isInterval()) {
        m_out.line("    {:noreply, follow(state)}", { on(Event::Return) });
        return;
    }
    const LineRule returned = on(Event::Return,
        m_plan.uses.noRearm        ? When::Rearmed
            : m_plan.isCountdown() ? When::CountingDown
                                   : When::Always);
    const std::string wait = m_plan.isIdle() ? ", " + nextInterval() : "";
    std::string state = updatedState();
    if (fmt::formatted_size("    {{:noreply, {}{}}}", state, wait) > lineLength) {
        m_out.line("    state = " + state, { returned });
        state = "state";
    }
    if (m_plan.isIdle()) {
        if (m_out.size() > from)
            m_out.blank();
        say(armComment());
    }
    m_out.line(fmt::format("    {{:noreply, {}{}}}", state, wait), { returned });
}

void ElixirWriter::armNextTick()
{
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    const LineRule armed = on(Event::SendAfter, when);
    if (m_plan.inlinesBackoff())
        inlineBackoff();
    say(armComment());
    if (m_plan.isSkip())
        m_out.line(
            fmt::format("    due = next_due(state.due, {})", nextInterval(false)), { armed });
    else if (m_plan.isAbsolute())
        m_out.line(fmt::format("    due = state.due + {}", nextInterval()), { armed });
    m_out.line("    " + arm(m_plan.isAbsolute() ? "due" : nextInterval()), { armed });
}

void ElixirWriter::inlineBackoff()
{
    const Event armed = Event::SendAfter;
    say("Back off after an error");
    m_out.line("    interval =", { on(armed) });
    m_out.line("      case result do", { on(armed) });
    m_out.line("        {:ok, _} -> state.base_interval", { on(armed, When::ResultOk) });
    m_out.line(
        fmt::format("        {{:error, _}} -> {}", grown()), { on(armed, When::ResultError) });
    m_out.line("      end");
    m_out.blank();
}

void ElixirWriter::doWork()
{
    const When counting = When::CountingDown;
    if (m_plan.endsEarly()) {
        takeResult();
        return;
    }
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        m_out.line("    data = fetch_latest_data()", working);
        break;
    case ServerKind::Heartbeat:
        m_out.line(m_plan.uses.error    ? "    state = beat(state)"
                : m_plan.isReplicated() ? "    send_heartbeat_to_remote(state.monitor)"
                                        : "    send_heartbeat_to_remote()",
            working);
        break;
    case ServerKind::CacheRefresh:
        m_out.line(m_plan.uses.error ? "    state = refresh(state)"
                                     : "    {:ok, new_data} = fetch_from_database()",
            working);
        break;
    case ServerKind::Countdown:
        m_out.line(
            "    do_work()", { on(Event::WorkStart, counting), on(Event::WorkEnd, counting) });
        break;
    case ServerKind::BackoffPoller:
        m_out.line(m_plan.inlinesBackoff() ? "    result = do_work()"
                : m_plan.countsErrors()    ? "    state = remember(state, do_work())"
                                           : "    state = %{state | last_result: do_work()}",
            working);
        break;
    }
}

// What doWork() does where the result is at hand already.
void ElixirWriter::takeResult()
{
    const std::vector<LineRule> worked { on(Event::WorkEnd) };
    if (m_plan.isHeartbeat())
        m_out.line("    state = beat(state, result)", worked);
    else if (m_plan.spec.kind == ServerKind::CacheRefresh)
        m_out.line("    state = refresh(state, result)", worked);
    else if (m_plan.isBackoff() && m_plan.countsErrors())
        m_out.line("    state = remember(state, result)", worked);
    else if (m_plan.isBackoff() && !m_plan.inlinesBackoff())
        m_out.line("    state = %{state | last_result: result}", worked);
}

// The state as the tick leaves it, beyond what doWork() has put there already.
std::string ElixirWriter::updatedState() const
{
    std::string fields;
    const auto add
        = [&fields](const std::string& field) { fields += fields.empty() ? field : ", " + field; };
    if (m_plan.isAbsolute())
        add("due: due");
    if (m_plan.armsFirst() && m_plan.keepsTimer())
        add("timer: timer");
    if (m_plan.spec.kind == ServerKind::Poller)
        add("data: data, count: state.count + 1");
    if (m_plan.isHeartbeat() && !m_plan.uses.error)
        add("last_heartbeat: DateTime.utc_now()");
    if (m_plan.spec.kind == ServerKind::CacheRefresh && !m_plan.uses.error)
        add("cache: new_data, refreshed_at: DateTime.utc_now()");
    if (m_plan.isCountdown())
        add("remaining: state.remaining - 1");
    if (m_plan.inlinesBackoff())
        add("last_result: result");
    if (m_plan.armsLast() && m_plan.keepsTimer())
        add("timer: timer");
    return fields.empty() ? "state" : fmt::format("%{{state | {}}}", fields);
}

// What the next arming takes: the interval of the state, or what the backoff makes of it.
std::string ElixirWriter::nextInterval(bool withJitter) const
{
    const bool isInlined = m_plan.inlinesBackoff();
    const std::string interval = isInlined ? "interval"
        : m_plan.isBackoff()               ? "next_interval(state)"
                                           : "state.interval";
    return withJitter && m_plan.hasJitter() ? fmt::format("jittered({})", interval) : interval;
}

// --- The live edits -----------------------------------------------------------------------------

void ElixirWriter::handleCasts()
{
    m_saysImpl = true;
    if (m_plan.uses.setInterval)
        setInterval();
    if (m_plan.uses.cancel)
        cancel();
    if (m_plan.uses.resume)
        resume();
    if (m_plan.uses.castRequest)
        castRequest("request", Callback::CastRequest, m_plan.isIdle() ? ", " + nextInterval() : "");
    if (m_plan.uses.forgetfulCast)
        castRequest("request_and_forget", Callback::ForgetfulCast, "");
}

void ElixirWriter::castRequest(const char* tag, Callback callback, const std::string& wait)
{
    m_out.inCallback(callback);
    impl();
    m_out.line(
        fmt::format("  def handle_cast({{:{}, ms}}, state) do", tag), { on(Event::HandleCast) });
    handlesRequest(callback);
    m_out.line(fmt::format("    {{:noreply, state{}}}", wait), { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::callRequest(const char* tag, Callback callback, const std::string& wait)
{
    m_out.inCallback(callback);
    impl();
    m_out.line(fmt::format("  def handle_call({{:{}, ms}}, _from, state) do", tag),
        { on(Event::HandleCall) });
    handlesRequest(callback);
    m_out.line(fmt::format("    {{:reply, state, state{}}}", wait), { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::handlesRequest(Callback callback)
{
    const bool isForgetful
        = callback == Callback::ForgetfulCall || callback == Callback::ForgetfulCast;
    say(isForgetful && m_plan.isIdle() ? "Without a timeout in what is returned, the wait is over"
                                       : "So long everything else waits in the mailbox");
    m_out.line("    Process.sleep(ms)", working);
}

void ElixirWriter::impl()
{
    if (m_saysImpl)
        m_out.line("  @impl true");
    m_saysImpl = false;
}

void ElixirWriter::setInterval()
{
    m_out.inCallback(Callback::SetInterval);
    impl();
    m_out.line("  def handle_cast({:set_interval, ms}, state) do", { on(Event::HandleCast) });
    const std::string updated = fmt::format("%{{state | {}: ms}}", argument());
    if (m_plan.isInterval() && m_plan.isBackoff()) {
        m_out.line(fmt::format("    {{:noreply, recreate({})}}", updated),
            { on(Event::CancelTimer), on(Event::SendInterval), on(Event::Return) });
    } else if (m_plan.isInterval()) {
        say("A running interval cannot change: it ends, and a new one starts");
        m_out.line("    " + cancelled(), { on(Event::CancelTimer) });
        m_out.line("    " + arm("ms"), { arming() });
        m_out.line("    {:noreply, %{state | interval: ms, timer: timer}}", { on(Event::Return) });
    } else if (m_plan.isIdle()) {
        m_out.line("    state = " + updated, { on(Event::Return) });
        m_out.line(
            fmt::format("    {{:noreply, state, {}}}", nextInterval()), { on(Event::Return) });
    } else {
        say("A timer that is armed already keeps the interval that it was armed with");
        m_out.line(fmt::format("    {{:noreply, {}}}", updated), { on(Event::Return) });
    }
    m_out.line("  end");
    m_out.blank();
}

// The call that cancels the timer of the state.
std::string ElixirWriter::cancelled() const
{
    if (m_plan.cancelsEither())
        return "cancel(state.timer)";
    return m_plan.isInterval() ? ":timer.cancel(state.timer)" : "Process.cancel_timer(state.timer)";
}

void ElixirWriter::cancel()
{
    m_out.inCallback(Callback::Cancel);
    impl();
    m_out.line("  def handle_cast(:stop_timer, state) do", { on(Event::HandleCast) });
    if (m_plan.isInterval()) {
        say("Ticks that are in the mailbox already stay there");
        m_out.line("    result = " + cancelled(), { on(Event::CancelTimer) });
        m_out.line(fmt::format("    World.notify({}, {{:cancel, result}})", m_name),
            { on(Event::CancelTimer) });
    } else if (m_plan.hasTimer()) {
        say("The milliseconds left; false: it has fired, its message may be in the mailbox");
        m_out.line(m_plan.spec.scheduleInInit ? "    left = " + cancelled()
                                              : "    left = state.timer && " + cancelled(),
            { on(Event::CancelTimer) });
        m_out.line(fmt::format("    World.notify({}, {{:cancel_timer, left}})", m_name),
            { on(Event::CancelTimer) });
    } else {
        say("Without a timeout in what is returned, the wait is over");
    }
    m_out.line("    {:noreply, state}", { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::resume()
{
    m_out.inCallback(Callback::Resume);
    impl();
    m_out.line("  def handle_cast(:resume, state) do", { on(Event::HandleCast) });
    std::string fields;
    std::string wait;
    if (m_plan.isIdle()) {
        wait = ", " + nextInterval();
    } else {
        say("With a timer still pending this starts a second chain of ticks");
        if (m_plan.isAbsolute()) {
            m_out.line(
                fmt::format("    due = now() + {}", nextInterval()), { on(Event::SendAfter) });
            fields = "due: due";
        }
        m_out.line("    " + arm(m_plan.isAbsolute() ? "due" : nextInterval()), { arming() });
        if (m_plan.keepsTimer())
            fields += fields.empty() ? "timer: timer" : ", timer: timer";
    }
    const std::string state = fields.empty() ? "state" : fmt::format("%{{state | {}}}", fields);
    m_out.line(fmt::format("    {{:noreply, {}{}}}", state, wait), { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::handleCall()
{
    const std::string wait = m_plan.isIdle() ? ", " + nextInterval() : "";
    m_saysImpl = true;
    if (m_plan.uses.call)
        callForState();
    if (m_plan.uses.callRequest)
        callRequest("request", Callback::CallRequest, wait);
    if (m_plan.uses.forgetfulCall)
        callRequest("request_and_forget", Callback::ForgetfulCall, "");
}

void ElixirWriter::callForState()
{
    m_out.inCallback(Callback::Call);
    impl();
    m_out.line("  def handle_call(:state, _from, state) do", { on(Event::HandleCall) });
    m_out.line(m_plan.isIdle() ? fmt::format("    {{:reply, state, state, {}}}", nextInterval())
                               : "    {:reply, state, state}",
        { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

} // namespace tickscope

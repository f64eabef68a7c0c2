// SPDX-License-Identifier: GPL-3.0-only
// The live edits and the functions of the Erlang module, and the monitor of a heartbeat.
#include "core/elixir/erlang_writer.h"
#include "core/elixir/world_terms.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

using When = LineRule::When;

} // namespace

// A gen_server must have handle_cast and handle_call, even where nothing comes.
void ErlangWriter::handleCast()
{
    if (m_plan.uses.setInterval)
        setInterval();
    if (m_plan.uses.cancel)
        cancel();
    if (m_plan.uses.resume)
        resume();
    if (m_plan.uses.castRequest)
        castRequest("request", Callback::CastRequest, true);
    if (m_plan.uses.forgetfulCast)
        castRequest("request_and_forget", Callback::ForgetfulCast, false);
    m_out.inCallback(Callback::None);
    m_out.line("handle_cast(_, State) ->");
    m_out.line("    {noreply, State}.");
    m_out.blank();
}

void ErlangWriter::setInterval()
{
    m_out.inCallback(Callback::SetInterval);
    const LineRule returned = on(Event::Return);
    const char* field = m_plan.isBackoff() ? "base_interval" : "interval";
    const bool recreatesHere = m_plan.isInterval() && !m_plan.isBackoff();
    m_out.line(fmt::format("handle_cast({{set_interval, Ms}}, {}) ->",
                   recreatesHere ? "#{timer := Old} = State" : "State"),
        { on(Event::HandleCast) });
    if (recreatesHere) {
        say("A running interval cannot change: it ends, and a new one starts");
        m_out.line(fmt::format("    {},", cancelled("Old")), { on(Event::CancelTimer) });
        m_out.line(fmt::format("    {},", arm("Ms")), { arming() });
        m_out.line("    {noreply, State#{interval := Ms, timer := Timer}};", { returned });
    } else if (m_plan.isInterval()) {
        m_out.line(fmt::format("    {{noreply, recreate(State#{{{} := Ms}})}};", field),
            { on(Event::CancelTimer), on(Event::SendInterval), returned });
    } else if (m_plan.isIdle()) {
        const std::string wait = m_plan.isBackoff() ? "next_interval(Updated)" : "Ms";
        m_out.line(fmt::format("    Updated = State#{{{} := Ms}},", field), { returned });
        m_out.line(fmt::format("    {{noreply, Updated, {}}};",
                       m_plan.hasJitter() ? fmt::format("jittered({})", wait) : wait),
            { returned });
    } else {
        say("A timer that is armed already keeps the interval that it was armed with");
        m_out.line(fmt::format("    {{noreply, State#{{{} := Ms}}}};", field), { returned });
    }
}

void ErlangWriter::cancel()
{
    m_out.inCallback(Callback::Cancel);
    const LineRule cancels = on(Event::CancelTimer);
    const std::string name = erlangAtom(m_plan.names.server);
    m_out.line(fmt::format("handle_cast(stop_timer, {}) ->",
                   m_plan.hasTimer() ? pattern({ "timer" }) : pattern({})),
        { on(Event::HandleCast) });
    if (m_plan.isInterval()) {
        say("Ticks that are in the mailbox already stay there");
        m_out.line(fmt::format("    Result = {},", cancelled("Timer")), { cancels });
        m_out.line(fmt::format("    world:notify({}, {{cancel, Result}}),", name), { cancels });
    } else if (m_plan.hasTimer()) {
        say("The milliseconds left; false: it has fired, its message may be in the mailbox");
        m_out.line(m_plan.spec.scheduleInInit
                ? "    Left = erlang:cancel_timer(Timer),"
                : "    Left = Timer =/= undefined andalso erlang:cancel_timer(Timer),",
            { cancels });
        m_out.line(fmt::format("    world:notify({}, {{cancel_timer, Left}}),", name), { cancels });
    } else {
        say("Without a timeout in what is returned, the wait is over");
    }
    m_out.line("    {noreply, State};", { on(Event::Return) });
}

void ErlangWriter::resume()
{
    m_out.inCallback(Callback::Resume);
    std::vector<std::string> fields;
    if (!m_plan.isBackoff())
        fields.push_back("interval");
    m_out.line(
        fmt::format("handle_cast(resume, {}) ->", pattern(fields)), { on(Event::HandleCast) });
    std::string updates;
    std::string wait;
    if (m_plan.isIdle()) {
        wait = ", " + next();
    } else {
        say("With a timer still pending this starts a second chain of ticks");
        if (m_plan.isAbsolute()) {
            m_out.line(fmt::format("    Due = now_ms() + {},", next()), { arming() });
            updates = "due := Due";
        }
        m_out.line(fmt::format("    {},", arm(m_plan.isAbsolute() ? "Due" : next())), { arming() });
        if (m_plan.keepsTimer())
            updates += updates.empty() ? "timer := Timer" : ", timer := Timer";
    }
    m_out.line(fmt::format("    {{noreply, State{}{}}};",
                   updates.empty() ? "" : fmt::format("#{{{}}}", updates), wait),
        { on(Event::Return) });
}

// The state of a clause that may return the interval as a timeout.
std::string ErlangWriter::idlePattern(bool waits)
{
    return waits && m_plan.isIdle() && !m_plan.isBackoff() ? pattern({ "interval" }) : pattern({});
}

void ErlangWriter::castRequest(const char* tag, Callback callback, bool waits)
{
    m_out.inCallback(callback);
    m_out.line(fmt::format("handle_cast({{{}, Ms}}, {}) ->", tag, idlePattern(waits)),
        { on(Event::HandleCast) });
    handlesRequest(waits);
    m_out.line(waits && m_plan.isIdle() ? fmt::format("    {{noreply, State, {}}};", next())
                                        : "    {noreply, State};",
        { on(Event::Return) });
}

void ErlangWriter::callRequest(const char* tag, Callback callback, bool waits, char end)
{
    m_out.inCallback(callback);
    m_out.line(fmt::format("handle_call({{{}, Ms}}, _From, {}) ->", tag, idlePattern(waits)),
        { on(Event::HandleCall) });
    handlesRequest(waits);
    m_out.line(waits && m_plan.isIdle()
            ? fmt::format("    {{reply, State, State, {}}}{}", next(), end)
            : fmt::format("    {{reply, State, State}}{}", end),
        { on(Event::Return) });
}

void ErlangWriter::handlesRequest(bool waits)
{
    say(!waits && m_plan.isIdle() ? "Without a timeout in what is returned, the wait is over"
                                  : "So long everything else waits in the mailbox");
    m_out.line("    timer:sleep(Ms),", working);
}

void ErlangWriter::handleCall()
{
    const ServerUses& uses = m_plan.uses;
    if (!uses.call && !uses.callRequest && !uses.forgetfulCall) {
        m_out.line("handle_call(_, _From, State) ->");
        m_out.line("    {reply, ok, State}.");
        m_out.blank();
        return;
    }
    if (uses.call) {
        m_out.inCallback(Callback::Call);
        m_out.line(fmt::format("handle_call(state, _From, {}) ->", idlePattern(true)),
            { on(Event::HandleCall) });
        const char end = uses.callRequest || uses.forgetfulCall ? ';' : '.';
        m_out.line(m_plan.isIdle() ? fmt::format("    {{reply, State, State, {}}}{}", next(), end)
                                   : fmt::format("    {{reply, State, State}}{}", end),
            { on(Event::Return) });
    }
    if (uses.callRequest)
        callRequest("request", Callback::CallRequest, true, uses.forgetfulCall ? ';' : '.');
    if (uses.forgetfulCall)
        callRequest("request_and_forget", Callback::ForgetfulCall, false, '.');
    m_out.blank();
}

void ErlangWriter::function(const std::string& head, const std::string& body, LineRule rule)
{
    m_out.line(head + " ->", { rule });
    m_out.line("    " + body, { rule });
    if (body.back() == '.')
        m_out.blank();
}

void ErlangWriter::scheduleFunctions()
{
    m_out.inCallback(Callback::None);
    const LineRule armed = arming();
    if (m_plan.isAbsolute())
        function(fmt::format("{}(Due)", m_plan.schedule),
            fmt::format("erlang:send_after(Due, {}, {}, [{{abs, true}}]).", target(), m_plan.tick),
            armed);
    else if (m_plan.hasTimer() && !m_plan.isInterval())
        function(fmt::format("{}(Interval)", m_plan.schedule),
            fmt::format("erlang:send_after(Interval, {}, {}).", target(), m_plan.tick), armed);
    if (m_plan.isSkip()) {
        if (m_plan.canStepByZero())
            function("next_due(Due, 0)", "Due;", inTick(Event::SendAfter));
        m_out.line("next_due(Due, Interval) ->", { inTick(Event::SendAfter) });
        m_out.line(
            "    Missed = floor((now_ms() - Due) / Interval),", { inTick(Event::SendAfter) });
        m_out.line(m_plan.hasJitter() ? "    Due + jittered(Interval * (Missed + 1))."
                                      : "    Due + Interval * (Missed + 1).",
            { inTick(Event::SendAfter) });
        m_out.blank();
    }
    if (m_plan.hasJitter()) {
        const std::string drawn = fmt::format("Interval + world:draw({{uniform, {}, {}}})",
            wholeMs(m_plan.spec.jitterLow), wholeMs(m_plan.spec.jitter));
        function("jittered(Interval)",
            m_plan.spec.jitterLow < Duration::zero() ? fmt::format("max(0, {}).", drawn)
                                                     : drawn + ".",
            on(m_plan.isIdle() ? Event::Return : Event::SendAfter));
    }
    if (m_plan.hasTimer() && target() == "own_name()") {
        const std::vector<LineRule> named { armed, on(Event::SendAfter) };
        m_out.line("own_name() ->", named);
        m_out.line("    {registered_name, Name} = process_info(self(), registered_name),", named);
        m_out.line("    Name.", named);
        m_out.blank();
    }
    if (m_plan.cancelsEither()) {
        m_out.line("%% Until the first message has come, the timer is a plain reference.");
        m_out.line("cancel(Timer) when is_reference(Timer) -> erlang:cancel_timer(Timer);",
            { on(Event::CancelTimer, When::CancelledTimer) });
        m_out.line("cancel(Timer) -> timer:cancel(Timer).",
            { on(Event::CancelTimer, When::CancelledInterval) });
        m_out.blank();
    }
    if (m_plan.isBackoff())
        nextInterval();
    if (m_plan.isBackoff() && m_plan.isInterval())
        recreate();
}

void ErlangWriter::nextInterval()
{
    const Event armed = m_plan.isIdle() ? Event::Return : arming().event;
    const LineRule ok = on(armed, When::ResultOk);
    const LineRule error = on(armed, When::ResultError);
    const auto capped = [this](const std::string& text) {
        return m_plan.spec.maxInterval
            ? fmt::format("min({}, {})", text, wholeMs(*m_plan.spec.maxInterval))
            : text;
    };
    std::string name = "next_interval";
    if (m_plan.hasFullJitter()) {
        name = "backoff";
        m_out.line("%% Full jitter: after an error, anything up to what the errors ask for.");
        function(m_plan.countsErrors()
                ? "next_interval(#{errors := Errors} = State) when Errors > 0"
                : "next_interval(#{last_result := {error, _}} = State)",
            "world:draw({uniform, 0, backoff(State)});", error);
        function("next_interval(#{base_interval := Base})", "Base.", ok);
    } else {
        m_out.line("%% Back off after an error.");
    }
    if (m_plan.countsErrors()) {
        function(fmt::format("{}(#{{base_interval := Base, errors := 0}})", name), "Base;", ok);
        const std::string factors = fmt::format("lists:duplicate(Errors, {})", m_plan.spec.factor);
        function(fmt::format("{}(#{{base_interval := Base, errors := Errors}})", name),
            capped(fmt::format("lists:foldl(fun erlang:'*'/2, Base, {})", factors)) + ".", error);
        m_out.line("remember(#{errors := Errors} = State, Result) ->", { inTick(Event::WorkEnd) });
        m_out.line("    case Result of", { inTick(Event::WorkEnd) });
        m_out.line("        {ok, _} -> State#{last_result := Result, errors := 0};",
            { inTick(Event::WorkEnd, When::ResultOk) });
        m_out.line("        {error, _} -> State#{last_result := Result, errors := Errors + 1}",
            { inTick(Event::WorkEnd, When::ResultError) });
        m_out.line("    end.");
        m_out.blank();
        return;
    }
    function(fmt::format("{}(#{{last_result := {{error, _}}, base_interval := Base}})", name),
        capped(fmt::format("Base * {}", m_plan.spec.factor)) + ";", error);
    function(fmt::format("{}(#{{base_interval := Base}})", name), "Base.", ok);
}

void ErlangWriter::recreate()
{
    const std::string backoff = m_plan.hasFullJitter() ? "backoff" : "next_interval";
    const std::vector<LineRule> armed { inTick(Event::SendInterval),
        { Event::SendInterval, Callback::SetInterval, When::Always } };
    m_out.line("%% A running interval cannot change: it ends, and a new one starts.");
    m_out.line("follow(#{interval := Interval} = State) ->", { inTick(Event::Return) });
    m_out.line(fmt::format("    case {}(State) of", backoff), { inTick(Event::Return) });
    m_out.line("        Interval -> State;");
    m_out.line("        _ -> recreate(State)", { inTick(Event::CancelTimer) });
    m_out.line("    end.");
    m_out.blank();
    m_out.line("recreate(#{timer := Old} = State) ->", { on(Event::CancelTimer) });
    m_out.line(fmt::format("    {},", cancelled("Old")), { on(Event::CancelTimer) });
    m_out.line(fmt::format("    {},", arm("next_interval(State)")), armed);
    m_out.line(fmt::format("    State#{{interval := {}(State), timer := Timer}}.", backoff), armed);
    m_out.blank();
}

void ErlangWriter::workFunctions()
{
    const std::string name = erlangAtom(m_plan.names.server);
    const std::vector<LineRule> works { inTick(Event::WorkStart), inTick(Event::WorkEnd) };
    if (m_plan.uses.error)
        resultFunction();
    if (m_plan.isHeartbeat() && !m_plan.uses.error) {
        m_out.line(m_plan.isReplicated() ? "send_heartbeat_to_remote(#{monitor := Monitor}) ->"
                                         : "send_heartbeat_to_remote() ->",
            works);
        m_out.line(fmt::format("    world:work({}),", name), works);
        m_out.line(
            fmt::format("    {} ! beat.", monitorTarget("Monitor")), { inTick(Event::WorkEnd) });
        m_out.blank();
    } else {
        m_out.line(fmt::format("{}() -> world:work({}).", m_plan.work, name), works);
    }
    if (m_plan.spec.load) {
        const Callback callback = m_plan.loadsInInit() ? Callback::Init : Callback::Continue;
        m_out.line(fmt::format("expensive_load() -> world:load({}).", name),
            { { Event::WorkStart, callback, When::Always },
                { Event::WorkEnd, callback, When::Always } });
    }
    if (m_plan.isAbsolute() || m_plan.isHeartbeat() || m_plan.spec.kind == ServerKind::CacheRefresh)
        m_out.line("now_ms() -> erlang:monotonic_time(millisecond).",
            { on(m_plan.isAbsolute() ? Event::SendAfter : Event::WorkEnd), inTick(Event::Return) });
    if (m_plan.isCountdown())
        m_out.line(fmt::format("notify_complete() -> world:notify({}, complete).", name),
            { on(Event::Notify) });
}

// What becomes of the state when the work may fail.
void ErlangWriter::resultFunction()
{
    const bool isCache = m_plan.spec.kind == ServerKind::CacheRefresh;
    if (!isCache && !m_plan.isHeartbeat())
        return;
    const LineRule ok = inTick(Event::WorkEnd, When::ResultOk);
    const LineRule error = inTick(Event::WorkEnd, When::ResultError);
    const bool isGiven = m_plan.endsEarly();
    m_out.line(
        fmt::format("{}({}) ->", isCache ? "refresh" : "beat", isGiven ? "State, Result" : "State"),
        { inTick(isGiven ? Event::WorkEnd : Event::WorkStart) });
    m_out.line(isGiven ? "    case Result of" : fmt::format("    case {}() of", m_plan.work),
        { inTick(isGiven ? Event::WorkEnd : Event::WorkStart), inTick(Event::WorkEnd) });
    if (isCache) {
        m_out.line("        {ok, NewData} ->", { ok });
        m_out.line("            State#{cache := NewData, refreshed_at := now_ms()};", { ok });
    } else {
        m_out.line("        {ok, _} ->", { ok });
        m_out.line(fmt::format("            {} ! beat,", monitorTarget("maps:get(monitor, State)")),
            { ok });
        m_out.line("            State#{last_heartbeat := now_ms()};", { ok });
    }
    m_out.line("        {error, _} ->", { error });
    m_out.line("            State", { error });
    m_out.line("    end.");
    m_out.blank();
}

// The monitor's name; a replica knows its own from its options.
std::string ErlangWriter::monitorTarget(const std::string& ofReplica) const
{
    return m_plan.isReplicated() ? ofReplica : erlangAtom(m_plan.names.server + "_monitor");
}

void ErlangWriter::monitor()
{
    m_out.inMonitor();
    m_out.line(fmt::format("-module({}).", erlangAtom(m_plan.names.file + "_monitor")));
    m_out.line("-behaviour(gen_server).");
    m_out.blank();
    m_out.line("-export([start_link/1]).");
    m_out.line("-export([init/1, handle_info/2, handle_cast/2, handle_call/3]).");
    m_out.blank();
    m_out.line("start_link(Opts) ->", { on(Event::Spawn) });
    m_out.line("    Name = proplists:get_value(name, Opts),", { on(Event::Spawn) });
    m_out.line(
        "    gen_server:start_link({local, Name}, ?MODULE, Opts, []).", { on(Event::Spawn) });
    m_out.blank();
    m_out.inCallback(Callback::Init);
    m_out.line("init(Opts) ->", { on(Event::Init) });
    m_out.line(fmt::format("    Timeout = proplists:get_value(timeout, Opts, {}),",
                   wholeMs(heartbeatTimeout(m_plan.spec))),
        { on(Event::Init) });
    m_out.line("    {ok, #{timeout => Timeout, timer => watch(Timeout)}}.",
        { on(Event::SendAfter), on(Event::Return) });
    m_out.blank();
    m_out.inCallback(Callback::Beat);
    m_out.line("handle_info(beat, #{timeout := Timeout, timer := Timer} = State) ->",
        { on(Event::HandleInfo) });
    m_out.line("    erlang:cancel_timer(Timer),", { on(Event::CancelTimer) });
    m_out.line("    {noreply, State#{timer := watch(Timeout)}};",
        { on(Event::SendAfter), on(Event::Return) });
    m_out.inCallback(Callback::MissedBeat);
    m_out.line("handle_info({timeout, Timer, missed_beat}, #{timer := Timer} = State) ->",
        { on(Event::HandleInfo) });
    m_out.line(fmt::format("    world:notify({}, missed_beat),", erlangAtom(m_plan.names.server)),
        { on(Event::Notify) });
    m_out.line("    {noreply, State};", { on(Event::Return) });
    m_out.inCallback(Callback::None);
    m_out.line("%% A beat came first, but the timeout was in the mailbox already.");
    m_out.line("handle_info({timeout, _, missed_beat}, State) ->");
    m_out.line("    {noreply, State}.");
    m_out.blank();
    m_out.line("handle_cast(_, State) -> {noreply, State}.");
    m_out.line("handle_call(_, _, State) -> {reply, State, State}.");
    m_out.blank();
    m_out.line("watch(Timeout) -> erlang:start_timer(Timeout, self(), missed_beat).",
        { on(Event::SendAfter) });
}

} // namespace tickscope

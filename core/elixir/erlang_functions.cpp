// SPDX-License-Identifier: GPL-3.0-only
// The live edits and the functions of the Erlang module, and the monitor of a heartbeat.
#include "core/elixir/erlang_writer.h"
#include "core/elixir/world_terms.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

using When = LineRule::When;

} // namespace

void ErlangWriter::handleCast()
{
    setInterval();
    cancel();
    resume();
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
        m_out.line("    timer:cancel(Old),", { on(Event::CancelTimer) });
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
        m_out.line(fmt::format("    {{noreply, State#{{{} := Ms}}}};", field), { returned });
    }
}

void ErlangWriter::cancel()
{
    m_out.inCallback(Callback::Cancel);
    m_out.line(fmt::format("handle_cast(stop_timer, {}) ->",
                   m_plan.hasTimer() ? pattern({ "timer" }) : pattern({})),
        { on(Event::HandleCast) });
    if (m_plan.isInterval())
        m_out.line("    timer:cancel(Timer),", { on(Event::CancelTimer) });
    else if (m_plan.hasTimer() && m_plan.spec.scheduleInInit)
        m_out.line("    erlang:cancel_timer(Timer),", { on(Event::CancelTimer) });
    else if (m_plan.hasTimer())
        m_out.line("    Timer =/= undefined andalso erlang:cancel_timer(Timer),",
            { on(Event::CancelTimer) });
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
    if (m_plan.isIdle()) {
        m_out.line(fmt::format("    {{noreply, State, {}}}.", next()), { on(Event::Return) });
    } else if (m_plan.isAbsolute()) {
        m_out.line(fmt::format("    Due = now_ms() + {},", next()), { arming() });
        m_out.line(fmt::format("    Timer = {}(Due),", m_plan.schedule), { arming() });
        m_out.line("    {noreply, State#{due := Due, timer := Timer}}.", { on(Event::Return) });
    } else {
        m_out.line(fmt::format("    {},", arm(next())), { arming() });
        m_out.line("    {noreply, State#{timer := Timer}}.", { on(Event::Return) });
    }
    m_out.blank();
}

void ErlangWriter::handleCall()
{
    m_out.inCallback(Callback::Call);
    const bool readsInterval = m_plan.isIdle() && !m_plan.isBackoff();
    m_out.line(fmt::format("handle_call(state, _From, {}) ->",
                   readsInterval ? pattern({ "interval" }) : pattern({})),
        { on(Event::HandleCall) });
    m_out.line(m_plan.isIdle() ? fmt::format("    {{reply, State, State, {}}}.", next())
                               : "    {reply, State, State}.",
        { on(Event::Return) });
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
    if (m_plan.isInterval())
        function(fmt::format("{}(Interval)", m_plan.schedule),
            m_plan.spec.address == Address::Pid
                ? fmt::format("timer:send_interval(Interval, {}).", m_plan.tick)
                : fmt::format("timer:send_interval(Interval, {}, {}).", target(), m_plan.tick),
            armed);
    else if (m_plan.isAbsolute())
        function(fmt::format("{}(Due)", m_plan.schedule),
            fmt::format("erlang:send_after(Due, {}, {}, [{{abs, true}}]).", target(), m_plan.tick),
            armed);
    else if (!m_plan.isIdle())
        function(fmt::format("{}(Interval)", m_plan.schedule),
            fmt::format("erlang:send_after(Interval, {}, {}).", target(), m_plan.tick), armed);
    if (m_plan.isSkip()) {
        m_out.line("%% The first point of the grid that is still to come.");
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
    if (m_plan.hasJitter())
        function("jittered(Interval)",
            fmt::format("Interval + world:draw({{uniform, 0, {}}}).", wholeMs(m_plan.spec.jitter)),
            on(m_plan.isIdle() ? Event::Return : Event::SendAfter));
    if (m_plan.hasTimer() && target() == "own_name()") {
        m_out.line("own_name() ->", { armed });
        m_out.line(
            "    {registered_name, Name} = process_info(self(), registered_name),", { armed });
        m_out.line("    Name.", { armed });
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
        m_out.line("%% Full jitter: anything up to what the errors ask for.");
        function(m_plan.countsErrors() ? "next_interval(#{errors := 0} = State)"
                                       : "next_interval(#{last_result := {error, _}} = State)",
            m_plan.countsErrors() ? "backoff(State);" : "world:draw({uniform, 0, backoff(State)});",
            m_plan.countsErrors() ? ok : error);
        function("next_interval(State)",
            m_plan.countsErrors() ? "world:draw({uniform, 0, backoff(State)})." : "backoff(State).",
            m_plan.countsErrors() ? error : ok);
    }
    if (m_plan.countsErrors()) {
        const std::string factors = fmt::format("lists:duplicate(Errors, {})", m_plan.spec.factor);
        function(fmt::format("{}(#{{base_interval := Base, errors := Errors}})", name),
            capped(fmt::format("lists:foldl(fun erlang:'*'/2, Base, {})", factors)) + ".",
            on(armed));
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
    function(fmt::format("{}(#{{base_interval := Base}})", name), capped("Base") + ".", ok);
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
    m_out.line("    timer:cancel(Old),", { on(Event::CancelTimer) });
    m_out.line(fmt::format("    {},", arm("next_interval(State)")), armed);
    m_out.line(fmt::format("    State#{{interval := {}(State), timer := Timer}}.", backoff), armed);
    m_out.blank();
}

void ErlangWriter::workFunctions()
{
    const std::string name = erlangAtom(m_plan.names.server);
    const bool isCache = m_plan.spec.kind == ServerKind::CacheRefresh;
    const LineRule ok = inTick(Event::WorkEnd, When::ResultOk);
    const LineRule error = inTick(Event::WorkEnd, When::ResultError);
    if (m_plan.isHeartbeat() || isCache) {
        m_out.line(isCache ? "refresh(State) ->" : "beat(State) ->", { inTick(Event::WorkStart) });
        m_out.line(isCache ? "    case fetch_cache() of" : "    case check() of",
            { inTick(Event::WorkStart), inTick(Event::WorkEnd) });
        m_out.line(isCache ? "        {ok, Cache} ->" : "        {ok, _} ->", { ok });
        if (isCache) {
            m_out.line("            State#{cache := Cache, refreshed_at := now_ms()};", { ok });
        } else {
            m_out.line(m_plan.isReplicated() ? "            maps:get(monitor, State) ! beat,"
                                             : fmt::format("            {} ! beat,",
                                                 erlangAtom(m_plan.names.server + "_monitor")),
                { ok });
            m_out.line("            State#{last_heartbeat := now_ms()};", { ok });
        }
        m_out.line("        {error, _} ->", { error });
        m_out.line("            State", { error });
        m_out.line("    end.");
        m_out.blank();
    }
    m_out.line(fmt::format("{}() -> world:work({}).", m_plan.work, name),
        { inTick(Event::WorkStart), inTick(Event::WorkEnd) });
    if (m_plan.spec.load) {
        const Callback callback = m_plan.loadsInInit() ? Callback::Init : Callback::Continue;
        m_out.line(fmt::format("load() -> world:load({}).", name),
            { { Event::WorkStart, callback, When::Always },
                { Event::WorkEnd, callback, When::Always } });
    }
    if (m_plan.isAbsolute() || m_plan.isHeartbeat() || isCache)
        m_out.line("now_ms() -> erlang:monotonic_time(millisecond).",
            { on(m_plan.isAbsolute() ? Event::SendAfter : Event::WorkEnd) });
    if (m_plan.isCountdown())
        m_out.line(
            fmt::format("notify(Event) -> world:notify({}, Event).", name), { on(Event::Notify) });
}

void ErlangWriter::monitor()
{
    m_out.inMonitor();
    m_out.line(fmt::format("-module({}_monitor).", m_plan.names.file));
    m_out.line("-behaviour(gen_server).");
    m_out.blank();
    m_out.line("-export([start_link/1]).");
    m_out.line("-export([init/1, handle_info/2, handle_cast/2, handle_call/3]).");
    m_out.blank();
    function("start_link({Name, Timeout})",
        "gen_server:start_link({local, Name}, ?MODULE, Timeout, []).", on(Event::Spawn));
    m_out.inCallback(Callback::Init);
    m_out.line("init(Timeout) ->", { on(Event::Init) });
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

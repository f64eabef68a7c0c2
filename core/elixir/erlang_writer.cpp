// SPDX-License-Identifier: GPL-3.0-only
// The callbacks of the Erlang module; what they call stands in erlang_functions.cpp.
#include "core/elixir/erlang_writer.h"

#include "core/elixir/world_terms.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

using When = LineRule::When;

// "last_result" -> "LastResult"
std::string variable(const std::string& field)
{
    std::string name;
    bool atStart = true;
    for (const char c : field) {
        if (c != '_')
            name += atStart ? static_cast<char>(c - 'a' + 'A') : c;
        atStart = c == '_';
    }
    return name;
}

} // namespace

void ErlangWriter::say(std::string_view words)
{
    m_out.line(fmt::format("    %% {}", words));
}

void ErlangWriter::head()
{
    m_out.line(fmt::format("-module({}).", erlangAtom(m_plan.names.file)));
    m_out.line("-behaviour(gen_server).");
    m_out.blank();
    m_out.line("-export([start_link/1]).");
    m_out.line(fmt::format("-export([init/1, {}handle_info/2, handle_cast/2, handle_call/3]).",
        m_plan.loadsInContinue() ? "handle_continue/2, " : ""));
    m_out.blank();
    const std::string name = erlangAtom(m_plan.names.server);
    if (m_plan.isReplicated()) {
        m_out.line("start_link(Opts) ->", { on(Event::Spawn) });
        m_out.line("    Name = proplists:get_value(name, Opts),", { on(Event::Spawn) });
        m_out.line(
            "    gen_server:start_link({local, Name}, ?MODULE, Opts, []).", { on(Event::Spawn) });
    } else {
        m_out.line("start_link(Opts) ->", { on(Event::Spawn) });
        m_out.line(
            fmt::format("    gen_server:start_link({{local, {}}}, ?MODULE, Opts, []).", name),
            { on(Event::Spawn) });
    }
    m_out.blank();
}

void ErlangWriter::init()
{
    m_out.inCallback(Callback::Init);
    m_out.line("init(Opts) ->", { on(Event::Init) });
    m_out.line(fmt::format("    {} = proplists:get_value(interval, Opts, {}),", argument(),
                   wholeMs(m_plan.spec.interval)),
        { on(Event::Init) });
    const bool isEarly = m_plan.loadsInInit() && m_plan.loadEndsEarly();
    if (m_plan.loadsInInit()) {
        say("Blocks start_link, and with it the supervisor and the servers that come after");
        const bool isPoller = m_plan.spec.kind == ServerKind::Poller;
        const bool isKept = isPoller || m_plan.spec.kind == ServerKind::CacheRefresh;
        if (isEarly)
            loadReturns(fmt::format("{{ok, #{{{}}}}}", initialFields(false, false)));
        else
            m_out.line(!isKept ? "    expensive_load(),"
                    : isPoller ? "    Data = expensive_load(),"
                               : "    Cache = expensive_load(),",
                working);
    }
    const std::size_t from = m_out.size();
    if (m_plan.armsInInit())
        armFirstTick();
    m_out.line(fmt::format("    State = #{{{}}},",
                   initialFields(m_plan.armsInInit(), m_plan.loadsInInit())),
        { on(Event::Return) });
    std::string last;
    if (m_plan.loadsInContinue())
        last = ", {continue, load_data}";
    else if (m_plan.isIdle() && m_plan.spec.scheduleInInit)
        last = ", " + first(argument());
    m_out.line(
        fmt::format("    {{ok, State{}}}{}", last, isEarly ? "" : "."), { on(Event::Return) });
    if (isEarly) {
        m_out.indent(from, 8);
        m_out.line("    end.");
    }
    m_out.blank();
}

// Results of the load after which the callback returns at once. The last clause is open.
// @param noRearm  what it returns where it does not come to the line that schedules
void ErlangWriter::loadReturns(const std::string& noRearm)
{
    m_out.line("    case expensive_load() of", working);
    if (m_plan.uses.loadStop) {
        m_out.line("        {stop, _} ->", { on(Event::Return, When::Stops) });
        m_out.line(m_plan.loadsInInit() ? "            {stop, normal};"
                                        : "            {stop, normal, State};",
            { on(Event::Return, When::Stops) });
    }
    if (m_plan.uses.loadNoRearm) {
        m_out.line("        %% Returns before the line that schedules: no tick comes");
        m_out.line("        {no_rearm, _} ->", { on(Event::Return, When::NotRearmed) });
        m_out.line(
            fmt::format("            {};", noRearm), { on(Event::Return, When::NotRearmed) });
    }
    const bool isPoller = m_plan.spec.kind == ServerKind::Poller;
    const bool isKept = isPoller || m_plan.spec.kind == ServerKind::CacheRefresh;
    m_out.line(fmt::format("        {} ->", !isKept ? "_Loaded" : isPoller ? "Data" : "Cache"));
}

void ErlangWriter::armFirstTick()
{
    const std::string interval = first(argument());
    if (m_plan.startsLater()) {
        say("An interval cannot begin later: a first message comes, and starts it");
        m_out.line(fmt::format("    {}erlang:send_after({}, {}, start),",
                       m_plan.keepsTimer() ? "Timer = " : "", interval, target()),
            { on(Event::SendAfter), on(Event::SendInterval) });
        return;
    }
    say(m_plan.isInterval() ? armComment() : "Schedule the first tick");
    if (m_plan.isAbsolute())
        m_out.line(fmt::format("    Due = now_ms() + {},", interval), { arming() });
    m_out.line(fmt::format("    {},", arm(m_plan.isAbsolute() ? "Due" : interval)), { arming() });
}

std::string ErlangWriter::initialFields(bool isArmed, bool isLoaded) const
{
    std::string fields
        = m_plan.isBackoff() ? "base_interval => BaseInterval" : "interval => Interval";
    if (m_plan.isBackoff() && m_plan.isInterval())
        fields += ", interval => BaseInterval";
    if (m_plan.isAbsolute())
        fields += isArmed ? ", due => Due" : ", due => now_ms()";
    if (m_plan.keepsTimer())
        fields += isArmed ? ", timer => Timer" : ", timer => undefined";
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        return fields + (isLoaded ? ", data => Data" : ", data => undefined") + ", count => 0";
    case ServerKind::Heartbeat:
        return fields
            + (m_plan.isReplicated() ? ", monitor => proplists:get_value(monitor, Opts)" : "")
            + ", last_heartbeat => undefined";
    case ServerKind::CacheRefresh:
        return fields
            + (isLoaded ? ", cache => Cache, refreshed_at => now_ms()"
                        : ", cache => undefined, refreshed_at => undefined");
    case ServerKind::Countdown:
        return fields + fmt::format(", remaining => {}", m_plan.spec.from);
    case ServerKind::BackoffPoller:
        return fields + ", last_result => undefined"
            + (m_plan.countsErrors() ? ", errors => 0" : "");
    }
    return fields;
}

void ErlangWriter::handleContinue()
{
    if (!m_plan.loadsInContinue())
        return;
    m_out.inCallback(Callback::Continue);
    const bool waits = m_plan.isIdle() && m_plan.spec.scheduleInInit;
    const bool readsInterval = (waits || m_plan.armsAfterLoad()) && !m_plan.hasFirst();
    std::vector<std::string> fields;
    if (readsInterval)
        fields.push_back(m_plan.isBackoff() ? "base_interval" : "interval");
    m_out.line(fmt::format("handle_continue(load_data, {}) ->", pattern(fields)),
        { on(Event::HandleContinue) });
    say("Runs right after init, before any message, and does not block start_link");
    if (!m_plan.loadEndsEarly()) {
        finishContinue(".");
        m_out.blank();
        return;
    }
    loadReturns("{noreply, State}");
    const std::size_t from = m_out.size();
    finishContinue("");
    m_out.indent(from, 8);
    m_out.line("    end.");
    m_out.blank();
}

void ErlangWriter::finishContinue(const char* end)
{
    const bool isPoller = m_plan.spec.kind == ServerKind::Poller;
    const bool isCache = m_plan.spec.kind == ServerKind::CacheRefresh;
    if (!m_plan.loadEndsEarly())
        m_out.line(isPoller ? "    Data = expensive_load(),"
                : isCache   ? "    Cache = expensive_load(),"
                            : "    expensive_load(),",
            working);
    std::string fields = isPoller ? ", data := Data"
        : isCache                 ? ", cache := Cache, refreshed_at := now_ms()"
                                  : "";
    if (m_plan.armsAfterLoad()) {
        armFirstTick();
        fields += m_plan.isAbsolute() ? ", due := Due" : "";
        fields += m_plan.keepsTimer() ? ", timer := Timer" : "";
    }
    const std::string state
        = "State" + (fields.empty() ? "" : fmt::format("#{{{}}}", fields.substr(2)));
    const bool waits = m_plan.isIdle() && m_plan.spec.scheduleInInit;
    m_out.line(
        fmt::format("    {{noreply, {}{}}}{}", state, waits ? ", " + first(argument()) : "", end),
        { on(Event::Return, m_plan.uses.loadNoRearm ? When::Rearmed : When::Always) });
}

void ErlangWriter::handleInfo()
{
    m_out.inCallback(Callback::Tick);
    if (m_plan.startsLater())
        startLater();
    if (m_plan.isCountdown())
        foundZero();
    tick();
}

void ErlangWriter::startLater()
{
    const LineRule rule = on(Event::HandleInfo, When::FirstTick);
    m_out.line(fmt::format("handle_info(start, {}) ->",
                   pattern(m_plan.isBackoff() ? std::vector<std::string> {}
                                              : std::vector<std::string> { "interval" })),
        { rule });
    say(armComment());
    m_out.line(
        fmt::format("    {},", arm(next())), { rule, on(Event::SendInterval, When::FirstTick) });
    m_out.line(fmt::format("    handle_info({}, {});", m_plan.tick,
                   m_plan.keepsTimer() ? "State#{timer := Timer}" : "State"),
        { rule });
}

void ErlangWriter::foundZero()
{
    const When zero = When::FoundZero;
    m_out.line(fmt::format("handle_info({}, #{{remaining := 0{}}} = State) ->", m_plan.tick,
                   m_plan.isInterval() ? ", timer := Timer" : ""),
        { on(Event::HandleInfo, zero) });
    say(m_plan.isInterval() ? "Stop: the interval would go on for ever"
                            : "Stop: no further tick is scheduled");
    if (m_plan.isInterval())
        m_out.line(fmt::format("    {},", cancelled("Timer")), { on(Event::CancelTimer, zero) });
    m_out.line("    notify_complete(),", { on(Event::Notify, zero) });
    m_out.line("    {noreply, State};", { on(Event::Return, zero) });
}

void ErlangWriter::tick()
{
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    const bool arms = m_plan.armsFirst() || m_plan.armsLast() || m_plan.isIdle();
    std::vector<std::string> fields;
    if (arms && !m_plan.isBackoff())
        fields.push_back("interval");
    if (m_plan.isAbsolute())
        fields.push_back("due");
    if (m_plan.spec.kind == ServerKind::Poller)
        fields.push_back("count");
    if (m_plan.isCountdown())
        fields.push_back("remaining");
    m_out.line(fmt::format("handle_info({}, {}) ->", m_plan.tick, pattern(fields)),
        { on(Event::HandleInfo, when) });
    if (m_plan.armsFirst())
        armNextTick();
    const bool isEarly = m_plan.endsEarly();
    if (isEarly)
        earlyReturns();
    const std::size_t from = m_out.size();
    const std::string state = isEarly ? takeResult() : doWork();
    if (m_plan.armsLast()) {
        say(armComment());
        m_out.line(fmt::format("    {},", arm(next(state))), { on(Event::SendAfter, when) });
    }
    std::string updates;
    const auto add = [&updates](const std::string& update) {
        updates += updates.empty() ? update : ", " + update;
    };
    if (m_plan.isAbsolute())
        add("due := Next");
    if (m_plan.keepsTimer() && !m_plan.isInterval())
        add("timer := Timer");
    if (m_plan.spec.kind == ServerKind::Poller)
        add("data := Data, count := Count + 1");
    if (m_plan.isHeartbeat() && !m_plan.uses.error)
        add("last_heartbeat := now_ms()");
    if (m_plan.spec.kind == ServerKind::CacheRefresh && !m_plan.uses.error)
        add("cache := NewData, refreshed_at := now_ms()");
    if (m_plan.isCountdown())
        add("remaining := Remaining - 1");
    std::string last = state + (updates.empty() ? "" : fmt::format("#{{{}}}", updates));
    if (m_plan.isBackoff() && m_plan.isInterval())
        last = fmt::format("follow({})", state);
    const std::string wait = m_plan.isIdle() ? ", " + next(state) : "";
    if (m_plan.isIdle())
        say(armComment());
    m_out.line(fmt::format("    {{noreply, {}{}}}{}", last, wait, isEarly ? "" : "."),
        { on(Event::Return, m_plan.uses.noRearm ? When::Rearmed : when) });
    if (isEarly) {
        m_out.indent(from, 8);
        m_out.line("    end.");
    }
    m_out.blank();
}

// Results of the work after which the handler returns at once. The last clause is open: in it
// stands what is done with all others.
void ErlangWriter::earlyReturns()
{
    const When when = m_plan.isCountdown() ? When::CountingDown : When::Always;
    m_out.line(fmt::format("    case {}() of", m_plan.work),
        { on(Event::WorkStart, when), on(Event::WorkEnd, when) });
    if (m_plan.uses.stop) {
        m_out.line("        %% terminate/2 is called; the supervisor decides about a successor");
        m_out.line("        {stop, _} ->", { on(Event::Return, When::Stops) });
        m_out.line("            {stop, normal, State};", { on(Event::Return, When::Stops) });
    }
    if (m_plan.uses.noRearm) {
        const std::string state = afterError();
        const bool readsNumber = state.find("{error, N}") != std::string::npos;
        m_out.line("        %% Returns before the line that schedules: no tick comes any more");
        m_out.line(fmt::format("        {{no_rearm, {}}} ->", readsNumber ? "N" : "_"),
            { on(Event::Return, When::NotRearmed) });
        m_out.line(fmt::format("            {{noreply, {}}};", state),
            { on(Event::Return, When::NotRearmed) });
    }
    const bool isPoller = m_plan.spec.kind == ServerKind::Poller;
    m_out.line(fmt::format("        {} ->",
        m_plan.isCountdown() ? "_Result"
            : isPoller       ? "Data"
                             : "Result"));
}

// The state after an error that is not followed by another tick.
std::string ErlangWriter::afterError() const
{
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        return "State#{data := {error, N}, count := Count + 1}";
    case ServerKind::Countdown:
        return "State#{remaining := Remaining - 1}";
    case ServerKind::BackoffPoller:
        return m_plan.countsErrors() ? "remember(State, {error, N})"
                                     : "State#{last_result := {error, N}}";
    case ServerKind::Heartbeat:
    case ServerKind::CacheRefresh:
        break;
    }
    return "State";
}

// What doWork() does where the result is at hand already.
// @return the variable that holds the state afterwards
std::string ErlangWriter::takeResult()
{
    const std::vector<LineRule> worked { on(Event::WorkEnd) };
    if (m_plan.isHeartbeat())
        m_out.line("    Worked = beat(State, Result),", worked);
    else if (m_plan.spec.kind == ServerKind::CacheRefresh)
        m_out.line("    Worked = refresh(State, Result),", worked);
    else if (m_plan.isBackoff())
        m_out.line(m_plan.countsErrors() ? "    Worked = remember(State, Result),"
                                         : "    Worked = State#{last_result := Result},",
            worked);
    else
        return "State";
    return "Worked";
}

void ErlangWriter::armNextTick()
{
    const LineRule armed
        = on(Event::SendAfter, m_plan.isCountdown() ? When::CountingDown : When::Always);
    say(armComment());
    if (!m_plan.isAbsolute()) {
        m_out.line(fmt::format("    {},", arm(next())), { armed });
        return;
    }
    if (m_plan.isSkip())
        m_out.line(fmt::format("    Next = next_due(Due, {}),", nextWithoutJitter()), { armed });
    else
        m_out.line(fmt::format("    Next = Due + {},", next()), { armed });
    m_out.line(fmt::format("    {},", arm("Next")), { armed });
}

// @return the variable that holds the state afterwards
std::string ErlangWriter::doWork()
{
    const When counting = When::CountingDown;
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        m_out.line("    Data = fetch_latest_data(),", working);
        return "State";
    case ServerKind::Heartbeat:
        m_out.line(m_plan.uses.error    ? "    Worked = beat(State),"
                : m_plan.isReplicated() ? "    send_heartbeat_to_remote(State),"
                                        : "    send_heartbeat_to_remote(),",
            working);
        return m_plan.uses.error ? "Worked" : "State";
    case ServerKind::CacheRefresh:
        m_out.line(m_plan.uses.error ? "    Worked = refresh(State),"
                                     : "    {ok, NewData} = fetch_from_database(),",
            working);
        return m_plan.uses.error ? "Worked" : "State";
    case ServerKind::Countdown:
        m_out.line(
            "    do_work(),", { on(Event::WorkStart, counting), on(Event::WorkEnd, counting) });
        return "State";
    case ServerKind::BackoffPoller:
        m_out.line(m_plan.countsErrors() ? "    Worked = remember(State, do_work()),"
                                         : "    Worked = State#{last_result := do_work()},",
            working);
        return "Worked";
    }
    return "State";
}

std::string ErlangWriter::first(const std::string& otherwise) const
{
    if (m_plan.hasFirst()) {
        const std::string term = worldTerm(*m_plan.spec.first, false);
        if (m_plan.hasPhases())
            return fmt::format("world:first({}, {})", term, wholeMs(m_plan.spec.firstStep));
        return std::holds_alternative<Duration>(*m_plan.spec.first)
            ? term
            : fmt::format("world:draw({})", term);
    }
    return m_plan.hasJitter() ? fmt::format("jittered({})", otherwise) : otherwise;
}

std::string ErlangWriter::nextWithoutJitter(const std::string& state) const
{
    return m_plan.isBackoff() ? fmt::format("next_interval({})", state) : "Interval";
}

std::string ErlangWriter::next(const std::string& state) const
{
    const std::string interval = nextWithoutJitter(state);
    return m_plan.hasJitter() ? fmt::format("jittered({})", interval) : interval;
}

// Arms the next tick; `interval` is the due time with an absolute schedule.
std::string ErlangWriter::arm(const std::string& interval) const
{
    if (!m_plan.isInterval())
        return fmt::format(
            "{}{}({})", m_plan.keepsTimer() ? "Timer = " : "", m_plan.schedule, interval);
    const std::string to = m_plan.spec.address == Address::Pid ? "" : fmt::format("{}, ", target());
    return fmt::format("{{ok, {}}} = timer:send_interval({}, {}{})",
        m_plan.keepsTimer() ? "Timer" : "_Timer", interval, to, m_plan.tick);
}

// The call that cancels the timer in that variable.
std::string ErlangWriter::cancelled(const std::string& timer) const
{
    if (m_plan.cancelsEither())
        return fmt::format("cancel({})", timer);
    return fmt::format(
        "{}({})", m_plan.isInterval() ? "timer:cancel" : "erlang:cancel_timer", timer);
}

LineRule ErlangWriter::arming() const
{
    return on(m_plan.isInterval() ? Event::SendInterval : Event::SendAfter);
}

std::string ErlangWriter::target() const
{
    if (m_plan.spec.address == Address::Pid)
        return "self()";
    return m_plan.isReplicated() ? "own_name()" : erlangAtom(m_plan.names.server);
}

std::string ErlangWriter::pattern(std::vector<std::string> fields) const
{
    std::string text;
    for (const std::string& field : fields)
        text += fmt::format("{}{} := {}", text.empty() ? "" : ", ", field, variable(field));
    return text.empty() ? "State" : fmt::format("#{{{}}} = State", text);
}

} // namespace tickscope

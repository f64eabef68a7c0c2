// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/template_names.h"

#include "core/elixir/world_terms.h"

#include <fmt/format.h>

#include <string>
#include <variant>

namespace tickscope {

namespace {

// Longer names would make the formatter break lines; as @name they stand on a line of their own.
constexpr std::size_t longName = 24;

class Names
{
public:
    Names(const ServerPlan& plan, SourceLanguage language)
        : m_plan(plan)
        , m_isElixir(language == SourceLanguage::Elixir)
        , m_hasLongName(m_isElixir && plan.names.server.size() > longName)
    {
    }

    TemplateNames all()
    {
        kindFlags();
        scheduleFlags();
        startFlags();
        useFlags();
        names();
        numbers();
        intervals();
        timers();
        says();
        marks();
        return std::move(m_names);
    }

private:
    void flag(const char* name, bool isSet) { m_names.flags.emplace(name, isSet); }
    void value(const char* name, std::string text)
    {
        m_names.values.emplace(name, std::move(text));
    }

    void kindFlags();
    void scheduleFlags();
    void startFlags();
    void useFlags();
    void names();
    void numbers();
    void intervals();
    void timers();
    void says();
    void marks();

    std::string atom(const std::string& name) const
    {
        return m_isElixir ? elixirAtom(name) : erlangAtom(name);
    }
    std::string number(std::int64_t count) const
    {
        return m_isElixir ? elixirNumber(count) : std::to_string(count);
    }
    std::string jittered(const std::string& interval) const
    {
        return m_plan.hasJitter() ? fmt::format("jittered({})", interval) : interval;
    }
    std::string target() const;
    std::string first(const std::string& otherwise) const;
    std::string unjittered(const char* state) const;

    const ServerPlan& m_plan;
    bool m_isElixir;
    bool m_hasLongName;
    TemplateNames m_names;
};

void Names::kindFlags()
{
    flag("is_backoff", m_plan.isBackoff());
    flag("counts_errors", m_plan.countsErrors());
    flag("has_full_jitter", m_plan.hasFullJitter());
    flag("has_cap", m_plan.spec.maxInterval.has_value());
    flag("inlines_backoff", m_plan.inlinesBackoff());
    flag("recreates", m_plan.isBackoff() && m_plan.isInterval());
    flag("has_monitor", m_plan.isHeartbeat());
    flag("has_long_name", m_hasLongName);
    flag("is_permanent", m_plan.spec.restart == RestartKind::Permanent);
    flag("is_replicated", m_plan.isReplicated());
}

void Names::scheduleFlags()
{
    flag("is_idle", m_plan.isIdle());
    flag("is_interval", m_plan.isInterval());
    flag("is_absolute", m_plan.isAbsolute());
    flag("is_skip", m_plan.isSkip());
    flag("has_timer", m_plan.hasTimer());
    flag("keeps_timer", m_plan.keepsTimer());
    flag("arms_first", m_plan.armsFirst());
    flag("arms_last", m_plan.armsLast());
    flag("waits_after_work", m_plan.armsLast() || m_plan.isIdle());
    flag("reads_interval",
        (m_plan.armsFirst() || m_plan.armsLast() || m_plan.isIdle()) && !m_plan.isBackoff());
    flag("cancels_either", m_plan.cancelsEither());
    flag("can_step_by_zero", m_plan.canStepByZero());
    flag("has_jitter", m_plan.hasJitter());
    flag("jitters_below_zero", m_plan.spec.jitterLow < Duration::zero());
    flag("looks_itself_up",
        m_plan.hasTimer() && m_plan.isReplicated() && m_plan.spec.address == Address::Name);
}

void Names::startFlags()
{
    const bool waits = m_plan.isIdle() && m_plan.spec.scheduleInInit;
    flag("forgets_timer", m_plan.forgetsTimer());
    flag("guards_cancel", m_plan.guardsCancel());
    flag("starts_later", m_plan.startsLater());
    flag("waits_at_first", waits);
    flag("arms_in_init", m_plan.armsInInit());
    flag("arms_after_load", m_plan.armsAfterLoad());
    flag("loads", m_plan.spec.load.has_value());
    flag("loads_in_init", m_plan.loadsInInit());
    flag("loads_in_continue", m_plan.loadsInContinue());
    flag("reads_interval_at_load", (waits || m_plan.armsAfterLoad()) && !m_plan.hasFirst());
    flag("has_functions_after_work", m_plan.spec.load || m_plan.isAbsolute());
}

void Names::useFlags()
{
    const ServerUses& uses = m_plan.uses;
    flag("can_fail", uses.error);
    flag("stops", uses.stop);
    flag("gives_no_rearm", uses.noRearm);
    flag("ends_early", m_plan.endsEarly());
    flag("load_stops", uses.loadStop);
    flag("load_gives_no_rearm", uses.loadNoRearm);
    flag("load_ends_early", m_plan.loadEndsEarly());
    flag("uses_set_interval", uses.setInterval);
    flag("uses_cancel", uses.cancel);
    flag("uses_resume", uses.resume);
    flag("uses_cast_request", uses.castRequest);
    flag("uses_forgetful_cast", uses.forgetfulCast);
    flag("has_casts",
        uses.setInterval || uses.cancel || uses.resume || uses.castRequest || uses.forgetfulCast);
    flag("uses_call", uses.call);
    flag("uses_call_request", uses.callRequest);
    flag("uses_forgetful_call", uses.forgetfulCall);
    flag("has_requests", uses.callRequest || uses.forgetfulCall);
    flag("has_calls", uses.call || uses.callRequest || uses.forgetfulCall);
}

void Names::names()
{
    const std::string server = m_plan.names.server;
    const std::string monitor = server + "_monitor";
    value("module", m_isElixir ? m_plan.names.module : erlangAtom(m_plan.names.file));
    value("monitor_module", erlangAtom(m_plan.names.file + "_monitor"));
    value("atom", atom(server));
    value("monitor_atom", atom(monitor));
    value("name", m_hasLongName ? "@name" : atom(server));
    value("monitor_name", m_hasLongName ? "@monitor" : atom(monitor));
    value("registered",
        m_plan.isReplicated() ? "opts[:name]"
            : m_hasLongName   ? "@name"
                              : atom(server));
    value("restart", toText(m_plan.spec.restart));
    value("tick", m_plan.tick);
    value("schedule", m_plan.schedule);
}

void Names::numbers()
{
    const ServerSpec& spec = m_plan.spec;
    value("interval_ms", number(wholeMs(spec.interval)));
    value("jitter_ms", number(wholeMs(spec.jitter)));
    value("jitter_low_ms", number(wholeMs(spec.jitterLow)));
    value("timeout_ms", number(wholeMs(heartbeatTimeout(spec))));
    value("cap_ms", number(wholeMs(spec.maxInterval.value_or(Duration::zero()))));
    value("factor", number(spec.factor));
    value("from", number(spec.from));
}

// Where a timer sends. A replica looks its own name up.
std::string Names::target() const
{
    if (m_plan.spec.address == Address::Pid)
        return "self()";
    if (m_plan.isReplicated())
        return "own_name()";
    return m_hasLongName ? "@name" : atom(m_plan.names.server);
}

// Until the first tick; `otherwise` is the interval where it is known.
std::string Names::first(const std::string& otherwise) const
{
    if (!m_plan.hasFirst())
        return jittered(otherwise);
    const std::string world = m_isElixir ? "World." : "world:";
    const std::string term = worldTerm(*m_plan.spec.first, m_isElixir);
    if (m_plan.hasPhases())
        return fmt::format("{}first({}, {})", world, term, number(wholeMs(m_plan.spec.firstStep)));
    return std::holds_alternative<Duration>(*m_plan.spec.first)
        ? term
        : fmt::format("{}draw({})", world, term);
}

// The interval of that state, or what the backoff makes of it.
std::string Names::unjittered(const char* state) const
{
    if (m_isElixir && m_plan.inlinesBackoff())
        return "interval";
    if (m_plan.isBackoff())
        return fmt::format("next_interval({})", state);
    return m_isElixir ? "state.interval" : "Interval";
}

void Names::intervals()
{
    const bool isBackoff = m_plan.isBackoff();
    const std::string field = isBackoff ? "base_interval" : "interval";
    const std::string variable = isBackoff ? "BaseInterval" : "Interval";
    const std::string argument = m_isElixir ? field : variable;
    const bool isFromState
        = m_isElixir && m_plan.loadsInContinue() && (m_plan.armsAfterLoad() || m_plan.isIdle());
    value("field", field);
    value("argument", argument);
    value("first", first(isFromState ? "state." + argument : argument));
    const char* state = m_isElixir ? "state" : "State";
    value("next", jittered(unjittered(state)));
    value("next_unjittered", unjittered(state));
    value("next_after_work", jittered(unjittered("Worked")));
    value("next_after_edit", jittered(isBackoff ? "next_interval(Updated)" : "Ms"));
}

void Names::timers()
{
    const char* timer = m_isElixir ? "timer" : "Timer";
    value("timer", m_plan.keepsTimer() ? timer : std::string("_") + timer);
    value("set_timer", m_plan.keepsTimer() ? std::string(timer) + " = " : "");
    value("target", target());
    value("to", m_plan.spec.address == Address::Pid ? "" : target() + ", ");
    if (m_plan.cancelsEither())
        value("cancel", "cancel");
    else if (m_plan.isInterval())
        value("cancel", m_isElixir ? ":timer.cancel" : "timer:cancel");
    else
        value("cancel", m_isElixir ? "Process.cancel_timer" : "erlang:cancel_timer");
}

void Names::says()
{
    value("schedule_says", scheduleComment(m_plan.spec.schedule));
    value("forgetting_says",
        m_plan.isIdle() ? "Without a timeout in what is returned, the wait is over"
                        : "So long everything else waits in the mailbox");
}

// Parts of marks: what arms a tick here, and under which condition a line runs.
void Names::marks()
{
    const char* armedBy = toText(m_plan.isInterval() ? Event::SendInterval : Event::SendAfter);
    value("armed_by", armedBy);
    value("next_armed_by", m_plan.isIdle() ? toText(Event::Return) : armedBy);
    const char* counting = m_plan.isCountdown() ? ":counting_down" : "";
    value("if_counting", counting);
    value("if_rearmed", m_plan.uses.noRearm ? ":rearmed" : counting);
    value("if_load_rearmed", m_plan.uses.loadNoRearm ? ":rearmed" : "");
    value("load_callback", m_plan.loadsInInit() ? "init" : "continue");
}

} // namespace

TemplateNames templateNames(const ServerPlan& plan, SourceLanguage language)
{
    return Names(plan, language).all();
}

} // namespace tickscope

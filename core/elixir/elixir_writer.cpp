// SPDX-License-Identifier: GPL-3.0-only
// How the Elixir module starts: its head, init and handle_continue.
#include "core/elixir/elixir_writer.h"

#include "core/elixir/world_terms.h"

#include <fmt/format.h>

#include <variant>

namespace tickscope {

namespace {

// Longer names would make the formatter break lines; as @name they stand on a line of their own.
constexpr std::size_t longName = 24;

} // namespace

ElixirWriter::ElixirWriter(const ServerPlan& plan, SourceModule& module)
    : m_plan(plan)
    , m_out(module)
    , m_hasLongName(plan.names.server.size() > longName)
    , m_name(m_hasLongName ? "@name" : elixirAtom(plan.names.server))
{
}

void ElixirWriter::say(std::string_view words)
{
    m_out.line(fmt::format("    # {}", words));
}

void ElixirWriter::head()
{
    const ServerSpec& spec = m_plan.spec;
    m_out.line(fmt::format("defmodule {} do", m_plan.names.module));
    m_out.line(spec.restart == RestartKind::Permanent
            ? "  use GenServer"
            : fmt::format("  use GenServer, restart: :{}", toText(spec.restart)));
    m_out.blank();
    attributes();
    m_out.line("  def start_link(opts) do", { on(Event::Spawn) });
    m_out.line(fmt::format("    GenServer.start_link(__MODULE__, opts, name: {})",
                   m_plan.isReplicated() ? "opts[:name]" : m_name),
        { on(Event::Spawn) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::attributes()
{
    if (!m_hasLongName)
        return;
    m_out.line(fmt::format("  @name {}", elixirAtom(m_plan.names.server)));
    if (m_plan.isHeartbeat() && !m_plan.isReplicated())
        m_out.line(fmt::format("  @monitor {}", elixirAtom(m_plan.names.server + "_monitor")));
    m_out.blank();
}

void ElixirWriter::init()
{
    m_out.inCallback(Callback::Init);
    m_out.line("  @impl true");
    m_out.line("  def init(opts) do", { on(Event::Init) });
    m_out.line(fmt::format("    {} = Keyword.get(opts, :interval, {})", argument(),
                   elixirNumber(wholeMs(m_plan.spec.interval))),
        { on(Event::Init) });
    if (m_plan.loadsInInit())
        loadInInit();
    const std::size_t from = m_out.size();
    if (m_plan.armsInInit())
        armFirstTick(argument());
    initReturn();
    if (m_plan.loadsInInit() && m_plan.loadEndsEarly()) {
        m_out.indent(from, 4);
        m_out.line("    end");
    }
    m_out.line("  end");
    m_out.blank();
}

// A tuple of an atom and something long, in a branch, parted as the formatter wants.
void ElixirWriter::tupleLines(const std::string& tuple, const std::vector<LineRule>& rules)
{
    const std::size_t comma = tuple.find(", ");
    m_out.line("        " + tuple.substr(0, comma + 1), rules);
    const std::string rest = tuple.substr(comma + 2);
    if (rest.size() + 9 <= lineLength || !rest.starts_with("%{")) {
        m_out.line("         " + rest, rules);
        return;
    }
    m_out.line("         %{", rules);
    const std::string_view map = rest;
    eachField(map.substr(2, map.size() - 4), "           ", rules); // without what closes both
    m_out.line("         }}", rules);
}

// Results of the load after which the callback returns at once. The last clause is open.
// @param noRearm  what it returns where it does not come to the line that schedules
void ElixirWriter::loadReturns(const std::string& noRearm)
{
    m_out.line("    case expensive_load() do", { on(Event::WorkStart), on(Event::WorkEnd) });
    if (m_plan.uses.loadStop) {
        m_out.line("      {:stop, _} ->", { on(Event::Return, LineRule::When::Stops) });
        m_out.line(
            m_plan.loadsInInit() ? "        {:stop, :normal}" : "        {:stop, :normal, state}",
            { on(Event::Return, LineRule::When::Stops) });
        m_out.blank();
    }
    if (m_plan.uses.loadNoRearm) {
        m_out.line("      # Returns before the line that schedules: no tick comes");
        m_out.line("      {:no_rearm, _} ->", { on(Event::Return, LineRule::When::NotRearmed) });
        const std::vector<LineRule> rules { on(Event::Return, LineRule::When::NotRearmed) };
        if (noRearm.size() + 8 <= lineLength)
            m_out.line("        " + noRearm, rules);
        else
            tupleLines(noRearm, rules);
        m_out.blank();
    }
    const bool isPoller = m_plan.spec.kind == ServerKind::Poller;
    const bool isKept = isPoller || m_plan.spec.kind == ServerKind::CacheRefresh;
    m_out.line(fmt::format("      {} ->", !isKept ? "_loaded" : isPoller ? "data" : "cache"));
}

void ElixirWriter::loadInInit()
{
    say("Blocks start_link, and with it the supervisor and the servers that come after");
    if (m_plan.loadEndsEarly()) {
        loadReturns(fmt::format("{{:ok, %{{{}}}}}", initialFields(false, false)));
        return;
    }
    const bool isKept
        = m_plan.spec.kind == ServerKind::Poller || m_plan.spec.kind == ServerKind::CacheRefresh;
    const char* variable = m_plan.spec.kind == ServerKind::Poller ? "data" : "cache";
    m_out.line(isKept ? fmt::format("    {} = expensive_load()", variable) : "    expensive_load()",
        { on(Event::WorkStart), on(Event::WorkEnd) });
}

void ElixirWriter::armFirstTick(const std::string& interval)
{
    const std::string first = firstInterval(interval);
    if (m_plan.startsLater()) {
        say("An interval cannot begin later: a first message comes, and starts it");
        m_out.line(fmt::format("    {}Process.send_after({}, :start, {})",
                       m_plan.keepsTimer() ? "timer = " : "", target(), first),
            { on(Event::SendAfter), on(Event::SendInterval) });
        return;
    }
    say(m_plan.isInterval() ? armComment() : "Schedule the first tick");
    if (m_plan.isAbsolute())
        m_out.line(fmt::format("    due = now() + {}", first), { on(Event::SendAfter) });
    m_out.line("    " + arm(m_plan.isAbsolute() ? "due" : first), { arming() });
}

void ElixirWriter::initReturn()
{
    const LineRule returned = on(Event::Return);
    std::string next; // what follows the state
    if (m_plan.loadsInContinue())
        next = ", {:continue, :load_data}";
    else if (m_plan.isIdle() && m_plan.spec.scheduleInInit)
        next = ", " + firstInterval(argument());

    const std::string fields = initialFields(m_plan.armsInInit(), m_plan.loadsInInit());
    const std::string oneLine = fmt::format("    {{:ok, %{{{}}}{}}}", fields, next);
    const bool isInBranch = m_plan.loadsInInit() && m_plan.loadEndsEarly(); // deeper by 4
    if (oneLine.size() + (isInBranch ? 4 : 0) <= lineLength) {
        m_out.line(oneLine, { returned });
        return;
    }
    const std::string assignment = fmt::format("    state = %{{{}}}", fields);
    if (assignment.size() + (isInBranch ? 4 : 0) <= lineLength)
        m_out.line(assignment, { returned });
    else
        fieldLines(fields);
    m_out.line(fmt::format("    {{:ok, state{}}}", next), { returned });
}

// One field a line, parted from what stands around it as the formatter wants.
void ElixirWriter::fieldLines(std::string_view fields)
{
    const LineRule returned = on(Event::Return);
    m_out.blank();
    m_out.line("    state = %{", { returned });
    eachField(fields, "      ", { returned });
    m_out.line("    }", { returned });
    m_out.blank();
}

void ElixirWriter::eachField(
    std::string_view fields, const char* indent, const std::vector<LineRule>& rules)
{
    while (!fields.empty()) {
        const std::size_t comma = std::min(fields.find(", "), fields.size());
        const bool isLast = comma == fields.size();
        m_out.line(
            fmt::format("{}{}{}", indent, fields.substr(0, comma), isLast ? "" : ","), rules);
        fields.remove_prefix(isLast ? comma : comma + 2);
    }
}

std::string ElixirWriter::initialFields(bool isArmed, bool isLoaded) const
{
    std::string fields = fmt::format("{0}: {0}", argument());
    if (m_plan.isBackoff() && m_plan.isInterval())
        fields += ", interval: base_interval";
    if (m_plan.isAbsolute())
        fields += isArmed ? ", due: due" : ", due: now()";
    if (m_plan.keepsTimer())
        fields += isArmed ? ", timer: timer" : ", timer: nil";
    return fields + kindFields(isLoaded);
}

std::string ElixirWriter::kindFields(bool isLoaded) const
{
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        return isLoaded ? ", data: data, count: 0" : ", data: nil, count: 0";
    case ServerKind::Heartbeat:
        return std::string(m_plan.isReplicated() ? ", monitor: opts[:monitor]" : "")
            + ", last_heartbeat: nil";
    case ServerKind::CacheRefresh:
        return isLoaded ? ", cache: cache, refreshed_at: DateTime.utc_now()"
                        : ", cache: nil, refreshed_at: nil";
    case ServerKind::Countdown:
        return fmt::format(", remaining: {}", elixirNumber(m_plan.spec.from));
    case ServerKind::BackoffPoller:
        return std::string(", last_result: nil") + (m_plan.countsErrors() ? ", errors: 0" : "");
    }
    return {};
}

void ElixirWriter::handleContinue()
{
    if (!m_plan.loadsInContinue())
        return;
    m_out.inCallback(Callback::Continue);
    m_out.line("  @impl true");
    m_out.line("  def handle_continue(:load_data, state) do", { on(Event::HandleContinue) });
    say("Runs right after init, before any message, and does not block start_link");
    std::size_t from = m_out.size();
    const bool isEarly = m_plan.loadEndsEarly();
    if (isEarly) {
        loadReturns("{:noreply, state}");
        from = m_out.size();
    }
    finishContinue();
    if (isEarly) {
        m_out.indent(from, 4);
        m_out.line("    end");
    }
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::finishContinue()
{
    const std::vector<LineRule> loading { on(Event::WorkStart), on(Event::WorkEnd) };
    const char* variable = m_plan.spec.kind == ServerKind::Poller ? "data"
        : m_plan.spec.kind == ServerKind::CacheRefresh            ? "cache"
                                                                  : nullptr;
    if (!m_plan.loadEndsEarly())
        m_out.line(variable != nullptr ? fmt::format("    {} = expensive_load()", variable)
                                       : "    expensive_load()",
            loading);
    std::string fields;
    if (m_plan.spec.kind == ServerKind::Poller)
        fields = ", data: data";
    else if (m_plan.spec.kind == ServerKind::CacheRefresh)
        fields = ", cache: cache, refreshed_at: DateTime.utc_now()";
    if (m_plan.armsAfterLoad()) {
        if (!m_plan.loadEndsEarly())
            m_out.blank();
        armFirstTick("state." + argument());
        m_out.blank();
        fields += m_plan.isAbsolute() ? ", due: due" : "";
        fields += m_plan.keepsTimer() ? ", timer: timer" : "";
    }
    const std::string state
        = fields.empty() ? "state" : fmt::format("%{{state | {}}}", fields.substr(2));
    const LineRule returns = on(
        Event::Return, m_plan.uses.loadNoRearm ? LineRule::When::Rearmed : LineRule::When::Always);
    const bool waits = m_plan.isIdle() && m_plan.spec.scheduleInInit;
    const std::string wait = waits ? ", " + firstInterval("state." + argument()) : "";
    std::string returned = fmt::format("    {{:noreply, {}{}}}", state, wait);
    const std::size_t deeper = m_plan.loadEndsEarly() ? 4 : 0; // it stands in a branch then
    if (deeper + returned.size() > lineLength) {
        m_out.line("    state = " + state, { returns });
        returned = fmt::format("    {{:noreply, state{}}}", wait);
    }
    m_out.line(returned, { returns });
}

// Until the first tick; `otherwise` is the interval where it is known.
std::string ElixirWriter::firstInterval(const std::string& otherwise) const
{
    if (m_plan.hasFirst()) {
        const DurationSpec& first = *m_plan.spec.first;
        if (m_plan.hasPhases())
            return fmt::format("World.first({}, {})", worldTerm(first),
                elixirNumber(wholeMs(m_plan.spec.firstStep)));
        return std::holds_alternative<Duration>(first)
            ? worldTerm(first)
            : fmt::format("World.draw({})", worldTerm(first));
    }
    return m_plan.hasJitter() ? fmt::format("jittered({})", otherwise) : otherwise;
}

// Arms the next tick; `interval` is the due time with an absolute schedule.
std::string ElixirWriter::arm(const std::string& interval) const
{
    if (!m_plan.isInterval())
        return fmt::format(
            "{}{}({})", m_plan.keepsTimer() ? "timer = " : "", m_plan.schedule, interval);
    const std::string to = m_plan.spec.address == Address::Pid ? "" : fmt::format("{}, ", target());
    return fmt::format("{{:ok, {}}} = :timer.send_interval({}, {}:{})",
        m_plan.keepsTimer() ? "timer" : "_timer", interval, to, m_plan.tick);
}

LineRule ElixirWriter::arming() const
{
    return on(m_plan.isInterval() ? Event::SendInterval : Event::SendAfter);
}

// Where a timer sends. A replica looks its own name up.
std::string ElixirWriter::target() const
{
    if (m_plan.spec.address == Address::Pid)
        return "self()";
    return m_plan.isReplicated() ? "own_name()" : m_name;
}

} // namespace tickscope

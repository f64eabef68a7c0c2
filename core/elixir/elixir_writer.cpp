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
    if (m_plan.spec.scheduleInInit && m_plan.hasTimer())
        armFirstTick();
    initReturn();
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::loadInInit()
{
    say("Blocks start_link, and with it the supervisor and the servers that come after");
    const bool isKept
        = m_plan.spec.kind == ServerKind::Poller || m_plan.spec.kind == ServerKind::CacheRefresh;
    const char* variable = m_plan.spec.kind == ServerKind::Poller ? "data" : "cache";
    m_out.line(isKept ? fmt::format("    {} = expensive_load()", variable) : "    expensive_load()",
        { on(Event::WorkStart), on(Event::WorkEnd) });
}

void ElixirWriter::armFirstTick()
{
    const std::string first = firstInterval(argument());
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

    const std::string fields = initialFields();
    const std::string oneLine = fmt::format("    {{:ok, %{{{}}}{}}}", fields, next);
    if (oneLine.size() <= lineLength) {
        m_out.line(oneLine, { returned });
        return;
    }
    const std::string assignment = fmt::format("    state = %{{{}}}", fields);
    if (assignment.size() <= lineLength)
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
    while (!fields.empty()) {
        const std::size_t comma = std::min(fields.find(", "), fields.size());
        const bool isLast = comma == fields.size();
        m_out.line(
            fmt::format("      {}{}", fields.substr(0, comma), isLast ? "" : ","), { returned });
        fields.remove_prefix(isLast ? comma : comma + 2);
    }
    m_out.line("    }", { returned });
    m_out.blank();
}

std::string ElixirWriter::initialFields() const
{
    std::string fields = fmt::format("{0}: {0}", argument());
    if (m_plan.isBackoff() && m_plan.isInterval())
        fields += ", interval: base_interval";
    const bool isArmed = m_plan.spec.scheduleInInit;
    if (m_plan.isAbsolute())
        fields += isArmed ? ", due: due" : ", due: now()";
    if (m_plan.keepsTimer())
        fields += isArmed ? ", timer: timer" : ", timer: nil";
    return fields + kindFields();
}

std::string ElixirWriter::kindFields() const
{
    const bool isLoaded = m_plan.loadsInInit();
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
    const std::vector<LineRule> loading { on(Event::WorkStart), on(Event::WorkEnd) };
    std::string state = "state";
    if (m_plan.spec.kind == ServerKind::Poller) {
        m_out.line("    data = expensive_load()", loading);
        state = "%{state | data: data}";
    } else if (m_plan.spec.kind == ServerKind::CacheRefresh) {
        m_out.line("    cache = expensive_load()", loading);
        state = "%{state | cache: cache, refreshed_at: DateTime.utc_now()}";
    } else {
        m_out.line("    expensive_load()", loading);
    }
    const bool waits = m_plan.isIdle() && m_plan.spec.scheduleInInit;
    const std::string wait = waits ? ", " + firstInterval("state." + argument()) : "";
    std::string returned = fmt::format("    {{:noreply, {}{}}}", state, wait);
    if (returned.size() > lineLength) {
        m_out.line("    state = " + state, { on(Event::Return) });
        returned = fmt::format("    {{:noreply, state{}}}", wait);
    }
    m_out.line(returned, { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

// Until the first tick; `otherwise` is the interval where it is known.
std::string ElixirWriter::firstInterval(const std::string& otherwise) const
{
    if (m_plan.hasFirst()) {
        const DurationSpec& first = *m_plan.spec.first;
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

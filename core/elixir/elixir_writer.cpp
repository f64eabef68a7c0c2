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

void ElixirWriter::head()
{
    const ServerSpec& spec = m_plan.spec;
    m_out.line(fmt::format("defmodule {} do", m_plan.names.module));
    m_out.line(spec.restart == RestartKind::Permanent
            ? "  use GenServer"
            : fmt::format("  use GenServer, restart: :{}", toText(spec.restart)));
    m_out.blank();
    attributes();

    std::string parameter = argument();
    std::string passed = argument();
    if (m_plan.isReplicated() && m_plan.isHeartbeat()) {
        parameter = "{name, monitor, interval}";
        passed = "{monitor, interval}";
    } else if (m_plan.isReplicated()) {
        parameter = fmt::format("{{name, {}}}", argument());
    }
    const std::string name = m_plan.isReplicated() ? "name" : m_name;
    m_out.line(fmt::format("  def start_link({}) do", parameter), { on(Event::Spawn) });
    m_out.line(fmt::format("    GenServer.start_link(__MODULE__, {}, name: {})", passed, name),
        { on(Event::Spawn) });
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::attributes()
{
    const ServerSpec& spec = m_plan.spec;
    std::vector<std::string> lines;
    if (m_hasLongName)
        lines.push_back(fmt::format("  @name {}", elixirAtom(m_plan.names.server)));
    if (m_hasLongName && m_plan.isHeartbeat() && !m_plan.isReplicated())
        lines.push_back(fmt::format("  @monitor {}", elixirAtom(m_plan.names.server + "_monitor")));
    if (m_plan.hasFirst() && std::holds_alternative<Duration>(*spec.first))
        lines.push_back(fmt::format("  @first {}", worldTerm(*spec.first)));
    if (m_plan.isBackoff()) {
        lines.push_back(fmt::format("  @factor {}", elixirNumber(spec.factor)));
        if (spec.maxInterval)
            lines.push_back(
                fmt::format("  @max_interval {}", elixirNumber(wholeMs(*spec.maxInterval))));
    }
    for (const std::string& line : lines)
        m_out.line(line);
    if (!lines.empty())
        m_out.blank();
}

void ElixirWriter::init()
{
    m_out.inCallback(Callback::Init);
    m_out.line("  @impl true");
    const bool takesMonitor = m_plan.isHeartbeat() && m_plan.isReplicated();
    m_out.line(fmt::format("  def init({}) do", takesMonitor ? "{monitor, interval}" : argument()),
        { on(Event::Init) });
    if (m_plan.loadsInInit()) {
        const bool isKept = m_plan.spec.kind == ServerKind::Poller
            || m_plan.spec.kind == ServerKind::CacheRefresh;
        const char* variable = m_plan.spec.kind == ServerKind::Poller ? "data" : "cache";
        m_out.line(isKept ? fmt::format("    {} = load()", variable) : "    load()",
            { on(Event::WorkStart), on(Event::WorkEnd) });
    }
    const std::string first = firstInterval(argument());
    if (m_plan.startsLater()) {
        m_out.line(fmt::format("    Process.send_after({}, :start, {})", target(), first),
            { on(Event::SendInterval) });
    } else if (m_plan.spec.scheduleInInit && m_plan.isAbsolute()) {
        m_out.line(fmt::format("    due = now() + {}", first), { on(Event::SendAfter) });
        m_out.line(fmt::format("    timer = {}(due)", m_plan.schedule), { on(Event::SendAfter) });
    } else if (m_plan.spec.scheduleInInit && m_plan.hasTimer()) {
        m_out.line("    " + arm(first), { arming() });
    }
    initReturn();
    m_out.line("  end");
    m_out.blank();
}

void ElixirWriter::initReturn()
{
    const LineRule returned = on(Event::Return);
    std::string next; // what follows the state
    if (m_plan.loadsInContinue())
        next = ", {:continue, :load}";
    else if (m_plan.isIdle() && m_plan.spec.scheduleInInit)
        next = ", " + firstInterval(argument());

    const std::string fields = initialFields();
    const std::string oneLine = fmt::format("    {{:ok, %{{{}}}{}}}", fields, next);
    if (oneLine.size() <= lineLength && !m_plan.loadsInContinue()) {
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
    if (m_plan.hasTimer())
        fields += isArmed && !m_plan.startsLater() ? ", timer: timer" : ", timer: nil";
    const bool isLoaded = m_plan.loadsInInit();
    switch (m_plan.spec.kind) {
    case ServerKind::Poller:
        return fields + (isLoaded ? ", data: data, count: 0" : ", data: nil, count: 0");
    case ServerKind::Heartbeat:
        return fields + (m_plan.isReplicated() ? ", monitor: monitor" : "")
            + ", last_heartbeat: nil";
    case ServerKind::CacheRefresh:
        return fields
            + (isLoaded ? ", cache: cache, refreshed_at: now()"
                        : ", cache: nil, refreshed_at: nil");
    case ServerKind::Countdown:
        return fields + fmt::format(", remaining: {}", elixirNumber(m_plan.spec.from));
    case ServerKind::BackoffPoller:
        return fields + ", last_result: nil" + (m_plan.countsErrors() ? ", errors: 0" : "");
    }
    return fields;
}

void ElixirWriter::handleContinue()
{
    if (!m_plan.loadsInContinue())
        return;
    m_out.inCallback(Callback::Continue);
    m_out.line("  @impl true");
    m_out.line("  def handle_continue(:load, state) do", { on(Event::HandleContinue) });
    const std::vector<LineRule> loading { on(Event::WorkStart), on(Event::WorkEnd) };
    std::string state = "state";
    if (m_plan.spec.kind == ServerKind::Poller) {
        m_out.line("    data = load()", loading);
        state = "%{state | data: data}";
    } else if (m_plan.spec.kind == ServerKind::CacheRefresh) {
        m_out.line("    cache = load()", loading);
        state = "%{state | cache: cache, refreshed_at: now()}";
    } else {
        m_out.line("    load()", loading);
    }
    const bool waits = m_plan.isIdle() && m_plan.spec.scheduleInInit;
    const std::string wait = waits ? ", " + firstInterval("state." + argument()) : "";
    m_out.line(fmt::format("    {{:noreply, {}{}}}", state, wait), { on(Event::Return) });
    m_out.line("  end");
    m_out.blank();
}

// Until the first tick; `otherwise` is the interval where it is known.
std::string ElixirWriter::firstInterval(const std::string& otherwise) const
{
    if (m_plan.hasFirst()) {
        const DurationSpec& first = *m_plan.spec.first;
        return std::holds_alternative<Duration>(first)
            ? "@first"
            : fmt::format("World.draw({})", worldTerm(first));
    }
    return m_plan.hasJitter() ? fmt::format("jittered({})", otherwise) : otherwise;
}

std::string ElixirWriter::arm(const std::string& interval) const
{
    return m_plan.isInterval() ? fmt::format("{{:ok, timer}} = {}({})", m_plan.schedule, interval)
                               : fmt::format("timer = {}({})", m_plan.schedule, interval);
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

// SPDX-License-Identifier: GPL-3.0-only
// Tests that a person would write for a server: each sends the tick itself and waits for nothing.
#include "core/elixir/kind_templates.h"
#include "core/elixir/project_parts.h"
#include "core/elixir/template_names.h"

#include <fmt/format.h>

namespace tickscope {

namespace {

class TestWriter
{
public:
    explicit TestWriter(const ServerPlan& plan)
        : m_plan(plan)
    {
    }

    std::string write()
    {
        tick();
        error();
        edits();
        if (part("own_tests"))
            blank();
        if (m_plan.isHeartbeat())
            monitor();
        while (m_text.ends_with("\n\n"))
            m_text.pop_back();
        std::string body = std::move(m_text);
        m_text.clear();
        head(body.find("@server") != std::string::npos);
        return m_text + body + "end\n";
    }

private:
    void line(std::string_view text) { m_text += fmt::format("  {}\n", text); }
    void blank() { m_text += '\n'; }
    void head(bool namesServer);
    void tick();
    void error();
    void edits();
    void cancel();
    void cancelUnguarded();
    void monitor();
    bool part(const char* name);
    std::string options() const;
    void start(
        const char* variable, const std::string& module, const std::string& argument, bool isFirst);

    const ServerPlan& m_plan;
    std::string m_text;
};

// Adds what the kind's template says. @return whether that is anything
bool TestWriter::part(const char* name)
{
    SourceModule written;
    kindTemplate(m_plan.spec.kind, SourceLanguage::Elixir)
        .write(name, templateNames(m_plan, SourceLanguage::Elixir), written);
    m_text += written.text();
    return !written.lines.empty();
}

std::string TestWriter::options() const
{
    if (!m_plan.isReplicated())
        return "interval: @interval";
    return m_plan.isHeartbeat() ? "name: name, monitor: @monitor, interval: @interval"
                                : "name: name, interval: @interval";
}

// variable = start_supervised!({module, options}), as the formatter breaks it.
void TestWriter::start(
    const char* variable, const std::string& module, const std::string& options, bool isFirst)
{
    const std::string child = fmt::format("{{{}, {}}}", module, options);
    const std::string oneLine = fmt::format("  {} = start_supervised!({})", variable, child);
    if (2 + oneLine.size() <= lineLength)
        return line(oneLine);
    if (!isFirst)
        blank();
    line(fmt::format("  {} =", variable));
    const std::string call = fmt::format("    start_supervised!({})", child);
    if (2 + call.size() <= lineLength) {
        line(call);
    } else {
        line("    start_supervised!(");
        line("      " + child);
        line("    )");
    }
    blank();
}

// An attribute that nobody reads is a warning.
void TestWriter::head(bool namesServer)
{
    m_text += fmt::format("defmodule {}Test do\n", m_plan.names.module);
    line("use ExUnit.Case");
    blank();
    line("# A day: no timer fires in here. The tests send the ticks, and wait for nothing.");
    line("@interval 86_400_000");
    if (namesServer)
        line(fmt::format("@server {}", elixirAtom(m_plan.names.server)));
    if (m_plan.isHeartbeat())
        line(fmt::format("@monitor {}",
            m_plan.isReplicated() ? ":monitor_under_test"
                                  : elixirAtom(m_plan.names.server + "_monitor")));
    blank();
    line("setup do");
    line("  start_supervised!({World, %{}})");
    line("  World.listen()");
    if (m_plan.isHeartbeat())
        line("  Process.register(self(), @monitor)");
    // A timer that was addressed to the name of an earlier test's server must find nobody.
    if (m_plan.isReplicated())
        line("  name = :\"server_#{System.unique_integer([:positive])}\"");
    start("server", m_plan.names.module, options(), false);
    line("  %{server: server}");
    line("end");
    blank();
}

void TestWriter::tick()
{
    line("test \"a tick does the work\", %{server: server} do");
    part("tick_test");
    line("end");
    blank();
}

void TestWriter::error()
{
    if (m_plan.isCountdown() || !m_plan.uses.error)
        return; // its work gives no result, or none but {:ok, _}
    line("test \"work that fails is no crash\", %{server: server} do");
    line("  World.put(@server, outcomes: [:error])");
    part("failure_test");
    line("end");
    blank();
}

void TestWriter::edits()
{
    const char* field = m_plan.isBackoff() ? "base_interval" : "interval";
    if (m_plan.uses.setInterval) {
        line("test \"set_interval changes the interval\", %{server: server} do");
        line("  GenServer.cast(server, {:set_interval, 90_000_000})");
        line(fmt::format("  assert :sys.get_state(server).{} == 90_000_000", field));
        line("end");
        blank();
    }
    if (m_plan.uses.cancel && m_plan.hasTimer())
        cancel();
    if (m_plan.uses.resume && m_plan.keepsTimer()) {
        line("test \"resume arms a timer\", %{server: server} do");
        line("  %{timer: before} = :sys.get_state(server)");
        line("  GenServer.cast(server, :resume)");
        line("  %{timer: resumed} = :sys.get_state(server)");
        line("  assert resumed != before");
        if (!m_plan.isInterval() && !m_plan.hasFullJitter())
            line("  assert Process.read_timer(resumed) > 0");
        line("end");
        blank();
    }
    if (m_plan.uses.call) {
        line("test \"a call gets the state\", %{server: server} do");
        line("  assert GenServer.call(server, :state) == :sys.get_state(server)");
        line("end");
        blank();
    }
}

void TestWriter::cancel()
{
    if (m_plan.forgetsTimer() && !m_plan.isInterval()) {
        cancelUnguarded();
        return;
    }
    line("test \"stop_timer cancels the timer, and says what came back\", %{server: server} do");
    line("  GenServer.cast(server, :stop_timer)");
    line("  %{timer: cancelled} = :sys.get_state(server)");
    if (m_plan.forgetsTimer())
        line("  assert cancelled == nil");
    if (m_plan.cancelsEither()) {
        line("  assert_received {:world, @server, {:cancel, left}}");
        line("  assert is_integer(left)");
        if (!m_plan.forgetsTimer())
            line("  assert Process.read_timer(cancelled) == false");
    } else if (m_plan.isInterval()) {
        if (!m_plan.forgetsTimer())
            line(m_plan.spec.scheduleInInit ? "  assert is_tuple(cancelled)"
                                            : "  assert cancelled == nil");
        line(m_plan.spec.scheduleInInit
                ? "  assert_received {:world, @server, {:cancel, {:ok, :cancel}}}"
                : "  assert_received {:world, @server, {:cancel, {:error, :badarg}}}");
    } else if (m_plan.spec.scheduleInInit) {
        line("  assert_received {:world, @server, {:cancel_timer, left}}");
        line("  assert is_integer(left)");
        line("  assert Process.read_timer(cancelled) == false");
        line("  GenServer.cast(server, :stop_timer)");
        line("  assert :sys.get_state(server).timer == cancelled");
        line("  assert_received {:world, @server, {:cancel_timer, false}}");
    } else {
        line("  assert cancelled == nil");
        line("  assert_received {:world, @server, {:cancel_timer, nil}}");
    }
    line("end");
    blank();
}

void TestWriter::cancelUnguarded()
{
    line("test \"stop_timer without a timer ends the server\", %{server: server} do");
    line("  monitor = Process.monitor(server)");
    if (m_plan.spec.scheduleInInit) {
        line("  GenServer.cast(server, :stop_timer)");
        line("  assert :sys.get_state(server).timer == nil");
        line("  assert_received {:world, @server, {:cancel_timer, left}}");
        line("  assert is_integer(left)");
    }
    line("  GenServer.cast(server, :stop_timer)");
    line("  assert_receive {:DOWN, ^monitor, :process, _, {:badarg, _}}");
    line("end");
    blank();
}

void TestWriter::monitor()
{
    const std::string module = m_plan.names.module + ".Monitor";
    line("test \"the monitor reports silence once\" do");
    start("monitor", module, "name: :watcher, timeout: @interval", true);
    line("  %{timer: first} = :sys.get_state(monitor)");
    line("  send(monitor, :beat)");
    line("  %{timer: second} = :sys.get_state(monitor)");
    line("  assert first != second");
    line("  send(monitor, {:timeout, first, :missed_beat})");
    line("  :sys.get_state(monitor)");
    line("  refute_received {:world, @server, :missed_beat}");
    line("  send(monitor, {:timeout, second, :missed_beat})");
    line("  :sys.get_state(monitor)");
    line("  assert_received {:world, @server, :missed_beat}");
    line("end");
}

} // namespace

std::string testModule(const ServerPlan& plan)
{
    return TestWriter(plan).write();
}

} // namespace tickscope

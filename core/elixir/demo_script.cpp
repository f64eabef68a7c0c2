// SPDX-License-Identifier: GPL-3.0-only
// demo.exs: does what the scenario does, at its times, and prints what came back.
#include "core/elixir/project_parts.h"
#include "core/elixir/world_terms.h"

#include <fmt/format.h>

#include <algorithm>

namespace tickscope {

namespace {

const char* const head = R"(# Does what the scenario does, at its times, and prints what came back:
#
#     mix run --no-start demo.exs

defmodule Demo do
  # Waits until then, acts, and prints what came back.
  def at(ms, what, act) do
    wait_until(ms)
    World.say("#{what} -> #{inspect(act.())}")
  end

  # The same for what waits for an answer: the demo goes on in the meantime.
  def ask(ms, what, act) do
    wait_until(ms)
    spawn(fn -> World.say("#{what} -> #{inspect(answer(act))}") end)
  end

  # A client from one time until another: it asks, every time from a process of its own.
  def client(from, until, every, what, act) do
    spawn(fn -> come(from || World.draw(every), until, every, 2, what, act) end)
  end

  defp come(at, until, _, _, _, _) when at > until, do: :ok

  defp come(at, until, every, nth, what, act) do
    ask(at, what, act)
    come(at + World.draw(every, nth), until, every, nth + 1, what, act)
  end

  # The whole node stands still: a signal stops it, and another one lets it go on.
  def stall(ms) do
    stop_and_go = "kill -STOP #{System.pid()}; sleep #{ms / 1000}; kill -CONT #{System.pid()}"
    {_, status} = System.cmd("sh", ["-c", stop_and_go])
    status
  end

  defp wait_until(ms), do: Process.sleep(max(ms - World.elapsed(), 0))

  defp answer(act) do
    act.()
  catch
    :exit, reason -> {:exit, reason}
  end
end

{:ok, _} = Application.ensure_all_started(:periodic_work)
World.log()
)";

std::int64_t msOf(const Action& action)
{
    return wholeMs(action.at.time_since_epoch());
}

// What the supervisor is asked for: a temporary child is forgotten once it has ended.
std::string startOf(const std::string& server, const ServerPlan& plan)
{
    const std::string name = elixirAtom(server);
    const std::string interval = elixirNumber(wholeMs(plan.spec.interval));
    if (plan.spec.restart != RestartKind::Temporary)
        return fmt::format("Supervisor.restart_child(PeriodicWork.Servers, {})",
            plan.isReplicated() ? name : plan.names.module);
    if (!plan.isReplicated())
        return fmt::format("Supervisor.start_child(PeriodicWork.Servers, {{{}, interval: {}}})",
            plan.names.module, interval);
    const std::string monitor
        = plan.isHeartbeat() ? fmt::format("monitor: {}, ", elixirAtom(server + "_monitor")) : "";
    return fmt::format("Supervisor.start_child(PeriodicWork.Servers, "
                       "Supervisor.child_spec({{{}, name: {}, {}interval: {}}}, id: {}))",
        plan.names.module, name, monitor, interval, name);
}

// The expression that acts on one process.
std::string actOf(const Action& action, const std::string& server, const ServerPlan& plan)
{
    const std::string name = elixirAtom(server);
    switch (action.kind) {
    case ActionKind::SetInterval:
        return fmt::format("GenServer.cast({}, {{:set_interval, {}}})", name,
            elixirNumber(wholeMs(action.interval)));
    case ActionKind::SetWork:
        return fmt::format("World.put({}, work: {})", name, worldTerm(action.work));
    case ActionKind::SetOutcomes:
        return fmt::format("World.put({}, outcomes: {})", name, worldTerm(action.outcomes));
    case ActionKind::Cancel:
        return fmt::format("GenServer.cast({}, :stop_timer)", name);
    case ActionKind::Resume:
        return fmt::format("GenServer.cast({}, :resume)", name);
    case ActionKind::Tick:
        return fmt::format("if pid = Process.whereis({}), do: send(pid, :{})", name, plan.tick);
    case ActionKind::Crash:
        return fmt::format("if pid = Process.whereis({}), do: Process.exit(pid, :kill)", name);
    case ActionKind::Stop:
        return fmt::format("GenServer.stop({})", name);
    case ActionKind::Start:
        return startOf(server, plan);
    case ActionKind::Call:
        return fmt::format("GenServer.call({}, {}, {})", name,
            requestTerm(action.requestWork, false), elixirNumber(wholeMs(action.timeout)));
    case ActionKind::Sys:
        return fmt::format(":sys.get_state({}, {})", name, elixirNumber(wholeMs(action.timeout)));
    case ActionKind::Stall:
        break; // of no process
    }
    return {};
}

bool waitsForAnswer(ActionKind kind)
{
    return kind == ActionKind::Stop || kind == ActionKind::Start || kind == ActionKind::Call
        || kind == ActionKind::Sys;
}

std::string step(const Action& action, const std::string& server, const ServerPlan& plan)
{
    return fmt::format("\nDemo.{}({}, \"{}: {}\", fn ->\n  {}\nend)\n",
        waitsForAnswer(action.kind) ? "ask" : "at", elixirNumber(msOf(action)), server,
        toText(action.kind), actOf(action, server, plan));
}

// What the handler of one request takes, as it is drawn.
std::string workOf(const ClientSpec& client)
{
    const auto* constant = std::get_if<Duration>(&client.work);
    return constant != nullptr ? elixirNumber(wholeMs(*constant))
                               : fmt::format("World.draw({})", worldTerm(client.work));
}

std::string askOf(const ClientSpec& client, const std::string& name, const ServerPlan& plan)
{
    const bool isPlain = !client.forgetsTimeout && client.work == ClientSpec {}.work
        && client.request == ClientRequest::Call;
    const std::string request = isPlain
        ? std::string(":state")
        : fmt::format("{{:{}, {}}}", client.forgetsTimeout ? "request_and_forget" : "request",
            workOf(client));
    switch (client.request) {
    case ClientRequest::Call:
        return fmt::format(
            "GenServer.call({}, {}, {})", name, request, elixirNumber(wholeMs(client.timeout)));
    case ClientRequest::Cast:
        return fmt::format("GenServer.cast({}, {})", name, request);
    case ClientRequest::Tick:
        return fmt::format("if pid = Process.whereis({}), do: send(pid, :{})", name, plan.tick);
    }
    return {};
}

// A client per server that it goes to: each sends its requests from processes of their own.
std::string clientSteps(
    const Scenario& scenario, std::uint32_t index, const std::vector<ServerPlan>& plans)
{
    const ClientSpec& client = scenario.clients[index];
    std::string steps;
    for (const ServerInstance& server : expandServers(scenario)) {
        if (client.server != server.name && client.server != scenario.servers[server.spec].name)
            continue;
        const std::string until = elixirNumber(wholeMs(client.until.value_or(scenario.duration)));
        steps
            += fmt::format("\nDemo.client({}, {}, {}, \"{}: {} of a client\", fn ->\n  {}\nend)\n",
                client.from ? elixirNumber(wholeMs(*client.from)) : "nil", until,
                worldTerm(client.every), server.name, toText(client.request),
                askOf(client, elixirAtom(server.name), plans[server.spec]));
    }
    return steps;
}

} // namespace

std::string demoScript(const Scenario& scenario, const std::vector<ServerPlan>& plans)
{
    std::vector<const Action*> actions;
    for (const Action& action : scenario.actions)
        actions.push_back(&action);
    std::stable_sort(actions.begin(), actions.end(),
        [](const Action* a, const Action* b) { return a->at < b->at; });
    std::string script = elixirLicenceLine;
    script += head;
    for (std::uint32_t i = 0; i < scenario.clients.size(); ++i)
        script += clientSteps(scenario, i, plans);
    for (const Action* action : actions) {
        if (action->kind == ActionKind::Stall)
            script += fmt::format("\nDemo.at({}, \"stall\", fn -> Demo.stall({}) end)\n",
                elixirNumber(msOf(*action)), elixirNumber(wholeMs(action->stall)));
        for (const ServerInstance& server : expandServers(scenario)) {
            if (action->server == server.name
                || action->server == scenario.servers[server.spec].name)
                script += step(*action, server.name, plans[server.spec]);
        }
    }
    return script
        + fmt::format("\nDemo.at({}, \"the end\", fn -> :ok end)\n",
            elixirNumber(wholeMs(scenario.duration)));
}

} // namespace tickscope

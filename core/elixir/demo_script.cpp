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
        return fmt::format(
            "GenServer.call({}, :state, {})", name, elixirNumber(wholeMs(action.timeout)));
    }
    return {};
}

bool waitsForAnswer(ActionKind kind)
{
    return kind == ActionKind::Stop || kind == ActionKind::Start || kind == ActionKind::Call;
}

std::string step(const Action& action, const std::string& server, const ServerPlan& plan)
{
    return fmt::format("\nDemo.{}({}, \"{}: {}\", fn ->\n  {}\nend)\n",
        waitsForAnswer(action.kind) ? "ask" : "at", elixirNumber(msOf(action)), server,
        toText(action.kind), actOf(action, server, plan));
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
    for (const Action* action : actions) {
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

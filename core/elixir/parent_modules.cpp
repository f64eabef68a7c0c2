// SPDX-License-Identifier: GPL-3.0-only
// The supervisor over the supervisor, in both languages.
#include "core/elixir/names.h"
#include "core/elixir/project_parts.h"

#include <fmt/format.h>

namespace tickscope {

std::string parentModule(const RestartLimits& limits)
{
    return fmt::format(R"(defmodule PeriodicWork.Parent do
  @moduledoc false
  use Supervisor, restart: :temporary

  def start_link(_) do
    Supervisor.start_link(__MODULE__, :ok, name: __MODULE__)
  end

  @impl true
  def init(:ok) do
    # When PeriodicWork.Servers gives up, a successor starts all servers anew.
    options = [strategy: :one_for_one, max_restarts: {}, max_seconds: {}]
    Supervisor.init([PeriodicWork.Servers], options)
  end
end
)",
        elixirNumber(limits.maxRestarts), elixirNumber(limits.maxSeconds));
}

std::string parentErlangModule(const RestartLimits& limits)
{
    return fmt::format(R"({}-module(periodic_work_parent).
-behaviour(supervisor).

-export([start_link/0]).
-export([init/1]).

start_link() ->
    supervisor:start_link({{local, ?MODULE}}, ?MODULE, []).

%% When periodic_work_sup gives up, a successor starts all servers anew.
init([]) ->
    Limits = #{{strategy => one_for_one, intensity => {}, period => {}}},
    Child = #{{
        id => periodic_work_sup,
        start => {{periodic_work_sup, start_link, []}},
        type => supervisor
    }},
    {{ok, {{Limits, [Child]}}}}.
)",
        erlangLicenceLine, limits.maxRestarts, limits.maxSeconds);
}

} // namespace tickscope

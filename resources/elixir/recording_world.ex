# SPDX-License-Identifier: GPL-3.0-only
# World as the recorder needs it: the same functions as in exported projects, but each replica can
# be changed on its own, and what is random is drawn by the simulator, so that both runs get the same.
defmodule World do
  def start(settings) do
    :ets.new(__MODULE__, [:named_table, :public])
    for {server, found} <- settings, do: :ets.insert(__MODULE__, {server, found})
  end

  def put(server, changes) do
    [{_, found}] = :ets.lookup(__MODULE__, server)
    :ets.insert(__MODULE__, {server, Map.merge(found, Map.new(changes))})
  end

  def work(_server) do
    tick = Process.get(:tick, 0) + 1
    Process.put(:tick, tick)
    %{work: work, outcomes: outcomes, uses: pool} = settings()
    outcome = value(:outcomes, outcomes, tick)
    duration = value(:work, work, tick)

    case with_unit(pool, fn -> Process.sleep(duration) end) do
      {:error, :timeout} -> {:error, tick}
      :ok when outcome == :crash -> raise "crash"
      # :ok, :error, :stop or :no_rearm
      :ok -> {outcome, tick}
    end
  end

  defp with_unit(nil, work), do: work.()
  defp with_unit({module, pool}, work), do: module.run(pool, work)

  def load(_server) do
    %{load: load, load_outcomes: outcomes} = settings()
    outcome = value(:load_outcomes, outcomes, 1)
    Process.sleep(value(:load, load, 1))

    case outcome do
      :ok -> {:ok, :loaded}
      :crash -> raise "crash"
      other -> {other, :load}
    end
  end

  def first(start, step) do
    {:registered_name, name} = Process.info(self(), :registered_name)
    [number] = Regex.run(~r/[0-9]+$/, Atom.to_string(name))
    start + (String.to_integer(number) - 1) * step
  end

  def draw({_, _, _} = spec) do
    draws = settings().draws
    key = if is_map_key(draws, spec), do: spec, else: :any
    value({:draws, key}, draws[key], 1)
  end

  def draw({:exponential, _} = spec) do
    value({:draws, spec}, settings().draws[spec], 1)
  end

  def draw(list) when is_list(list), do: hd(list)

  # Traced by the recorder.
  def notify(server, event), do: {server, event}

  defp settings do
    [{_, found}] = :ets.lookup(__MODULE__, name())
    found
  end

  defp name do
    {:registered_name, name} = Process.info(self(), :registered_name)
    name
  end

  defp value(_, constant, _) when is_integer(constant), do: constant
  defp value(_, list, tick) when is_list(list), do: Enum.at(list, tick - 1, List.last(list))
  defp value(_, {:repeat, list}, tick), do: Enum.at(list, rem(tick - 1, length(list)))

  # The nth value for the nth time that this server asks, whatever its incarnation. A script that
  # an action put there has a number of its own, and starts with its first value.
  defp value(purpose, {:script, number, values}, _) do
    key = {name(), purpose, number}
    nth = :ets.update_counter(__MODULE__, key, 1, {key, 0})
    elem(values, min(nth, tuple_size(values)) - 1)
  end
end

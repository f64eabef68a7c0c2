defmodule World do
  @moduledoc """
  Stands for what the servers work on: how long it takes, and how it ends.

  Replace it by your own code. Until then `World.put/2` makes the work slow, or makes it fail,
  while the servers run:

      World.put(:poller, work: 8_000)
      World.put(:poller, outcomes: [:ok, :error])

  What is put for one replica (`:"poller-1"`) goes before what is put for all of them (`:poller`).
  `World.log()` prints each tick from then on, with what waits in the mailbox behind it.
  """
  use GenServer

  @easy %{work: 0, outcomes: [:ok], load: 0, load_outcomes: [:ok], uses: nil}

  @doc "Starts it with what each server finds: `%{poller: %{work: 8_000, outcomes: [:ok]}}`."
  def start_link(settings) do
    GenServer.start_link(__MODULE__, settings, name: __MODULE__)
  end

  @doc "Does the work of one tick. The caller is busy as long as it takes."
  def work(server) do
    tick = Process.get(:tick, 0) + 1
    Process.put(:tick, tick)
    %{work: work, outcomes: outcomes, uses: pool} = settings(server)
    if own(:log), do: say("#{own_name(server)}: tick #{tick}, #{waiting()} in the mailbox")

    case with_unit(pool, fn -> Process.sleep(draw(work, tick)) end) do
      :ok -> ending(server, outcome(outcomes, tick), tick)
      {:error, :timeout} -> {:error, tick}
    end
  end

  @doc "Loads what a server needs before its first tick."
  def load(server) do
    %{load: load, load_outcomes: outcomes} = settings(server)
    Process.sleep(draw(load))

    case outcome(outcomes, count_load(own_name(server))) do
      :ok -> {:ok, :loaded}
      :crash -> raise "the load of #{server} crashed"
      result -> {result, :load}
    end
  end

  @doc "Changes what a server finds, from its next tick on."
  def put(server, changes) do
    :ets.insert(__MODULE__, {server, Map.merge(found(server), Map.new(changes))})
    :ok
  end

  @doc "Tells whoever listens that something happened: an event, or what was done and its result."
  def notify(server, event) do
    case own(:listener) do
      nil -> say("#{own_name(server)}: #{words(event)}")
      listener -> send(listener, {:world, server, event})
    end

    :ok
  end

  @doc "From now on the caller gets `{:world, server, event}` for each event."
  def listen, do: put_own(:listener, self())

  @doc "From now on each tick is printed; `World.log(false)` ends it."
  def log(on \\ true), do: put_own(:log, on)

  @doc "Prints a line with the time since the world started."
  def say(text) do
    IO.puts(:io_lib.format("~10.3f s  ~ts", [elapsed() / 1000, text]))
  end

  @doc "Milliseconds since the world started."
  def elapsed, do: System.monotonic_time(:millisecond) - own(:started)

  @doc "When the first tick of a replica is due: each begins a step after the one before."
  def first(start, step) do
    {:registered_name, name} = Process.info(self(), :registered_name)
    [number] = Regex.run(~r/[0-9]+$/, Atom.to_string(name))
    start + (String.to_integer(number) - 1) * step
  end

  @doc """
  A duration in milliseconds; in a list, tick n takes the nth, and then the last one holds, or the
  list begins anew.
  """
  def draw(duration, tick \\ 1)
  def draw(ms, _tick) when is_integer(ms), do: ms
  def draw(list, tick) when is_list(list), do: Enum.at(list, tick - 1, List.last(list))
  def draw({:repeat, list}, tick), do: Enum.at(list, rem(tick - 1, length(list)))
  def draw({:uniform, low, high}, _tick), do: Enum.random(low..high)
  def draw({:exponential, mean}, _tick), do: round(-mean * :math.log(1 - :rand.uniform()))
  def draw({:normal, mean, sd}, _tick), do: max(0, round(:rand.normal(mean, sd * sd)))

  @impl true
  def init(settings) do
    :ets.new(__MODULE__, [:named_table, :public])
    put_own(:started, System.monotonic_time(:millisecond))
    for {server, found} <- settings, do: put(server, found)
    {:ok, nil}
  end

  # Some work needs a unit of a pool: `uses: {UnitPool, :db_pool}`.
  defp with_unit(nil, work), do: work.()
  defp with_unit({module, pool}, work), do: module.run(pool, work)

  defp ending(server, :crash, _tick), do: raise("the work of #{server} crashed")
  # {:ok, tick}, {:error, tick}, {:stop, tick} or {:no_rearm, tick}
  defp ending(_server, result, tick), do: {result, tick}

  defp settings(server) do
    @easy |> Map.merge(found(server)) |> Map.merge(found(own_name(server)))
  end

  defp found(server) do
    case :ets.lookup(__MODULE__, server) do
      [{_, found}] -> found
      [] -> %{}
    end
  end

  # What the world itself remembers.
  defp own(key) do
    case :ets.lookup(__MODULE__, {__MODULE__, key}) do
      [{_, value}] -> value
      [] -> nil
    end
  end

  defp put_own(key, value) do
    :ets.insert(__MODULE__, {{__MODULE__, key}, value})
    :ok
  end

  # A replica has a name of its own.
  defp own_name(server) do
    case Process.info(self(), :registered_name) do
      {_, name} -> name
      [] -> server
    end
  end

  # Loads count over all incarnations.
  defp count_load(server) do
    key = {__MODULE__, {:loads, server}}
    :ets.update_counter(__MODULE__, key, 1, {key, 0})
  end

  defp waiting do
    {_, length} = Process.info(self(), :message_queue_len)
    length
  end

  defp words({what, result}), do: "#{what} -> #{inspect(result)}"
  defp words(event), do: to_string(event)

  defp outcome(list, tick) when is_list(list), do: draw(list, tick)
  defp outcome({:repeat, _} = repeated, tick), do: draw(repeated, tick)

  defp outcome({:rates, error, crash}, tick), do: outcome({:rates, error, crash, 0, 0}, tick)

  defp outcome({:rates, error, crash, stop, no_rearm}, _tick) do
    drawn = :rand.uniform()

    cond do
      drawn < error -> :error
      drawn < error + crash -> :crash
      drawn < error + crash + stop -> :stop
      drawn < error + crash + stop + no_rearm -> :no_rearm
      true -> :ok
    end
  end
end

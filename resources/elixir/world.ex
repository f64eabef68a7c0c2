defmodule World do
  @moduledoc """
  Stands for what the servers work on: how long it takes, and how it ends.

  Replace it by your own code. Until then `World.put/2` makes the work slow, or makes it fail,
  while the servers run:

      World.put(:poller, work: 8000)
      World.put(:poller, outcomes: [:ok, :error])
  """
  use GenServer

  @easy %{work: 0, outcomes: [:ok], load: 0}

  @doc "Starts it with what each server finds: `%{poller: %{work: 8000, outcomes: [:ok]}}`."
  def start_link(settings) do
    GenServer.start_link(__MODULE__, settings, name: __MODULE__)
  end

  @doc "Does the work of one tick. The caller is busy as long as it takes."
  def work(server) do
    tick = Process.get(:tick, 0) + 1
    Process.put(:tick, tick)
    %{work: work, outcomes: outcomes} = settings(server)
    Process.sleep(draw(work, tick))

    case outcome(outcomes, tick) do
      :ok -> {:ok, tick}
      :error -> {:error, tick}
      :crash -> raise "the work of #{server} crashed"
    end
  end

  @doc "Loads what a server needs before its first tick."
  def load(server) do
    Process.sleep(draw(settings(server).load))
    {:ok, :loaded}
  end

  @doc "Changes what a server finds, from its next tick on."
  def put(server, changes) do
    :ets.insert(__MODULE__, {server, Map.merge(settings(server), Map.new(changes))})
    :ok
  end

  @doc "Tells whoever listens that something happened."
  def notify(server, event) do
    case :ets.lookup(__MODULE__, __MODULE__) do
      [{_, listener}] -> send(listener, {:world, server, event})
      [] -> IO.puts("#{server}: #{event}")
    end

    :ok
  end

  @doc "From now on the caller gets `{:world, server, event}` for each event."
  def listen do
    :ets.insert(__MODULE__, {__MODULE__, self()})
    :ok
  end

  @doc "A duration in milliseconds; in a list, tick n takes the nth, and the last one holds."
  def draw(duration, tick \\ 1)
  def draw(ms, _tick) when is_integer(ms), do: ms
  def draw(list, tick) when is_list(list), do: Enum.at(list, tick - 1, List.last(list))
  def draw({:uniform, low, high}, _tick), do: Enum.random(low..high)
  def draw({:exponential, mean}, _tick), do: round(-mean * :math.log(1 - :rand.uniform()))
  def draw({:normal, mean, sd}, _tick), do: max(0, round(:rand.normal(mean, sd * sd)))

  @impl true
  def init(settings) do
    :ets.new(__MODULE__, [:named_table, :public])
    for {server, found} <- settings, do: put(server, found)
    {:ok, nil}
  end

  defp settings(server) do
    case :ets.lookup(__MODULE__, server) do
      [{_, found}] -> found
      [] -> @easy
    end
  end

  defp outcome(list, tick) when is_list(list), do: draw(list, tick)

  defp outcome({:rates, error, crash}, _tick) do
    drawn = :rand.uniform()

    cond do
      drawn < error -> :error
      drawn < error + crash -> :crash
      true -> :ok
    end
  end
end

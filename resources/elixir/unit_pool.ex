defmodule UnitPool do
  @moduledoc """
  Units that processes share, such as the connections to a database. Who finds none free waits,
  first come first served, and gives up after the timeout.

      UnitPool.run(:db_pool, fn -> fetch() end)
  """
  use GenServer

  @doc "Starts a pool with its `:name`, its `:size` and the `:timeout` of a wait (none: no end)."
  def start_link(opts) do
    GenServer.start_link(__MODULE__, opts, name: Keyword.fetch!(opts, :name))
  end

  def child_spec(opts) do
    %{id: Keyword.fetch!(opts, :name), start: {__MODULE__, :start_link, [opts]}}
  end

  @doc "Runs the function with a unit. Returns what it returns, or `{:error, :timeout}`."
  def run(pool, function) do
    case GenServer.call(pool, :take, :infinity) do
      {:ok, unit} ->
        try do
          function.()
        after
          GenServer.cast(pool, {:give_back, unit})
        end

      {:error, :timeout} ->
        {:error, :timeout}
    end
  end

  @impl true
  def init(opts) do
    {:ok, %{free: Keyword.fetch!(opts, :size), timeout: opts[:timeout], waiting: []}}
  end

  # A unit is the monitor of who has it: so it comes back from a process that is killed, too.
  @impl true
  def handle_call(:take, {pid, _} = from, state) do
    unit = Process.monitor(pid)

    if state.free > 0 do
      {:reply, {:ok, unit}, %{state | free: state.free - 1}}
    else
      timer = state.timeout && Process.send_after(self(), {:give_up, unit}, state.timeout)
      {:noreply, %{state | waiting: state.waiting ++ [{unit, from, timer}]}}
    end
  end

  @impl true
  def handle_cast({:give_back, unit}, state) do
    Process.demonitor(unit, [:flush])
    {:noreply, hand_on(state)}
  end

  @impl true
  def handle_info({:DOWN, unit, :process, _pid, _reason}, state) do
    case List.keytake(state.waiting, unit, 0) do
      {_, waiting} -> {:noreply, %{state | waiting: waiting}}
      nil -> {:noreply, hand_on(state)}
    end
  end

  def handle_info({:give_up, unit}, state) do
    case List.keytake(state.waiting, unit, 0) do
      {{_, from, _}, waiting} ->
        Process.demonitor(unit, [:flush])
        GenServer.reply(from, {:error, :timeout})
        {:noreply, %{state | waiting: waiting}}

      # It was given a unit in the meantime.
      nil ->
        {:noreply, state}
    end
  end

  defp hand_on(%{waiting: []} = state), do: %{state | free: state.free + 1}

  defp hand_on(%{waiting: [{unit, from, timer} | waiting]} = state) do
    if timer, do: Process.cancel_timer(timer)
    GenServer.reply(from, {:ok, unit})
    %{state | waiting: waiting}
  end
end

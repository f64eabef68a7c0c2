# SPDX-License-Identifier: GPL-3.0-only
# Runs generated servers under their supervisor and prints what they do, one JSON array a line:
# [milliseconds since the start, event, server, ...]. The servers are not changed: what they call
# and what they return is seen by tracing, the depth of a mailbox is read from outside.
defmodule Tickscope.Recorder do
  @mark "@tickscope "

  # The first thing said: whoever started this can tell a BEAM that is too old.
  def introduce do
    otp = :erlang.system_info(:otp_release)
    IO.binwrite([@mark, "[0,\"vm\",null,\"", otp, "\",\"", System.version(), "\"]\n"])
  end

  def run(config) do
    :logger.set_primary_config(:level, :none)
    warm_up()
    World.start(config.world)
    for {module, opts} <- config.pools, do: {:ok, _} = module.start_link(opts)
    IO.binwrite([@mark, "[0,\"ready\"]\n"])
    recorder = spawn_link(fn -> record(config) end)
    trace_patterns(config)
    parent = self()
    spawn(fn -> start_servers(config, recorder, parent) end)

    receive do
      {:started_at, t0} -> drive(config, recorder, t0)
    end
  end

  # --- The servers ------------------------------------------------------------------------------

  # Everything that this process spawns is traced: the supervisor, the servers, their successors.
  defp start_servers(%{top: top} = config, recorder, driver) do
    Process.flag(:trap_exit, true)
    flags = [:call, :procs, :set_on_spawn, :monotonic_timestamp, {:tracer, recorder}]
    t0 = next_edge(config.edge)
    :erlang.trace(self(), true, flags)
    send(recorder, {:started_at, t0})
    send(driver, {:started_at, t0})

    case top.start_link(:ok) do
      {:ok, supervisor} ->
        emit(recorder, "started", "", "")

        receive do
          {:EXIT, ^supervisor, reason} -> emit(recorder, ending(top), "", atom(reason))
        end

      {:error, _} ->
        emit(recorder, ending(top), "", "shutdown")
    end
  end

  defp ending(PeriodicWork.Servers), do: "supervisor_exit"
  defp ending(PeriodicWork.Parent), do: "parent_exit"

  # Timers fire at the edges of milliseconds, so time 0 is one. A supervisor counts its restarts by
  # whole seconds: where that matters, time 0 is the edge of one of these.
  defp next_edge(edge) do
    if edge > 1_000_000, do: Process.sleep(div(edge - since_edge(edge), 1_000_000))
    spin_to_edge(edge)
  end

  defp spin_to_edge(edge) do
    if since_edge(edge) < 20_000, do: :erlang.monotonic_time(), else: spin_to_edge(edge)
  end

  defp since_edge(edge), do: Integer.mod(:erlang.monotonic_time(), edge)

  defp trace_patterns(config) do
    returns = [{:_, [], [{:exception_trace}]}]

    callbacks =
      for module <- config.modules,
          {function, arity} <- [
            init: 1,
            handle_info: 2,
            handle_cast: 2,
            handle_call: 3,
            handle_continue: 2
          ],
          do: {module, function, arity}

    timers = [{:erlang, :cancel_timer, 1}, {:erlang, :cancel_timer, 2}, {:timer, :cancel, 1}]

    for function <- callbacks ++ timers ++ [{World, :work, 1}, {World, :load, 1}] do
      :erlang.trace_pattern(function, returns, [:local])
    end

    :erlang.trace_pattern({World, :notify, 2}, true, [:local])
  end

  # --- What a person does, at its time ----------------------------------------------------------

  defp drive(config, recorder, t0) do
    Process.flag(:priority, :high)
    start = Integer.floor_div(t0, 1_000_000)
    spawn(fn -> probe(recorder, start + 5, start + config.duration) end)
    jobs = Enum.with_index(config.jobs)

    for {{ms, _}, index} <- jobs do
      Process.send_after(self(), {:job, index}, start + ms, abs: true)
    end

    if Enum.any?(jobs, &match?({{_, {:stall, _}}, _}, &1)), do: start_stopper()
    Process.send_after(self(), :finish, start + config.duration, abs: true)
    work_off(Map.new(jobs, fn {{_, job}, index} -> {index, job} end), config, recorder)
  end

  defp start_stopper do
    {program, args} = stopper(System.find_executable("perl"), System.pid())
    Process.put(:stopper, Port.open({:spawn_executable, program}, args: args))
  end

  # A shell has to start a program to sleep, which takes some milliseconds on top.
  defp stopper(nil, pid) do
    {"/bin/sh", ["-c", "while read t; do kill -STOP #{pid}; sleep $t; kill -CONT #{pid}; done"]}
  end

  defp stopper(perl, pid) do
    {perl, ["-ne", "kill STOP => #{pid}; select undef, undef, undef, $_; kill CONT => #{pid}"]}
  end

  defp work_off(jobs, config, recorder) do
    receive do
      {:job, index} ->
        for job <- List.wrap(jobs[index]), do: do_job(job, config, recorder)
        work_off(jobs, config, recorder)

      :finish ->
        send(recorder, {:finish, self()})

        receive do
          :finished -> :erlang.halt(0)
        end
    end
  end

  defp do_job({:depth, name}, _, recorder) do
    depth =
      with pid when is_pid(pid) <- Process.whereis(name),
           {_, length} <- Process.info(pid, :message_queue_len) do
        length
      else
        _ -> nil
      end

    emit(recorder, "depth", name, depth)
  end

  defp do_job({:world, name, changes}, _, _), do: World.put(name, changes)

  defp do_job({:cast, name, message}, _, recorder) do
    if Process.whereis(name), do: GenServer.cast(name, message), else: dropped(recorder, name)
  end

  defp do_job({:tick, name, message}, _, recorder) do
    case Process.whereis(name) do
      nil -> dropped(recorder, name)
      pid -> send(pid, message)
    end
  end

  defp do_job({:crash, name}, _, _) do
    if pid = Process.whereis(name), do: Process.exit(pid, :kill)
  end

  defp do_job({:stop, name}, _, recorder) do
    spawn(fn ->
      try do
        GenServer.stop(name, :normal, :infinity)
      catch
        :exit, {:noproc, _} -> dropped(recorder, name)
        :exit, :noproc -> dropped(recorder, name)
        :exit, _ -> :ok
      end
    end)
  end

  defp do_job({:call, name, request, timeout}, _, recorder) do
    ask(recorder, name, "call_reply", fn -> GenServer.call(name, request, timeout) end)
  end

  defp do_job({:sys, name, timeout}, _, recorder) do
    ask(recorder, name, "sys_reply", fn -> :sys.get_state(name, timeout) end)
  end

  # The node cannot stop itself for a while and go on: another program does it, which waits for this.
  defp do_job({:stall, ms}, _, _), do: Port.command(Process.get(:stopper), "#{ms / 1000}\n")

  defp do_job({:start, name}, config, recorder) do
    spawn(fn ->
      try do
        emit(recorder, "start", name, start_child(config.children[name]))
      catch
        :exit, _ -> emit(recorder, "start", name, "noproc")
      end
    end)
  end

  defp ask(recorder, name, answered, act) do
    spawn(fn ->
      try do
        act.()
        emit(recorder, answered, name, "")
      catch
        :exit, {:timeout, _} -> emit(recorder, "call_timeout", name, "")
        :exit, {reason, _} -> emit(recorder, "call_exit", name, reason(reason))
      end
    end)
  end

  defp start_child(child) do
    case Supervisor.restart_child(PeriodicWork.Servers, child.id) do
      {:ok, _} -> "started"
      {:error, :running} -> "already_started"
      {:error, :restarting} -> "already_started"
      {:error, :not_found} -> start_anew(child)
      {:error, _} -> "failed"
    end
  end

  # A temporary child is forgotten once it has ended.
  defp start_anew(child) do
    case Supervisor.start_child(PeriodicWork.Servers, child) do
      {:ok, _} -> "started"
      {:error, {:already_started, _}} -> "already_started"
      {:error, _} -> "failed"
    end
  end

  defp dropped(recorder, name), do: emit(recorder, "dropped", name, "noproc")

  # --- How punctual this machine is -------------------------------------------------------------

  # A process like the servers: it notes how long after its timers it ran.
  defp probe(recorder, at, until, late \\ [])
  defp probe(recorder, at, until, late) when at >= until, do: send(recorder, {:jitter, late})

  defp probe(recorder, at, until, late) do
    Process.send_after(self(), :probe, at, abs: true)

    receive do
      :probe -> :ok
    end

    now = System.convert_time_unit(:erlang.monotonic_time(), :native, :microsecond)
    probe(recorder, at + 5, until, [now - at * 1000 | late])
  end

  # --- What was seen ----------------------------------------------------------------------------

  defp emit(recorder, event, name, what) do
    send(recorder, {:event, :erlang.monotonic_time(), event, name, what})
  end

  defp record(config) do
    Process.flag(:message_queue_data, :off_heap)

    receive do
      {:started_at, t0} ->
        state = %{
          t0: t0,
          ticks: config.ticks,
          # What a parent starts again is seen by tracing.
          has_parent: config.top != PeriodicWork.Servers,
          supervisors: [],
          processes: %{},
          lines: []
        }

        Process.send_after(self(), :flush, 100)
        recording(state, config)
    end
  end

  defp recording(state, config) do
    receive do
      :flush ->
        Process.send_after(self(), :flush, 100)
        recording(flush(state), config)

      {:event, at, event, name, what} ->
        recording(line(state, at, event, name, what), config)

      {:jitter, late} ->
        recording(jitter(state, late), config)

      {:finish, driver} ->
        Process.send_after(self(), :drained, 30)
        drain(state, driver)

      message ->
        recording(seen(message, state), config)
    end
  end

  # The probe and the tracer are a moment behind.
  defp drain(state, driver) do
    receive do
      {:jitter, late} -> drain(jitter(state, late), driver)
      {:event, at, event, name, what} -> drain(line(state, at, event, name, what), driver)
      :flush -> drain(state, driver)
      :drained -> finish(state, driver)
      message -> drain(seen(message, state), driver)
    end
  end

  defp finish(state, driver) do
    flush(state)
    IO.binwrite([@mark, "[0,\"end\"]\n"])
    send(driver, :finished)
  end

  defp seen({:trace_ts, pid, :register, PeriodicWork.Servers, at}, %{has_parent: true} = state) do
    state =
      if state.supervisors == [], do: state, else: line(state, at, "supervisor_restart", "", "")

    %{state | supervisors: [pid | state.supervisors]}
  end

  defp seen({:trace_ts, pid, :register, name, _at}, state) do
    if is_map_key(state.ticks, name) do
      %{state | processes: Map.put(state.processes, pid, %{name: name, tick: 0, cancel: nil})}
    else
      state
    end
  end

  defp seen({:trace_ts, pid, :call, {_, function, arguments}, at}, state) do
    case state.processes do
      %{^pid => process} -> called(function, arguments, at, pid, process, state)
      _ -> state
    end
  end

  defp seen({:trace_ts, pid, :return_from, {_, function, _}, result, at}, state) do
    case state.processes do
      %{^pid => process} -> returned(function, result, at, pid, process, state)
      _ -> state
    end
  end

  defp seen({:trace_ts, pid, :exception_from, {World, :load, _}, {:error, _}, at}, state) do
    case state.processes do
      %{^pid => process} -> line(state, at, "load_crash", process.name, "")
      _ -> state
    end
  end

  # A process that is killed leaves its functions by an exception too: of class :exit.
  defp seen({:trace_ts, pid, :exception_from, {World, :work, _}, {:error, _}, at}, state) do
    case state.processes do
      %{^pid => process} -> line(state, at, "crash", process.name, process.tick)
      _ -> state
    end
  end

  defp seen({:trace_ts, pid, :exit, reason, at}, state) do
    case state.processes do
      %{^pid => process} -> exited(process.name, reason, at, state)
      _ -> supervisor_exited(pid, reason, at, state)
    end
  end

  defp seen(_, state), do: state

  defp supervisor_exited(pid, reason, at, state) do
    if pid in state.supervisors,
      do: line(state, at, "supervisor_exit", "", reason(reason)),
      else: state
  end

  defp exited(name, reason, at, state) do
    if state.ticks[name], do: line(state, at, "exit", name, reason(reason)), else: state
  end

  defp called(:init, _, at, _, process, state) do
    # A monitor has no tick, and nothing of its own to tell.
    if state.ticks[process.name], do: line(state, at, "init", process.name, ""), else: state
  end

  defp called(:handle_info, [message, _], at, pid, process, state) do
    cond do
      message == state.ticks[process.name] ->
        process = %{process | tick: process.tick + 1}
        state = put_in(state.processes[pid], process)
        line(state, at, "tick", process.name, process.tick)

      message == :beat ->
        line(state, at, "beat", process.name, "")

      true ->
        state
    end
  end

  defp called(:handle_cast, [{:set_interval, ms}, _], at, _, process, state) do
    line(state, at, "set_interval", process.name, ms)
  end

  defp called(:handle_cast, [{request, _}, _], at, _, process, state)
       when request in [:request, :request_and_forget] do
    line(state, at, "cast", process.name, "")
  end

  defp called(:handle_cast, [:resume, _], at, _, process, state) do
    line(state, at, "resume", process.name, "")
  end

  defp called(:handle_cast, [:stop_timer, _], at, pid, process, state) do
    put_in(state.processes[pid], %{process | cancel: {at, nil}})
  end

  defp called(:handle_call, _, at, _, process, state),
    do: line(state, at, "call", process.name, "")

  defp called(:load, _, at, _, process, state), do: line(state, at, "load", process.name, "")

  # What a cancel returned: seen where it returns.
  defp called(:notify, [_, {_, _}], _, _, _, state), do: state

  defp called(:notify, [server, event], at, _, process, state) do
    name = if event == :missed_beat, do: watched(process.name), else: process.name
    line(state, at, atom(event), name || server, "")
  end

  defp called(_, _, _, _, _, state), do: state

  defp returned(:work, {outcome, _}, at, _, process, state) do
    rest = if outcome in [:ok, :stop], do: "", else: "error"
    line(state, at, "done", process.name, {process.tick, rest})
  end

  defp returned(:load, {outcome, _}, at, _, process, state) do
    rest = if outcome in [:ok, :stop], do: "", else: "error"
    line(state, at, "loaded", process.name, rest)
  end

  defp returned(function, result, _, pid, %{cancel: {at, _}} = process, state)
       when function in [:cancel_timer, :cancel] do
    result = if match?({:ok, :cancel}, result), do: "ok", else: result
    result = if match?({:error, :badarg}, result), do: "badarg", else: result
    put_in(state.processes[pid], %{process | cancel: {at, result}})
  end

  defp returned(:handle_cast, _, _, pid, %{cancel: {at, result}} = process, state) do
    state = put_in(state.processes[pid], %{process | cancel: nil})
    line(state, at, "cancel", process.name, if(result == nil, do: "", else: result))
  end

  defp returned(_, _, _, _, _, state), do: state

  defp watched(monitor) do
    String.replace_suffix(Atom.to_string(monitor), "_monitor", "")
  end

  # --- Lines ------------------------------------------------------------------------------------

  defp line(state, at, event, name, what) do
    ms = :erlang.float_to_binary((at - state.t0) / 1.0e6, decimals: 3)
    text = [@mark, "[", ms, ",\"", event, "\"", server(name, what), what(what), "]\n"]
    %{state | lines: [text | state.lines]}
  end

  defp server("", ""), do: ""
  defp server("", _), do: ",null"
  defp server(name, _), do: [",\"", to_string(name), "\""]

  defp what(""), do: ""
  defp what(nil), do: ",null"
  defp what(false), do: ",false"
  defp what(number) when is_integer(number), do: [",", Integer.to_string(number)]
  defp what({number, ""}), do: what(number)
  defp what({number, text}), do: [what(number), what(text)]
  defp what(text), do: [",\"", to_string(text), "\""]

  defp jitter(state, []), do: state

  defp jitter(state, late) do
    sorted = Enum.sort(late)
    at = fn part -> Enum.at(sorted, trunc(part * (length(sorted) - 1))) / 1000 end

    figures =
      for part <- [0.5, 0.99, 1], do: [",", :erlang.float_to_binary(at.(part), decimals: 3)]

    %{state | lines: [[@mark, "[0,\"jitter\",null", figures, "]\n"] | state.lines]}
  end

  defp flush(%{lines: []} = state), do: state

  defp flush(state) do
    IO.binwrite(Enum.reverse(state.lines))
    %{state | lines: []}
  end

  defp reason(:normal), do: "normal"
  defp reason(:shutdown), do: "shutdown"
  defp reason({:shutdown, _}), do: "shutdown"
  defp reason(:killed), do: "killed"
  defp reason(:noproc), do: "noproc"
  defp reason(_), do: "crash"

  defp atom(atom) when is_atom(atom), do: Atom.to_string(atom)
  defp atom(_), do: "other"

  # --- Before the start -------------------------------------------------------------------------

  # Code is loaded when it is first called, which takes milliseconds: so all of it is called once.
  defp warm_up do
    :timer.start()
    # A heartbeat and a cache ask for the time of day.
    DateTime.utc_now()

    for module <- [Enum, Map, Integer, String, Supervisor, GenServer, :timer, :supervisor, :rand] do
      Code.ensure_loaded!(module)
    end

    {:ok, supervisor} = Supervisor.start_link([Tickscope.Recorder.Warm], strategy: :one_for_one)
    {:ok, timer} = :timer.send_interval(1, Tickscope.Recorder.Warm, :tick)
    Process.sleep(3)
    {:ok, :cancel} = :timer.cancel(timer)
    GenServer.cast(Tickscope.Recorder.Warm, :stop_timer)
    :state = GenServer.call(Tickscope.Recorder.Warm, :state)
    await_restart(&send(&1, :crash))
    {:error, :running} = Supervisor.restart_child(supervisor, Tickscope.Recorder.Warm)
    await_restart(&GenServer.stop/1)
    await_restart(&Process.exit(&1, :kill))
    Process.unlink(supervisor)
    Process.exit(supervisor, :shutdown)
  end

  defp await_restart(finish) do
    pid = Process.whereis(Tickscope.Recorder.Warm)
    monitor = Process.monitor(pid)
    finish.(pid)

    receive do
      {:DOWN, ^monitor, :process, _, _} -> await_other_than(pid)
    end
  end

  defp await_other_than(pid) do
    if Process.whereis(Tickscope.Recorder.Warm) in [nil, pid] do
      Process.sleep(1)
      await_other_than(pid)
    end
  end
end

defmodule Tickscope.Recorder.Warm do
  use GenServer
  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  @impl true
  def init(_), do: {:ok, :state, {:continue, :load}}

  @impl true
  def handle_continue(:load, state), do: {:noreply, state}

  @impl true
  def handle_info(:tick, state) do
    due = System.monotonic_time(:millisecond) + 1000
    timer = Process.send_after(self(), :never, due, abs: true)
    Process.cancel_timer(timer)
    Process.sleep(1)
    {:noreply, state}
  end

  def handle_info(:crash, _), do: raise("warm")

  @impl true
  def handle_cast(:stop_timer, state), do: {:noreply, state}

  @impl true
  def handle_call(:state, _, state), do: {:reply, state, state}
end

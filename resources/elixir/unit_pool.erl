%% Units that processes share, such as the connections to a database. Who finds none free waits,
%% first come first served, and gives up after the timeout.
%%     unit_pool:run(db_pool, fun() -> fetch() end)
-module(unit_pool).
-behaviour(gen_server).

-export([start_link/3, run/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

%% Timeout is that of a wait, in milliseconds, or infinity.
start_link(Name, Size, Timeout) ->
    gen_server:start_link({local, Name}, ?MODULE, {Size, Timeout}, []).

%% Runs the function with a unit. Returns what it returns, or {error, timeout}.
run(Pool, Function) ->
    case gen_server:call(Pool, take, infinity) of
        {ok, Unit} ->
            try
                Function()
            after
                gen_server:cast(Pool, {give_back, Unit})
            end;
        {error, timeout} ->
            {error, timeout}
    end.

init({Size, Timeout}) ->
    {ok, #{free => Size, timeout => Timeout, waiting => []}}.

%% A unit is the monitor of who has it: so it comes back from a process that is killed, too.
handle_call(take, {Pid, _}, #{free := Free} = State) when Free > 0 ->
    {reply, {ok, monitor(process, Pid)}, State#{free := Free - 1}};
handle_call(take, {Pid, _} = From, #{timeout := Timeout, waiting := Waiting} = State) ->
    Unit = monitor(process, Pid),
    Timer = give_up_after(Timeout, Unit),
    {noreply, State#{waiting := Waiting ++ [{Unit, From, Timer}]}}.

handle_cast({give_back, Unit}, State) ->
    demonitor(Unit, [flush]),
    {noreply, hand_on(State)}.

handle_info({'DOWN', Unit, process, _Pid, _Reason}, #{waiting := Waiting} = State) ->
    case lists:keytake(Unit, 1, Waiting) of
        {value, _, Rest} -> {noreply, State#{waiting := Rest}};
        false -> {noreply, hand_on(State)}
    end;
handle_info({give_up, Unit}, #{waiting := Waiting} = State) ->
    case lists:keytake(Unit, 1, Waiting) of
        {value, {_, From, _}, Rest} ->
            demonitor(Unit, [flush]),
            gen_server:reply(From, {error, timeout}),
            {noreply, State#{waiting := Rest}};
        %% It was given a unit in the meantime.
        false ->
            {noreply, State}
    end.

give_up_after(infinity, _Unit) -> none;
give_up_after(Timeout, Unit) -> erlang:send_after(Timeout, self(), {give_up, Unit}).

hand_on(#{free := Free, waiting := []} = State) ->
    State#{free := Free + 1};
hand_on(#{waiting := [{Unit, From, Timer} | Waiting]} = State) ->
    _ = Timer =:= none orelse erlang:cancel_timer(Timer),
    gen_server:reply(From, {ok, Unit}),
    State#{waiting := Waiting}.

%% Stands for what the servers work on: how long it takes, and how it ends.
%% Replace it by your own code. Until then world:put/2 makes the work slow, or makes it fail,
%% while the servers run: world:put(poller, #{work => 8000, outcomes => [ok, error]}).
%% What is put for one replica ('poller-1') goes before what is put for all of them (poller).
%% world:log(true) prints each tick from then on, with what waits in the mailbox behind it.
-module(world).

-export([start/1, work/1, load/1, put/2, notify/2, log/1, draw/1, first/2]).

%% What each server finds: #{poller => #{work => 8000, outcomes => [ok]}}.
start(Settings) ->
    world = ets:new(world, [named_table, public]),
    put_own(started, erlang:monotonic_time(millisecond)),
    maps:foreach(fun put/2, Settings).

%% Does the work of one tick. The caller is busy as long as it takes.
work(Server) ->
    Tick = case get(tick) of undefined -> 1; Last -> Last + 1 end,
    erlang:put(tick, Tick),
    #{work := Work, outcomes := Outcomes, uses := Pool} = settings(Server),
    own(log) =:= true andalso
        say("~ts: tick ~b, ~b in the mailbox", [own_name(Server), Tick, waiting()]),
    case with_unit(Pool, fun() -> timer:sleep(draw(Work, Tick)) end) of
        ok -> ending(Server, outcome(Outcomes, Tick), Tick);
        {error, timeout} -> {error, Tick}
    end.

%% Some work needs a unit of a pool: uses => {unit_pool, db_pool}.
with_unit(none, Work) -> Work();
with_unit({Module, Pool}, Work) -> Module:run(Pool, Work).

ending(Server, crash, _) -> error({crashed, Server});
%% {ok, Tick}, {error, Tick}, {stop, Tick} or {no_rearm, Tick}
ending(_, Result, Tick) -> {Result, Tick}.

%% Loads what a server needs before its first tick.
load(Server) ->
    #{load := Load, load_outcomes := Outcomes} = settings(Server),
    timer:sleep(draw(Load)),
    case outcome(Outcomes, count_load(own_name(Server))) of
        ok -> {ok, loaded};
        crash -> error({load_crashed, Server});
        Result -> {Result, load}
    end.

%% Changes what a server finds, from its next tick on.
put(Server, Changes) ->
    true = ets:insert(world, {Server, maps:merge(found(Server), Changes)}),
    ok.

%% Says that something happened: an event, or what was done and its result.
notify(Server, {What, Result}) ->
    say("~ts: ~ts -> ~tp", [own_name(Server), What, Result]);
notify(Server, Event) ->
    say("~ts: ~ts", [own_name(Server), Event]).

%% Whether each tick is printed.
log(On) -> put_own(log, On).

%% When the first tick of a replica is due: each begins a step after the one before.
first(Start, Step) ->
    {registered_name, Name} = process_info(self(), registered_name),
    {match, [Number]} = re:run(atom_to_list(Name), "[0-9]+$", [{capture, first, list}]),
    Start + (list_to_integer(Number) - 1) * Step.

%% A duration in milliseconds; in a list, tick n takes the nth, and then the last one holds, or the
%% list begins anew.
draw(Duration) -> draw(Duration, 1).

draw(Ms, _) when is_integer(Ms) -> Ms;
draw(List, Tick) when is_list(List) -> lists:nth(min(Tick, length(List)), List);
draw({repeat, List}, Tick) -> lists:nth((Tick - 1) rem length(List) + 1, List);
draw({uniform, Low, High}, _) -> Low + rand:uniform(High - Low + 1) - 1;
draw({exponential, Mean}, _) -> round(-Mean * math:log(1 - rand:uniform()));
draw({normal, Mean, Sd}, _) -> max(0, round(rand:normal(Mean, Sd * Sd))).

settings(Server) ->
    Easy = #{work => 0, outcomes => [ok], load => 0, load_outcomes => [ok], uses => none},
    maps:merge(maps:merge(Easy, found(Server)), found(own_name(Server))).

found(Server) ->
    case ets:lookup(world, Server) of
        [{_, Found}] -> Found;
        [] -> #{}
    end.

%% What the world itself remembers.
own(Key) ->
    case ets:lookup(world, {world, Key}) of
        [{_, Value}] -> Value;
        [] -> undefined
    end.

put_own(Key, Value) ->
    true = ets:insert(world, {{world, Key}, Value}),
    ok.

%% A replica has a name of its own.
own_name(Server) ->
    case process_info(self(), registered_name) of
        {registered_name, Name} -> Name;
        [] -> Server
    end.

%% Loads count over all incarnations.
count_load(Server) ->
    Key = {world, {loads, Server}},
    ets:update_counter(world, Key, 1, {Key, 0}).

waiting() ->
    {message_queue_len, Length} = process_info(self(), message_queue_len),
    Length.

say(Format, Arguments) ->
    Elapsed = erlang:monotonic_time(millisecond) - own(started),
    io:format("~10.3f s  " ++ Format ++ "~n", [Elapsed / 1000 | Arguments]).

outcome(List, Tick) when is_list(List) -> draw(List, Tick);
outcome({repeat, List}, Tick) -> draw({repeat, List}, Tick);
outcome({rates, Error, Crash}, Tick) ->
    outcome({rates, Error, Crash, 0, 0}, Tick);
outcome({rates, Error, Crash, Stop, NoRearm}, _) ->
    case rand:uniform() of
        Drawn when Drawn < Error -> error;
        Drawn when Drawn < Error + Crash -> crash;
        Drawn when Drawn < Error + Crash + Stop -> stop;
        Drawn when Drawn < Error + Crash + Stop + NoRearm -> no_rearm;
        _ -> ok
    end.

%% Stands for what the servers work on: how long it takes, and how it ends.
%% Replace it by your own code. Until then world:put/2 makes the work slow, or makes it fail,
%% while the servers run: world:put(poller, #{work => 8000, outcomes => [ok, error]}).
-module(world).

-export([start/1, work/1, load/1, put/2, notify/2, draw/1]).

%% What each server finds: #{poller => #{work => 8000, outcomes => [ok]}}.
start(Settings) ->
    world = ets:new(world, [named_table, public]),
    maps:foreach(fun put/2, Settings).

%% Does the work of one tick. The caller is busy as long as it takes.
work(Server) ->
    Tick = case get(tick) of undefined -> 1; Last -> Last + 1 end,
    erlang:put(tick, Tick),
    #{work := Work, outcomes := Outcomes} = settings(Server),
    timer:sleep(draw(Work, Tick)),
    case outcome(Outcomes, Tick) of
        ok -> {ok, Tick};
        error -> {error, Tick};
        crash -> error({crashed, Server})
    end.

%% Loads what a server needs before its first tick.
load(Server) ->
    #{load := Load} = settings(Server),
    timer:sleep(draw(Load)),
    {ok, loaded}.

%% Changes what a server finds, from its next tick on.
put(Server, Changes) ->
    true = ets:insert(world, {Server, maps:merge(settings(Server), Changes)}),
    ok.

notify(Server, Event) ->
    io:format("~s: ~s~n", [Server, Event]).

%% A duration in milliseconds; in a list, tick n takes the nth, and the last one holds.
draw(Duration) -> draw(Duration, 1).

draw(Ms, _) when is_integer(Ms) -> Ms;
draw(List, Tick) when is_list(List) -> lists:nth(min(Tick, length(List)), List);
draw({uniform, Low, High}, _) -> Low + rand:uniform(High - Low + 1) - 1;
draw({exponential, Mean}, _) -> round(-Mean * math:log(1 - rand:uniform()));
draw({normal, Mean, Sd}, _) -> max(0, round(rand:normal(Mean, Sd * Sd))).

settings(Server) ->
    case ets:lookup(world, Server) of
        [{_, Found}] -> Found;
        [] -> #{work => 0, outcomes => [ok], load => 0}
    end.

outcome(List, Tick) when is_list(List) -> draw(List, Tick);
outcome({rates, Error, Crash}, _) ->
    case rand:uniform() of
        Drawn when Drawn < Error -> error;
        Drawn when Drawn < Error + Crash -> crash;
        _ -> ok
    end.

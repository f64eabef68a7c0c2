// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/elixir_module.h"
#include "tests/core/elixir/all_servers.h"

#include <QTest>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Scenario one(Schedule schedule, ServerKind kind = ServerKind::Poller)
{
    Scenario scenario;
    ServerSpec spec;
    spec.name = "poller";
    spec.kind = kind;
    spec.schedule = schedule;
    spec.interval = 5s;
    scenario.servers.push_back(spec);
    return scenario;
}

QByteArray elixirOf(const Scenario& scenario, Clauses clauses = Clauses::Used)
{
    return QByteArray::fromStdString(elixirModule(scenario, 0, clauses)->text());
}

QByteArray erlangOf(const Scenario& scenario, Clauses clauses = Clauses::Used)
{
    return QByteArray::fromStdString(erlangModule(scenario, 0, clauses)->text());
}

Action edit(ActionKind kind, const char* server = "poller")
{
    Action action;
    action.server = server;
    action.kind = kind;
    return action;
}

} // namespace

class TestElixirModule : public QObject
{
    Q_OBJECT

private slots:
    void aPollerReadsAsInTheTextbook();
    void onlyWhatTheScenarioUsesIsWritten();
    void fullHasEveryClause();
    void anActionOnOneReplicaIsAUse();
    void theScheduleSaysWhatMatters_data();
    void theScheduleSaysWhatMatters();
    void aBackoffReadsAsInTheTextbook();
    void onlyAnErrorsIntervalIsCapped();
    void zeroOnlyNotifies();
    void theFirstMessageCanBeCancelled();
    void anUnguardedCancelLeavesNil();
    void theSamePollerReadsAsErlang();
    void sendIntervalCancelsAndStartsAnew();
    void absoluteGoesOnFromTheDueTime();
    void idleTimeoutIsInWhatItReturns();
    void aTimerGoesToThePidOrToTheName();
    void aLoadIsInInitOrInContinue();
    void aHeartbeatHasItsMonitor();
    void everyModuleFitsThePage();
    void aNameThatCannotBeUsedIsRefused();
};

void TestElixirModule::aPollerReadsAsInTheTextbook()
{
    QCOMPARE(elixirOf(one(Schedule::AfterWork)), QByteArray(R"(defmodule Poller do
  use GenServer

  def start_link(opts) do
    GenServer.start_link(__MODULE__, opts, name: :poller)
  end

  @impl true
  def init(opts) do
    interval = Keyword.get(opts, :interval, 5_000)
    # Schedule the first tick
    schedule_poll(interval)
    {:ok, %{interval: interval, data: nil, count: 0}}
  end

  @impl true
  def handle_info(:poll, state) do
    data = fetch_latest_data()

    # The next tick is armed only now, after the work: it cannot pile up
    schedule_poll(state.interval)

    {:noreply, %{state | data: data, count: state.count + 1}}
  end

  defp schedule_poll(interval) do
    Process.send_after(self(), :poll, interval)
  end

  defp fetch_latest_data, do: World.work(:poller)
end
)"));
}

void TestElixirModule::onlyWhatTheScenarioUsesIsWritten()
{
    Scenario scenario = one(Schedule::AfterWork);
    QVERIFY(!elixirOf(scenario).contains("handle_cast"));
    QVERIFY(!elixirOf(scenario).contains("handle_call"));
    QVERIFY(!elixirOf(scenario).contains("timer:"));
    scenario.actions = { edit(ActionKind::SetInterval), edit(ActionKind::Call) };
    QVERIFY(elixirOf(scenario).contains("def handle_cast({:set_interval, ms}, state) do"));
    QVERIFY(elixirOf(scenario).contains("def handle_call(:state, _from, state) do"));
    QVERIFY(!elixirOf(scenario).contains(":stop_timer"));
    scenario.actions = { edit(ActionKind::Cancel) };
    QVERIFY(elixirOf(scenario).contains("    left = Process.cancel_timer(state.timer)\n"
                                        "    World.notify(:poller, {:cancel_timer, left})\n"));
    QVERIFY(elixirOf(scenario).contains("timer = schedule_poll(state.interval)"));
    scenario.actions = { edit(ActionKind::Cancel, "another") };
    QVERIFY(!elixirOf(scenario).contains(":stop_timer"));

    Scenario cache = one(Schedule::AfterWork, ServerKind::CacheRefresh);
    QVERIFY(elixirOf(cache).contains("    {:ok, new_data} = fetch_from_database()\n"));
    cache.servers[0].outcomes = OutcomeRates { 0, 0.5 };
    QVERIFY(!elixirOf(cache).contains("{:error, _} ->"));
    cache.servers[0].outcomes = OutcomeRates { 0.5, 0 };
    QVERIFY(elixirOf(cache).contains("{:error, _} ->"));
}

void TestElixirModule::fullHasEveryClause()
{
    for (const Schedule schedule : allSchedules) {
        for (const ServerKind kind : allServerKinds) {
            const QByteArray elixir = elixirOf(one(schedule, kind), Clauses::All);
            const QByteArray erlang = erlangOf(one(schedule, kind), Clauses::All);
            for (const char* clause : { "set_interval, ", "stop_timer", "resume" }) {
                QVERIFY2(elixir.contains(clause), elixir.constData());
                QVERIFY2(erlang.contains(clause), erlang.constData());
            }
            QVERIFY(elixir.contains("def handle_call(:state"));
            QVERIFY(erlang.contains("handle_call(state"));
        }
    }
}

void TestElixirModule::anActionOnOneReplicaIsAUse()
{
    Scenario scenario = one(Schedule::AfterWork);
    scenario.servers[0].count = 12;
    scenario.actions = { edit(ActionKind::Resume, "poller-11") };
    QVERIFY(elixirOf(scenario).contains(":resume"));
    scenario.actions = { edit(ActionKind::Resume, "poller-b") }; // another server
    QVERIFY(!elixirOf(scenario).contains(":resume"));
}

void TestElixirModule::theScheduleSaysWhatMatters_data()
{
    QTest::addColumn<int>("schedule");
    QTest::addColumn<QByteArray>("next");
    const auto row = [](Schedule schedule, const char* next) {
        QTest::newRow(toText(schedule)) << static_cast<int>(schedule) << QByteArray(next);
    };
    row(Schedule::AfterWork, "    schedule_poll(state.interval)\n");
    row(Schedule::BeforeWork, "    schedule_poll(state.interval)\n");
    row(Schedule::SendInterval, "    {:ok, _timer} = :timer.send_interval(interval, :poll)\n");
    row(Schedule::Absolute, "    due = state.due + state.interval\n");
    row(Schedule::AbsoluteSkip, "    due = next_due(state.due, state.interval)\n");
    row(Schedule::IdleTimeout,
        "    {:noreply, %{state | data: data, count: state.count + 1}, state.interval}\n");
}

void TestElixirModule::theScheduleSaysWhatMatters()
{
    QFETCH(int, schedule);
    QFETCH(QByteArray, next);
    const auto kind = static_cast<Schedule>(schedule);
    const QByteArray comment = QByteArray("    # ") + scheduleComment(kind) + "\n";
    const QByteArray text = elixirOf(one(kind));
    QVERIFY2(text.contains(comment + next), text.constData());
    const QByteArray erlang = erlangOf(one(kind));
    QVERIFY2(
        erlang.contains(QByteArray("    %% ") + scheduleComment(kind) + "\n"), erlang.constData());
}

void TestElixirModule::aBackoffReadsAsInTheTextbook()
{
    Scenario scenario = one(Schedule::AfterWork, ServerKind::BackoffPoller);
    scenario.servers[0].maxInterval = 60s;
    QVERIFY(elixirOf(scenario).contains(R"(    result = do_work()

    # Back off after an error
    interval =
      case result do
        {:ok, _} -> state.base_interval
        {:error, _} -> min(state.base_interval * 2, 60_000)
      end
)"));
}

void TestElixirModule::onlyAnErrorsIntervalIsCapped()
{
    for (const Growth growth : { Growth::DoubleOnce, Growth::Exponential }) {
        for (const BackoffJitter jitter : { BackoffJitter::None, BackoffJitter::Full }) {
            Scenario scenario = one(Schedule::BeforeWork, ServerKind::BackoffPoller);
            scenario.servers[0].maxInterval = 1s; // shorter than the interval
            scenario.servers[0].growth = growth;
            scenario.servers[0].backoffJitter = jitter;
            const QByteArray text = elixirOf(scenario);
            QVERIFY2(text.contains("state), do: state.base_interval\n"), text.constData());
            QVERIFY2(!text.contains("min(state.base_interval,"), text.constData());
            QCOMPARE(text.count("min("), 1);
            QCOMPARE(erlangOf(scenario).count("min("), 1);
        }
    }
}

void TestElixirModule::zeroOnlyNotifies()
{
    QVERIFY(elixirOf(one(Schedule::AfterWork, ServerKind::Countdown))
                .contains("  def handle_info(:tick, %{remaining: 0} = state) do\n"
                          "    # Stop: no further tick is scheduled\n"
                          "    notify_complete()\n"
                          "    {:noreply, state}\n"
                          "  end\n"));
    QVERIFY(erlangOf(one(Schedule::SendInterval, ServerKind::Countdown))
                .contains("    timer:cancel(Timer),\n"
                          "    notify_complete(),\n"
                          "    {noreply, State};\n"));
}

void TestElixirModule::theFirstMessageCanBeCancelled()
{
    Scenario scenario = one(Schedule::SendInterval);
    scenario.servers[0].first = DurationSpec { Duration { 2s } };
    QVERIFY(elixirOf(scenario).contains("\n    Process.send_after(self(), :start, 2_000)\n"));
    scenario.actions = { edit(ActionKind::Cancel) };
    const QByteArray text = elixirOf(scenario);
    QVERIFY(text.contains("    timer = Process.send_after(self(), :start, 2_000)\n"));
    QVERIFY(text.contains("    result = cancel(state.timer)\n"));
    QVERIFY(text.contains("  defp cancel(timer) when is_reference(timer), "
                          "do: Process.cancel_timer(timer)\n"
                          "  defp cancel(timer), do: :timer.cancel(timer)\n"));
}

void TestElixirModule::theSamePollerReadsAsErlang()
{
    QCOMPARE(erlangOf(one(Schedule::AfterWork), Clauses::All), QByteArray(R"(-module(poller).
-behaviour(gen_server).

-export([start_link/1]).
-export([init/1, handle_info/2, handle_cast/2, handle_call/3]).

start_link(Opts) ->
    gen_server:start_link({local, poller}, ?MODULE, Opts, []).

init(Opts) ->
    Interval = proplists:get_value(interval, Opts, 5000),
    %% Schedule the first tick
    Timer = schedule_poll(Interval),
    State = #{interval => Interval, timer => Timer, data => undefined, count => 0},
    {ok, State}.

handle_info(poll, #{interval := Interval, count := Count} = State) ->
    Data = fetch_latest_data(),
    %% The next tick is armed only now, after the work: it cannot pile up
    Timer = schedule_poll(Interval),
    {noreply, State#{timer := Timer, data := Data, count := Count + 1}}.

handle_cast({set_interval, Ms}, State) ->
    %% A timer that is armed already keeps the interval that it was armed with
    {noreply, State#{interval := Ms}};
handle_cast(stop_timer, #{timer := Timer} = State) ->
    %% The milliseconds left; false: it has fired, its message may be in the mailbox
    Left = erlang:cancel_timer(Timer),
    world:notify(poller, {cancel_timer, Left}),
    {noreply, State};
handle_cast(resume, #{interval := Interval} = State) ->
    %% With a timer still pending this starts a second chain of ticks
    Timer = schedule_poll(Interval),
    {noreply, State#{timer := Timer}};
handle_cast(_, State) ->
    {noreply, State}.

handle_call(state, _From, State) ->
    {reply, State, State}.

schedule_poll(Interval) ->
    erlang:send_after(Interval, self(), poll).

fetch_latest_data() -> world:work(poller).
)"));
}

void TestElixirModule::sendIntervalCancelsAndStartsAnew()
{
    const QByteArray text = elixirOf(one(Schedule::SendInterval), Clauses::All);
    QVERIFY(text.contains("    :timer.cancel(state.timer)\n"
                          "    {:ok, timer} = :timer.send_interval(ms, :poll)\n"));
}

void TestElixirModule::absoluteGoesOnFromTheDueTime()
{
    QVERIFY(elixirOf(one(Schedule::Absolute))
                .contains("    due = state.due + state.interval\n"
                          "    schedule_poll(due)\n"
                          "\n"
                          "    data = fetch_latest_data()\n"));
    QVERIFY(elixirOf(one(Schedule::AbsoluteSkip))
                .contains("    due = next_due(state.due, state.interval)\n"));
}

void TestElixirModule::idleTimeoutIsInWhatItReturns()
{
    const QByteArray text = elixirOf(one(Schedule::IdleTimeout), Clauses::All);
    QVERIFY(text.contains("def handle_info(:timeout, state) do"));
    QVERIFY(text.contains("count: state.count + 1}, state.interval}\n"));
    QVERIFY(text.contains("{:reply, state, state, state.interval}"));
    QVERIFY(!text.contains("send_after"));
}

void TestElixirModule::aTimerGoesToThePidOrToTheName()
{
    Scenario scenario = one(Schedule::BeforeWork);
    scenario.servers[0].address = Address::Name;
    QVERIFY(elixirOf(scenario).contains("Process.send_after(:poller, :poll, interval)"));
    scenario.servers[0].count = 2;
    QVERIFY(elixirOf(scenario).contains("Process.send_after(own_name(), :poll, interval)"));
}

void TestElixirModule::aLoadIsInInitOrInContinue()
{
    Scenario scenario = one(Schedule::AfterWork);
    scenario.servers[0].load = DurationSpec { Duration { 2s } };
    QVERIFY(elixirOf(scenario).contains(
        "{:ok, %{interval: interval, data: nil, count: 0}, {:continue, :load_data}}"));
    scenario.servers[0].loadIn = LoadIn::Init;
    QVERIFY(elixirOf(scenario).contains("    data = expensive_load()\n"
                                        "    # Schedule the first tick\n"
                                        "    schedule_poll(interval)\n"));
}

void TestElixirModule::aHeartbeatHasItsMonitor()
{
    const Scenario scenario = one(Schedule::AfterWork, ServerKind::Heartbeat);
    QVERIFY(elixirOf(scenario).contains("\ndefmodule Poller.Monitor do\n"));
    QVERIFY(elixirOf(scenario).contains("send(:poller_monitor, :beat)"));
    QVERIFY(erlangMonitorModule(scenario, 0)->text().starts_with("-module(poller_monitor)."));
}

void TestElixirModule::everyModuleFitsThePage()
{
    for (const Variant variant : allVariants) {
        Scenario scenario;
        scenario.servers = allServers(variant);
        for (std::uint32_t i = 0; i < scenario.servers.size(); ++i) {
            for (const Clauses clauses : { Clauses::Used, Clauses::All }) {
                const auto module = elixirModule(scenario, i, clauses);
                QVERIFY(module);
                for (const SourceLine& line : module->lines) {
                    const bool isName = line.text.starts_with("  @");
                    QVERIFY2(isName || line.text.size() <= 98, line.text.c_str());
                    QVERIFY2(line.text.empty() || line.text.back() != ' ', line.text.c_str());
                }
                QVERIFY(!erlangModule(scenario, i, clauses)->lines.empty());
            }
        }
    }
}

void TestElixirModule::aNameThatCannotBeUsedIsRefused()
{
    Scenario scenario = one(Schedule::AfterWork);
    scenario.servers[0].name = "init";
    QCOMPARE(elixirModule(scenario, 0).error().code, ErrorCode::InvalidScenario);
    QCOMPARE(erlangModule(scenario, 0).error().code, ErrorCode::InvalidScenario);
}

void TestElixirModule::anUnguardedCancelLeavesNil()
{
    Scenario scenario = one(Schedule::AfterWork);
    scenario.servers[0].unguardedCancel = true;
    scenario.actions = { edit(ActionKind::Cancel) };
    QVERIFY(elixirOf(scenario).contains(
        "  def handle_cast(:stop_timer, state) do\n"
        "    # Without a timer this is cancel_timer(nil), which raises and ends the server\n"
        "    left = Process.cancel_timer(state.timer)\n"
        "    World.notify(:poller, {:cancel_timer, left})\n"
        "    {:noreply, %{state | timer: nil}}\n"));
    QVERIFY(erlangOf(scenario).contains("    {noreply, State#{timer := undefined}};\n"));
    scenario.servers[0].scheduleInInit = false; // nor does it look for a first timer
    QVERIFY(elixirOf(scenario).contains("    left = Process.cancel_timer(state.timer)\n"));
    QVERIFY(erlangOf(scenario).contains("    Left = erlang:cancel_timer(Timer),\n"));
}

QTEST_APPLESS_MAIN(TestElixirModule)
#include "tst_elixir_module.moc"

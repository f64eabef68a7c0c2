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

QByteArray elixirOf(const Scenario& scenario)
{
    return QByteArray::fromStdString(elixirModule(scenario, 0)->text());
}

QByteArray erlangOf(const Scenario& scenario)
{
    return QByteArray::fromStdString(erlangModule(scenario, 0)->text());
}

} // namespace

class TestElixirModule : public QObject
{
    Q_OBJECT

private slots:
    void aPollerReadsAsInTheTextbook();
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

  def start_link(interval) do
    GenServer.start_link(__MODULE__, interval, name: :poller)
  end

  @impl true
  def init(interval) do
    timer = schedule_poll(interval)
    {:ok, %{interval: interval, timer: timer, data: nil, count: 0}}
  end

  @impl true
  def handle_info(:poll, state) do
    data = fetch()
    timer = schedule_poll(state.interval)
    {:noreply, %{state | data: data, count: state.count + 1, timer: timer}}
  end

  @impl true
  def handle_cast({:set_interval, ms}, state) do
    {:noreply, %{state | interval: ms}}
  end

  def handle_cast(:stop_timer, state) do
    Process.cancel_timer(state.timer)
    {:noreply, state}
  end

  def handle_cast(:resume, state) do
    timer = schedule_poll(state.interval)
    {:noreply, %{state | timer: timer}}
  end

  @impl true
  def handle_call(:state, _from, state) do
    {:reply, state, state}
  end

  defp schedule_poll(interval) do
    Process.send_after(self(), :poll, interval)
  end

  defp fetch, do: World.work(:poller)
end
)"));
}

void TestElixirModule::theSamePollerReadsAsErlang()
{
    QCOMPARE(erlangOf(one(Schedule::AfterWork)), QByteArray(R"(-module(poller).
-behaviour(gen_server).

-export([start_link/1]).
-export([init/1, handle_info/2, handle_cast/2, handle_call/3]).

start_link(Interval) ->
    gen_server:start_link({local, poller}, ?MODULE, Interval, []).

init(Interval) ->
    Timer = schedule_poll(Interval),
    State = #{interval => Interval, timer => Timer, data => undefined, count => 0},
    {ok, State}.

handle_info(poll, #{interval := Interval, count := Count} = State) ->
    Data = fetch(),
    Timer = schedule_poll(Interval),
    {noreply, State#{timer := Timer, data := Data, count := Count + 1}}.

handle_cast({set_interval, Ms}, State) ->
    {noreply, State#{interval := Ms}};
handle_cast(stop_timer, #{timer := Timer} = State) ->
    erlang:cancel_timer(Timer),
    {noreply, State};
handle_cast(resume, #{interval := Interval} = State) ->
    Timer = schedule_poll(Interval),
    {noreply, State#{timer := Timer}}.

handle_call(state, _From, State) ->
    {reply, State, State}.

schedule_poll(Interval) ->
    erlang:send_after(Interval, self(), poll).

fetch() -> world:work(poller).
)"));
}

void TestElixirModule::sendIntervalCancelsAndStartsAnew()
{
    const QByteArray text = elixirOf(one(Schedule::SendInterval));
    QVERIFY(text.contains("    {:ok, :cancel} = :timer.cancel(state.timer)\n"
                          "    {:ok, timer} = schedule_poll(ms)\n"));
    QVERIFY(text.contains("    :timer.send_interval(interval, :poll)\n"));
}

void TestElixirModule::absoluteGoesOnFromTheDueTime()
{
    QVERIFY(elixirOf(one(Schedule::Absolute))
                .contains("    due = state.due + state.interval\n"
                          "    timer = schedule_poll(due)\n"
                          "    data = fetch()\n"));
    QVERIFY(elixirOf(one(Schedule::AbsoluteSkip))
                .contains("    due = next_due(state.due, state.interval)\n"));
}

void TestElixirModule::idleTimeoutIsInWhatItReturns()
{
    const QByteArray text = elixirOf(one(Schedule::IdleTimeout));
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
    QVERIFY(elixirOf(scenario).contains("{:ok, state, {:continue, :load}}"));
    scenario.servers[0].loadIn = LoadIn::Init;
    QVERIFY(
        elixirOf(scenario).contains("    data = load()\n    timer = schedule_poll(interval)\n"));
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
            const auto module = elixirModule(scenario, i);
            QVERIFY(module);
            for (const SourceLine& line : module->lines) {
                const bool isName = line.text.starts_with("  @");
                QVERIFY2(isName || line.text.size() <= 98, line.text.c_str());
                QVERIFY2(line.text.empty() || line.text.back() != ' ', line.text.c_str());
            }
            QVERIFY(!erlangModule(scenario, i)->lines.empty());
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

QTEST_APPLESS_MAIN(TestElixirModule)
#include "tst_elixir_module.moc"

// SPDX-License-Identifier: GPL-3.0-only
#include "core/servers/periodic_server.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace tickscope {

namespace {

constexpr std::uint32_t cancelledSlot = ~std::uint32_t { 0 }; // of no timer

} // namespace

PeriodicServer::PeriodicServer(const World& world, MessageKind tick)
    : m_interval(world.spec().interval)
    , m_tick(world.spec().schedule == Schedule::IdleTimeout ? MessageKind::Timeout : tick)
    , m_schedule(world.spec().schedule)
    , m_address(world.spec().address)
{
}

// def init(opts) do
Handler PeriodicServer::init()
{
    const ServerSpec& spec = world().spec();
    m_takesTimesAsTheyAre = !spec.hasJitter() && timerTime(1ns) == 1ns;
    //   interval = Keyword.get(opts, :interval, 5_000)
    m_interval = timerTime(m_interval); // the state holds whole milliseconds
    if (schedule() == Schedule::SendInterval)
        m_firstTimer = {};
    else
        m_lastDue = monotonicTime(); // what an absolute schedule counts from if nothing is armed
    if (spec.load && spec.loadIn == LoadIn::Init) {
        //   load in init: case expensive_load() do
        const Outcome loaded = co_await load(world().load(), world().loadOutcome());
        if (loaded == Outcome::Stop) //   load in init: {:stop, _} ->
            co_return stop(); //   load in init: {:stop, :normal}
        if (loaded == Outcome::NoRearm) //   load in init: {:no_rearm, _} ->
            //   load in init: {:ok, %{interval: interval, data: nil, count: 0}}
            co_return receive();
    } //   load in init: data ->
    //   arm after load: {:ok, %{interval: interval, data: nil, count: 0}, {:continue, :load_data}}
    const bool continues = spec.load && spec.loadIn == LoadIn::Continue;
    if (continues && spec.arm == Arm::AfterLoad)
        co_return continueWith();
    //   no load, load in init, load in continue: schedule_poll(interval)
    const Return waiting = spec.scheduleInInit ? scheduleFirst() : receive();
    if (continues) {
        if (schedule() == Schedule::IdleTimeout)
            m_firstWait = waiting.timeout;
        co_return continueWith(); // as above
    }
    //   load in init: {:ok, %{interval: interval, data: data, count: 0}}
    co_return waiting; //   no load: {:ok, %{interval: interval, data: nil, count: 0}}
}

// def handle_continue(:load_data, state) do
Handler PeriodicServer::handleContinue()
{
    //   case expensive_load() do
    const Outcome loaded = co_await load(world().load(), world().loadOutcome());
    if (loaded == Outcome::Stop) //   {:stop, _} ->
        co_return stop(); //   {:stop, :normal, state}
    if (loaded == Outcome::NoRearm || !world().spec().scheduleInInit) //   {:no_rearm, _} ->
        co_return receive(); //   {:noreply, state}
    if (world().spec().arm == Arm::AfterLoad)
        co_return scheduleFirst(); //   arm after load: schedule_poll(state.interval)
    if (schedule() == Schedule::IdleTimeout)
        //   idle_timeout: {:noreply, %{state | data: data}, state.interval}
        co_return receiveWithin(m_firstWait);
    co_return receive(); //   after_work: {:noreply, %{state | data: data}}
}

// Each edit is a clause of its own: see setInterval(), cancel() and resume().
Handler PeriodicServer::handleCast(Message message)
{
    if (message.kind == MessageKind::Cast) { // def handle_cast({:request, ms}, state) do
        const Request asked = request(message);
        co_await handle(asked); //   Process.sleep(ms)
        co_return asked.forgetsTimeout ? receive() : noreply(); //   {:noreply, state}
    }
    switch (message.kind) {
    case MessageKind::SetInterval:
        setInterval(argument(message));
        break;
    case MessageKind::Cancel:
        co_return cancel();
    case MessageKind::Resume:
        resume();
        break;
    default:
        break;
    }
    co_return noreply();
}

// def handle_call(:state, _from, state) do
//   {:reply, state, state}
// def handle_call({:request, ms}, _from, state) do
Handler PeriodicServer::handleCall(Message message)
{
    const Request asked = request(message);
    co_await handle(asked); //   Process.sleep(ms)
    co_return asked.forgetsTimeout ? receive() : noreply(); //   {:reply, state, state}
}

// What a request takes keeps the server from everything else; one that takes nothing is no work.
WorkDone PeriodicServer::handle(const Request& asked)
{
    if (asked.work == Duration::zero())
        return { true, Outcome::Ok };
    return work(asked.work, Outcome::Ok);
}

// Work of which anything is left to chance, or that needs a unit of a resource.
WorkDone PeriodicServer::fetchDrawn()
{
    const Duration duration = world().workOf(tickNumber());
    const Outcome outcome = world().outcomeOf(tickNumber());
    if (const std::optional<std::uint32_t> resource = world().resource())
        return workWith(*resource, duration, outcome);
    return work(duration, outcome);
}

// --- The schedules ------------------------------------------------------------------------------

Return PeriodicServer::scheduleFirst()
{
    const std::optional<Duration> given = world().first();
    const Duration usual = given || isInterval() ? nextInterval() : withJitter(nextInterval());
    const Duration first = given ? timerTime(*given) : usual;
    switch (schedule()) {
    case Schedule::AfterWork:
    case Schedule::BeforeWork:
        scheduleTick(first); //   after_work, before_work: schedule_poll(interval)
        break;
    case Schedule::SendInterval:
        if (given) { //   interval later: timer = Process.send_after(self(), :start, 2_000)
            scheduleTick(first);
            m_firstTimer = m_timer;
        } else { //   send_interval: {:ok, timer} = :timer.send_interval(interval, :poll)
            m_timer = sendInterval(m_tick, usual, usual, m_address);
        }
        break;
    case Schedule::Absolute: //   absolute, absolute_skip: due = now() + interval
    case Schedule::AbsoluteSkip: //   absolute, absolute_skip: schedule_poll(due)
        scheduleTickAt(addSaturated(monotonicTime(), first));
        break;
    case Schedule::IdleTimeout:
        //   idle_timeout: {:ok, %{interval: interval, data: nil, count: 0}, interval}
        return receiveWithin(first);
    }
    return receive();
}

void PeriodicServer::armBeforeWork()
{
    if (schedule() == Schedule::BeforeWork) {
        scheduleTick(withJitter(nextInterval())); //   before_work: schedule_poll(state.interval)
    } else if (schedule() == Schedule::Absolute) {
        //   absolute: due = state.due + state.interval
        //   absolute: schedule_poll(due)
        scheduleTickAt(addSaturated(m_lastDue, withJitter(nextInterval())));
    } else if (schedule() == Schedule::AbsoluteSkip) {
        //   absolute_skip: due = next_due(state.due, state.interval)
        //   absolute_skip: schedule_poll(due)
        // defp next_due(due, interval) do
        //   missed = Integer.floor_div(now() - due, interval)
        //   due + interval * (missed + 1)
        const Duration step = timerTime(nextInterval()); // else a point could come twice
        const Duration late = monotonicTime() - m_lastDue;
        const std::int64_t steps = step > Duration::zero() ? floorDiv(late, step) + 1 : 0;
        scheduleTickAt(addSaturated(m_lastDue, withJitter(saturatingMultiply(step, steps))));
    }
}

void PeriodicServer::scheduleNoMore()
{
    if (isInterval())
        cancelEither();
}

// A message of its own starts the interval: send_interval itself cannot begin later.
// def handle_info(:start, state) do
void PeriodicServer::startInterval()
{
    const bool wasCancelled = m_firstTimer.slot == cancelledSlot;
    if (m_firstTimer.number == 0 || wasCancelled || isTimerArmed(m_firstTimer))
        return; // a tick by hand
    m_firstTimer = {};
    //   {:ok, timer} = :timer.send_interval(state.interval, :poll)
    m_timer = sendInterval(m_tick, m_interval, m_interval, m_address);
} //   handle_info(:poll, %{state | timer: timer})

// Until the first message has come, the timer is a plain reference.
bool PeriodicServer::waitsForFirst() const
{
    return m_firstTimer.number != 0 && m_timer.number == m_firstTimer.number;
}

// defp cancel(timer) when is_reference(timer), do: Process.cancel_timer(timer)
// defp cancel(timer), do: :timer.cancel(timer)
void PeriodicServer::cancelEither()
{
    if (!waitsForFirst())
        cancelInterval(m_timer);
    else if (cancelTimer(m_timer))
        m_firstTimer.slot = cancelledSlot;
}

void PeriodicServer::scheduleInterval(Duration interval)
{
    if (schedule() != Schedule::SendInterval)
        return;
    if (m_timer.number != 0)
        cancelEither();
    m_timer = sendInterval(m_tick, interval, interval, m_address);
}

void PeriodicServer::scheduleTickAt(VirtualTime due)
{
    m_lastDue = due;
    m_timer = sendAfterAbsolute(m_tick, due, m_address);
}

// defp jittered(interval), do: interval + World.draw({:uniform, 0, 100})
Duration PeriodicServer::addJitter(Duration interval)
{
    const ServerSpec& spec = world().spec();
    const Duration jitter = timerTime(world().jitter(spec.jitterLow, spec.jitter));
    return std::clamp(timerTime(interval) + jitter, Duration::zero(), maxDuration);
}

// --- The live edits -----------------------------------------------------------------------------

// Only send_interval needs more than the state: an armed timer keeps the interval it was armed
// with.
// def handle_cast({:set_interval, ms}, state) do
void PeriodicServer::setInterval(Duration interval)
{
    m_interval = timerTime(interval); //   after_work: {:noreply, %{state | interval: ms}}
    if (isInterval()) //   send_interval: :timer.cancel(state.timer)
        scheduleInterval(nextInterval());
    //   send_interval: {:ok, timer} = :timer.send_interval(ms, :poll)
} //   send_interval: {:noreply, %{state | interval: ms, timer: timer}}

// def handle_cast(:stop_timer, state) do
Return PeriodicServer::cancel()
{
    const bool isUnguarded = world().spec().unguardedCancel;
    if (isInterval())
        cancelEither(); //   send_interval: result = :timer.cancel(state.timer)
    else if (isUnguarded && m_timer.number == 0)
        return cancelNil();
    else if (schedule() != Schedule::IdleTimeout)
        cancelTimer(m_timer); //   after_work: left = Process.cancel_timer(state.timer)
    if (isUnguarded)
        m_timer = {}; // nobody looks for nil: the next cancel raises
    return receive(); // with idle_timeout too: without a timeout the wait is over
} //   {:noreply, state}

// Nothing is cancelled here: with a timer still pending this makes a second chain.
// def handle_cast(:resume, state) do
void PeriodicServer::resume()
{
    switch (schedule()) {
    case Schedule::AfterWork:
    case Schedule::BeforeWork: //   after_work, before_work: timer = schedule_poll(state.interval)
        scheduleTick(withJitter(nextInterval()));
        break;
    case Schedule::SendInterval: {
        //   send_interval: {:ok, timer} = :timer.send_interval(state.interval, :poll)
        const Duration interval = nextInterval();
        m_timer = sendInterval(m_tick, interval, interval, m_address);
        break;
    }
    case Schedule::Absolute: //   absolute, absolute_skip: due = now() + state.interval
    case Schedule::AbsoluteSkip: //   absolute, absolute_skip: timer = schedule_poll(due)
        scheduleTickAt(addSaturated(monotonicTime(), withJitter(nextInterval())));
        break;
    case Schedule::IdleTimeout:
        break; // noreply() carries the timeout
    }
}

// --- The state in words -------------------------------------------------------------------------

std::string PeriodicServer::inspectTimer() const
{
    switch (schedule()) {
    case Schedule::IdleTimeout:
        return {};
    case Schedule::SendInterval:
        if (m_timer.number != 0 && !waitsForFirst())
            return "timer: {:interval, #Ref}, ";
        [[fallthrough]];
    default:
        return m_timer.number == 0 ? "timer: nil, " : "timer: #Ref, ";
    }
}

std::string inspectMs(Duration duration)
{
    constexpr std::int64_t nsPerMs = 1'000'000;
    if (duration.count() % nsPerMs == 0)
        return fmt::format("{}", duration.count() / nsPerMs);
    std::string text
        = fmt::format("{}.{:06}", duration.count() / nsPerMs, duration.count() % nsPerMs);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

std::string inspectResult(Outcome outcome, std::int64_t call)
{
    if (call == 0)
        return "nil";
    return fmt::format("{{:{}, {}}}", outcome == Outcome::Ok ? "ok" : "error", call);
}

} // namespace tickscope

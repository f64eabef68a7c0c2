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

// def init(args) do
Handler PeriodicServer::init()
{
    const ServerSpec& spec = world().spec();
    m_takesTimesAsTheyAre = !spec.hasJitter() && timerTime(1ns) == 1ns;
    m_interval = timerTime(m_interval); // the state holds whole milliseconds
    if (schedule() == Schedule::SendInterval)
        m_firstTimer = {};
    else
        m_lastDue = monotonicTime(); // what an absolute schedule counts from if nothing is armed
    if (spec.load && spec.loadIn == LoadIn::Init) {
        const Outcome loaded = co_await load(world().load(), world().loadOutcome());
        if (loaded == Outcome::Stop) //   case load() do
            co_return stop(); //     :stop -> {:stop, :normal}
        if (loaded == Outcome::NoRearm)
            co_return receive(); //     :no_rearm -> {:ok, state}
    }
    const bool continues = spec.load && spec.loadIn == LoadIn::Continue;
    if (continues && spec.arm == Arm::AfterLoad)
        co_return continueWith(); //   {:ok, state, {:continue, :load}}
    const Return waiting
        = spec.scheduleInInit ? scheduleFirst() : receive(); //   schedule_poll(...)
    if (continues) {
        if (schedule() == Schedule::IdleTimeout)
            m_firstWait = waiting.timeout;
        co_return continueWith(); //   {:ok, state, {:continue, :load}}
    }
    co_return waiting; //   {:ok, state}
}

// def handle_continue(:load, state) do
Handler PeriodicServer::handleContinue()
{
    const Outcome loaded = co_await load(world().load(), world().loadOutcome());
    if (loaded == Outcome::Stop) //   case load() do
        co_return stop(); //     :stop -> {:stop, :normal, state}
    if (loaded == Outcome::NoRearm || !world().spec().scheduleInInit)
        co_return receive(); //   {:noreply, state}
    if (world().spec().arm == Arm::AfterLoad)
        co_return scheduleFirst(); //   schedule_poll(...)
    if (schedule() == Schedule::IdleTimeout)
        co_return receiveWithin(m_firstWait); //   {:noreply, state, interval}
    co_return receive(); //   {:noreply, state}
}

// def handle_cast({:set_interval, ms}, state), (:cancel, state), (:resume, state),
//                 ({:request, ms}, state)
Handler PeriodicServer::handleCast(Message message)
{
    if (message.kind == MessageKind::Cast) {
        const Request asked = request(message);
        co_await handle(asked); //   handle(ms)
        co_return asked.forgetsTimeout ? receive() : noreply(); //   {:noreply, state}
    }
    switch (message.kind) {
    case MessageKind::SetInterval:
        setInterval(argument(message));
        break;
    case MessageKind::Cancel:
        cancel();
        co_return receive(); // with idle_timeout too: without a timeout the wait is over
    case MessageKind::Resume:
        resume();
        break;
    default:
        break;
    }
    co_return noreply();
}

// def handle_call(:state, _from, state), do: {:reply, state, state}
// def handle_call({:request, ms}, _from, state) do
Handler PeriodicServer::handleCall(Message message)
{
    const Request asked = request(message);
    co_await handle(asked); //   handle(ms)
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
        scheduleTick(first);
        break;
    case Schedule::SendInterval:
        if (given) { //   timer = Process.send_after(self(), :start, first)
            scheduleTick(first);
            m_firstTimer = m_timer;
        } else { //   {:ok, timer} = :timer.send_interval(interval, :poll)
            m_timer = sendInterval(m_tick, usual, usual, m_address);
        }
        break;
    case Schedule::Absolute:
    case Schedule::AbsoluteSkip:
        scheduleTickAt(addSaturated(monotonicTime(), first));
        break;
    case Schedule::IdleTimeout:
        return receiveWithin(first);
    }
    return receive();
}

void PeriodicServer::armBeforeWork()
{
    if (schedule() == Schedule::BeforeWork) {
        scheduleTick(withJitter(nextInterval()));
    } else if (schedule() == Schedule::Absolute) {
        scheduleTickAt(addSaturated(m_lastDue, withJitter(nextInterval())));
    } else if (schedule() == Schedule::AbsoluteSkip) {
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
    m_timer = sendInterval(m_tick, m_interval, m_interval, m_address);
}

// Until the first message has come, the timer is a plain reference.
bool PeriodicServer::waitsForFirst() const
{
    return m_firstTimer.number != 0 && m_timer.number == m_firstTimer.number;
}

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

Duration PeriodicServer::addJitter(Duration interval)
{
    const ServerSpec& spec = world().spec();
    const Duration jitter = timerTime(world().jitter(spec.jitterLow, spec.jitter));
    return std::clamp(timerTime(interval) + jitter, Duration::zero(), maxDuration);
}

// --- The live edits -----------------------------------------------------------------------------

// Only send_interval needs more than the state: an armed timer keeps the interval it was armed
// with.
void PeriodicServer::setInterval(Duration interval)
{
    m_interval = timerTime(interval);
    if (isInterval())
        scheduleInterval(nextInterval());
}

void PeriodicServer::cancel()
{
    if (isInterval())
        cancelEither();
    else if (schedule() != Schedule::IdleTimeout)
        cancelTimer(m_timer);
}

// Nothing is cancelled here: with a timer still pending this makes a second chain.
void PeriodicServer::resume()
{
    switch (schedule()) {
    case Schedule::AfterWork:
    case Schedule::BeforeWork:
        scheduleTick(withJitter(nextInterval()));
        break;
    case Schedule::SendInterval: {
        const Duration interval = nextInterval();
        m_timer = sendInterval(m_tick, interval, interval, m_address);
        break;
    }
    case Schedule::Absolute:
    case Schedule::AbsoluteSkip:
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
